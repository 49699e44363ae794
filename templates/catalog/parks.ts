import { aboutSheet } from './about.ts';
import type { TableSheet, TemplateDeclaration } from './declaration.ts';
import { notesColumn, sourceFields, sourceWidths, tableTexts } from './table-texts.ts';

/** The table of parks, alone or beside those of other kinds. */
export const parksTable: TableSheet = {
  name: { zh: '园区', en: 'Parks' },
  title: { zh: '政策园区清单', en: 'Parks and zones' },
  ...tableTexts,
  table: 'tblParks',
  kind: 'park',
  query: {},
  fields: ['region', 'name', 'type', 'location', 'locationCode', 'industries', 'action', ...sourceFields],
  widths: { ...sourceWidths, industries: 30 },
  frozenThrough: 'name',
  analyst: [
    notesColumn,
    {
      id: 'watch',
      label: { zh: '关注', en: 'Watch' },
      width: 9,
      choices: [
        { zh: '重点', en: 'yes' },
        { zh: '一般', en: 'no' },
      ],
      hint: {
        zh: '可从列表中选择，也可改成自己的说法。',
        en: 'Choose from the list, or write a word of your own.',
      },
    },
  ],
};

/** 政策园区清单: the parks, zones and bases that policies build, upgrade or rely on. */
export const parksTemplate: TemplateDeclaration = {
  name: 'parks',
  title: { zh: '政策园区清单', en: 'Parks and zones' },
  description: {
    zh: '政策文件点名的园区、开发区和基地，含所在地、产业和举措；按地区和类型汇总。',
    en: 'Parks, zones and bases that policy documents name, with place, industries and action, counted by region and type.',
  },
  tables: [parksTable],
  counts: {
    name: { zh: '园区汇总', en: 'Parks by region' },
    title: { zh: '地区 × 园区类型', en: 'Regions × types of park' },
    hint: {
      zh: '浅黄色单元格可以改写；左侧为地区。只统计现行记录。',
      en: 'The pale yellow cells are yours: regions. Only records in force count.',
    },
    rowField: 'region',
    rowHint: {
      zh: '默认列出表中出现的地区；可直接改写成您关心的地区。',
      en: 'The regions of the table by default; overwrite them with the ones you follow.',
    },
    rows: 12,
    measures: [
      { is: 'count', table: 'tblParks', header: { zh: '园区数', en: 'Parks' } },
      {
        is: 'count',
        table: 'tblParks',
        header: { zh: '拟建设', en: 'To build' },
        field: 'action',
        value: 'build',
      },
      {
        is: 'count',
        table: 'tblParks',
        header: { zh: '拟争创', en: 'To apply for' },
        field: 'action',
        value: 'apply',
      },
      { is: 'count', table: 'tblParks', header: { zh: '开发区', en: 'Zones' }, field: 'type', value: 'etdz' },
      {
        is: 'count',
        table: 'tblParks',
        header: { zh: '高新区', en: 'High-tech' },
        field: 'type',
        value: 'hightech',
      },
      {
        is: 'count',
        table: 'tblParks',
        header: { zh: '产业园', en: 'Parks' },
        field: 'type',
        value: 'industrial',
      },
      { is: 'count', table: 'tblParks', header: { zh: '基地', en: 'Bases' }, field: 'type', value: 'base' },
      {
        is: 'count',
        table: 'tblParks',
        header: { zh: '集聚区', en: 'Clusters' },
        field: 'type',
        value: 'cluster',
      },
    ],
    charts: [
      { title: { zh: '各地区园区数', en: 'Parks by region' }, measure: 0 },
      { title: { zh: '各地区拟建设园区数', en: 'Parks to build by region' }, measure: 1 },
    ],
    chartDescription: {
      zh: '条形图：比较本表中的数字。',
      en: 'Bar chart comparing the figures of this sheet.',
    },
  },
  about: aboutSheet({
    zh: '“园区”表逐条列出政策文件点名的园区、开发区、基地和集聚区，注明所在地、产业、举措、文件和原文；“园区汇总”用公式按地区和类型统计。',
    en: 'The sheet Parks lists the parks, zones, bases and clusters that policy documents name, with place, industries, action, document and passage. The sheet Parks by region counts them by formulas.',
  }),
};
