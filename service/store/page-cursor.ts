import { createHash } from 'node:crypto';
import { Problem } from '../records/problem.ts';
import type { PageRequest } from './store.ts';

/**
 * Where a page ended. `change` pins all pages of one reading to the state that the first page showed, so that data
 * that change meanwhile neither repeat nor hide a row.
 */
export interface PagePlace {
  change: number;
  /** Sort key of the last item shown. */
  after: readonly (string | number)[];
}

const largestPage = 10_000;

const digestOf = (question: unknown): string =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 8);

const cursorProblem = (): Problem =>
  new Problem(
    'query.cursor',
    {
      zh: '分页标记无效，或者不属于这一查询。',
      en: 'The page cursor is not valid, or belongs to another query.',
    },
    {
      zh: '请从第一页（不带 cursor）重新开始。',
      en: 'Start again from the first page, without a cursor.',
    },
  );

/**
 * An opaque cursor for the page after a place.
 * @param question the query that is paged; the cursor works with no other
 */
export const writeCursor = (question: unknown, { change, after }: PagePlace): string =>
  Buffer.from(JSON.stringify([digestOf(question), change, ...after])).toString('base64url');

/**
 * Reads a page request.
 * @returns the place to go on from; null for a first page
 * @throws Problem `query.cursor`; RangeError for a limit that is no whole number from 1 to 10,000
 */
export const readCursor = (
  question: unknown,
  { limit, cursor }: PageRequest,
  keyTypes: readonly ('string' | 'number')[],
): PagePlace | null => {
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage)
    throw new RangeError(`A page has 1 to ${largestPage} items, not ${limit}.`);
  if (cursor === undefined) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw cursorProblem();
  }
  if (!Array.isArray(parts) || parts.length !== keyTypes.length + 2) throw cursorProblem();
  const [digest, change, ...after] = parts as unknown[];
  const fits = after.every((part, i) =>
    keyTypes[i] === 'number' ? Number.isSafeInteger(part) : typeof part === 'string',
  );
  if (digest !== digestOf(question) || !Number.isSafeInteger(change) || !fits) throw cursorProblem();
  return { change: change as number, after: after as (string | number)[] };
};
