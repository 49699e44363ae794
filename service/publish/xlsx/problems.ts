import { Problem } from '../../records/problem.ts';

/** What can be wrong with a workbook file, each with what its owner can do about it. */

/** The file has no bytes. */
export const emptyWorkbook = (): Problem =>
  new Problem(
    'workbook.empty',
    { zh: '工作簿文件是空的。', en: 'The workbook file is empty.' },
    { zh: '请选择一个完整的 .xlsx 文件。', en: 'Choose a complete .xlsx file.' },
  );

/** The file is no ZIP container at all. */
export const notAWorkbook = (): Problem =>
  new Problem(
    'workbook.not-xlsx',
    { zh: '该文件不是 .xlsx 工作簿。', en: 'The file is not an .xlsx workbook.' },
    {
      zh: '请在 Excel 或 WPS 中打开原文件，另存为 .xlsx 后再试。',
      en: 'Open the original in Excel or WPS, save it as .xlsx, and try again.',
    },
  );

/** The container or one of its parts is broken. */
export const damagedWorkbook = (detail: string, cause?: unknown): Problem =>
  new Problem(
    'workbook.damaged',
    { zh: '工作簿文件已损坏或不完整。', en: 'The workbook file is damaged or incomplete.' },
    {
      zh: '请重新下载或复制原文件；也可在 Excel 中用“打开并修复”后另存。',
      en: 'Download or copy the original again, or use “Open and Repair” in Excel and save it.',
    },
    { detail },
    cause,
  );

export const encryptedWorkbook = (): Problem =>
  new Problem(
    'workbook.encrypted',
    { zh: '工作簿设有打开密码。', en: 'The workbook is protected by a password to open it.' },
    {
      zh: '请在 Excel 中打开，在“文件 > 信息 > 保护工作簿”中去掉密码，保存后再试。',
      en: 'Open it in Excel, remove the password under File > Info > Protect Workbook, save, and try again.',
    },
  );

export const legacyWorkbook = (format: '.xls' | '.xlsb' = '.xls'): Problem =>
  new Problem(
    'workbook.unsupported',
    { zh: `不支持 ${format} 格式。`, en: `The ${format} format is not supported.` },
    { zh: '请另存为 .xlsx 后再试。', en: 'Save it as .xlsx and try again.' },
    { format },
  );

export const sharedLegacyWorkbook = (): Problem =>
  new Problem(
    'workbook.unsupported',
    {
      zh: '工作簿处于旧式“共享工作簿”状态。',
      en: 'The workbook is a legacy shared workbook with tracked changes.',
    },
    { zh: '请停止共享并保存后再试。', en: 'Stop sharing it, save, and try again.' },
    { format: 'legacy shared workbook' },
  );

export const signedWorkbook = (): Problem =>
  new Problem(
    'workbook.signed',
    {
      zh: '工作簿带有数字签名，任何修改都会使签名失效。',
      en: 'The workbook carries a digital signature, which any change would break.',
    },
    {
      zh: '请刷新未签名的副本，再重新签名。',
      en: 'Refresh an unsigned copy and sign it again.',
    },
  );

export const zipBomb = (facts: Record<string, unknown>): Problem =>
  new Problem(
    'workbook.zip-bomb',
    {
      zh: '该文件解压后大得不合常理，已拒绝打开。',
      en: 'The file would unpack to an unreasonable size and was not opened.',
    },
    {
      zh: '请确认文件来源；如确为工作簿，请在 Excel 中删去多余的空行和格式后另存。',
      en: 'Check where it comes from. If it is a real workbook, delete unused rows and formats in Excel and save it.',
    },
    facts,
  );

/** A bound table is not in the workbook (any more). */
export const missingTable = (table: string, present: readonly string[]): Problem =>
  new Problem(
    'workbook.table-missing',
    {
      zh: `工作簿中没有名为“${table}”的表格；现有表格：${present.join('、') || '无'}。`,
      en: `The workbook has no table named “${table}”. Its tables: ${present.join(', ') || 'none'}.`,
    },
    {
      zh: `请在“表设计 > 表名称”中把表格改回“${table}”，或重新绑定。`,
      en: `Rename the table back to “${table}” under Table Design > Table Name, or bind it again.`,
    },
    { table, present: [...present] },
  );

/** Growing or shrinking the table would tear something else apart. */
export const blockedTable = (table: string, by: { zh: string; en: string }): Problem =>
  new Problem(
    'workbook.table-blocked',
    {
      zh: `表格“${table}”不能增减行：${by.zh}。`,
      en: `The table “${table}” cannot take or give up rows: ${by.en}.`,
    },
    {
      zh: '工作簿未作任何改动。请把该内容移到别处（例如另一张工作表），再刷新。',
      en: 'Nothing was changed. Move that content elsewhere, for example to another sheet, and refresh again.',
    },
    { table },
  );

export const tooManyRows = (table: string): Problem =>
  new Problem(
    'workbook.too-many-rows',
    {
      zh: `表格“${table}”将超过 Excel 的 1,048,576 行上限。`,
      en: `The table “${table}” would exceed Excel's limit of 1,048,576 rows.`,
    },
    { zh: '请缩小查询范围后再刷新。', en: 'Narrow the query and refresh again.' },
    { table },
  );

export const tooLargeTable = (table: string): Problem =>
  new Problem(
    'workbook.table-too-large',
    {
      zh: `表格“${table}”的范围过大，无法读取。`,
      en: `The range of the table “${table}” is too large to be read.`,
    },
    {
      zh: '请在“表设计 > 调整表格大小”中把范围缩小到有数据的行列。',
      en: 'Shrink it to the rows and columns that hold data, under Table Design > Resize Table.',
    },
    { table },
  );

export const nameTaken = (name: string): Problem =>
  new Problem(
    'workbook.name-taken',
    {
      zh: `工作簿中已有名为“${name}”的表格或工作表。`,
      en: `The workbook already has a table or sheet named “${name}”.`,
    },
    { zh: '请换一个名称。', en: 'Choose another name.' },
    { name },
  );

export const protectedSheet = (sheet: string): Problem =>
  new Problem(
    'workbook.protected',
    {
      zh: `工作表“${sheet}”受保护，不能写入。`,
      en: `The sheet “${sheet}” is protected and cannot be written.`,
    },
    {
      zh: '请在“审阅 > 撤消工作表保护”中取消保护，刷新后再重新保护。',
      en: 'Unprotect it under Review > Unprotect Sheet, refresh, and protect it again.',
    },
    { sheet },
  );

/** A part that has to be looked at as a whole is longer than a text can be. */
export const tooLargePart = (part: string): Problem =>
  new Problem(
    'workbook.part-too-large',
    {
      zh: `工作簿的一个部件（${part}）过大，无法处理。`,
      en: `A part of the workbook (${part}) is too large to be worked on.`,
    },
    {
      zh: '请把其中的数据分到几个工作簿，或删去多余的行和格式，再试。',
      en: 'Divide its data among several workbooks, or delete unused rows and formats, and try again.',
    },
    { part },
  );

export const missingSheet = (sheet: string, present: readonly string[]): Problem =>
  new Problem(
    'workbook.sheet-missing',
    {
      zh: `工作簿中没有工作表“${sheet}”；现有工作表：${present.join('、') || '无'}。`,
      en: `The workbook has no sheet “${sheet}”. Its sheets: ${present.join(', ') || 'none'}.`,
    },
    { zh: '请检查名称。', en: 'Check the name.' },
    { sheet, present: [...present] },
  );

export const tableExists = (table: string): Problem =>
  new Problem(
    'workbook.table-exists',
    { zh: `工作簿中已有表格“${table}”。`, en: `The workbook already has a table “${table}”.` },
    { zh: '请换一个名称。', en: 'Choose another name.' },
    { table },
  );

/** The column behind a table, where its keys are to stand, holds something. */
export const noKeyColumn = (sheet: string): Problem =>
  new Problem(
    'workbook.key-column-blocked',
    {
      zh: `工作表“${sheet}”中表格右侧紧邻的一列有内容，无处放置记录编号列。`,
      en: `On the sheet “${sheet}” the column right of the table holds something, so there is no place for the record keys.`,
    },
    {
      zh: '工作簿未作任何改动。请在表格右侧插入一个空列后再绑定。',
      en: 'Nothing was changed. Insert an empty column to the right of the table and bind it again.',
    },
    { sheet },
  );

export const lockedStructure = (): Problem =>
  new Problem(
    'workbook.structure-locked',
    {
      zh: '工作簿结构受保护，不能添加工作表；本服务需要一张隐藏工作表（_policy_sheets）保存绑定，归档时还需要一张归档表。',
      en: 'The structure of the workbook is protected, so no sheet can be added. The service keeps its bindings in a hidden sheet (_policy_sheets), and archived rows in another.',
    },
    {
      zh: '请在“审阅 > 保护工作簿”中取消结构保护，刷新后再重新保护。',
      en: 'Unprotect it under Review > Protect Workbook, refresh, and protect it again.',
    },
  );

/** ISO's strict form of the format, whose namespaces differ; few programs write it. */
export const strictWorkbook = (): Problem =>
  new Problem(
    'workbook.unsupported',
    {
      zh: '该工作簿是“严格 Open XML 电子表格”，不支持。',
      en: 'The workbook is a “Strict Open XML Spreadsheet”, which is not supported.',
    },
    {
      zh: '请在 Excel 中打开，另存为普通的“Excel 工作簿 (*.xlsx)”后再试。',
      en: 'Open it in Excel, save it as an ordinary “Excel Workbook (*.xlsx)”, and try again.',
    },
    { format: 'strict' },
  );
