import { aboutSheet } from './about.ts';
import type { TableSheet, TemplateDeclaration } from './declaration.ts';
import { notesColumn, sourceFields, sourceWidths, tableTexts } from './table-texts.ts';

/** The table of funds and money, alone or beside those of other kinds. */
export const fundsTable: TableSheet = {
  name: { zh: '资金', en: 'Funds' },
  title: { zh: '政策资金台账', en: 'Funds and subsidies' },
  ...tableTexts,
  table: 'tblFunds',
  kind: 'fund',
  query: {},
  fields: ['region', 'name', 'type', 'action', 'comparator', 'amount', 'unit', 'terms', ...sourceFields],
  widths: { ...sourceWidths, terms: 36 },
  frozenThrough: 'name',
  analyst: [
    notesColumn,
    {
      id: 'follow',
      label: { zh: '跟进', en: 'Follow-up' },
      width: 10,
      choices: [
        { zh: '待核实', en: 'to check' },
        { zh: '可申报', en: 'to apply for' },
        { zh: '已申报', en: 'applied for' },
        { zh: '不适用', en: 'not for us' },
      ],
      hint: {
        zh: '可从列表中选择，也可改成自己的说法。',
        en: 'Choose from the list, or write a word of your own.',
      },
    },
  ],
};

/** 政策资金台账: what money a policy sets up, uses, seeks or grants. */
export const fundsTemplate: TemplateDeclaration = {
  name: 'funds',
  title: { zh: '政策资金台账', en: 'Funds and subsidies' },
  description: {
    zh: '政策文件中的基金、专项资金和补贴标准，逐条带原文位置；按地区和类型汇总。',
    en: 'Funds, special funds and subsidies of policy documents, each with its place in the text, counted by region and type.',
  },
  tables: [fundsTable],
  counts: {
    name: { zh: '资金汇总', en: 'Funds by region' },
    title: { zh: '地区 × 资金类型', en: 'Regions × types of fund' },
    hint: {
      zh: '浅黄色单元格可以改写；左侧为地区。只统计现行记录；金额列为该地区以亿元计的最大一笔，不作加总（同一笔资金常在多份文件中出现）。',
      en: 'The pale yellow cells are yours: regions. Only records in force count; the amount is the largest one in 亿元, never a sum, because one fund stands in several documents.',
    },
    rowField: 'region',
    rowHint: {
      zh: '默认列出表中出现的地区；可直接改写成您关心的地区。',
      en: 'The regions of the table by default; overwrite them with the ones you follow.',
    },
    rows: 12,
    measures: [
      { is: 'count', table: 'tblFunds', header: { zh: '资金条数', en: 'Records' } },
      {
        is: 'count',
        table: 'tblFunds',
        header: { zh: '设立基金', en: 'Set up' },
        field: 'action',
        value: 'establish',
      },
      {
        is: 'count',
        table: 'tblFunds',
        header: { zh: '引导基金', en: 'Guidance' },
        field: 'type',
        value: 'guidance',
      },
      {
        is: 'count',
        table: 'tblFunds',
        header: { zh: '产业基金', en: 'Industry' },
        field: 'type',
        value: 'industry',
      },
      {
        is: 'count',
        table: 'tblFunds',
        header: { zh: '专项资金', en: 'Special' },
        field: 'type',
        value: 'special',
      },
      {
        is: 'count',
        table: 'tblFunds',
        header: { zh: '补贴补助', en: 'Subsidies' },
        field: 'type',
        value: 'subsidy',
      },
      {
        is: 'largest',
        table: 'tblFunds',
        header: { zh: '最大金额（亿元）', en: 'Largest (亿元)' },
        field: 'amount',
        unit: '亿元',
      },
    ],
    charts: [
      { title: { zh: '各地区资金条数', en: 'Funds by region' }, measure: 0 },
      { title: { zh: '各地区补贴补助条数', en: 'Subsidies by region' }, measure: 5 },
    ],
    chartDescription: {
      zh: '条形图：比较本表中的数字。',
      en: 'Bar chart comparing the figures of this sheet.',
    },
  },
  about: aboutSheet({
    zh: '“资金”表逐条列出政策文件提到的基金、专项资金、补贴和奖励，注明金额、举措、支持标准、文件和原文；“资金汇总”用公式按地区和类型统计。',
    en: 'The sheet Funds lists the funds, special funds, subsidies and awards that policy documents name, with amount, action, terms, document and passage. The sheet Funds by region counts them by formulas.',
  }),
};
