import ExcelJS from 'exceljs';
import { WorkbookPackage } from '../../service/publish/xlsx/parts.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import type { SnapshotCell } from '../../templates/refresh/types.ts';
import type { TableContent, Typed } from '../contract/refresh-fixture.ts';

/**
 * An analyst at an .xlsx file: changes a table as Excel would save it, by means of its own. Only the container is
 * shared with the host under test; cells, ranges and columns are read and written by other code, and ExcelJS reads results.
 */

interface RawCell {
  style: string;
  /** Type attribute and content, as they stand in the file; empty for a blank cell. */
  type: string;
  content: string;
}
interface RawTable {
  part: string;
  sheet: string;
  left: number;
  top: number;
  headers: string[];
  rows: RawCell[][];
}

const letters = (column: number): string =>
  column > 26
    ? letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1)
    : String.fromCharCode(64 + column);
const numberOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

const blank = (): RawCell => ({ style: '', type: '', content: '' });
const typed = (value: Typed, style = ''): RawCell => {
  if (value === null) return { ...blank(), style };
  if (typeof value === 'object')
    return { style, type: '', content: `<f>${escaped(value.formula)}</f><v>0</v>` };
  if (typeof value === 'number') return { style, type: '', content: `<v>${value}</v>` };
  if (typeof value === 'boolean') return { style, type: ' t="b"', content: `<v>${value ? 1 : 0}</v>` };
  return { style, type: ' t="inlineStr"', content: `<is><t xml:space="preserve">${escaped(value)}</t></is>` };
};

const rangePattern = /ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/;

/** Cells of a sheet part by row and column. */
const rawCells = (sheet: string): Map<string, RawCell & { row: number; column: number }> => {
  const cells = new Map<string, RawCell & { row: number; column: number }>();
  for (const match of sheet.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const attributes = ` ${match[1] ?? ''}`;
    const place = / r="([A-Z]+)(\d+)"/.exec(attributes);
    if (!place) continue;
    cells.set(`${place[1]}${place[2]}`, {
      row: Number(place[2]),
      column: numberOf(place[1] ?? ''),
      style: / s="\d+"/.exec(attributes)?.[0] ?? '',
      type: / t="\w+"/.exec(attributes)?.[0] ?? '',
      content: match[2] ?? '',
    });
  }
  return cells;
};

/** Reads a table as it stands in the file. */
export const readRawTable = (bytes: Uint8Array, name: string): RawTable => {
  const workbook = new WorkbookPackage(bytes);
  for (const sheet of workbook.sheets()) {
    for (const part of workbook.related(sheet.part, 'table')) {
      const text = workbook.text(part);
      const range = rangePattern.exec(text);
      if (!text.includes(`displayName="${name}"`) || !range) continue;
      const [left, top, right, bottom] = [
        numberOf(range[1] ?? ''),
        Number(range[2]),
        numberOf(range[3] ?? ''),
        Number(range[4]),
      ];
      const cells = rawCells(workbook.text(sheet.part));
      const rows: RawCell[][] = [];
      for (let row = top + 1; row <= bottom; row++) {
        rows.push(
          Array.from({ length: right - left + 1 }, (_, i) => {
            const found = cells.get(`${letters(left + i)}${row}`);
            return found ? { style: found.style, type: found.type, content: found.content } : blank();
          }),
        );
      }
      const headers = [...text.matchAll(/<tableColumn [^>]*?name="([^"]*)"/g)].map((match) =>
        unescaped(match[1] ?? ''),
      );
      return { part, sheet: sheet.part, left, top, headers, rows };
    }
  }
  throw new Error(`test: no table ${name}`);
};

/** Writes a table back; rows behind it move where it has more or fewer than before. */
const writeRawTable = (bytes: Uint8Array, before: RawTable, table: RawTable): Uint8Array => {
  const workbook = new WorkbookPackage(bytes);
  const shift = table.rows.length - before.rows.length;
  const oldBottom = before.top + before.rows.length;
  const inTable = (row: number, column: number) =>
    row >= before.top &&
    row <= oldBottom &&
    column >= before.left &&
    column < before.left + before.headers.length;
  const rows = new Map<number, { attributes: string; cells: Map<number, RawCell> }>();
  const rowAt = (row: number) => {
    const known = rows.get(row) ?? { attributes: '', cells: new Map<number, RawCell>() };
    rows.set(row, known);
    return known;
  };
  workbook.edit(table.sheet, (text) => {
    for (const match of text.matchAll(/<row ([^>]*?)\/?>/g)) {
      const row = Number(/(?:^| )r="(\d+)"/.exec(match[1] ?? '')?.[1]);
      const attributes = (match[1] ?? '').replace(/(^| )(r|spans)="[^"]*"/g, '');
      rowAt(row > oldBottom ? row + shift : row).attributes = attributes;
    }
    for (const cell of rawCells(text).values()) {
      if (inTable(cell.row, cell.column)) continue;
      rowAt(cell.row > oldBottom ? cell.row + shift : cell.row).cells.set(cell.column, cell);
    }
    table.headers.forEach((header, i) => {
      rowAt(table.top).cells.set(table.left + i, typed(header));
    });
    table.rows.forEach((cells, r) => {
      cells.forEach((cell, i) => {
        rowAt(table.top + 1 + r).cells.set(table.left + i, cell);
      });
    });
    const data = [...rows]
      .sort((a, b) => a[0] - b[0])
      .map(([row, { attributes, cells }]) => {
        const inner = [...cells]
          .sort((a, b) => a[0] - b[0])
          .map(([column, { style, type, content }]) => {
            const open = `<c r="${letters(column)}${row}"${style}${type}`;
            return content === '' ? `${open}/>` : `${open}>${content}</c>`;
          });
        return `<row r="${row}"${attributes ? ` ${attributes.trim()}` : ''}>${inner.join('')}</row>`;
      });
    return text.replace(/<sheetData>[\s\S]*<\/sheetData>/, () => `<sheetData>${data.join('')}</sheetData>`);
  });
  const ref = `${letters(table.left)}${table.top}:${letters(table.left + table.headers.length - 1)}${table.top + table.rows.length}`;
  workbook.edit(table.part, (text) =>
    text
      .replaceAll(/ ref="[^"]*"/g, ` ref="${ref}"`)
      .replace(
        /<tableColumns[\s\S]*<\/tableColumns>/,
        () =>
          `<tableColumns count="${table.headers.length}">${table.headers
            .map((header, i) => `<tableColumn id="${i + 1}" name="${escaped(header)}"/>`)
            .join('')}</tableColumns>`,
      ),
  );
  return workbook.save();
};

/** Changes a table of a file as an analyst does. */
export const editTable = (bytes: Uint8Array, name: string, change: (table: RawTable) => void): Uint8Array => {
  const before = readRawTable(bytes, name);
  const table = structuredClone(before);
  change(table);
  return writeRawTable(bytes, before, table);
};

export const typeInto = (table: RawTable, row: number, header: string, value: Typed): void => {
  const column = table.headers.indexOf(header);
  const cells = table.rows[row];
  if (column < 0 || !cells) throw new Error(`test: no cell ${row}, ${header}`);
  cells[column] = typed(value, cells[column]?.style);
};
export const blankRow = (table: RawTable): RawCell[] => table.headers.map(blank);
export const typedCell = typed;
/** What a cell sorts by. */
export const sortValue = (cell: RawCell | undefined): string | number => {
  const raw = /<(?:v|t)(?: [^>]*)?>([^<]*)</.exec(cell?.content ?? '')?.[1] ?? '';
  return cell?.type === '' && raw !== '' ? Number(raw) : raw;
};

const excelEpoch = Date.UTC(1899, 11, 30);
const plain = (value: ExcelJS.CellValue | undefined): SnapshotCell => {
  if (value === null || value === undefined) return { value: null };
  if (value instanceof Date) return { value: (value.getTime() - excelEpoch) / 86_400_000 };
  if (typeof value !== 'object') return { value };
  if ('richText' in value) return { value: value.richText.map((run) => run.text).join('') };
  if ('formula' in value || 'sharedFormula' in value) {
    const result = 'result' in value ? value.result : undefined;
    const formula = 'formula' in value ? value.formula : value.sharedFormula;
    return {
      value: (result instanceof Date || typeof result === 'object' ? null : (result ?? null)) as CellValue,
      formula,
    };
  }
  if ('error' in value) return { value: value.error };
  return { value: 'text' in value ? String(value.text) : null };
};

/** Opens a file with ExcelJS. */
export const openWithExcelJs = async (bytes: Uint8Array): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return workbook;
};

/** The table as ExcelJS reads its cells. */
export const readContent = async (bytes: Uint8Array, name: string): Promise<TableContent> => {
  const { left, top, headers, rows, sheet } = readRawTable(bytes, name);
  const packaged = new WorkbookPackage(bytes).sheets();
  const sheetName = packaged.find((one) => one.part === sheet)?.name ?? '';
  const worksheet = (await openWithExcelJs(bytes)).getWorksheet(sheetName);
  if (!worksheet) throw new Error(`test: ExcelJS finds no sheet ${sheetName}`);
  return {
    headers: headers.map((_, i) => String(worksheet.getCell(top, left + i).value)),
    rows: rows.map((_, r) => headers.map((__, i) => plain(worksheet.getCell(top + 1 + r, left + i).value))),
  };
};

/** The cells of a sheet as ExcelJS reads them, from its first row and column. */
export const readSheetCells = async (bytes: Uint8Array, name: string): Promise<SnapshotCell[][]> => {
  const worksheet = (await openWithExcelJs(bytes)).getWorksheet(name);
  return Array.from({ length: worksheet?.rowCount ?? 0 }, (_, r) =>
    Array.from({ length: worksheet?.columnCount ?? 0 }, (__, c) =>
      plain(worksheet?.getCell(r + 1, c + 1).value),
    ),
  );
};

/** The rows of a sheet as ExcelJS reads them. */
export const readSheetRows = async (bytes: Uint8Array, name: string): Promise<CellValue[][]> => {
  const worksheet = (await openWithExcelJs(bytes)).getWorksheet(name);
  const rows: CellValue[][] = [];
  worksheet?.eachRow((row) => {
    rows.push(Array.from({ length: row.cellCount }, (_, i) => plain(row.getCell(i + 1).value).value));
  });
  return rows;
};

/** Everything of a file but the named table's cells and the service's own sheets. */
export const outsideOf = (bytes: Uint8Array, name: string, ownSheets: readonly string[]): unknown => {
  const table = readRawTable(bytes, name);
  const workbook = new WorkbookPackage(bytes);
  const own = new Set(
    workbook.sheets().flatMap((sheet) => (ownSheets.includes(sheet.name) ? [sheet.part] : [])),
  );
  const index =
    /^(\[Content_Types\]\.xml|docProps\/app\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/calcChain\.xml)$/;
  const withoutResults = (text: string) =>
    text.replaceAll(/ t="str"(?=[^>]*><f)|(?<=<\/f>)<v>[^<]*<\/v>/g, '');
  const parts = workbook
    .parts()
    .filter(
      (part) =>
        !own.has(part) &&
        !index.test(part) &&
        ![table.sheet, table.part, workbook.workbookPart].includes(part),
    )
    .map((part) => [part, withoutResults(workbook.text(part))]);
  const sheet = workbook.text(table.sheet);
  const bottom = table.top + table.rows.length;
  const right = table.left + table.headers.length;
  const beside: unknown[] = [];
  const below: unknown[] = [];
  for (const [place, { row, column, style, type, content }] of rawCells(withoutResults(sheet))) {
    if (column < table.left || column >= right || row < table.top) beside.push([place, style, type, content]);
    else if (row > bottom && content !== '') below.push([column, style, type, content]);
  }
  const [head = '', tail = ''] = sheet.split(/<sheetData>[\s\S]*<\/sheetData>/);
  const ranges = (text: string) => text.replaceAll(/(?<=(?:ref|sqref)="[^"]*)\d+/g, '#');
  const names = /<definedNames>[\s\S]*<\/definedNames>/.exec(workbook.text(workbook.workbookPart))?.[0];
  return { parts, beside, below, head: ranges(head), tail: ranges(tail), names };
};
