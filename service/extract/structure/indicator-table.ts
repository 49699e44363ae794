import type { DocumentFields } from '../../records/document.ts';
import { yearOf } from '../quantities/governing-deadline.ts';
import type { Table, TableRow } from './table.ts';

/** What a column of an indicator table holds. */
export type ColumnRole =
  | { readonly kind: 'indicator' | 'unit' | 'nature' | 'group' | 'other' }
  /** A state: `year` is null where the head says 基期 or 目标值 only. */
  | { readonly kind: 'base' | 'target'; readonly year: number | null; readonly isCumulative: boolean }
  /** A change over the plan, or a yearly one. */
  | { readonly kind: 'growth'; readonly perYear: boolean; readonly isCumulative: boolean };

/** A table of indicators with what its columns hold. */
export interface IndicatorTable {
  readonly columns: readonly ColumnRole[];
  /** Rows below the head. */
  readonly rows: readonly TableRow[];
  /** Unit of all values, where the caption or the head states one; '' for none. */
  readonly unit: string;
}

const bare = (cell: string): string => cell.normalize('NFKC').replace(/[\s*]+/g, '');
const indicatorHead =
  /^(?:主要|具体|评价|核心|二级|三级)?(?:指标|目标|项目|任务)(?:名称|内容|项)?(?:\(单位\))?$|^名称$/;
const unitHead = /^(?:计量)?单位$/;
const natureHead = /^(?:指标|目标)?(?:属性|性质|类型)$/;
const groupHead = /^(?:序号|类别|类型|领域|分类|一级指标|方面|维度|编号)$/;
const growthHead = /增速|增长|增幅|变化|累计|提高|下降幅度|降幅/;
const baseHead = /基期|基数|现状|基准|实际|完成|现值/;
const targetHead = /目标|规划|预期|期末|终期|中期|末期/;
const statedUnit = /单位[:：]\s*([^\s()（），,。；;]{1,10})/;

const yearIn = (head: string): number | null => {
  const found = /(20\d\d)年?/.exec(head);
  return found ? Number(found[1]) : null;
};

/** Column roles as the head names them; which of two years is aimed at is told later. */
const roleOf = (cell: string): ColumnRole => {
  const head = bare(cell);
  const year = yearIn(head);
  if (year === null && indicatorHead.test(head)) return { kind: 'indicator' };
  if (unitHead.test(head)) return { kind: 'unit' };
  if (natureHead.test(head)) return { kind: 'nature' };
  if (groupHead.test(head)) return { kind: 'group' };
  const isCumulative = /累计/.test(head);
  if (growthHead.test(head) && (year === null || /年均|增速|增长/.test(head)))
    return { kind: 'growth', perYear: /年均|增速/.test(head), isCumulative };
  if (year !== null) return { kind: baseHead.test(head) ? 'base' : 'target', year, isCumulative };
  if (baseHead.test(head)) return { kind: 'base', year: null, isCumulative };
  if (targetHead.test(head)) return { kind: 'target', year: null, isCumulative };
  return { kind: 'other' };
};

/** A head has no values: every cell is a word or a year. */
const isHead = ({ cells }: TableRow): boolean =>
  cells.every(
    (cell) => !/^[<>≥≤〔[]?\d+(?:\.\d+)?%?[\]〕]?$/.test(bare(cell)) || yearIn(bare(cell)) !== null,
  );

/**
 * Tells states of the past from those aimed at: a year before that of the document, or the first of several years where
 * the document speaks in it or its year is not known.
 */
const withYears = (roles: readonly ColumnRole[], speaksIn: number | null): ColumnRole[] => {
  const years = roles.flatMap((role) => ('year' in role && role.year !== null ? [role.year] : []));
  const first = Math.min(...years);
  const last = Math.max(...years);
  const known =
    roles.some(({ kind }) => kind === 'nature') ||
    roles.some((role) => role.kind === 'target' && role.year === null);
  return roles.map((role) => {
    if (role.kind !== 'target' || role.year === null) return role;
    const isPast =
      speaksIn === null
        ? last > first && role.year === first
        : role.year < speaksIn || (role.year === speaksIn && last > role.year);
    // One year and nothing that says when the document speaks: a result as well as an aim.
    const isUnknown = speaksIn === null && first === last && !known;
    return isPast || isUnknown ? { ...role, kind: 'base' } : role;
  });
};

/** The year that states of the past are no later than: that in which the document speaks, or the one before its plan. */
export const tableYearOf = (fields: DocumentFields, text: string): number | null => {
  const year = yearOf(fields, text);
  return fields.period ? Math.max(year ?? 0, fields.period[0] - 1) : year;
};

/**
 * Reads a table as one of indicators (主要指标表).
 * @param speaksIn the year in which the document speaks; null where it is not known
 * @returns null for a table of something else; a table of past results has no `target` column
 */
export const indicatorTableOf = (table: Table, speaksIn: number | null): IndicatorTable | null => {
  const at = table.rows.slice(0, 3).findIndex((row) => {
    const kinds = row.cells.map((cell) => roleOf(cell).kind);
    return isHead(row) && kinds.filter((kind) => kind !== 'other').length >= 2;
  });
  const head = table.rows[at];
  if (!head) return null;
  const columns = withYears(head.cells.map(roleOf), speaksIn);
  if (!columns.some(({ kind }) => kind === 'base' || kind === 'target' || kind === 'growth')) return null;
  if (!columns.some(({ kind }) => kind === 'indicator' || kind === 'unit' || kind === 'nature')) return null;
  const rows = table.rows.slice(at + 1).filter((row) => row.line.text !== head.line.text);
  const unit = statedUnit.exec(`${table.caption}\n${head.line.text}`)?.[1] ?? '';
  return { columns, rows, unit };
};

/**
 * The cells of a row by column. A row with fewer cells than the head lacks those of a group that reaches over several
 * rows; one with more has columns that the head does not name: both stand at the left.
 */
export const cellAt = (table: IndicatorTable, row: TableRow, column: number): string =>
  row.cells[column + row.cells.length - table.columns.length] ?? '';
