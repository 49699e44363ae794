import { withoutVerb } from '../quantities/indicator.ts';
import { type TableValue, tableValueOf } from '../quantities/table-value.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import {
  type ColumnRole,
  cellAt,
  type IndicatorTable,
  indicatorTableOf,
  tableYearOf,
} from '../structure/indicator-table.ts';
import { evidenceOf } from '../structure/structure.ts';
import { type TableRow, tablesOf } from '../structure/table.ts';
import type { Clause, Line } from '../structure/types.ts';

const numbering = /^(?:[（(]?\d{1,3}[)）.．、]|[①-⑳]|[*＊]|[一二三四五六七八九十]{1,3}、|其中[:：]?|#)\s*/;
const trailingUnit = /[（(]([^（）()]{1,12})[）)]$/;
/** What can stand in brackets behind an indicator and be its unit. */
const unitLike =
  /[%％‰]|^(?:[万亿千百]*)(?:元|人|家|个|项|件|台|套|辆|吨|米|亩|瓦|时|公里|平方|立方|户|所|座|张|床|岁|倍|天|人次)|\/|／|吨|瓦|公里|立方米|平方|公顷|标准煤|个百分点/;
const falling = /(?:的)?(?:累计)?(?:降低|下降|减少|削减|压减)(?:率|幅度|比例|量)?$|降幅$/;
const growing = /(?:的)?(年均|年平均)?(?:复合)?(?:增长率|增长速度|增速|增幅|增长)$/;
const undertaken = /^(?:累计|新增|建成|创建|培育|新建|完成|打造|认定)/;

/** An indicator as a row names it, and what its words say of unit and direction. */
interface Named {
  indicator: string;
  unit: string;
  change: 'level' | 'increase' | 'decrease';
  perYear: boolean;
}

const namedIn = (cell: string): Named | null => {
  let words = cell.replace(/\s+/g, '');
  for (let before = ''; before !== words; ) {
    before = words;
    words = words.replace(numbering, '');
  }
  words = words.replace(/[①-⑨*＊]+$/, '');
  const bracket = trailingUnit.exec(words)?.[1] ?? '';
  const unit = unitLike.test(bracket) ? bracket : '';
  if (unit !== '') words = words.replace(trailingUnit, '');
  let change: Named['change'] = 'level';
  let perYear = false;
  const growth = growing.exec(words);
  if (falling.test(words)) {
    change = 'decrease';
    words = words.replace(falling, '');
  } else if (growth) {
    change = 'increase';
    perYear = growth[1] !== undefined || /增速|增长率/.test(growth[0]);
    words = words.replace(growing, '');
  } else if (/^(?:累计)?新增/.test(words)) change = 'increase';
  if (undertaken.test(words)) words = withoutVerb(words.replace(/^累计/, ''));
  return /\p{Script=Han}{2}/u.test(words) ? { indicator: words, unit, change, perYear } : null;
};

/** The column that names what is measured: the one that says so, else what stands before the unit or the first year. */
const indicatorColumn = (columns: readonly ColumnRole[]): number => {
  const named = columns.findLastIndex(({ kind }) => kind === 'indicator');
  if (named >= 0) return named;
  return columns.findIndex(({ kind }) => kind === 'unit' || kind === 'base' || kind === 'target') - 1;
};

const natures = { 约束性: 'binding', 预期性: 'expected' } as const;
const natureIn = (row: TableRow): 'binding' | 'expected' | null => {
  for (const [word, nature] of Object.entries(natures))
    if (row.cells.some((cell) => cell.replace(/\s+/g, '') === word)) return nature;
  return null;
};

const rowTargets = (
  context: Context,
  table: IndicatorTable,
  row: TableRow,
  clause: Clause,
  speaksIn: number | null,
): Draft<'target'>[] => {
  const { columns } = table;
  const named = namedIn(cellAt(table, row, indicatorColumn(columns)));
  if (!named) return [];
  const unitColumn = columns.findIndex(({ kind }) => kind === 'unit');
  const unitCell = unitColumn < 0 ? '' : cellAt(table, row, unitColumn).replace(/^[-—]+$/, '');
  const unit = unitCell || named.unit || table.unit;
  const { period } = context.fields;
  let baseline: { year: number | null; value: number } | null = null;
  let lastYear: number | null = period?.[1] ?? null;
  for (const role of columns)
    if (role.kind === 'target' && role.year !== null) lastYear = Math.max(role.year, lastYear ?? role.year);
  columns.forEach((role, i) => {
    if (role.kind !== 'base') return;
    const read = tableValueOf(cellAt(table, row, i), unit);
    if (read && (baseline === null || (role.year ?? 0) >= (baseline.year ?? 0)))
      baseline = { year: role.year, value: read.value };
  });
  const firstYear = (): number | null => {
    const bases = columns.flatMap((role) => (role.kind === 'base' && role.year !== null ? [role.year] : []));
    if (bases.length > 0) return Math.max(...bases) + 1;
    return (
      period?.[0] ?? (speaksIn !== null && lastYear !== null && lastYear - speaksIn === 4 ? speaksIn : null)
    );
  };
  const draft = (read: TableValue, role: ColumnRole): Draft<'target'> => {
    const isGrowth = role.kind === 'growth';
    const isCumulative = read.isCumulative || ('isCumulative' in role && role.isCumulative && !isGrowth);
    const perYear = !isCumulative && (read.perYear || named.perYear || (isGrowth && role.perYear));
    const change = read.change ?? (isGrowth && named.change === 'level' ? 'increase' : named.change);
    const year = role.kind === 'target' ? (role.year ?? lastYear) : lastYear;
    const known = baseline;
    return {
      clause,
      record: {
        indicator: named.indicator,
        change,
        comparator: read.comparator,
        value: read.value,
        valueHigh: read.valueHigh,
        unit: isGrowth && unitCell !== '%' && read.unit !== '%' && !isCumulative ? '%' : read.unit,
        by: year === null ? null : String(year),
        from: isCumulative || perYear ? (firstYear()?.toString() ?? null) : null,
        perYear,
        qualifier: isCumulative && change === 'level' ? '累计' : null,
        measure: null,
        industry: null,
        nature: natureIn(row),
        baselineYear: known?.year ?? null,
        baselineValue: known?.value ?? null,
        section: row.line.section.path,
        evidence: [evidenceOf(context.structure, row.line, row.line.section)],
        rules: [],
        confidence: 0.9,
      },
    };
  };
  return columns.flatMap((role, i) => {
    if (role.kind !== 'target' && role.kind !== 'growth') return [];
    const read = tableValueOf(cellAt(table, row, i), unit);
    return read ? [draft(read, role)] : [];
  });
};

/**
 * The rows of a table of indicators (主要指标表): a target a value that is aimed at, with the value that it starts from and
 * 约束性 or 预期性. A table of past results gives none.
 */
export const targetTable: Finder<'target'> = {
  name: 'target-table',
  find: (context) => {
    const { structure, fields, text } = context;
    const tables = tablesOf(structure);
    if (tables.length === 0) return [];
    const speaksIn = tableYearOf(fields, text);
    const clauseOf = new Map<Line, Clause>();
    for (const clause of structure.clauses)
      if (!clauseOf.has(clause.sentence.line)) clauseOf.set(clause.sentence.line, clause);
    return tables.flatMap((table) => {
      const read = indicatorTableOf(table, speaksIn);
      if (!read?.columns.some(({ kind }) => kind === 'target')) return [];
      return read.rows.flatMap((row) => {
        const clause = clauseOf.get(row.line);
        return clause ? rowTargets(context, read, row, clause, speaksIn) : [];
      });
    });
  },
};
