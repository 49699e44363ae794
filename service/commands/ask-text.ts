import { type FactAsk, factAskSchema } from '../records/facts.ts';
import { Problem } from '../records/problem.ts';
import { recordFilters, recordQuerySchema } from '../records/record-query.ts';

/**
 * Queries and asks as they are typed on a command line: `region=甘肃省 year=2025`, and in front of it what is asked:
 * `target region=山东省 indicator=大数据产品和服务收入 year=2022`.
 */

const queryInvalid = (detail: string): Problem =>
  new Problem(
    'binding.query-invalid',
    { zh: `查询条件有误：${detail}`, en: `The query is wrong: ${detail}` },
    {
      zh: `请写成 名称=值，可用的名称：${Object.keys(recordFilters).join('、')}。例如 --query region=甘肃省 --query year=2025`,
      en: `Write name=value with one of ${Object.keys(recordFilters).join(', ')}, such as --query region=甘肃省 --query year=2025`,
    },
  );

const askInvalid = (detail: string): Problem =>
  new Problem(
    'binding.ask-invalid',
    { zh: `提问有误：${detail}`, en: `The ask is wrong: ${detail}` },
    {
      zh: '例如：--ask "target region=山东省 indicator=大数据产品和服务收入 year=2022"，--ask "count kind=fund region=甘肃省"，--ask "list kind=park fields=园区名称,所在地 limit=10"，--ask "cite record=tgt_…"，--ask "field record=tgt_… field=目标值"，--ask asOf',
      en: 'Such as --ask "target region=山东省 indicator=大数据产品和服务收入 year=2022", --ask "count kind=fund region=甘肃省", --ask "list kind=park fields=园区名称,所在地 limit=10", --ask "cite record=tgt_…", --ask "field record=tgt_… field=value", --ask asOf',
    },
  );

/** Pairs of a text: name=value, a value with spaces in double quotes. What is left over is a mistake. */
const pairsIn = (text: string): { pairs: [string, string][]; rest: string } => {
  const pairs: [string, string][] = [];
  const rest = text.replace(
    /([A-Za-z]+)=(?:"([^"]*)"|(\S*))/g,
    (_, name: string, quoted?: string, bare?: string) => {
      pairs.push([name, quoted ?? bare ?? '']);
      return '';
    },
  );
  return { pairs, rest: rest.trim() };
};

const reasonOf = (error: { issues: readonly { path: PropertyKey[]; message: string }[] }): string =>
  error.issues.map(({ path, message }) => `${path.map(String).join('.')} ${message}`.trim()).join('; ');

/**
 * The query of a bound table from what was typed after --query, once or several times.
 * @throws Problem `binding.query-invalid`
 */
export const queryTyped = (given: readonly string[]): Readonly<Record<string, string>> => {
  const query: Record<string, string> = {};
  for (const text of given) {
    const { pairs, rest } = pairsIn(text.replaceAll('&', ' '));
    if (rest !== '' || pairs.length === 0) throw queryInvalid(text);
    for (const [name, value] of pairs) query[name] = value;
  }
  const checked = recordQuerySchema.safeParse(query);
  if (!checked.success) throw queryInvalid(reasonOf(checked.error));
  return query;
};

/**
 * The ask of a named cell from what was typed after --ask: `target region=… indicator=…`, or JSON.
 * @throws Problem `binding.ask-invalid`
 */
export const askTyped = (text: string): FactAsk => {
  let ask: unknown;
  if (text.trim().startsWith('{')) {
    try {
      ask = JSON.parse(text);
    } catch {
      throw askInvalid(text);
    }
  } else {
    const { pairs, rest } = pairsIn(text);
    const values = Object.fromEntries(pairs);
    const { kind, fields, limit, ...filters } = values;
    const queried = rest === 'count' || rest === 'list';
    ask = {
      ask: rest,
      ...(queried
        ? {
            kind,
            query: filters,
            ...(fields === undefined ? {} : { fields: fields.split(/[,，、]/u) }),
            ...(limit === undefined ? {} : { limit }),
          }
        : values),
    };
  }
  const checked = factAskSchema.safeParse(ask);
  if (!checked.success) throw askInvalid(reasonOf(checked.error));
  return checked.data;
};
