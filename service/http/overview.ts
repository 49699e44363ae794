import { type Kind, kinds } from '../records/kinds.ts';
import type { DocumentView, Store } from '../store/store.ts';

export type Counts = Record<Kind, number>;

/** The store at a glance, for the home page and for the lists of regions. */
export interface Overview {
  documents: number;
  counts: Counts;
  /** Regions with the most documents first; null gathers documents that state none. */
  regions: readonly { region: string | null; documents: number; counts: Counts }[];
  newest: readonly DocumentView[];
}
export type Overviews = () => Promise<Overview>;

const noCounts = (): Counts => ({ target: 0, goal: 0, fund: 0, park: 0, assignment: 0 });
const add = (sum: Counts, more: Counts): void => {
  for (const kind of kinds) sum[kind] += more[kind];
};
const dateOf = (document: DocumentView): string => document.issuedOn ?? document.publishedOn ?? '';

const read = async (store: Store): Promise<Overview> => {
  const all: DocumentView[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.documents({}, { limit: 500, cursor });
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);

  const counts = noCounts();
  const byRegion = new Map<string | null, { region: string | null; documents: number; counts: Counts }>();
  for (const document of all) {
    add(counts, document.counts);
    const entry = byRegion.get(document.region) ?? {
      region: document.region,
      documents: 0,
      counts: noCounts(),
    };
    entry.documents++;
    add(entry.counts, document.counts);
    byRegion.set(document.region, entry);
  }
  return {
    documents: all.length,
    counts,
    regions: [...byRegion.values()].sort(
      (a, b) =>
        b.documents - a.documents ||
        Number(a.region === null) - Number(b.region === null) ||
        (a.region ?? '').localeCompare(b.region ?? '', 'zh-CN'),
    ),
    newest: all.toSorted((a, b) => dateOf(b).localeCompare(dateOf(a)) || b.change - a.change).slice(0, 6),
  };
};

/**
 * Overviews of a store. Reading one walks all documents, so it is kept until the store's change sequence moves; visitors
 * at the same time share one reading.
 */
export const overviewsOf = (store: Store): Overviews => {
  let kept: { cursor: number; overview: Promise<Overview> } | null = null;
  return async () => {
    const cursor = await store.cursor();
    if (kept?.cursor !== cursor) {
      const overview = read(store);
      const mine = { cursor, overview };
      kept = mine;
      overview.catch(() => {
        if (kept === mine) kept = null;
      });
    }
    return kept.overview;
  };
};
