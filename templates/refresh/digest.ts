import { sha256 } from '@noble/hashes/sha2';
import { Problem } from '../../service/records/problem.ts';
import type { RefreshPlan, SnapshotCell, TableSnapshot } from './types.ts';

/** UTF-16 code units as bytes; Apps Script has no TextEncoder. */
const bytesOf = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit & 255;
    bytes[2 * i + 1] = unit >> 8;
  }
  return bytes;
};

/**
 * What the digest is taken of, in pieces, so that a large table is never one text. A formula counts by its text, not by
 * its result: one that shows the time of day would change the digest at every reading.
 * @param rows cells of the rows, one after the other
 */
export function* digestTexts(
  outline: Pick<TableSnapshot, 'table' | 'sheet' | 'headers'>,
  rows: Iterable<readonly SnapshotCell[]>,
): Generator<string> {
  yield JSON.stringify([outline.table, outline.sheet, outline.headers]);
  for (const cells of rows) {
    yield JSON.stringify(
      cells.map((cell) => (cell.formula === undefined ? cell.value : { formula: cell.formula })),
    );
  }
}

/**
 * Digest of the state that a plan is made from: SHA-256 of the pieces in UTF-16, little end first. A host that has a
 * faster SHA-256 than this one in plain JavaScript may take it of `digestTexts` itself.
 * @returns 64 hexadecimal digits
 */
export const snapshotDigest = (snapshot: TableSnapshot): string => {
  const hash = sha256.create();
  const rows = function* () {
    for (const row of snapshot.rows) yield row.cells;
  };
  for (const text of digestTexts(snapshot, rows())) hash.update(bytesOf(text));
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/**
 * What a host asks right before it writes: is the table still as it was when the plan was made?
 * @param now the table, or its digest
 * @throws Problem `workbook.changed-since-plan`
 */
export const refuseIfChanged = (plan: RefreshPlan, now: TableSnapshot | string): void => {
  if ((typeof now === 'string' ? now : snapshotDigest(now)) === plan.snapshot) return;
  throw new Problem(
    'workbook.changed-since-plan',
    {
      zh: `表“${plan.table}”在生成刷新计划之后被改动过，没有写入任何内容。`,
      en: `The table "${plan.table}" was changed after the plan was made; nothing was written.`,
    },
    { zh: '请重新刷新一次。', en: 'Refresh again.' },
    { table: plan.table },
  );
};
