import { type Field, fieldsOf, keyField } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';

/** A header of a hand-made table and the field that it most likely shows. */
export interface HeaderMatch {
  column: number;
  header: string;
  field: string | null;
  /** 1 for the field's own label, 0.9 for a synonym, less for a part; 0 where nothing fits. */
  score: number;
}

/** A header without its unit in brackets, its case, and its spaces and punctuation: 目标值（亿元） is 目标值. */
const essence = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([{【〔].*?[)\]}】〕]/g, '')
    .replace(/[\s\p{P}\p{S}]/gu, '');

const scoreOf = (header: string, field: Field): number => {
  const plain = essence(header);
  if (plain === '') return 0;
  const labels = [field.label.zh, field.label.en].map(essence);
  if (labels.includes(plain)) return 1;
  const synonyms = (field.synonyms ?? []).map(essence);
  if (plain === essence(field.id)) return 0.95;
  if (synonyms.includes(plain)) return 0.9;
  // A part counts by how much of the longer one it covers; single characters (值, 年) are too weak to stand alone.
  const parts = [...labels, ...synonyms].filter((name) => name.length >= 2);
  const shares = parts.map((name) =>
    plain.includes(name) || (plain.length >= 2 && name.includes(plain))
      ? Math.min(name.length, plain.length) / Math.max(name.length, plain.length)
      : 0,
  );
  return 0.8 * Math.max(0, ...shares);
};

/**
 * Matches the headers of a table to the fields of a kind, one field a column at most, the surest pairs first.
 * @returns one match a header, in the order of the columns, for a person to confirm
 */
export const matchHeaders = (headers: readonly string[], kind: Kind): HeaderMatch[] => {
  const pairs = headers
    .flatMap((header, column) =>
      [keyField, ...fieldsOf(kind)].map((field) => ({
        column,
        field: field.id,
        score: scoreOf(header, field),
      })),
    )
    .filter((pair) => pair.score >= 0.3)
    .sort((a, b) => b.score - a.score || a.column - b.column);
  const byColumn = new Map<number, { field: string; score: number }>();
  const used = new Set<string>();
  for (const pair of pairs) {
    if (byColumn.has(pair.column) || used.has(pair.field)) continue;
    byColumn.set(pair.column, pair);
    used.add(pair.field);
  }
  return headers.map((header, column) => {
    const match = byColumn.get(column);
    return { column, header, field: match?.field ?? null, score: match?.score ?? 0 };
  });
};
