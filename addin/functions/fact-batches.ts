import { mostAsks, mostRowsTogether } from '../../service/records/fact-limits.ts';
import type { FactAsk } from '../../service/records/facts.ts';

/** An ask as a key: the same ask has the same key, in whatever order its parts were given. */
export const askKey = (ask: FactAsk): string =>
  JSON.stringify(ask, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/**
 * Cuts asks into as few requests as their limits allow, in order.
 * @returns lists that hold `mostAsks` asks and the rows of `mostRowsTogether` at most
 */
export const batchesOf = <T extends { ask: FactAsk }>(items: readonly T[]): T[][] => {
  const batches: T[][] = [];
  let rows = 0;
  for (const item of items) {
    const wanted = item.ask.ask === 'list' ? Number(item.ask.limit ?? 200) : 0;
    const last = batches.at(-1);
    if (last && last.length < mostAsks && rows + wanted <= mostRowsTogether) {
      last.push(item);
      rows += wanted;
    } else {
      batches.push([item]);
      rows = wanted;
    }
  }
  return batches;
};
