import type { TemplateDeclaration } from './declaration.ts';

/** 目标对照表: the quantified targets of policy documents, compared by region. */
export const targetsTemplate: TemplateDeclaration = {
  name: 'targets',
  title: { zh: '目标对照表', en: 'Policy targets compared' },
  description: {
    zh: '政策文件中的量化目标，逐条带原文位置；按地区和指标对照。',
    en: 'Quantified targets of policy documents, each with its place in the text, compared by region and indicator.',
  },
  table: {
    name: { zh: '目标', en: 'Targets' },
    title: { zh: '政策目标对照表', en: 'Policy targets' },
    notRefreshed: {
      zh: '尚未刷新：刷新后此处显示数据日期',
      en: 'Not refreshed yet: the date of the data will stand here',
    },
    asOf: { zh: '数据截至 ', en: 'Data as of ' },
    hint: {
      zh: '深色表头的列由服务更新；金色表头的列归您填写，刷新时随记录移动，不会被覆盖。',
      en: 'Columns with a dark header are kept up to date by the service; those with a golden header are yours and follow their record.',
    },
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
      'documentTitle',
      'docNumber',
      'issuedOn',
      'section',
      'evidence',
      'evidenceUrl',
      'status',
    ],
    widths: { region: 11, documentTitle: 42, evidence: 52, evidenceUrl: 24, section: 13, qualifier: 20 },
    frozenThrough: 'indicator',
    analyst: [
      { id: 'notes', label: { zh: '备注', en: 'Notes' }, width: 26 },
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
  },
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
  about: {
    name: { zh: '说明', en: 'About' },
    title: { zh: '关于这份工作簿', en: 'About this workbook' },
    sections: [
      {
        heading: { zh: '这是什么', en: 'What it is' },
        lines: [
          {
            zh: '“目标”表逐条列出政策文件中的量化目标，每条都注明文件、文号、章节和原文；“对比”表用公式按地区和指标对照，并配有图表。',
            en: 'The sheet Targets lists the quantified targets of policy documents with document, number, section and passage. The sheet Comparison sets them side by side by formulas, with charts.',
          },
          {
            zh: '文件可独立打开：在 Excel、WPS 表格和 LibreOffice 中离线可用，不含宏。',
            en: 'The file stands alone: it works offline in Excel, WPS and LibreOffice and holds no macros.',
          },
        ],
      },
      {
        heading: { zh: '怎样刷新', en: 'How to refresh' },
        lines: [
          {
            zh: '在 Excel 加载项中点“刷新”，或在命令行运行 policy-sheets refresh 文件名.xlsx；写入之前先给出计划：新增、变更、撤回和您改过的单元格。',
            en: 'Press Refresh in the Excel add-in, or run policy-sheets refresh FILE.xlsx. You see the plan first: what is added, changed, withdrawn, and which cells you edited.',
          },
          {
            zh: '隐藏的“记录编号”列说明每一行是哪条记录，隐藏工作表 _policy_sheets 记录绑定关系；请勿删除。',
            en: 'The hidden column Record key says which record a row shows, and the hidden sheet _policy_sheets how the table is bound. Please keep both.',
          },
        ],
      },
      {
        heading: { zh: '什么不会变', en: 'What survives' },
        lines: [
          {
            zh: '刷新只写它拥有的内容：绑定列的单元格、新增的行、自己的隐藏工作表。格式、公式、图表、透视表、列宽、筛选和批注都保持原样。',
            en: 'A refresh writes only what it owns: the cells of bound columns, the rows it adds, its own hidden sheet. Formats, formulas, charts, pivots, widths, filters and comments stay.',
          },
          {
            zh: '您在“备注”“评级”以及自己添加的列中写的内容跟随记录；您改过的绑定单元格会被提示，不会被悄悄覆盖。',
            en: 'What you write in Notes, Rating and columns of your own follows its record. A bound cell that you changed is shown to you and never overwritten unseen.',
          },
          {
            zh: '撤回的记录会保留并标注状态，直到您同意移除；有您内容的行移入归档表，不会消失。',
            en: 'A withdrawn record keeps its row, marked, until you accept its removal. A row with content of yours goes to an archive sheet.',
          },
        ],
      },
    ],
  },
};
