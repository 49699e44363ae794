import { aboutSheet } from './about.ts';
import { assignmentsTable } from './assignments.ts';
import type { TableSheet, TemplateDeclaration } from './declaration.ts';
import { fundsTable } from './funds.ts';
import { parksTable } from './parks.ts';
import { notesColumn, sourceFields, sourceWidths, tableTexts } from './table-texts.ts';
import { targetsTable } from './targets.ts';

/** The table of goals without a number. */
export const goalsTable: TableSheet = {
  name: { zh: '定性目标', en: 'Goals' },
  title: { zh: '定性目标清单', en: 'Goals without a number' },
  ...tableTexts,
  table: 'tblGoals',
  kind: 'goal',
  query: {},
  fields: ['region', 'statement', 'by', ...sourceFields],
  widths: { ...sourceWidths, statement: 60 },
  frozenThrough: 'statement',
  analyst: [notesColumn],
};

/** 政策台账: all kinds of record in one workbook, with an overview by region. */
export const ledgerTemplate: TemplateDeclaration = {
  name: 'ledger',
  title: { zh: '政策台账', en: 'Policy ledger' },
  description: {
    zh: '一份工作簿收齐五类记录：目标、定性目标、资金、园区、责任分工；按地区总览。',
    en: 'All five kinds of record in one workbook: targets, goals, funds, parks and assignments, with an overview by region.',
  },
  tables: [targetsTable, goalsTable, fundsTable, parksTable, assignmentsTable],
  counts: {
    name: { zh: '总览', en: 'Overview' },
    title: { zh: '各地区记录总览', en: 'Records by region' },
    hint: {
      zh: '浅黄色单元格可以改写；左侧为地区。只统计现行记录。',
      en: 'The pale yellow cells are yours: regions. Only records in force count.',
    },
    rowField: 'region',
    rowHint: {
      zh: '默认列出各表中出现的地区；可直接改写成您关心的地区。',
      en: 'The regions of the tables by default; overwrite them with the ones you follow.',
    },
    rows: 16,
    measures: [
      { is: 'count', table: 'tblTargets', header: { zh: '目标', en: 'Targets' } },
      { is: 'count', table: 'tblGoals', header: { zh: '定性目标', en: 'Goals' } },
      { is: 'count', table: 'tblFunds', header: { zh: '资金', en: 'Funds' } },
      { is: 'count', table: 'tblParks', header: { zh: '园区', en: 'Parks' } },
      { is: 'count', table: 'tblAssignments', header: { zh: '责任分工', en: 'Assignments' } },
      {
        is: 'count',
        table: 'tblAssignments',
        header: { zh: '其中牵头', en: 'of them leads' },
        field: 'role',
        value: 'lead',
      },
    ],
    charts: [
      { title: { zh: '各地区目标数', en: 'Targets by region' }, measure: 0 },
      { title: { zh: '各地区责任分工数', en: 'Assignments by region' }, measure: 4 },
    ],
    chartDescription: {
      zh: '条形图：比较本表中的数字。',
      en: 'Bar chart comparing the figures of this sheet.',
    },
  },
  about: aboutSheet({
    zh: '五张表分别列出政策文件的目标、定性目标、资金、园区和责任分工，每条都注明文件、文号、章节和原文；“总览”用公式按地区统计。',
    en: 'Five sheets list the targets, goals, funds, parks and assignments of policy documents, each with document, number, section and passage. The Overview counts them by region with formulas.',
  }),
};
