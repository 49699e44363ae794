/// <reference types="office-js" />
import { textInput } from './cell-input.ts';
import { hasExcelApi, inExcel } from './excel-batch.ts';
import { excelTooOld } from './excel-problems.ts';

/** A table on the sheet that is to be copied. Columns are counted from the table's first. */
export interface FrozenTable {
  table: string;
  keyColumn: number;
  /** The column of links, which gives its place to the citations; without one they stand behind the table. */
  linkColumn: number | null;
  header: string;
  /** One a body row. */
  citations: readonly string[];
}
export interface FreezeRequest {
  sheet: string;
  /** ISO date, part of the copy's name. */
  day: string;
  tables: readonly FrozenTable[];
}

/** Excel's longest name of a sheet. */
const longestName = 31;
/** Worksheet.copy came with it. */
const neededToCopy = '1.10';

/**
 * Copies a sheet with bound tables (formats, notes and all), then cuts the copy off: formulas become their values, keys and
 * links go, citations come. The original is not touched; a copy that fails half-way is taken away again.
 * @returns the name of the new sheet
 * @throws Problem `workbook.excel-too-old`, and those of Excel
 */
export const freezeSheet = (request: FreezeRequest): Promise<string> => {
  if (!hasExcelApi(neededToCopy)) throw excelTooOld(`ExcelApi ${neededToCopy}`);
  return inExcel(async (context) => {
    const { workbook } = context;
    const sheets = workbook.worksheets.load('items/name');
    const original = workbook.worksheets.getItem(request.sheet);
    const places = request.tables.map(({ table }) =>
      workbook.tables.getItem(table).getRange().load('rowIndex,columnIndex,columnCount'),
    );
    await context.sync();
    const taken = new Set(sheets.items.map(({ name }) => name.toLowerCase()));
    const named = (end: string): string => `${request.sheet.slice(0, longestName - end.length)}${end}`;
    let name = named(` ${request.day}`);
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = named(` ${request.day} (${n})`);
    const copy = original.copy(Excel.WorksheetPositionType.after, original);
    copy.name = name;
    await context.sync();
    try {
      const used = copy.getUsedRange();
      used.copyFrom(used, Excel.RangeCopyType.values);
      request.tables.forEach(({ keyColumn, linkColumn, header, citations }, index) => {
        const place = places[index];
        if (!place) return;
        const { rowIndex, columnIndex, columnCount } = place;
        const at = columnIndex + (linkColumn ?? columnCount);
        copy.getRangeByIndexes(rowIndex, at, 1, 1).values = [[textInput(header)]];
        if (citations.length === 0) return;
        const body = (column: number) => copy.getRangeByIndexes(rowIndex + 1, column, citations.length, 1);
        body(columnIndex + keyColumn).values = citations.map(() => ['']);
        body(at).values = citations.map((text) => [textInput(text)]);
      });
      copy.activate();
      await context.sync();
    } catch (thrown) {
      copy.delete();
      await context.sync();
      throw thrown;
    }
    return name;
  });
};
