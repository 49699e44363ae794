import type { CellValue } from '../../service/records/sheet-row.ts';
import { archiveHeader, archiveSheetName } from '../../templates/refresh/archive.ts';
import { restoreInput } from './cell-input.ts';
import type { CellBlock } from './write-queue.ts';

/** The archive sheet in the open workbook: rows whose removal was accepted end there, never nowhere. */
export interface ArchivePlace {
  exists: boolean;
  /** First free row, counted from 0. */
  next: number;
}

export const queueArchive = (context: Excel.RequestContext): { finish(): ArchivePlace } => {
  const sheet = context.workbook.worksheets.getItemOrNullObject(archiveSheetName);
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load('rowIndex,rowCount');
  return {
    finish: () => ({
      exists: !sheet.isNullObject,
      next: sheet.isNullObject || used.isNullObject ? 0 : used.rowIndex + used.rowCount,
    }),
  };
};

/** The lines as they go below what the sheet holds; a new sheet gets its header row. Formulas are kept as text. */
export const archiveBlock = (lines: readonly (readonly CellValue[])[], place: ArchivePlace): CellBlock => ({
  row: place.next,
  column: 0,
  values: [...(place.next === 0 ? [archiveHeader] : []), ...lines].map((line) => line.map(restoreInput)),
});

export const archiveSheetIn = (context: Excel.RequestContext, place: ArchivePlace): Excel.Worksheet =>
  place.exists
    ? context.workbook.worksheets.getItem(archiveSheetName)
    : context.workbook.worksheets.add(archiveSheetName);
