import { type Field, fieldsOf } from './catalogue.ts';
import { recordBaseShape } from './evidence.ts';
import { type AnyRecord, type Kind, recordSchemas } from './kinds.ts';
import type { CellValue } from './sheet-row.ts';

/** Fields of a kind that a correction can set: its own, not those of its document, its evidence or its state. */
export const correctableFields = (kind: Kind): readonly Field[] =>
  fieldsOf(kind).filter(({ id }) => id in recordSchemas[kind].shape && !(id in recordBaseShape));

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const enumValue = ({ values = {} }: Field, text: string): string => {
  const asked = fold(text);
  const found = Object.entries(values).find(([id, { zh, en }]) =>
    [id, zh, en].some((name) => fold(name) === asked),
  );
  return found?.[0] ?? text.trim();
};

/** 3,000 and ３０００ are numbers as people type them; other text stays text, which the schema refuses. */
const numberIn = (text: string): number | string => {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '');
  return /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(plain) ? Number(plain) : text;
};

const yes = new Set(['true', 'yes', '1', '是', '✓']);
const no = new Set(['false', 'no', '0', '否', '']);

const raw = (field: Field, cell: CellValue): unknown => {
  if (cell === null || (typeof cell === 'string' && cell.trim() === ''))
    return field.type === 'list' ? [] : null;
  switch (field.type) {
    case 'enum':
      return enumValue(field, String(cell));
    case 'number':
      return typeof cell === 'string' ? numberIn(cell) : cell;
    case 'boolean': {
      const text = fold(String(cell));
      return yes.has(text) ? true : no.has(text) ? false : cell;
    }
    case 'list':
      return String(cell)
        .split(/[、,，;；]/u)
        .map((part) => part.trim())
        .filter((part) => part !== '');
    default:
      return typeof cell === 'string' ? cell.trim() : String(cell);
  }
};

/** A record with one field set, or why the value cannot stand there. */
export type SetField = { ok: true; record: AnyRecord; value: unknown } | { ok: false; reason: string };

/**
 * Sets a field of a record to what a table shows: labels of enumerations become ids, lists are split at 、, numbers may be
 * typed with separators.
 * @param field one of correctableFields
 */
export const setField = (kind: Kind, record: AnyRecord, field: Field, cell: CellValue): SetField => {
  const value = raw(field, cell);
  const result = recordSchemas[kind].safeParse({ ...record, [field.id]: value });
  if (result.success) return { ok: true, record: result.data, value };
  return { ok: false, reason: result.error.issues[0]?.message ?? '' };
};
