import { sha256 } from '@noble/hashes/sha2';
import { Problem } from '../../service/records/problem.ts';
import type { RefreshPlan, TableSnapshot } from './types.ts';

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
 * Digest of the state that a plan is made from. A formula counts by its text, not by its result: one that shows the
 * time of day would change the digest at every reading.
 * @returns 64 hexadecimal digits of SHA-256
 */
export const snapshotDigest = (snapshot: TableSnapshot): string => {
  const rows = snapshot.rows.map((row) =>
    row.cells.map((cell) => (cell.formula === undefined ? cell.value : { formula: cell.formula })),
  );
  const text = JSON.stringify([snapshot.table, snapshot.sheet, snapshot.headers, rows]);
  return Array.from(sha256(bytesOf(text)), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/**
 * What a host asks right before it writes: is the table still as it was when the plan was made?
 * @throws Problem `workbook.changed-since-plan`
 */
export const refuseIfChanged = (plan: RefreshPlan, now: TableSnapshot): void => {
  if (snapshotDigest(now) === plan.snapshot) return;
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
