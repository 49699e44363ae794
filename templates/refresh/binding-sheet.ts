import { fieldOf, keyField, kindLabels, type Language, labelIn } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';
import { Problem } from '../../service/records/problem.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import type { RecordQuery } from '../../service/records/sync.ts';
import { isFactLine, printFacts } from './fact-lines.ts';
import type { FactBinding } from './fact-types.ts';
import { bindingSheetName, brokenLine, hiddenRow } from './hidden-row.ts';
import type { TableBinding, TableQuery } from './types.ts';
import { parseUndoNote, printUndoNote } from './undo-note.ts';

/**
 * The hidden sheet that carries a workbook's bindings as plain rows of text: one line a fact, four columns
 * (table, item, name, value), so that it survives every host and conversion and a person can read it.
 */
export { bindingSheetName };
/** Columns of the hidden sheet. */
export const bindingColumns = 4;

const heading =
  'Policy Sheets：本工作表记录各表与政策数据服务的绑定关系，请勿删除或修改。 ' +
  'This sheet holds how the tables of this workbook are bound to the policy data service; please do not delete or edit it.';
const header = ['表 table', '项 item', '名称 name', '值 value'];
/** The format in which a sheet is printed is the oldest that knows every line of it: 2 brought undo notes, typed blanks and facts. */
const formats = ['1', '2'] as const;
const formatOf = (bindings: readonly TableBinding[], facts: readonly FactBinding[]): string =>
  facts.length > 0 || bindings.some((binding) => binding.undo !== null || binding.blanks) ? '2' : '1';

const queryNames = ['region', 'document', 'year', 'agency', 'text', 'industry', 'asOf'] as const;
type QueryName = (typeof queryNames)[number];
const isQueryName = (name: string): name is QueryName => (queryNames as readonly string[]).includes(name);
const isKind = (text: string): text is Kind => Object.keys(kindLabels).includes(text);
const isLanguage = (text: string): text is Language => text === 'zh-CN' || text === 'en';

/**
 * Prints bindings as the rows of the hidden sheet. Every cell is text; a host writes it as text.
 * @param facts those of the workbook (`parseFacts` of the rows that stand there), or they are gone from the sheet
 * @returns rows of four cells each, the two heading rows first
 */
export const printBindings = (
  bindings: readonly TableBinding[],
  facts: readonly FactBinding[] = [],
): string[][] => [
  [heading, '', '', ''],
  [...header],
  ['', 'format', '', formatOf(bindings, facts)],
  ...bindings.flatMap((binding) => {
    const line = (item: string, name: string, value: string): string[] => [binding.table, item, name, value];
    const fact = (item: string, value: string | number | null): string[][] =>
      value === null ? [] : [line(item, '', String(value))];
    return [
      line('kind', labelIn(kindLabels[binding.kind], binding.language), binding.kind),
      line('language', '', binding.language),
      ...Object.entries(binding.query).map(([name, value]) => line('query', name, value)),
      ...binding.columns.map((column) => line('column', column.header, column.field)),
      ...fact('asOf', binding.asOf),
      ...fact('cursor', binding.cursor),
      ...fact('refreshedAt', binding.refreshedAt),
      ...fact('refreshedBy', binding.refreshedBy),
      ...(binding.blanks ? [line('blanks', '', binding.blanks)] : []),
      ...(binding.undo === null ? [] : printUndoNote(binding.undo)).map((text, i, all) =>
        line('undo', `${i + 1}/${all.length}`, text),
      ),
    ];
  }),
  ...printFacts(facts),
];

interface Draft {
  row: number;
  kind?: Kind;
  language?: Language;
  query: Record<string, string>;
  columns: { header: string; field: string; row: number }[];
  asOf: string | null;
  cursor: number | null;
  refreshedAt: string | null;
  refreshedBy: string | null;
  blanks: boolean;
  undo: string[];
}

const takeFact = (draft: Draft, item: string, name: string, value: string, row: number): void => {
  switch (item) {
    case 'kind':
      if (!isKind(value))
        throw brokenLine(row, { zh: `未知类别“${value}”。`, en: `unknown kind "${value}".` });
      draft.kind = value;
      return;
    case 'language':
      if (!isLanguage(value))
        throw brokenLine(row, { zh: `未知语言“${value}”。`, en: `unknown language "${value}".` });
      draft.language = value;
      return;
    case 'query':
      if (!isQueryName(name))
        throw brokenLine(row, { zh: `未知查询条件“${name}”。`, en: `unknown filter "${name}".` });
      if (name === 'year' && !/^\d{4}$/.test(value))
        throw brokenLine(row, {
          zh: `年份“${value}”不是四位数字。`,
          en: `the year "${value}" is not four digits.`,
        });
      draft.query[name] = value;
      return;
    case 'column':
      if (name === '') throw brokenLine(row, { zh: '缺少列标题。', en: 'the column header is missing.' });
      draft.columns.push({ header: name, field: value, row });
      return;
    case 'cursor':
      if (!/^\d+$/.test(value))
        throw brokenLine(row, {
          zh: `游标“${value}”不是整数。`,
          en: `the cursor "${value}" is no whole number.`,
        });
      draft.cursor = Number(value);
      return;
    case 'asOf':
    case 'refreshedAt':
      if (Number.isNaN(Date.parse(value)))
        throw brokenLine(row, { zh: `“${value}”不是日期时间。`, en: `"${value}" is no date and time.` });
      draft[item] = value;
      return;
    case 'refreshedBy':
      draft.refreshedBy = value;
      return;
    case 'blanks':
      if (value !== 'typed')
        throw brokenLine(row, { zh: `未知的空值写法“${value}”。`, en: `unknown way of blanks "${value}".` });
      draft.blanks = true;
      return;
    case 'undo':
      draft.undo.push(value);
      return;
    default:
      throw brokenLine(row, { zh: `未知项“${item}”。`, en: `unknown item "${item}".` });
  }
};

const finish = (table: string, draft: Draft): TableBinding => {
  const { kind, language } = draft;
  if (kind === undefined)
    throw brokenLine(draft.row, {
      zh: `表“${table}”没有 kind 行。`,
      en: `table "${table}" has no kind line.`,
    });
  if (language === undefined)
    throw brokenLine(draft.row, {
      zh: `表“${table}”没有 language 行。`,
      en: `table "${table}" has no language line.`,
    });
  const fields = new Set<string>();
  for (const { field, row } of draft.columns) {
    if (!fieldOf(kind, field))
      throw brokenLine(row, { zh: `未知字段“${field}”。`, en: `unknown field "${field}".` });
    if (fields.has(field))
      throw brokenLine(row, { zh: `字段“${field}”绑定了两次。`, en: `the field "${field}" is bound twice.` });
    fields.add(field);
  }
  if (!fields.has(keyField.id))
    throw brokenLine(draft.row, {
      zh: `表“${table}”没有绑定 key 列。`,
      en: `table "${table}" has no column bound to key.`,
    });
  return {
    table,
    kind,
    query: draft.query,
    language,
    columns: draft.columns.map((column) => ({ header: column.header, field: column.field })),
    asOf: draft.asOf,
    cursor: draft.cursor,
    refreshedAt: draft.refreshedAt,
    refreshedBy: draft.refreshedBy,
    ...(draft.blanks ? { blanks: 'typed' as const } : {}),
    undo: draft.undo.length === 0 ? null : parseUndoNote(draft.undo),
  };
};

/**
 * Reads the rows of the hidden sheet, strictly: what is not understood is an error, never a guess.
 * @param rows all rows of the sheet from its first, as a host reads them; short rows and blank rows are fine
 * @throws Problem `binding.broken` naming the row (1 is the first), `binding.newer` for a later format
 */
export const parseBindings = (rows: readonly (readonly CellValue[])[]): TableBinding[] => {
  const drafts = new Map<string, Draft>();
  rows.forEach((cells, index) => {
    const row = index + 1;
    const { table, item, name, value } = hiddenRow(cells);
    if (isFactLine({ table, item, name, value })) return;
    if (table === '' && item === '' && name === '' && value === '') return;
    if (table.startsWith('Policy Sheets') && item === '') return;
    if (table === header[0] && item === header[1]) return;
    if (item === 'format') {
      if ((formats as readonly string[]).includes(value)) return;
      throw new Problem(
        'binding.newer',
        {
          zh: `隐藏工作表 ${bindingSheetName} 的格式是“${value}”，本版本只认识“${formats.join('”“')}”。`,
          en: `The hidden sheet ${bindingSheetName} has format "${value}"; this version knows ${formats.join(' and ')} only.`,
        },
        { zh: '请升级 Policy Sheets 后再刷新。', en: 'Update Policy Sheets, then refresh.' },
        { row, format: value },
      );
    }
    if (table === '') throw brokenLine(row, { zh: '缺少表名。', en: 'the table name is missing.' });
    let draft = drafts.get(table);
    if (!draft) {
      draft = {
        row,
        query: {},
        columns: [],
        asOf: null,
        cursor: null,
        refreshedAt: null,
        refreshedBy: null,
        blanks: false,
        undo: [],
      };
      drafts.set(table, draft);
    }
    takeFact(draft, item, name, value, row);
  });
  return [...drafts].map(([table, draft]) => finish(table, draft));
};

/** The bindings with one replaced (by table name) or added at the end. */
export const withBinding = (bindings: readonly TableBinding[], binding: TableBinding): TableBinding[] =>
  bindings.some((other) => other.table === binding.table)
    ? bindings.map((other) => (other.table === binding.table ? binding : other))
    : [...bindings, binding];

/** The service's query of a binding: text filters as they stand, the year as a number. */
export const queryOf = (query: TableQuery): RecordQuery =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, name === 'year' ? Number(value) : value]),
  );
