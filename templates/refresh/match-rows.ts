import { type Field, fieldOf } from '../../service/records/catalogue.ts';
import type { CellValue, SheetRow } from '../../service/records/sheet-row.ts';
import type { SnapshotRow } from './types.ts';
import { readValue, sameValue } from './values.ts';

/** A record as rows are matched to it: its key and the values that a table shows of it. */
export interface RowCandidate {
  /** Key as the key column carries it: id and revision. */
  key: string;
  values: SheetRow;
}
/** A column of her table and the field that it shows. */
export interface MatchColumn {
  column: number;
  field: string;
}
/** What her table says of every row without a column of its own: the unit in a header, the year over a column. */
export type ImpliedValues = Readonly<Record<string, CellValue>>;

/** One field of a matched pair: how alike the two values are, from 0 to 1. */
export interface MatchReason {
  field: string;
  mine: CellValue;
  theirs: CellValue;
  likeness: number;
}
export interface RowMatch {
  row: number;
  key: string;
  /** From 0 to 1: the likeness of all fields, each weighed by how much it tells records apart. */
  confidence: number;
  reasons: readonly MatchReason[];
}
export interface RowMatches {
  matched: readonly RowMatch[];
  /** Rows for which more than one record would do; none was taken. */
  ambiguous: readonly { row: number; candidates: readonly { key: string; confidence: number }[] }[];
  /** Rows that no record is like: they stay hers. Blank rows are not among them. */
  unmatched: readonly number[];
}

/** A pair below it is no match. */
const leastConfidence = 0.6;
/** By how much the best record must be ahead of the next. */
const leastLead = 0.04;
/** Records that are looked at closely for one row. */
const mostCandidates = 24;
/** Rows of one value above which the value tells too little to look records up by it. */
const commonValue = 400;

/** How much a field tells by its nature; what it tells in this data is weighed besides. Unnamed fields count one. */
const natures: Readonly<Record<string, number>> = {
  indicator: 4,
  name: 4,
  statement: 4,
  task: 3,
  agency: 3,
  value: 2,
  amount: 2,
  by: 1.5,
  qualifier: 1.5,
  region: 1.5,
  documentTitle: 1.5,
  docNumber: 1.5,
  evidence: 2,
  // What the service computes, or marks, says nothing of what her row is about.
  confidence: 0,
  status: 0,
  evidenceUrl: 0,
  section: 0.5,
};
/** Fields that name what a row is about. Without a likeness in one of them two rows with equal figures are no match. */
const subjects: readonly string[] = ['indicator', 'name', 'statement', 'task', 'agency', 'evidence'];

/** A text by which likeness is judged: without case, blanks and punctuation. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');

const bigrams = (text: string): string[] => {
  if (text.length < 2) return text === '' ? [] : [text];
  return Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2));
};

/** Likeness of two texts: shared pairs of characters (Dice), lifted where one holds the other whole. */
export const textLikeness = (a: string, b: string): number => {
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return left === '' ? 0 : 1;
  if (left === '' || right === '') return 0;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  const counts = new Map<string, number>();
  for (const pair of bigrams(left)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of bigrams(right)) {
    const count = counts.get(pair) ?? 0;
    if (count > 0) {
      shared++;
      counts.set(pair, count - 1);
    }
  }
  const dice = (2 * shared) / Math.max(1, left.length - 1 + (right.length - 1));
  // 产值 in 核心产业产值 is the same thing said shorter; one character alone is not.
  return short.length >= 2 && long.includes(short)
    ? Math.max(dice, 0.7 + 0.3 * (short.length / long.length))
    : dice;
};

const numberLikeness = (a: number, b: number): number => {
  if (a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))) return 1;
  if (a === 0 || b === 0 || a * b < 0) return 0;
  // The same figure in another unit: 万元 for 亿元, a share for a percentage.
  const power = Math.log10(Math.abs(a / b));
  const whole = Math.round(power);
  if (whole !== 0 && [2, 3, 4, 6, 8].includes(Math.abs(whole)) && Math.abs(power - whole) < 1e-6) return 0.8;
  // A figure that was changed a little since is still a sign.
  const apart = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  return apart < 0.1 ? 0.4 * (1 - apart / 0.1) : 0;
};

const partsOf = (value: CellValue): string[] =>
  String(value ?? '')
    .split(/[、,，;；\n\s]+/)
    .map(plain)
    .filter((part) => part !== '');

/** How alike her value and the record's are, from 0 to 1. */
export const valueLikeness = (mine: CellValue, theirs: CellValue, field: Field, date1904 = false): number => {
  if (sameValue(mine, theirs, field, date1904)) return 1;
  const [a, b] = [readValue(mine, field, date1904), readValue(theirs, field, date1904)];
  if (a === null || b === null) return 0;
  switch (field.type) {
    case 'number': {
      if (typeof a === 'number' && typeof b === 'number') return numberLikeness(a, b);
      const found = /[\d,]+(?:\.\d+)?/.exec(String(a).normalize('NFKC'));
      return found && typeof b === 'number' ? 0.9 * numberLikeness(Number(found[0].replace(/,/g, '')), b) : 0;
    }
    case 'date':
      return String(a).slice(0, 7) === String(b).slice(0, 7)
        ? 0.6
        : String(a).slice(0, 4) === String(b).slice(0, 4)
          ? 0.3
          : 0;
    case 'deadline':
      return String(a).slice(0, 4) === String(b).slice(0, 4) ? 0.85 : 0;
    case 'boolean':
    case 'enum':
      return 0;
    case 'list': {
      const [left, right] = [new Set(partsOf(a)), new Set(partsOf(b))];
      const shared = [...left].filter((part) => right.has(part)).length;
      return shared / Math.max(1, new Set([...left, ...right]).size);
    }
    default:
      return textLikeness(String(a), String(b));
  }
};

interface MatchField {
  field: Field;
  /** Place in her table, null where the value is implied. */
  column: number | null;
  implied: CellValue;
}

/** What a value is looked up by: the value itself, or the pairs of characters of a text. */
const signsOf = (value: CellValue, { field }: MatchField, date1904: boolean): string[] => {
  const read = readValue(value, field, date1904);
  if (read === null) return [];
  const sign = (text: string): string => `${field.id}\u0000${text}`;
  if (field.type === 'text' || field.type === 'list') {
    const pairs = [...new Set(bigrams(plain(String(read))))];
    return pairs.slice(0, 64).map(sign);
  }
  return [sign(field.type === 'deadline' ? String(read).slice(0, 4) : String(read))];
};

/** Records by the signs of their values, and how rare each value is among them. */
class Candidates {
  readonly records: readonly RowCandidate[];
  readonly #fields: readonly MatchField[];
  readonly #bySign = new Map<string, number[]>();
  readonly #counts = new Map<string, number>();

  constructor(records: readonly RowCandidate[], fields: readonly MatchField[]) {
    this.records = records;
    this.#fields = fields;
    records.forEach((record, index) => {
      for (const one of fields) {
        const value = record.values[one.field.id] ?? null;
        const count = this.#countKey(one, value);
        this.#counts.set(count, (this.#counts.get(count) ?? 0) + 1);
        for (const sign of signsOf(value, one, false)) {
          const list = this.#bySign.get(sign);
          if (list) list.push(index);
          else this.#bySign.set(sign, [index]);
        }
      }
    });
  }

  #countKey(one: MatchField, value: CellValue): string {
    return `${one.field.id}\u0000${String(readValue(value, one.field))}`;
  }

  /** What agreement in this value tells: the field's nature, and more the rarer the value is among the records. */
  weight(one: MatchField, value: CellValue): number {
    const nature = natures[one.field.id] ?? 1;
    const total = this.records.length;
    const count = this.#counts.get(this.#countKey(one, value)) ?? 1;
    const rarity = total <= 1 ? 1 : Math.log((total + 1) / count) / Math.log(total + 1);
    return nature * (0.3 + 0.7 * rarity);
  }

  /** Records that share the most telling signs with a row. */
  near(valuesOf: (one: MatchField) => CellValue, date1904: boolean): number[] {
    const votes = new Map<number, number>();
    for (const one of this.#fields) {
      const nature = natures[one.field.id] ?? 1;
      if (nature === 0) continue;
      const signs = signsOf(valuesOf(one), one, date1904);
      for (const sign of signs) {
        const list = this.#bySign.get(sign);
        if (!list || (list.length > commonValue && this.records.length > commonValue)) continue;
        const vote = (nature / signs.length) * Math.log(1 + this.records.length / list.length);
        for (const index of list) votes.set(index, (votes.get(index) ?? 0) + vote);
      }
    }
    return [...votes]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, mostCandidates)
      .map(([index]) => index);
  }
}

interface Pair {
  row: number;
  record: number;
  confidence: number;
  reasons: MatchReason[];
}

const isFilled = (value: CellValue): boolean => value !== null && String(value).trim() !== '';

/**
 * Matches the rows of a hand-made table to records by what they say. Every pair is judged field by field (numbers as
 * numbers, days as days, names by the characters that they share), each field weighed by how well it tells these records
 * apart; then the surest pairs that are each other's best are taken, round by round, one record a row.
 * @param rows body rows; merged cells filled
 * @param columns her columns and their fields
 * @param records every record that may stand in the table, with values in the language of the table
 * @param implied what the table says of every row besides
 */
export const matchRows = (
  rows: readonly SnapshotRow[],
  kind: Parameters<typeof fieldOf>[0],
  columns: readonly MatchColumn[],
  records: readonly RowCandidate[],
  options: { implied?: ImpliedValues; date1904?: boolean } = {},
): RowMatches => {
  const { implied = {}, date1904 = false } = options;
  const fields: MatchField[] = [
    ...columns.flatMap(({ column, field: id }): MatchField[] => {
      const field = fieldOf(kind, id);
      return field && (natures[id] ?? 1) > 0 ? [{ field, column, implied: null }] : [];
    }),
    ...Object.entries(implied).flatMap(([id, value]): MatchField[] => {
      const field = fieldOf(kind, id);
      return field && !columns.some((one) => one.field === id)
        ? [{ field, column: null, implied: value }]
        : [];
    }),
  ];
  const candidates = new Candidates(records, fields);
  const subject = fields.filter((one) => subjects.includes(one.field.id));

  const judge = (mineOf: (one: MatchField) => CellValue, row: number, record: number): Pair | null => {
    const reasons: MatchReason[] = [];
    let [sum, total, named] = [0, 0, 0];
    for (const one of fields) {
      const mine = mineOf(one);
      const theirs = records[record]?.values[one.field.id] ?? null;
      if (!isFilled(mine)) continue;
      // What only she knows counts against the pair, but less than what both know and tell otherwise.
      const weight =
        candidates.weight(one, theirs) * (theirs === null ? 0.5 : 1) * (one.column === null ? 0.5 : 1);
      const likeness = valueLikeness(mine, theirs, one.field, date1904);
      sum += weight * likeness;
      total += weight;
      if (subject.includes(one)) named = Math.max(named, likeness);
      reasons.push({ field: one.field.id, mine, theirs, likeness });
    }
    if (total === 0 || (subject.length > 0 && named < 0.45)) return null;
    return { row, record, confidence: sum / total, reasons };
  };

  const pairs = new Map<number, Pair[]>();
  const open = new Set<number>();
  rows.forEach((cells, row) => {
    const mineOf = (one: MatchField): CellValue =>
      one.column === null ? one.implied : (cells.cells[one.column]?.value ?? null);
    if (!fields.some((one) => one.column !== null && isFilled(mineOf(one)))) return;
    open.add(row);
    const judged = candidates
      .near(mineOf, date1904)
      .flatMap((record) => judge(mineOf, row, record) ?? [])
      .filter((pair) => pair.confidence >= leastConfidence)
      .sort((a, b) => b.confidence - a.confidence);
    if (judged.length > 0) pairs.set(row, judged);
  });

  const matched: RowMatch[] = [];
  const taken = new Set<number>();
  for (let moved = true; moved; ) {
    moved = false;
    const bestOfRecord = new Map<number, { row: number; confidence: number; lead: number }>();
    for (const [row, list] of pairs) {
      for (const { record, confidence } of list) {
        if (taken.has(record)) continue;
        const best = bestOfRecord.get(record);
        if (!best) bestOfRecord.set(record, { row, confidence, lead: confidence });
        else if (confidence > best.confidence)
          bestOfRecord.set(record, { row, confidence, lead: confidence - best.confidence });
        else best.lead = Math.min(best.lead, best.confidence - confidence);
      }
    }
    for (const [row, list] of [...pairs]) {
      const [best, next] = list.filter(({ record }) => !taken.has(record));
      if (!best) continue;
      const other = bestOfRecord.get(best.record);
      const leads = best.confidence - (next?.confidence ?? 0) >= leastLead;
      if (!leads || !other || other.row !== row || other.lead < leastLead) continue;
      taken.add(best.record);
      matched.push({
        row,
        key: records[best.record]?.key ?? '',
        confidence: best.confidence,
        reasons: best.reasons,
      });
      pairs.delete(row);
      open.delete(row);
      moved = true;
    }
  }
  const ambiguous = [...pairs].flatMap(([row, list]) => {
    const left = list.filter(({ record }) => !taken.has(record));
    if (left.length === 0) return [];
    open.delete(row);
    const shown = left
      .slice(0, 5)
      .map(({ record, confidence }) => ({ key: records[record]?.key ?? '', confidence }));
    return [{ row, candidates: shown }];
  });
  matched.sort((a, b) => a.row - b.row);
  ambiguous.sort((a, b) => a.row - b.row);
  return { matched, ambiguous, unmatched: [...open].sort((a, b) => a - b) };
};
