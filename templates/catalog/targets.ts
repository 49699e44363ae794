import { aboutSheet } from './about.ts';
import type { TableSheet, TemplateDeclaration } from './declaration.ts';
import { notesColumn, sourceFields, sourceWidths, tableTexts } from './table-texts.ts';

/** The table of targets, alone or beside those of other kinds. */
export const targetsTable: TableSheet = {
  name: { zh: '目标', en: 'Targets' },
  title: { zh: '政策目标对照表', en: 'Policy targets' },
  ...tableTexts,
  table: 'tblTargets',
  kind: 'target',
  query: {},
  fields: [
    'region',
    'indicator',
    'change',
    'comparator',
    'value',
    'valueHigh',
    'unit',
    'by',
    'perYear',
    'qualifier',
    'measure',
    'industry',
    ...sourceFields,
  ],
  widths: { ...sourceWidths, qualifier: 20, measure: 12, industry: 16 },
  frozenThrough: 'indicator',
  analyst: [
    notesColumn,
    {
      id: 'rating',
      label: { zh: '评级', en: 'Rating' },
      width: 9,
      choices: [
        { zh: '高', en: 'high' },
        { zh: '中', en: 'medium' },
        { zh: '低', en: 'low' },
      ],
      hint: {
        zh: '可从列表中选择，也可改成自己的等级。',
        en: 'Choose from the list, or write a grade of your own.',
      },
    },
  ],
};

/** 目标对照表: the quantified targets of policy documents, compared by region. */
export const targetsTemplate: TemplateDeclaration = {
  name: 'targets',
  title: { zh: '目标对照表', en: 'Policy targets compared' },
  description: {
    zh: '政策文件中的量化目标，逐条带原文位置；按地区和指标对照。',
    en: 'Quantified targets of policy documents, each with its place in the text, compared by region and indicator.',
  },
  tables: [targetsTable],
  comparison: {
    name: { zh: '对比', en: 'Comparison' },
    title: { zh: '地区 × 指标对比', en: 'Regions × indicators' },
    hint: {
      zh: '浅黄色单元格可以改写：左侧填地区，上方填指标关键词和单位；表中给出符合条件的最大目标值（只算现行目标）。',
      en: 'The pale yellow cells are yours: regions at the left, words of the indicator and a unit above. Each cell shows the largest matching target in force.',
    },
    regions: 10,
    regionHeader: { zh: '地区', en: 'Region' },
    count: { zh: '目标数', en: 'Targets' },
    percentCount: { zh: '比例类目标', en: 'In per cent' },
    keywordHeader: { zh: '指标关键词', en: 'Words of the indicator' },
    unitHeader: { zh: '单位', en: 'Unit' },
    keywordHint: {
      zh: '填指标名称里的字词，例如“企业”；留空表示不限指标。',
      en: 'Words that stand in the indicator; leave it empty for any indicator.',
    },
    unitHint: {
      zh: '与“目标”表的单位列一致，例如 亿元、家、%。',
      en: 'As in the unit column of the table: 亿元, 家, %.',
    },
    regionHint: {
      zh: '默认列出表中出现的地区；可直接改写成您关心的地区。',
      en: 'The regions of the table by default; overwrite them with the ones you follow.',
    },
    anyIndicator: { zh: '不限', en: 'any' },
    measures: [
      { keyword: { zh: '', en: '' }, unit: '亿元' },
      { keyword: { zh: '企业', en: '企业' }, unit: '家' },
      { keyword: { zh: '率', en: '率' }, unit: '%' },
      { keyword: { zh: '中心', en: '中心' }, unit: '个' },
      { keyword: { zh: '项目', en: '项目' }, unit: '项' },
    ],
    countChart: { zh: '各地区现行目标数', en: 'Targets in force by region' },
    measureChart: {
      zh: '各地区最大目标值：首个指标列',
      en: 'Largest target by region: first indicator column',
    },
    chartDescription: {
      zh: '条形图：按地区比较“对比”表中的数字。',
      en: 'Bar chart comparing the figures of this sheet by region.',
    },
  },
  about: aboutSheet({
    zh: '“目标”表逐条列出政策文件中的量化目标，每条都注明文件、文号、章节和原文；“对比”表用公式按地区和指标对照，并配有图表。',
    en: 'The sheet Targets lists the quantified targets of policy documents with document, number, section and passage. The sheet Comparison sets them side by side by formulas, with charts.',
  }),
};
