import type { Role } from '../../records/assignment.ts';
import { agenciesIn, looksLikeAgency } from '../lexicon/agencies.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { type TableRow, tablesOf } from '../structure/table.ts';
import { assignmentDraft } from './assignment-draft.ts';

/** What a column of a table of tasks holds. */
type Column = 'serial' | 'task' | 'lead' | 'answers' | 'support' | 'other';

const serialHead = /^(?:序\s*号|编号)$/u;
const taskHead =
  /^(?:重点|主要|工作|具体|年度|目标|改革|建设|创建)*(?:工作|任务|事项|措施|举措|内容|目标|项目|政策|条款)(?:任务|事项|内容|名称|举措|措施|分解|安排|要求|目标)?$/u;
const unitHead = /(?:单位|部门|主体|科室)(?:[（(及和].{1,12})?$/u;
const supports = /^(?:配合|协办|参与|参加|协同|协助|支持)/u;
const answers = /^(?:责任|承办|落实|实施|完成|市级责任|县级责任)/u;

const columnOf = (cell: string): Column => {
  const head = cell.replace(/\s+/gu, '');
  if (serialHead.test(head)) return 'serial';
  if (head.length <= 20 && unitHead.test(head)) {
    if (/牵头|主办|主责/u.test(head)) return 'lead';
    if (supports.test(head)) return 'support';
    return answers.test(head) ? 'answers' : 'other';
  }
  return head.length <= 12 && taskHead.test(head) ? 'task' : 'other';
};

interface TaskTable {
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
}

/** The rows of a table of tasks below its head; null for a table of something else. */
const taskTableOf = (rows: readonly TableRow[]): TaskTable | null => {
  for (const [at, row] of rows.slice(0, 3).entries()) {
    const columns = row.cells.map(columnOf);
    const hasBody = columns.some((kind) => kind === 'lead' || kind === 'answers');
    if (!hasBody || !columns.includes('task')) continue;
    const head = row.line.text;
    return { columns, rows: rows.slice(at + 1).filter(({ line }) => line.text !== head) };
  }
  return null;
};

const isNumber = /^\d{1,3}[.．、]?$/u;

/** Cells by column: at the left where the row has its number, else at the right, for what reaches over rows stands there. */
const cellsOf = ({ columns }: TaskTable, { cells }: TableRow): string[] => {
  const numbered = columns[0] === 'serial' && isNumber.test(cells[0] ?? '');
  const lead = numbered || cells.length > columns.length ? 0 : columns.length - cells.length;
  return columns.map((_, i) => cells[i - lead] ?? '');
};

const longestTask = 30;
/** The first sentence of the cell, of a long one its first clause, behind the number of its row. */
const taskOf = (number: string, cell: string): string => {
  const sentence = cell.split(/[。；;]/u, 1)[0] ?? '';
  const words = sentence.length > longestTask ? (sentence.split(/[，,：:]/u, 1)[0] ?? '') : sentence;
  const bare = words.trim();
  return number === '' || isNumber.test(bare.slice(0, 2))
    ? bare
    : `${number.replace(/[.．、]$/u, '')} ${bare}`;
};

const leadsMark = /[（(]牵头[)）]/u;

/** The bodies that a cell names; empty for one that names people or says something. */
const bodiesIn = (cell: string): { name: string; leads: boolean }[] => {
  if (cell === '' || /[:：。]/u.test(cell)) return [];
  // Cells part names with blanks where they lost their line breaks.
  const list = cell.replace(/(?<=[局委办厅部院会府区县市镇道司心])\s+(?=\p{Script=Han}{2})/gu, '、');
  const found = agenciesIn(list);
  const named = found.filter(({ name }) => looksLikeAgency(name.replace(leadsMark, '')));
  if (named.length * 2 < found.length) return [];
  return named.map(({ name }) => ({ name: name.replace(leadsMark, ''), leads: leadsMark.test(name) }));
};

/** Finds who answers for the tasks of a table: a row a task, 牵头单位, 责任单位 and 配合单位 in columns of their own. */
export const assignmentTable: Finder<'assignment'> = {
  name: 'assignment-table',
  find: (context) =>
    tablesOf(context.structure).flatMap(({ rows }) => {
      const table = taskTableOf(rows);
      return table ? inTable(context, table) : [];
    }),
};

const inTable = (context: Context, table: TaskTable): Draft<'assignment'>[] => {
  let task = '';
  return table.rows.flatMap((row) => {
    const cells = cellsOf(table, row);
    const cell = (kind: Column): string => cells[table.columns.indexOf(kind)] ?? '';
    if (cell('task') !== '') task = taskOf(cell('serial'), cell('task'));
    const bodies = table.columns.flatMap((column, i) =>
      column === 'lead' || column === 'answers' || column === 'support'
        ? bodiesIn(cells[i] ?? '').map((body) => ({ ...body, column }))
        : [],
    );
    const isLed = bodies.some(({ leads, column }) => leads || column === 'lead');
    return bodies.flatMap(({ name, leads, column }) => {
      const role: Role =
        leads || column === 'lead' ? 'lead' : column === 'support' || isLed ? 'support' : 'responsible';
      return assignmentDraft(context, row.line, row.line, name, role, 0.9).map((draft) => ({
        ...draft,
        record: { ...draft.record, task: task || draft.record.task },
      }));
    });
  });
};
