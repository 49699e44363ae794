import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { serialOfIso } from '../../../templates/refresh/dates.ts';
import type { CellWrite, SnapshotCell } from '../../../templates/refresh/types.ts';
import type { FieldType } from '../../records/catalogue.ts';
import type { CellValue } from '../../records/sheet-row.ts';

export type Request = sheets_v4.Schema$Request;
export type Cell = sheets_v4.Schema$CellData;

/** Mask of a write that leaves formats, notes and everything else of a cell alone. */
export const onlyValue = 'userEnteredValue';
export const datePattern = { type: 'DATE', pattern: 'yyyy-mm-dd' };

/** A value as a typed cell: text is `stringValue` and so never a formula, a day is its serial number. */
export const typedCell = (value: CellValue, type: FieldType = 'text'): Cell => {
  if (value === null || value === '') return {};
  if (typeof value === 'number') return { userEnteredValue: { numberValue: value } };
  if (typeof value === 'boolean') return { userEnteredValue: { boolValue: value } };
  const serial = type === 'date' ? serialOfIso(value) : null;
  return { userEnteredValue: serial === null ? { stringValue: value } : { numberValue: serial } };
};

/** A cell that a plan writes: a formula only where an undo puts one of hers back. */
export const writtenCell = (write: CellWrite): Cell =>
  write.formula === undefined
    ? typedCell(write.value, write.type)
    : { userEnteredValue: { formulaValue: `=${write.formula}` } };

/** A cell as it was read. */
export const sameCell = (cell: SnapshotCell | undefined): Cell =>
  cell?.formula === undefined
    ? typedCell(cell?.value ?? null)
    : { userEnteredValue: { formulaValue: `=${cell.formula}` } };

/** Rows of values as `updateCells` and `appendCells` take them. */
export const textRows = (lines: readonly (readonly CellValue[])[]): sheets_v4.Schema$RowData[] =>
  lines.map((line) => ({ values: line.map((value) => typedCell(value)) }));

/** Size of a part of a request as it travels. */
export const bytesOf = (part: unknown): number => Buffer.byteLength(JSON.stringify(part));
