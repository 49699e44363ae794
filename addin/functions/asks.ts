import type { FilterName } from '../../service/records/catalogue.ts';
import { mostListRows } from '../../service/records/fact-limits.ts';
import type { FactAsk } from '../../service/records/facts.ts';
import { Problem } from '../../service/records/problem.ts';
import { dayOfText, isoOfSerial } from '../../templates/refresh/dates.ts';
import {
  filterNamed,
  filterWords,
  kindNamed,
  kindWords,
  type ListOption,
  listOptionNamed,
  listOptionWords,
} from './words.ts';

/**
 * From the arguments of a formula to an ask of the service. Nothing of Excel or Google Sheets is in here: an argument is
 * a value, or the block of values of a range.
 */

type Filters = { [N in FilterName]?: N extends 'year' ? number : string };

const code = 'function.argument-invalid';
const wrong = (what: { zh: string; en: string }, remedy: { zh: string; en: string }): Problem =>
  new Problem(code, what, remedy);

/** Values of arguments that may be ranges, row by row, in one list. */
const flat = (argument: unknown): unknown[] =>
  Array.isArray(argument) ? argument.flatMap(flat) : [argument];
const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
/** One value, as text: a range of one cell stands for its cell. */
const textOf = (argument: unknown, name: { zh: string; en: string }): string => {
  const values = flat(argument);
  if (values.length > 1)
    throw wrong(
      { zh: `“${name.zh}”是一个区域。`, en: `“${name.en}” is a range.` },
      { zh: '请给出一个单元格或一个值。', en: 'Give one cell or one value.' },
    );
  const [value] = values;
  return isBlank(value) ? '' : String(value).trim();
};
const needed = (argument: unknown, name: { zh: string; en: string }): string => {
  const text = textOf(argument, name);
  if (text !== '') return text;
  throw wrong(
    { zh: `缺少“${name.zh}”。`, en: `“${name.en}” is missing.` },
    { zh: '请填写，或引用有内容的单元格。', en: 'Give it, or refer to a cell that holds it.' },
  );
};

const yearOf = (text: string): number => {
  const year = Number(/^(\d{4})\s*年?$/.exec(text.normalize('NFKC'))?.[1]);
  if (year >= 1900 && year <= 2200) return year;
  throw wrong(
    { zh: `“${text}”不是年份。`, en: `“${text}” is no year.` },
    { zh: '例如 2025。', en: 'For example 2025.' },
  );
};
/** A day as text, or as the serial number that a date cell gives. */
const momentOf = (value: unknown): string => {
  const text = String(value).trim();
  const day = typeof value === 'number' ? isoOfSerial(value) : dayOfText(text);
  // A time behind the day is for the service to read.
  const isMoment = /^\d{4}-\d{2}-\d{2}T/.test(text);
  if (isMoment) return text;
  if (day !== null) return day;
  throw wrong(
    { zh: `“${text}”不是日期。`, en: `“${text}” is no date.` },
    { zh: '例如 2026-06-30。', en: 'For example 2026-06-30.' },
  );
};

const kindOf = (argument: unknown): NonNullable<ReturnType<typeof kindNamed>> => {
  const word = needed(argument, { zh: '种类', en: 'kind' });
  const kind = kindNamed(word);
  if (kind) return kind;
  throw wrong(
    { zh: `没有“${word}”这种记录。`, en: `There is no kind of record called “${word}”.` },
    { zh: `种类有：${kindWords.zh}。`, en: `Kinds: ${kindWords.en}.` },
  );
};

interface Named<N extends string> {
  name: N;
  value: unknown;
}
/** Name and value by turns, over ranges too, or `name=value` in one text. A blank value leaves its filter out. */
const pairsOf = <N extends string>(
  given: readonly unknown[],
  named: (word: string) => N | undefined,
  known: { zh: string; en: string },
): Named<N>[] => {
  const values = given.flatMap(flat);
  const pairs: Named<N>[] = [];
  for (let i = 0; i < values.length; i++) {
    if (isBlank(values[i])) {
      // A blank name with a blank value is an empty line of a range; a value without a name is a mistake.
      if (i + 1 >= values.length || isBlank(values[i + 1])) {
        i++;
        continue;
      }
      throw wrong(
        {
          zh: `“${String(values[i + 1])}”前面没有条件名。`,
          en: `“${String(values[i + 1])}” has no filter name.`,
        },
        { zh: `条件有：${known.zh}。`, en: `Filters: ${known.en}.` },
      );
    }
    const word = String(values[i]);
    const name = named(word);
    if (name !== undefined) {
      if (i + 1 >= values.length)
        throw wrong(
          { zh: `条件“${word}”没有值。`, en: `The filter “${word}” has no value.` },
          {
            zh: '条件名后面跟它的值，例如 "地区","云山省"。',
            en: 'A name is followed by its value, such as "region","Yunshan".',
          },
        );
      const value = values[++i];
      if (!isBlank(value)) pairs.push({ name, value });
      continue;
    }
    const [, left = '', right = ''] = /^([^=＝:：]+)[=＝:：](.*)$/s.exec(word) ?? [];
    const before = named(left);
    if (before === undefined)
      throw wrong(
        { zh: `没有“${word}”这个条件。`, en: `There is no filter called “${word}”.` },
        { zh: `条件有：${known.zh}。`, en: `Filters: ${known.en}.` },
      );
    if (right.trim() !== '') pairs.push({ name: before, value: right.trim() });
  }
  return pairs;
};

const queryOf = (pairs: readonly Named<FilterName>[]): Filters => {
  const query: Filters = {};
  for (const { name, value } of pairs) {
    if (name in query)
      throw wrong(
        { zh: '同一个条件写了两次。', en: 'One filter is given twice.' },
        { zh: '每个条件只写一次。', en: 'Give each filter once.' },
      );
    if (name === 'year') query.year = yearOf(String(value).trim());
    else query[name] = name === 'asOf' ? momentOf(value) : String(value).trim();
  }
  return query;
};

/** `POLICY.TARGET`. @throws Problem `function.argument-invalid`, as all of these */
export const targetAsk = (region: unknown, indicator: unknown, year?: unknown, field?: unknown): FactAsk => {
  const yearText = textOf(year, { zh: '年份', en: 'year' });
  const fieldText = textOf(field, { zh: '字段', en: 'field' });
  return {
    ask: 'target',
    region: needed(region, { zh: '地区', en: 'region' }),
    indicator: needed(indicator, { zh: '指标', en: 'indicator' }),
    // A blank cell arrives as 0 where Excel takes it for a number.
    ...(yearText === '' || yearText === '0' ? {} : { year: yearOf(yearText) }),
    ...(fieldText === '' ? {} : { field: fieldText }),
  };
};

/** `POLICY.COUNT`. */
export const countAsk = (kind: unknown, filters: readonly unknown[]): FactAsk => ({
  ask: 'count',
  kind: kindOf(kind),
  query: queryOf(pairsOf(filters, filterNamed, filterWords)),
});

/** What `POLICY.LIST` asks, and whether its headers are shown. */
export interface ListAsk {
  ask: FactAsk & { ask: 'list' };
  headers: boolean;
  /** Whether she said how many rows she wants; else a list that is cut is an error. */
  limited: boolean;
}
const isNo = (value: unknown): boolean =>
  value === false || value === 0 || /^(否|无|no|false|0)$/i.test(String(value).trim());

/** `POLICY.LIST`. */
export const listAsk = (kind: unknown, filters: readonly unknown[]): ListAsk => {
  const pairs = pairsOf<FilterName | ListOption>(
    filters,
    (word) => filterNamed(word) ?? listOptionNamed(word),
    { zh: `${filterWords.zh}、${listOptionWords.zh}`, en: `${filterWords.en}, ${listOptionWords.en}` },
  );
  const isOption = (pair: Named<FilterName | ListOption>): pair is Named<ListOption> =>
    listOptionNamed(pair.name) !== undefined;
  const option = (name: ListOption): unknown => pairs.find((pair) => pair.name === name)?.value;
  const fields = String(option('fields') ?? '')
    .split(/[,，、;；|\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const limit = option('limit');
  if (
    limit !== undefined &&
    !(Number.isInteger(Number(limit)) && Number(limit) >= 1 && Number(limit) <= mostListRows)
  )
    throw wrong(
      { zh: `条数“${String(limit)}”不对。`, en: `The limit “${String(limit)}” is wrong.` },
      { zh: `请给 1 到 ${mostListRows} 的整数。`, en: `Give a whole number from 1 to ${mostListRows}.` },
    );
  return {
    ask: {
      ask: 'list',
      kind: kindOf(kind),
      query: queryOf(pairs.filter((pair) => !isOption(pair)) as Named<FilterName>[]),
      ...(fields.length === 0 ? {} : { fields }),
      limit: limit === undefined ? mostListRows : Number(limit),
    },
    headers: option('headers') === undefined || !isNo(option('headers')),
    limited: limit !== undefined,
  };
};

const plainStyles = /^(plain|text|白话|文中|文中引用|普通)$/i;
const standardStyles = /^(gbt|gb\/?t ?7714(-2015)?|国标)$/i;

/** `POLICY.CITE`. */
export const citeAsk = (record: unknown, style?: unknown): FactAsk => {
  const id = needed(record, { zh: '记录编号', en: 'record' });
  if (!/^[\w-]{1,100}(@\d{1,9})?$/.test(id))
    throw wrong(
      { zh: `“${id}”不是记录编号。`, en: `“${id}” is no record key.` },
      { zh: '请引用表中“记录编号”列的单元格。', en: 'Refer to a cell of the column Record key.' },
    );
  const wanted = textOf(style, { zh: '格式', en: 'style' }).normalize('NFKC');
  if (wanted !== '' && !plainStyles.test(wanted) && !standardStyles.test(wanted))
    throw wrong(
      { zh: `没有“${wanted}”这种引用格式。`, en: `There is no citation style “${wanted}”.` },
      { zh: '格式有：国标（GB/T 7714）、文中。', en: 'Styles: gbt (GB/T 7714), plain.' },
    );
  return {
    ask: 'cite',
    record: id,
    ...(wanted === '' ? {} : { style: plainStyles.test(wanted) ? 'plain' : 'gbt' }),
  };
};
