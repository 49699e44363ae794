import { type Field, fieldsOf, type Language, labelIn } from './catalogue.ts';
import type { RecordView } from './record-view.ts';

/** What one cell of a sheet holds. Dates travel as ISO text and become serial numbers in the host. */
export type CellValue = string | number | boolean | null;

/** The values of one record by field id, as a table shows them. */
export type SheetRow = Record<string, CellValue>;

/** How a table's column reads its field out of records; made once a column, because a table has many rows. */
export interface CellReader {
  /** The value as a table shows it; null where the document states nothing. */
  read(record: RecordView): CellValue;
  /** Whether a cell holds this very value; what is not so may still mean the same. */
  holds(record: RecordView, value: CellValue): boolean;
}

const documentProperty: Readonly<Record<string, keyof RecordView['document']>> = {
  region: 'region',
  regionCode: 'regionCode',
  documentTitle: 'title',
  docNumber: 'docNumber',
  issuers: 'issuers',
  issuedOn: 'issuedOn',
  publishedOn: 'publishedOn',
};

const passagesOf = (record: RecordView): string | null =>
  record.evidence.flatMap((passage) => (passage.text === null ? [] : [passage.text])).join(' … ') || null;

/** What a field is in a record, before it becomes the value of a cell. */
const valueReader = (id: string, evidenceBase: string): ((record: RecordView) => unknown) => {
  const property = documentProperty[id];
  if (property !== undefined) return (record) => record.document[property];
  if (id === 'evidence') return passagesOf;
  if (id === 'evidenceUrl') return (record) => `${evidenceBase}/evidence/${record.id}`;
  return (record) => (record as unknown as Record<string, unknown>)[id];
};

const toCell = (value: unknown): CellValue => {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length > 0 ? value.join('、') : null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
};

/** Making fifty thousand links only to compare them takes longer than everything else of their rows. */
const linkHolder =
  (prefix: string): CellReader['holds'] =>
  ({ id }, cell) =>
    typeof cell === 'string' &&
    cell.length === prefix.length + id.length &&
    cell.endsWith(id) &&
    cell.startsWith(prefix);

/**
 * Makes the reader of a field.
 * @param field a field of the records' kind
 * @param language language of enumeration labels
 * @param evidenceBase address of the service without a trailing slash, for evidence links
 */
export const cellReader = (field: Field, language: Language, evidenceBase: string): CellReader => {
  const value = valueReader(field.id, evidenceBase);
  if (field.type === 'enum') {
    const labels = new Map<unknown, CellValue>(
      Object.entries(field.values ?? {}).map(([id, label]) => [id, labelIn(label, language)]),
    );
    // One row after the other mostly says the same.
    let last: unknown = null;
    let shown: CellValue = null;
    const read = (record: RecordView): CellValue => {
      const id = value(record);
      if (id === last) return shown;
      last = id;
      shown = labels.get(id) ?? toCell(id);
      return shown;
    };
    return { read, holds: (record, cell) => read(record) === cell };
  }
  const read = (record: RecordView): CellValue => toCell(value(record));
  if (field.id === 'evidenceUrl') return { read, holds: linkHolder(`${evidenceBase}/evidence/`) };
  if (field.type === 'list' || field.id === 'evidence')
    return { read, holds: (record, cell) => read(record) === cell };
  const property = documentProperty[field.id];
  const own = field.id as keyof RecordView;
  // Each looks for itself: these two run for nearly every cell of a table.
  return property === undefined
    ? { read, holds: (record, cell) => (record[own] ?? null) === cell }
    : { read, holds: ({ document }, cell) => (document[property] ?? null) === cell };
};

const rowReaders = new Map<string, readonly { id: string; reader: CellReader }[]>();
/** The readers of all fields of a kind; the last few sets are kept. */
const rowReader = (record: RecordView, language: Language, evidenceBase: string) => {
  const name = `${record.kind} ${language} ${evidenceBase}`;
  const known = rowReaders.get(name);
  if (known) return known;
  const made = fieldsOf(record.kind).map((field) => ({
    id: field.id,
    reader: cellReader(field, language, evidenceBase),
  }));
  if (rowReaders.size >= 20) rowReaders.clear();
  rowReaders.set(name, made);
  return made;
};

/**
 * Flattens a record into the values that a table shows.
 * @param record a record as the service shows it
 * @param language language of enumeration labels
 * @param evidenceBase address of the service without a trailing slash, for evidence links
 * @returns one value a field of the record's kind; null where the document states nothing
 */
export const sheetRowOf = (record: RecordView, language: Language, evidenceBase: string): SheetRow =>
  Object.fromEntries(
    rowReader(record, language, evidenceBase).map(({ id, reader }) => [id, reader.read(record)]),
  );
