import { snapshotDigest } from '../../templates/refresh/digest.ts';
import type { RefreshPlan, TableBinding, TableSnapshot } from '../../templates/refresh/types.ts';

/**
 * A plan made by hand, for tests of what a host writes: of a table as it stands, doing what is asked for and nothing else.
 * @param wanted the rows to write, add, remove or put back
 */
export const barePlan = (
  snapshot: TableSnapshot,
  binding: TableBinding,
  wanted: Partial<Pick<RefreshPlan, 'updates' | 'additions' | 'removals' | 'restorations'>>,
): RefreshPlan => ({
  table: snapshot.table,
  sheet: snapshot.sheet,
  snapshot: snapshotDigest(snapshot),
  headers: snapshot.headers,
  updates: [],
  additions: [],
  removals: [],
  restorations: [],
  unarchive: null,
  archivedAt: '2026-02-01T09:30:00.000Z',
  changes: [],
  edits: [],
  corrections: [],
  gone: [],
  unmatched: [],
  binding,
  ...wanted,
});
