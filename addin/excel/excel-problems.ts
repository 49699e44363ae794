import { Problem } from '../../service/records/problem.ts';

/** What can go wrong in the open workbook, in words for its user. */

export const tableMissing = (table: string): Problem =>
  new Problem(
    'workbook.table-missing',
    { zh: `工作簿中没有名为“${table}”的表。`, en: `The workbook has no table named “${table}”.` },
    {
      zh: `请在“表设计 › 表名称”中把表名改回“${table}”，或重新插入。`,
      en: `Name the table “${table}” again under Table Design › Table Name, or insert it anew.`,
    },
    { table },
  );

export const sheetProtected = (sheet: string): Problem =>
  new Problem(
    'workbook.protected',
    {
      zh: `工作表“${sheet}”受保护，没有写入任何内容。`,
      en: `The sheet “${sheet}” is protected; nothing was written.`,
    },
    {
      zh: '请在“审阅 › 撤消工作表保护”后再刷新。',
      en: 'Unprotect it under Review › Unprotect Sheet, then refresh again.',
    },
    { sheet },
  );

export const workbookProtected = (): Problem =>
  new Problem(
    'workbook.protected',
    {
      zh: '工作簿或工作表受保护，没有写入任何内容。',
      en: 'The workbook or a sheet is protected; nothing was written.',
    },
    { zh: '请在“审阅”中撤消保护后再试。', en: 'Remove the protection under Review, then try again.' },
  );

export const cellEditing = (): Problem =>
  new Problem(
    'workbook.cell-editing',
    {
      zh: '有单元格正在编辑，Excel 暂不接受写入。',
      en: 'A cell is being edited, and Excel takes no changes meanwhile.',
    },
    {
      zh: '请按 Enter 或 Esc 结束编辑，然后重试。',
      en: 'Press Enter or Esc to finish editing, then try again.',
    },
  );

export const totalsRow = (table: string): Problem =>
  new Problem(
    'workbook.totals-row',
    {
      zh: `表“${table}”开着汇总行，无法增减行；没有写入任何内容。`,
      en: `The table “${table}” shows a total row, so rows cannot be added or removed; nothing was written.`,
    },
    {
      zh: '请在“表设计”中取消“汇总行”，刷新后再打开。',
      en: 'Switch Total Row off under Table Design, refresh, and switch it on again.',
    },
    { table },
  );

export const filterOn = (table: string): Problem =>
  new Problem(
    'workbook.filter-on',
    {
      zh: `表“${table}”正在筛选，此时移除或放回行可能弄错行；没有写入任何内容。`,
      en: `The table “${table}” is filtered; removing rows or putting them back now could hit the wrong ones. Nothing was written.`,
    },
    {
      zh: '请先清除筛选再试，或不接受移除。',
      en: 'Clear the filter and try again, or do not accept removals.',
    },
    { table },
  );

export const tableBlocked = (table: string): Problem =>
  new Problem(
    'workbook.table-blocked',
    {
      zh: `表“${table}”下方有别的表格，不能增减行；没有写入任何内容。`,
      en: `Another table stands in the way below “${table}”, so rows cannot be added or removed; nothing was written.`,
    },
    { zh: '请把下方的表格移到别处再刷新。', en: 'Move the table below elsewhere, then refresh again.' },
    { table },
  );

export const nameTaken = (name: string): Problem =>
  new Problem(
    'workbook.name-taken',
    {
      zh: `工作簿中已有名为“${name}”的表或工作表。`,
      en: `The workbook already has a table or sheet named “${name}”.`,
    },
    { zh: '请换一个名称。', en: 'Choose another name.' },
    { name },
  );

export const excelTooOld = (set: string): Problem =>
  new Problem(
    'workbook.excel-too-old',
    {
      zh: `这个版本的 Excel 不支持所需功能（${set}）。`,
      en: `This version of Excel lacks what the add-in needs (${set}).`,
    },
    {
      zh: '请使用 Excel 2021 或更新版本、Microsoft 365 或网页版 Excel；也可在服务首页下载 .xlsx 模板。',
      en: 'Use Excel 2021 or later, Microsoft 365 or Excel on the web, or download the .xlsx template from the service.',
    },
    { set },
  );

const tooLarge = (): Problem =>
  new Problem(
    'workbook.too-large',
    {
      zh: '一次传给 Excel 的内容超过其 5 MB 上限。',
      en: 'More was sent to or asked of Excel at once than its 5 MB limit allows.',
    },
    {
      zh: '请缩小查询范围，或把过长的自有列移到别的表。',
      en: 'Narrow the query, or move very long columns elsewhere.',
    },
  );

const disconnected = (cause: unknown): Problem =>
  new Problem(
    'workbook.session-lost',
    { zh: '与 Excel 的连接已中断。', en: 'The connection to Excel was lost.' },
    { zh: '请重新打开工作簿后再试。', en: 'Open the workbook again and retry.' },
    {},
    cause,
  );

const refused = (code: string, message: string, cause: unknown): Problem =>
  new Problem(
    'workbook.excel-refused',
    { zh: `Excel 拒绝了操作（${code}）。`, en: `Excel refused the operation (${code}).` },
    {
      zh: '工作簿保持原样。请重试；仍然失败时，请把这段文字交给维护者。',
      en: 'The workbook is as it was. Try again; if it keeps failing, pass this text to whoever maintains the add-in.',
    },
    { code, message },
    cause,
  );

/** The error code of Office.js, or null where something else was thrown. */
export const excelCodeOf = (thrown: unknown): string | null => {
  if (thrown instanceof Problem || typeof thrown !== 'object' || thrown === null) return null;
  const { code } = thrown as { code?: unknown };
  return typeof code === 'string' ? code : null;
};

/** Anything that working with Excel throws, as a Problem. */
export const problemOfExcel = (thrown: unknown): Problem => {
  if (thrown instanceof Problem) return thrown;
  const code = excelCodeOf(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  switch (code) {
    case 'InvalidOperationInCellEditMode':
      return cellEditing();
    case 'AccessDenied':
      return workbookProtected();
    case 'RequestPayloadSizeLimitExceeded':
    case 'ResponsePayloadSizeLimitExceeded':
      return tooLarge();
    case 'InvalidOrTimedOutSession':
    case 'ActivityLimitReached':
      return disconnected(thrown);
    default:
      return refused(code ?? 'Error', message, thrown);
  }
};
