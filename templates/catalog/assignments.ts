import { aboutSheet } from './about.ts';
import type { TableSheet, TemplateDeclaration } from './declaration.ts';
import { notesColumn, sourceFields, sourceWidths, tableTexts } from './table-texts.ts';

/** The table of assignments, alone or beside those of other kinds. */
export const assignmentsTable: TableSheet = {
  name: { zh: '责任分工', en: 'Assignments' },
  title: { zh: '责任分工台账', en: 'Who answers for what' },
  ...tableTexts,
  table: 'tblAssignments',
  kind: 'assignment',
  query: {},
  fields: ['region', 'task', 'agencyName', 'agency', 'role', ...sourceFields],
  widths: { ...sourceWidths, task: 46 },
  frozenThrough: 'task',
  analyst: [
    {
      id: 'progress',
      label: { zh: '进展', en: 'Progress' },
      width: 10,
      choices: [
        { zh: '未启动', en: 'not begun' },
        { zh: '进行中', en: 'under way' },
        { zh: '已完成', en: 'done' },
        { zh: '有困难', en: 'in trouble' },
      ],
      hint: {
        zh: '可从列表中选择，也可改成自己的说法。',
        en: 'Choose from the list, or write a word of your own.',
      },
    },
    notesColumn,
  ],
};

/** 责任分工台账: which agency leads, supports or answers for which task. */
export const assignmentsTemplate: TemplateDeclaration = {
  name: 'assignments',
  title: { zh: '责任分工台账', en: 'Who answers for what' },
  description: {
    zh: '政策文件的任务与牵头、配合、负责单位，逐条带原文位置；按机构汇总，可登记进展。',
    en: 'Tasks of policy documents with their lead, supporting and responsible agencies, each with its place in the text, counted by agency, with a column for progress.',
  },
  tables: [assignmentsTable],
  counts: {
    name: { zh: '机构汇总', en: 'By agency' },
    title: { zh: '机构 × 职责', en: 'Agencies × roles' },
    hint: {
      zh: '浅黄色单元格可以改写；左侧为机构全称。只统计现行记录。',
      en: 'The pale yellow cells are yours: agencies in full. Only records in force count.',
    },
    rowField: 'agencyName',
    rowHint: {
      zh: '默认列出表中最先出现的机构；可直接改写成您关心的机构。',
      en: 'The first agencies of the table by default; overwrite them with the ones you follow.',
    },
    rows: 20,
    measures: [
      { is: 'count', table: 'tblAssignments', header: { zh: '任务数', en: 'Tasks' } },
      {
        is: 'count',
        table: 'tblAssignments',
        header: { zh: '牵头', en: 'Leads' },
        field: 'role',
        value: 'lead',
      },
      {
        is: 'count',
        table: 'tblAssignments',
        header: { zh: '配合', en: 'Supports' },
        field: 'role',
        value: 'support',
      },
      {
        is: 'count',
        table: 'tblAssignments',
        header: { zh: '负责', en: 'Responsible' },
        field: 'role',
        value: 'responsible',
      },
      {
        is: 'count',
        table: 'tblAssignments',
        header: { zh: '成员', en: 'Member' },
        field: 'role',
        value: 'member',
      },
    ],
    charts: [
      { title: { zh: '各机构任务数', en: 'Tasks by agency' }, measure: 0 },
      { title: { zh: '各机构牵头任务数', en: 'Tasks led by agency' }, measure: 1 },
    ],
    chartDescription: {
      zh: '条形图：比较本表中的数字。',
      en: 'Bar chart comparing the figures of this sheet.',
    },
  },
  about: aboutSheet({
    zh: '“责任分工”表逐条列出任务与单位，注明牵头、配合或负责、文件和原文；“进展”“备注”两列归您填写；“机构汇总”用公式按机构统计。',
    en: 'The sheet Assignments lists tasks and agencies with their role, document and passage. Progress and Notes are yours. The sheet By agency counts by formulas.',
  }),
};
