import type { Language } from '../../service/records/catalogue.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import { type SheetRow, sheetRowOf } from '../../service/records/sheet-row.ts';
import { fitCell } from './text-safety.ts';

/** The service's values of a record as cells take them, by field id. */
export const shownValues = (record: RecordView, language: Language, evidenceBase: string): SheetRow => {
  const row = sheetRowOf(record, language, evidenceBase);
  for (const id of Object.keys(row)) row[id] = fitCell(row[id] ?? null);
  return row;
};
