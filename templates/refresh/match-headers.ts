import { type Field, fieldsOf, keyField } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { readValue } from './values.ts';

/** A header of a hand-made table and the field that it most likely shows. */
export interface HeaderMatch {
  column: number;
  header: string;
  field: string | null;
  /** 1 for the field's own label, 0.9 for a synonym, less for a part; 0 where nothing fits. */
  score: number;
  /** Other fields that the header could mean, the likeliest first, for a person to choose from. */
  others: readonly { field: string; score: number }[];
  /** What the header says of every value below it: 目标值（亿元） gives the unit, 2025年目标值 the year. */
  unit: string | null;
  year: string | null;
}

const brackets = /[([{【〔〖<《].*?[)\]}】〕〗>》]/g;
/** What stands in brackets behind a header and is no unit. */
const noUnit = /^(选填|必填|可选|备注|注|说明|见附件|optional|required|note|年|季度|月|日)$/i;
const yearInHeader = /(?:^|[^\d])((?:19|20|21)\d{2})\s*(?:年(?:度|底|末)?)?/;

/**
 * A header without what stands around its name: the unit in brackets, a number before it, a mark of a footnote, its case,
 * spaces and punctuation. 「1. 目标值（亿元）*」 is 目标值.
 */
const essence = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(brackets, '')
    .replace(/^\s*(?:\d+|[一二三四五六七八九十]+)\s*[.、,)]\s*/, '')
    .replace(/[\s\p{P}\p{S}]/gu, '');

/** Words that say nothing of what a header means: 目标值合计, 具体指标, the name of the region. */
const emptyWords = /具体|主要|相关|有关|所属|所在|情况|内容|信息|字段|本|的|the|of|a|an/g;

const unitOf = (header: string): string | null => {
  const all = header.normalize('NFKC').match(brackets) ?? [];
  const inner = all.map((text) =>
    text
      .slice(1, -1)
      .trim()
      .replace(/^(单位|unit)\s*[::]?\s*/i, ''),
  );
  return (
    inner.find((text) => text !== '' && text.length <= 12 && !noUnit.test(text) && !/^\d+$/.test(text)) ??
    null
  );
};

const nameScore = (plain: string, field: Field): number => {
  if (plain === '') return 0;
  const labels = [field.label.zh, field.label.en].map(essence);
  if (labels.includes(plain)) return 1;
  if (plain === essence(field.id)) return 0.95;
  const synonyms = (field.synonyms ?? []).map(essence);
  if (synonyms.includes(plain)) return 0.9;
  // A part counts by how much of the longer one it covers; single characters (值, 年) are too weak to stand alone.
  const parts = [...labels, ...synonyms].filter((name) => name.length >= 2);
  const shares = parts.map((name) => {
    const share = Math.min(name.length, plain.length) / Math.max(name.length, plain.length);
    // In Chinese the last word says what a thing is: 规划目标值 is a 目标值, 目标值来源 is not.
    if (plain.endsWith(name)) return Math.max(share, 0.75 * Math.min(1, name.length / 3));
    return plain.includes(name) || (plain.length >= 2 && name.includes(plain)) ? share : 0;
  });
  return 0.8 * Math.max(0, ...shares);
};

const scoreOf = (header: string, field: Field): number => {
  const plain = essence(header);
  const words = header.normalize('NFKC').toLowerCase().replace(brackets, '');
  const bare = essence(words.replace(emptyWords, ''));
  const withoutYear = essence(words.replace(new RegExp(yearInHeader, 'g'), ''));
  return Math.max(
    nameScore(plain, field),
    0.95 * nameScore(bare, field),
    withoutYear === plain ? 0 : 0.95 * nameScore(withoutYear, field),
  );
};

/** Share of the values that can be read in the field's type; null where the type tells nothing or there are too few. */
const fitOf = (values: readonly CellValue[], field: Field): number | null => {
  const filled = values.filter((value) => value !== null && String(value).trim() !== '');
  if (filled.length < 2) return null;
  const share = (fits: (value: CellValue) => boolean): number => filled.filter(fits).length / filled.length;
  switch (field.type) {
    case 'number':
      return share(
        (value) =>
          typeof readValue(value, field) === 'number' || /^[\d.,]+\s*\S{0,4}$/.test(String(value).trim()),
      );
    case 'date':
      return share((value) => /^\d{4}-\d{2}-\d{2}$/.test(String(readValue(value, field))));
    case 'deadline':
      return share((value) => /^\d{4}(-\d{2})?$/.test(String(readValue(value, field))));
    case 'boolean':
      return share((value) => typeof readValue(value, field) === 'boolean');
    case 'enum':
      return share((value) => String(readValue(value, field)) in (field.values ?? {}));
    case 'url':
      return share((value) => /^https?:/.test(String(value).trim()));
    default:
      // Text may be anything, but a column of numbers is no column of names.
      return share((value) => typeof value !== 'number' && !/^[\d.,%\s]+$/.test(String(value)));
  }
};

/** How sure a match is when the column's values are looked at too: they can lower a name's score, and lift it a little. */
const withValues = (score: number, fit: number | null): number => {
  if (fit === null) return score;
  return fit >= 0.5 ? Math.min(1, score + 0.1 * (fit - 0.5)) : score * (0.4 + 1.2 * fit);
};

/** Below it a match is no match. */
const least = 0.3;

/**
 * Matches the headers of a table to the fields of a kind, one field a column at most, the surest pairs first.
 * @param headers one a column; of a header of two lines both, joined with a space
 * @param columns values of the columns, where they are known: they confirm a header or speak against it
 * @returns one match a header, in the order of the columns, for a person to confirm
 */
export const matchHeaders = (
  headers: readonly string[],
  kind: Kind,
  columns: readonly (readonly CellValue[])[] = [],
): HeaderMatch[] => {
  const fields = [keyField, ...fieldsOf(kind)];
  const scored = headers.map((header, column) =>
    fields
      .map((field) => {
        const name = scoreOf(header, field);
        const fit = name === 0 ? null : fitOf(columns[column] ?? [], field);
        return { column, field: field.id, score: withValues(name, fit) };
      })
      .filter((pair) => pair.score >= least)
      .sort((a, b) => b.score - a.score),
  );
  const pairs = scored.flat().sort((a, b) => b.score - a.score || a.column - b.column);
  const byColumn = new Map<number, { field: string; score: number }>();
  const used = new Set<string>();
  for (const pair of pairs) {
    if (byColumn.has(pair.column) || used.has(pair.field)) continue;
    byColumn.set(pair.column, pair);
    used.add(pair.field);
  }
  return headers.map((header, column) => {
    const match = byColumn.get(column);
    const others = (scored[column] ?? [])
      .filter((other) => other.field !== match?.field)
      .slice(0, 3)
      .map(({ field, score }) => ({ field, score }));
    return {
      column,
      header,
      field: match?.field ?? null,
      score: match?.score ?? 0,
      others,
      unit: unitOf(header),
      year: yearInHeader.exec(header.normalize('NFKC'))?.[1] ?? null,
    };
  });
};
