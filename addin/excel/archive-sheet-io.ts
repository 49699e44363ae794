import type { CellValue } from '../../service/records/sheet-row.ts';
import { archiveHeader, archiveSheetName, keptArchiveLines } from '../../templates/refresh/archive.ts';
import type { RefreshPlan } from '../../templates/refresh/types.ts';
import { restoreInput } from './cell-input.ts';
import type { CellBlock } from './write-queue.ts';

/** The archive sheet in the open workbook: rows whose removal was accepted end there, never nowhere. */

type Line = readonly CellValue[];

export interface ArchivePlace {
  exists: boolean;
  /** First free row, counted from 0. */
  next: number;
  /** What stands below the header row; read for an undo only. */
  lines: readonly Line[];
}
/** An archive that nobody asked about. */
export const noArchive: ArchivePlace = { exists: false, next: 0, lines: [] };

/** @param withLines reads what the archive holds, for an undo that drops lines */
export const queueArchive = (
  context: Excel.RequestContext,
  withLines: boolean,
): { finish(): ArchivePlace } => {
  const sheet = context.workbook.worksheets.getItemOrNullObject(archiveSheetName);
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load(withLines ? 'rowIndex,rowCount,columnIndex,columnCount,values' : 'rowIndex,rowCount');
  return {
    finish: () => {
      if (sheet.isNullObject || used.isNullObject) return { ...noArchive, exists: !sheet.isNullObject };
      // Where somebody wrote beside the lines or moved them, they stay in place: her words belong to a line.
      const asMade =
        withLines &&
        used.rowIndex === 0 &&
        used.columnIndex === 0 &&
        used.columnCount <= archiveHeader.length;
      return {
        exists: true,
        next: used.rowIndex + used.rowCount,
        lines: asMade ? (used.values.slice(1) as Line[]) : [],
      };
    },
  };
};

/** A change of the archive: what is written, and what stood there before. */
export interface ArchiveChange {
  block: CellBlock;
  before: CellBlock;
}

/** The lines as cells; a new sheet gets its header row. Formulas are kept as text. */
const cellsOf = (lines: readonly Line[]): CellBlock['values'] =>
  lines.map((line) => archiveHeader.map((_, column) => restoreInput(line[column] ?? null)));

/**
 * How the archive changes by a plan: lines that an undo takes back go, those of removed rows come.
 * @param added lines of the plan's removals
 * @returns null where nothing changes
 */
export const archiveChange = (
  plan: RefreshPlan,
  place: ArchivePlace,
  added: readonly Line[],
): ArchiveChange | null => {
  const kept = keptArchiveLines(plan, place.lines);
  const drops = kept.length < place.lines.length;
  if (!drops && added.length === 0) return null;
  const from = drops ? 1 : place.next;
  const lines = [...(from === 0 ? [archiveHeader] : []), ...(drops ? kept : []), ...added];
  const before = drops ? place.lines : [];
  const rows = Math.max(lines.length, before.length);
  const block = (some: readonly Line[]): CellBlock => ({
    row: from,
    column: 0,
    values: cellsOf(Array.from({ length: rows }, (_, index) => some[index] ?? [])),
  });
  return { block: block(lines), before: block(before) };
};

export const archiveSheetIn = (context: Excel.RequestContext, place: ArchivePlace): Excel.Worksheet =>
  place.exists
    ? context.workbook.worksheets.getItem(archiveSheetName)
    : context.workbook.worksheets.add(archiveSheetName);
