import type { AnalystColumn, TableSheet } from './declaration.ts';

/** The lines that stand over every template's table. */
export const tableTexts: Pick<TableSheet, 'notRefreshed' | 'asOf' | 'hint'> = {
  notRefreshed: {
    zh: '尚未刷新：刷新后此处显示数据日期',
    en: 'Not refreshed yet: the date of the data will stand here',
  },
  asOf: { zh: '数据截至 ', en: 'Data as of ' },
  hint: {
    zh: '深色表头的列由服务更新；金色表头的列归您填写，刷新时随记录移动，不会被覆盖。',
    en: 'Columns with a dark header are kept up to date by the service; those with a golden header are yours and follow their record.',
  },
};

/** The analyst's own remarks; every template's table has the column. */
export const notesColumn: AnalystColumn = { id: 'notes', label: { zh: '备注', en: 'Notes' }, width: 26 };

/** The last columns of every template's table: where a record comes from, and whether it holds. */
export const sourceFields = [
  'documentTitle',
  'docNumber',
  'issuedOn',
  'section',
  'evidence',
  'evidenceUrl',
  'status',
] as const;
/** Their widths, and that of the region before them, in characters. */
export const sourceWidths = {
  region: 11,
  documentTitle: 42,
  evidence: 52,
  evidenceUrl: 24,
  section: 13,
} as const;
