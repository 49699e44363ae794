import ExcelJS from 'exceljs';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { effective } from './google-batch.ts';
import { GoogleBook } from './google-book.ts';

/**
 * Conversion between .xlsx and Google Sheets as Drive does it, as far as our workbooks are concerned: values, formulas,
 * date formats, hidden sheets and columns, sizes, frozen rows and defined names go along; tables become plain ranges.
 */

type Request = sheets_v4.Schema$Request;
const serial = (date: Date): number => date.getTime() / 86_400_000 + 25_569;

const cellDataOf = (cell: ExcelJS.Cell): sheets_v4.Schema$CellData => {
  const isDate = cell.numFmt !== undefined && /y/i.test(cell.numFmt);
  const format = isDate
    ? { userEnteredFormat: { numberFormat: { type: 'DATE', pattern: cell.numFmt } } }
    : {};
  if (cell.formula) return { userEnteredValue: { formulaValue: `=${cell.formula}` }, ...format };
  const { value } = cell;
  if (typeof value === 'number') return { userEnteredValue: { numberValue: value }, ...format };
  if (typeof value === 'boolean') return { userEnteredValue: { boolValue: value } };
  if (value instanceof Date) return { userEnteredValue: { numberValue: serial(value) }, ...format };
  if (value === null || value === undefined || cell.text === '') return format;
  return { userEnteredValue: { stringValue: cell.text } };
};

/** A spreadsheet from the bytes of an .xlsx. */
export const bookOfXlsx = async (id: string, title: string, bytes: Uint8Array): Promise<GoogleBook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer as ArrayBuffer);
  const book = new GoogleBook(id, title);
  const requests: Request[] = workbook.worksheets.flatMap((sheet, index): Request[] => {
    const sheetId = index + 100;
    const [rowCount, columnCount] = [Math.max(sheet.rowCount, 20), Math.max(sheet.columnCount, 10)];
    const rows: sheets_v4.Schema$RowData[] = [];
    for (let row = 1; row <= sheet.rowCount; row++) {
      const values: sheets_v4.Schema$CellData[] = [];
      for (let column = 1; column <= sheet.columnCount; column++)
        values.push(cellDataOf(sheet.getCell(row, column)));
      rows.push({ values });
    }
    const hiddenColumns = Array.from({ length: sheet.columnCount }, (_, i) => i).filter(
      (i) => sheet.getColumn(i + 1).hidden,
    );
    return [
      {
        addSheet: {
          properties: {
            sheetId,
            title: sheet.name,
            hidden: sheet.state !== 'visible',
            gridProperties: { rowCount, columnCount },
          },
        },
      },
      ...(rows.length > 0
        ? [
            {
              updateCells: {
                start: { sheetId, rowIndex: 0, columnIndex: 0 },
                rows,
                fields: 'userEnteredValue,userEnteredFormat',
              },
            },
          ]
        : []),
      ...hiddenColumns.map((startIndex) => ({
        updateDimensionProperties: {
          range: { sheetId, dimension: 'COLUMNS', startIndex, endIndex: startIndex + 1 },
          properties: { hiddenByUser: true },
          fields: 'hiddenByUser',
        },
      })),
    ];
  });
  book.batchUpdate([...requests, { deleteSheet: { sheetId: 0 } }], 'owner');
  return book;
};

/** The bytes of an .xlsx from a spreadsheet. */
export const xlsxOfBook = async (book: GoogleBook): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  for (const sheet of book.sheets) {
    const { title, hidden } = sheet.properties;
    const made = workbook.addWorksheet(title, { state: hidden ? 'hidden' : 'visible' });
    sheet.columns.forEach((column, i) => {
      if (column.hiddenByUser === true) made.getColumn(i + 1).hidden = true;
    });
    sheet.rows.forEach((cells, row) => {
      cells.forEach((data, column) => {
        const shown = effective(data.userEnteredValue);
        const value = shown?.stringValue ?? shown?.numberValue ?? shown?.boolValue ?? null;
        const formula = data.userEnteredValue?.formulaValue;
        const format = data.userEnteredFormat as sheets_v4.Schema$CellFormat | undefined;
        if (value === null && !format) return;
        const cell = made.getCell(row + 1, column + 1);
        cell.value = formula ? { formula: formula.slice(1), result: value ?? 0 } : value;
        if (format?.numberFormat?.pattern) cell.numFmt = format.numberFormat.pattern;
      });
    });
  }
  for (const { name, range } of book.namedRanges) {
    const sheet = book.sheets.find((one) => one.properties.sheetId === (range?.sheetId ?? 0));
    if (!sheet || !name || !range) continue;
    const cell = (row: number, column: number): string =>
      `$${workbook.worksheets[0]?.getColumn(column).letter}$${row}`;
    const [top, left] = [(range.startRowIndex ?? 0) + 1, (range.startColumnIndex ?? 0) + 1];
    workbook.definedNames.add(
      `'${sheet.properties.title}'!${cell(top, left)}:${cell(range.endRowIndex ?? top, range.endColumnIndex ?? left)}`,
      name,
    );
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};
