import { type Field, fieldsOf, type Language, labelIn } from './catalogue.ts';
import type { RecordView } from './record-view.ts';

/** What one cell of a sheet holds. Dates travel as ISO text and become serial numbers in the host. */
export type CellValue = string | number | boolean | null;

/** The values of one record by field id, as a table shows them. */
export type SheetRow = Record<string, CellValue>;

const fieldValue = (record: RecordView, id: string, evidenceBase: string): unknown => {
  const { document } = record;
  switch (id) {
    case 'region':
      return document.region;
    case 'regionCode':
      return document.regionCode;
    case 'documentTitle':
      return document.title;
    case 'docNumber':
      return document.docNumber;
    case 'issuers':
      return document.issuers;
    case 'issuedOn':
      return document.issuedOn;
    case 'publishedOn':
      return document.publishedOn;
    case 'evidence':
      return (
        record.evidence.flatMap((passage) => (passage.text === null ? [] : [passage.text])).join(' … ') ||
        null
      );
    case 'evidenceUrl':
      return `${evidenceBase}/evidence/${record.id}`;
    default:
      return (record as unknown as Record<string, unknown>)[id];
  }
};

const toCell = (field: Field, value: unknown, language: Language): CellValue => {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length > 0 ? value.join('、') : null;
  if (field.type === 'enum') {
    const label = field.values?.[String(value)];
    return label ? labelIn(label, language) : String(value);
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
};

/**
 * One value of a record as a table shows it.
 * @param field a field of the record's kind
 */
export const sheetCellOf = (
  record: RecordView,
  field: Field,
  language: Language,
  evidenceBase: string,
): CellValue => toCell(field, fieldValue(record, field.id, evidenceBase), language);

/**
 * Flattens a record into the values that a table shows.
 * @param record a record as the service shows it
 * @param language language of enumeration labels
 * @param evidenceBase address of the service without a trailing slash, for evidence links
 * @returns one value a field of the record's kind; null where the document states nothing
 */
export const sheetRowOf = (record: RecordView, language: Language, evidenceBase: string): SheetRow =>
  Object.fromEntries(
    fieldsOf(record.kind).map((field) => [field.id, sheetCellOf(record, field, language, evidenceBase)]),
  );
