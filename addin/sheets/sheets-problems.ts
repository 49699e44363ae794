import { Problem } from '../../service/records/problem.ts';

/** What can go wrong in a spreadsheet that is open in Google Sheets, beside what every host can meet. */

/** Somebody's protection covers cells that a refresh would write. Found before anything is written. */
export const protectedCells = (table: string, sheet: string): Problem =>
  new Problem(
    'workbook.protected',
    {
      zh: `工作表“${sheet}”中有您不能编辑的受保护单元格，没有写入任何内容。`,
      en: `The sheet "${sheet}" has protected cells that you may not edit; nothing was written.`,
    },
    {
      zh: '请让表格的所有者在“数据 › 保护工作表和范围”中给您编辑权限，再刷新一次。',
      en: 'Ask the owner to let you edit them under Data › Protect sheets and ranges, then refresh again.',
    },
    { table, sheet },
  );

/** Another run of the add-in holds the spreadsheet. */
export const anotherRuns = (): Problem =>
  new Problem(
    'workbook.busy',
    { zh: '另一次刷新正在写入这个表格。', en: 'Another refresh is writing to this spreadsheet.' },
    { zh: '请过一会儿再试。', en: 'Try again in a moment.' },
  );

/** Writing failed and what was written was taken back. */
export const writeFailed = (table: string, cause: unknown): Problem =>
  new Problem(
    'workbook.write-failed',
    {
      zh: `写入表“${table}”时出错，已恢复到写入之前的样子。`,
      en: `Writing the table "${table}" failed; it is as it was before.`,
    },
    {
      zh: `请再刷新一次。Google 的说明：${messageOf(cause)}`,
      en: `Refresh again. Google says: ${messageOf(cause)}`,
    },
    { table },
    cause,
  );

/** Writing failed, and so did taking it back. */
export const writtenInPart = (table: string, cause: unknown): Problem =>
  new Problem(
    'workbook.written-in-part',
    {
      zh: `写入表“${table}”时中断，且未能全部恢复。`,
      en: `Writing the table "${table}" broke off, and not all of it could be taken back.`,
    },
    {
      zh: `请用“文件 › 版本记录”恢复到刷新之前的版本。Google 的说明：${messageOf(cause)}`,
      en: `Restore the version from before the refresh under File › Version history. Google says: ${messageOf(cause)}`,
    },
    { table },
    cause,
  );

/** What was read back is not what was written. */
export const otherThanWritten = (sheet: string, row: number, column: number): Error =>
  new Error(`"${sheet}" row ${row + 1}, column ${column + 1} does not hold what was written.`);

export const sheetExists = (name: string): Problem =>
  new Problem(
    'workbook.sheet-exists',
    { zh: `表格中已有“${name}”。`, en: `The spreadsheet already has "${name}".` },
    { zh: '请直接刷新它，或先改名。', en: 'Refresh that one, or rename it first.' },
    { name },
  );
export const tableExists = (name: string): Problem =>
  new Problem(
    'workbook.table-exists',
    { zh: `表格中已有“${name}”。`, en: `The spreadsheet already has "${name}".` },
    { zh: '请直接刷新它，或先改名。', en: 'Refresh that one, or rename it first.' },
    { name },
  );

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
