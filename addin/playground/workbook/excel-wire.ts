import type { Box, SheetModel } from './excel-workbook.ts';
import { maxRows } from './excel-workbook.ts';

/**
 * What all objects of the test host share: how a request holds them, what a collection answers, the errors of Office.js,
 * and addresses.
 */

export class HostError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly location: string,
  ) {
    super(message);
  }
}
export const notFound = (location: string) =>
  new HostError('ItemNotFound', "The requested resource doesn't exist.", location);
export const invalid = (
  location: string,
  message = 'The argument is invalid or missing or has an incorrect format.',
) => new HostError('InvalidArgument', message, location);
export const taken = (location: string) =>
  new HostError('ItemAlreadyExists', 'A resource with the same name or identifier already exists.', location);
export const shapeMessage =
  "The number of rows or columns in the input array doesn't match the size or dimensions of the range.";

export const columnName = (column: number): string => {
  let name = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
};
const columnIndex = (name: string): number =>
  [...name.toUpperCase()].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Anything that a request can hold on to. `scalars` are what load() without names brings. */
export abstract class WireObject {
  get scalars(): readonly string[] {
    return [];
  }
  identity(): Record<string, unknown> {
    return {};
  }
}

export abstract class WireCollection<T extends WireObject> extends WireObject {
  abstract all(): T[];
  abstract keysOf(item: T): string[];
  protected find(key: unknown): T | null {
    const text = String(key).toLowerCase();
    return this.all().find((item) => this.keysOf(item).some((k) => k.toLowerCase() === text)) ?? null;
  }
  GetItem(key: unknown): T {
    const item = this.find(key);
    if (!item) throw notFound(`${this.constructor.name}.getItem`);
    return item;
  }
  GetItemOrNullObject(key: unknown): T | null {
    return this.find(key);
  }
  GetItemAt(index: number): T {
    const item = this.all()[index];
    if (!item) throw invalid(`${this.constructor.name}.getItemAt`);
    return item;
  }
  GetCount(): number {
    return this.all().length;
  }
  get Count(): number {
    return this.all().length;
  }
}

export const addressOf = (sheet: SheetModel, box: Box): string => {
  const name = /^[A-Za-z_]\w*$/.test(sheet.name) ? sheet.name : `'${sheet.name.replace(/'/g, "''")}'`;
  const from = columnName(box.column) + (box.row + 1);
  const to = columnName(box.column + box.columns - 1) + (box.row + box.rows);
  return `${name}!${from === to ? from : `${from}:${to}`}`;
};

export const boxIn = (address: string): Box => {
  const text = address.slice(address.lastIndexOf('!') + 1).replace(/\$/g, '');
  const cells = /^([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?$/i.exec(text);
  if (cells) {
    const column = columnIndex(cells[1] ?? '');
    const row = Number(cells[2]) - 1;
    const lastColumn = cells[3] ? columnIndex(cells[3]) : column;
    const lastRow = cells[4] ? Number(cells[4]) - 1 : row;
    return { row, column, rows: lastRow - row + 1, columns: lastColumn - column + 1 };
  }
  const whole = /^([A-Z]{1,3}):([A-Z]{1,3})$/i.exec(text);
  if (whole) {
    const column = columnIndex(whole[1] ?? '');
    return { row: 0, column, rows: maxRows, columns: columnIndex(whole[2] ?? '') - column + 1 };
  }
  throw invalid('Worksheet.getRange');
};
