import type { Language } from '../../service/records/catalogue.ts';
import type { FactAnswer, FactAsk, FactsAnswer } from '../../service/records/facts.ts';
import { Problem } from '../../service/records/problem.ts';
import { CellError, cellErrorOf, type ShownCell } from '../functions/answers.ts';
import { FactBatcher, type FactsSource } from '../functions/fact-batcher.ts';
import { askKey } from '../functions/fact-batches.ts';
import { type FunctionCall, policyFunctions } from '../functions/policy-functions.ts';
import { filterNamed } from '../functions/words.ts';
import { type Connection, readConnection } from './connection.ts';
import { explained, openClient } from './service-client.ts';
import type { Services } from './services.ts';

/**
 * The functions in cells. Google runs each formula by itself, so what Excel's functions gather from many cells is gathered
 * here from the ranges of one formula: any argument may be a range, the result has its shape, and one request answers all.
 * What was answered is kept for some minutes for every formula of the spreadsheet.
 */

type FunctionServices = Pick<
  Services,
  'SpreadsheetApp' | 'UrlFetchApp' | 'PropertiesService' | 'CacheService' | 'Utilities'
>;
export type Result = ShownCell | ShownCell[][];

/** Seconds for which an answer is good; as in Excel. */
const freshSeconds = 300;
/** A value that CacheService takes is 100 KB at most. */
const mostKept = 100_000;

const notConnectedHere = (): Problem =>
  new Problem(
    'function.not-connected',
    { zh: '还没有连接政策数据服务。', en: 'The add-on is not connected to a policy data service.' },
    {
      zh: '请表格的所有者在“政策表格”面板中连接：Google 让公式只用所有者的设置。',
      en: 'The owner of the spreadsheet has to connect in the Policy Sheets sidebar: Google lets formulas use the owner’s settings only.',
    },
  );
const differentSizes = (): CellError =>
  new CellError('value', '区域的大小不一致。 The ranges differ in size.');

type Cells = readonly (readonly unknown[])[];
const isRange = (given: unknown): given is Cells => Array.isArray(given);
const isMany = (given: unknown): given is Cells =>
  isRange(given) && (given.length > 1 || (given[0]?.length ?? 0) > 1);
const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The size that the ranges among arguments have together: a column beside a row makes a table of both. */
const sizeOf = (given: readonly unknown[]): { height: number; width: number } | null => {
  const ranges = given.filter(isMany);
  if (ranges.length === 0) return null;
  return {
    height: Math.max(...ranges.map((range) => range.length)),
    width: Math.max(...ranges.map((range) => range[0]?.length ?? 0)),
  };
};
/** The value of an argument for one cell of the result. */
const valueAt = (given: unknown, row: number, column: number): unknown => {
  if (!isRange(given)) return given;
  const line = given[given.length === 1 ? 0 : row];
  if (!line || (line.length !== 1 && column >= line.length)) throw differentSizes();
  return line[line.length === 1 ? 0 : column];
};

/** Answers kept for all formulas of the spreadsheet. Whoever has another address or token finds none of them. */
const cachedSource = (
  services: FunctionServices,
  connection: Connection,
  language: Language,
  source: FactsSource,
): FactsSource => {
  const { CacheService, Utilities } = services;
  const cache = CacheService.getDocumentCache();
  const keyOf = (ask: FactAsk): string =>
    Utilities.base64EncodeWebSafe(
      Utilities.computeDigest(
        'SHA_256',
        [connection.address, connection.token, language, askKey(ask)].join('\n'),
      ),
    );
  return async (request, whenUnwanted) => {
    if (!cache) return source(request, whenUnwanted);
    const keys = request.asks.map(keyOf);
    const kept = cache.getAll(keys);
    const missing = request.asks.filter((_, i) => kept[keys[i] ?? ''] === undefined);
    const asked: FactsAnswer =
      missing.length > 0
        ? await source({ asks: missing }, whenUnwanted)
        : { cursor: 0, asOf: '', answers: [] };
    const fresh: Record<string, string> = {};
    let next = 0;
    const answers = keys.map((key): FactAnswer => {
      const found = kept[key];
      if (found !== undefined) return JSON.parse(found) as FactAnswer;
      const answer = asked.answers[next++];
      if (!answer) throw new Error('the service left an ask without an answer');
      const text = JSON.stringify(answer);
      // Three bytes a Chinese character at most.
      if (text.length * 3 < mostKept) fresh[key] = text;
      return answer;
    });
    if (Object.keys(fresh).length > 0) cache.putAll(fresh, freshSeconds);
    return { ...asked, answers };
  };
};

/** All functions of one formula's run. */
export class SheetFunctions {
  readonly #services: FunctionServices;
  readonly #language: Language;

  constructor(services: FunctionServices, language: Language) {
    this.#services = services;
    this.#language = language;
  }

  /** `=POLICY_TARGET(region, indicator, [year], [field])`; each may be a range. */
  target(given: readonly unknown[]): Promise<Result> {
    return this.#each(
      'TARGET',
      [0, 1, 2, 3].map((i) => given[i]),
      (args) => args.slice(0, 2).some(isBlank),
    );
  }

  /** `=POLICY_CITE(record, [style])`; each may be a range. */
  cite(given: readonly unknown[]): Promise<Result> {
    return this.#each('CITE', [given[0], given[1]], ([record]) => isBlank(record));
  }

  /**
   * `=POLICY_COUNT(kind, filters…)`. A range behind the name of a filter gives one count a cell; any other range holds
   * names and values, as in Excel.
   */
  count([kind, ...filters]: readonly unknown[]): Promise<Result> {
    const isValue = filters.map(
      (_, i) =>
        i > 0 && typeof filters[i - 1] === 'string' && filterNamed(String(filters[i - 1])) !== undefined,
    );
    const spread = filters.map((filter, i) => (isValue[i] && isMany(filter) ? filter : null));
    const size = sizeOf([kind, ...spread]);
    const argsAt = (row: number, column: number): unknown[] => [
      valueAt(kind, row, column),
      filters.map((filter, i) => (spread[i] ? valueAt(filter, row, column) : filter)),
    ];
    const isEmptyLine = (row: number, column: number): boolean =>
      [kind, ...spread].filter(isMany).every((range) => isBlank(valueAt(range, row, column)));
    return this.#run('COUNT', size, argsAt, isEmptyLine);
  }

  /** `=POLICY_LIST(kind, filters…)`: rows that spill down and to the right. */
  list([kind, ...filters]: readonly unknown[]): Promise<Result> {
    return this.#run(
      'LIST',
      null,
      () => [kind, filters],
      () => false,
    );
  }

  #each(
    id: 'TARGET' | 'CITE',
    given: readonly unknown[],
    isEmpty: (args: readonly unknown[]) => boolean,
  ): Promise<Result> {
    const argsAt = (row: number, column: number): unknown[] => given.map((one) => valueAt(one, row, column));
    return this.#run(id, sizeOf(given), argsAt, (row, column) => isEmpty(argsAt(row, column)));
  }

  async #run(
    id: 'TARGET' | 'COUNT' | 'LIST' | 'CITE',
    size: { height: number; width: number } | null,
    argsAt: (row: number, column: number) => unknown[],
    isEmpty: (row: number, column: number) => boolean,
  ): Promise<Result> {
    const language = this.#language;
    const due: (() => void)[] = [];
    const batcher = new FactBatcher({
      source: this.#source(),
      later: (work) => due.push(work),
      now: () => 0,
      freshFor: 1,
    });
    const work = policyFunctions(batcher, () => language)[id];
    const signal: FunctionCall['signal'] = { aborted: false, addEventListener: () => {} };
    const one = async (row: number, column: number): Promise<Result> => {
      const given = argsAt(row, column).map((argument) => this.#plain(argument));
      return work({ given, signal });
    };
    if (!size) {
      const answer = one(0, 0);
      for (const send of due) send();
      try {
        return await answer;
      } catch (thrown) {
        // The sentence stands in the cell's note; Google shows #ERROR! for anything that a function throws.
        throw new Error(cellErrorOf(thrown, language).message);
      }
    }
    // One error must not hide the values beside it: in a range it is text, which no sum counts.
    const inRange = (thrown: unknown): ShownCell => {
      const { is, message } = cellErrorOf(thrown, language);
      return `${is === 'value' ? '#VALUE!' : '#N/A'} ${message}`;
    };
    const cells = Array.from({ length: size.height }, (_, row) =>
      Array.from({ length: size.width }, async (_cell, column): Promise<ShownCell> => {
        try {
          if (isEmpty(row, column)) return '';
          return (await one(row, column)) as ShownCell;
        } catch (thrown) {
          return inRange(thrown);
        }
      }),
    );
    for (const send of due) send();
    return Promise.all(cells.map((row) => Promise.all(row)));
  }

  #source(): FactsSource {
    const connection = readConnection(this.#services);
    if (!connection)
      return async () => {
        throw notConnectedHere();
      };
    const client = openClient(this.#services, connection, this.#language);
    return cachedSource(this.#services, connection, this.#language, async (request) => {
      try {
        return await client.facts(request);
      } catch (thrown) {
        throw explained(thrown);
      }
    });
  }

  /** A day as text, whatever the time zone of the script: Google gives a Date, which is an instant. */
  #plain(argument: unknown): unknown {
    if (Array.isArray(argument)) return argument.map((part: unknown) => this.#plain(part));
    if (typeof argument !== 'object' || argument === null || !('getTime' in argument)) return argument;
    const { SpreadsheetApp, Utilities } = this.#services;
    const timeZone = SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetTimeZone();
    return Utilities.formatDate(argument as Date, timeZone, 'yyyy-MM-dd');
  }
}
