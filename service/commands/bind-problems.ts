import { Problem } from '../records/problem.ts';

const whereNeeded = (): Problem =>
  new Problem(
    'binding.where',
    {
      zh: '没有说明绑定什么。',
      en: 'It is not said what to bind.',
    },
    {
      zh: '请给出 --table 表名、--sheet 工作表，或 --name 单元格名称与 --ask；绑定表格还要 --kind。',
      en: 'Give --table NAME or --sheet NAME with --kind, or --name NAME with --ask.',
    },
  );

const tableMissing = (wanted: string, present: readonly string[]): Problem =>
  new Problem(
    'workbook.table-missing',
    {
      zh: `没有找到可以绑定的表格：${wanted}。`,
      en: `There is no table to bind: ${wanted}.`,
    },
    {
      zh: `找到的表格：${present.join('；') || '无'}。手工画的表格要有至少两个能认出的表头。`,
      en: `Tables found: ${present.join('; ') || 'none'}. A table drawn by hand needs two headers at least that are known.`,
    },
    { wanted, present: [...present] },
  );

const severalTables = (sheet: string, found: readonly string[]): Problem =>
  new Problem(
    'binding.several-tables',
    {
      zh: `工作表“${sheet}”上有 ${found.length} 个表格：${found.join('；')}。`,
      en: `The sheet ${sheet} has ${found.length} tables: ${found.join('; ')}.`,
    },
    { zh: '请用 --nth 指定第几个。', en: 'Say which with --nth.' },
    { sheet, found: [...found] },
  );

const boundAlready = (table: string): Problem =>
  new Problem(
    'binding.bound-already',
    { zh: `表“${table}”已经绑定。`, en: `The table ${table} is bound already.` },
    { zh: '请直接运行 refresh。', en: 'Run refresh.' },
    { table },
  );

const notConfirmed = (): Problem =>
  new Problem(
    'binding.not-confirmed',
    { zh: '没有写入任何内容：匹配结果尚未确认。', en: 'Nothing was written: the match was not confirmed.' },
    {
      zh: '请核对以上匹配，用 --map 更正，再加 --yes 运行。',
      en: 'Look at the match, mend it with --map, and run it with --yes.',
    },
  );

const headerMissing = (header: string, present: readonly string[]): Problem =>
  new Problem(
    'binding.header-missing',
    { zh: `表格没有表头“${header}”。`, en: `The table has no header ${header}.` },
    { zh: `表头：${present.join('、')}。`, en: `Its headers: ${present.join(', ')}.` },
    { header },
  );

const nameMissing = (name: string): Problem =>
  new Problem(
    'fact.name-missing',
    { zh: `工作簿中没有名为“${name}”的单元格。`, en: `The workbook has no cell named ${name}.` },
    {
      zh: '请先在 Excel 中定义该名称（公式 › 定义名称）。',
      en: 'Define the name in Excel first (Formulas › Define Name).',
    },
    { name },
  );

const nameNotBound = (name: string, bound: readonly string[]): Problem =>
  new Problem(
    'fact.name-not-bound',
    { zh: `单元格“${name}”没有绑定。`, en: `The cell ${name} is not bound.` },
    { zh: `已绑定：${bound.join('、') || '无'}。`, en: `Bound: ${bound.join(', ') || 'none'}.` },
    { name },
  );

/** Problems of `bind`, each with the code that its name says. */
export const bindProblems = {
  whereNeeded,
  tableMissing,
  severalTables,
  boundAlready,
  notConfirmed,
  headerMissing,
  nameMissing,
  nameNotBound,
};
