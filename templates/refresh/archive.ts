import type { CellValue } from '../../service/records/sheet-row.ts';
import type { RefreshPlan, TableSnapshot } from './types.ts';

/** The visible sheet that keeps accepted removals with analyst content (refresh.md, promise 4). */
export const archiveSheetName = '归档 archive';
/** First row of the archive sheet: one line a cell, so that tables of any shape share it and it filters well. */
export const archiveHeader: readonly string[] = [
  '归档时间 archived at',
  '表 table',
  '记录编号 record key',
  '原因 reason',
  '列 column',
  '内容 value',
];

const reasons = {
  withdrawn: '已撤回 withdrawn',
  outOfQuery: '不再符合查询 no longer matches',
  unknown: '服务中没有 not in the service',
  undone: '撤销了带来此行的刷新 the refresh that brought it was undone',
} as const;

/**
 * The lines that a host appends to the archive sheet before it removes the rows. A formula is kept as its text.
 * @param now the table as it is at the moment of writing; the plan's row numbers are its own
 */
export const archiveLines = (plan: RefreshPlan, now: TableSnapshot): CellValue[][] =>
  plan.removals
    .filter((removal) => removal.archive)
    .flatMap((removal) =>
      (now.rows[removal.row]?.cells ?? []).flatMap((cell, column): CellValue[][] => {
        const value = cell.formula === undefined ? cell.value : `=${cell.formula}`;
        if (value === null || value === '') return [];
        const at = [plan.archivedAt, plan.table, removal.key, reasons[removal.reason]];
        return [[...at, now.headers[column] ?? '', value]];
      }),
    );

/**
 * The archive's lines without those that an undo takes back. A host calls it with what stands below the header row.
 */
export const keptArchiveLines = <Line extends readonly CellValue[]>(
  plan: RefreshPlan,
  lines: readonly Line[],
): Line[] =>
  lines.filter(([at, table]) => plan.unarchive === null || at !== plan.unarchive || table !== plan.table);
