import type { Language } from '../../service/records/catalogue.ts';
import type { FactAnswer } from '../../service/records/facts.ts';
import { Problem } from '../../service/records/problem.ts';
import { fitCell } from '../../templates/refresh/text-safety.ts';
import type { ListAsk } from './asks.ts';

/** From an answer of the service to what cells show. Nothing of Excel or Google Sheets is in here. */

export type ShownCell = string | number | boolean;

/**
 * Why a cell has no value, in the terms of a spreadsheet: `value` where the formula is wrong (#VALUE!), `missing` where
 * there is no such value or it cannot be had now (#N/A).
 */
export class CellError extends Error {
  readonly is: 'value' | 'missing';
  constructor(is: 'value' | 'missing', message: string) {
    super(message);
    this.name = 'CellError';
    this.is = is;
  }
}

/** Codes of the service that tell that there is nothing to show; every other problem of an ask is its formula's. */
const nothingThere = /^fact\.(none|ambiguous|record-\w+)$/;

/** A cell's text stays text: a function's result is a value, which no spreadsheet reads as a formula. */
const shown = (value: string | number | boolean | null): ShownCell => fitCell(value) ?? '';

const refused = (answer: FactAnswer & { is: 'problem' }): CellError =>
  new CellError(nothingThere.test(answer.code) ? 'missing' : 'value', answer.detail || answer.title);

/** The one value of an answer. @throws CellError */
export const cellOf = (answer: FactAnswer, language: Language): ShownCell => {
  if (answer.is === 'problem') throw refused(answer);
  if (answer.is === 'value') return shown(answer.value);
  const [first] = answer.rows;
  if (first) return shown(first[0] ?? null);
  throw nothingMatches(language);
};

const nothingMatches = (language: Language): CellError =>
  new CellError(
    'missing',
    language === 'en' ? 'No record matches. Loosen the filters.' : '没有符合条件的记录，请放宽条件。',
  );

/** The rows of a list, its headers above them where they are wanted. @throws CellError */
export const rowsOf = (answer: FactAnswer, asked: ListAsk, language: Language): ShownCell[][] => {
  if (answer.is === 'problem') throw refused(answer);
  if (answer.is === 'value') return [[shown(answer.value)]];
  if (answer.rows.length === 0) throw nothingMatches(language);
  // A list that was cut without her wish would pass for a whole one.
  if (answer.more && !asked.limited)
    throw new CellError(
      'missing',
      language === 'en'
        ? `More than ${answer.rows.length} records match. Narrow the filters, or say how many you want: "limit",100.`
        : `符合条件的记录超过 ${answer.rows.length} 条。请缩小条件，或写明条数："条数",100。`,
    );
  const rows = answer.rows.map((row) => row.map(shown));
  return asked.headers ? [answer.headers.map(shown), ...rows] : rows;
};

/** Anything that answering a formula throws, as the error of its cell. */
export const cellErrorOf = (thrown: unknown, language: Language): CellError => {
  if (thrown instanceof CellError) return thrown;
  if (thrown instanceof Problem)
    return new CellError(
      thrown.code === 'function.argument-invalid' ? 'value' : 'missing',
      thrown.in(language),
    );
  return new CellError('missing', thrown instanceof Error ? thrown.message : String(thrown));
};
