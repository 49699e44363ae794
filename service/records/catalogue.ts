import type { Kind } from './kinds.ts';
import { industries, measures } from './taxonomy.ts';

/**
 * The field catalogue: every field that a sheet, a pane or a page can show, with its type, its Chinese and
 * English label, and the other headers under which analysts keep it. Labels live here and nowhere in code.
 */

export type Language = 'zh-CN' | 'en';
export interface Label {
  zh: string;
  en: string;
}
/** `list` is shown joined by 、; `deadline` is a year or year and month and is kept as text. */
export type FieldType = 'text' | 'number' | 'date' | 'deadline' | 'enum' | 'boolean' | 'list' | 'url';

export interface Field {
  id: string;
  type: FieldType;
  label: Label;
  /** Other headers that mean this field, Chinese and English, for binding a table that an analyst has. */
  synonyms?: readonly string[];
  /** Labels of an enumeration's values. */
  values?: Readonly<Record<string, Label>>;
  /** Width in a sheet, in characters of the default font. */
  width?: number;
}

const comparators = {
  eq: { zh: '等于', en: 'equal to' },
  ge: { zh: '不低于', en: 'at least' },
  gt: { zh: '超过', en: 'more than' },
  le: { zh: '不超过', en: 'at most' },
  lt: { zh: '低于', en: 'less than' },
  approx: { zh: '约', en: 'about' },
  range: { zh: '区间', en: 'range' },
} as const satisfies Record<string, Label>;

/** Fields that every kind has, from its document and its history. */
const documentFields = [
  {
    id: 'region',
    type: 'text',
    label: { zh: '地区', en: 'Region' },
    synonyms: [
      '省份',
      '省市',
      '区域',
      'province',
      'area',
      '所在地区',
      '省区市',
      '行政区',
      '城市',
      '地市',
      'city',
      'jurisdiction',
    ],
    width: 12,
  },
  {
    id: 'regionCode',
    type: 'text',
    label: { zh: '地区代码', en: 'Region code' },
    synonyms: ['行政区划代码', '区划代码', '地区编码', 'adcode', 'gb/t 2260'],
    width: 10,
  },
  {
    id: 'documentTitle',
    type: 'text',
    label: { zh: '文件名称', en: 'Document' },
    synonyms: [
      '文件',
      '政策名称',
      '政策文件',
      '标题',
      '来源',
      'document title',
      'policy',
      'title',
      'source',
      '文件标题',
      '政策文件名称',
      '规划名称',
      '来源文件',
      '依据文件',
      'policy document',
    ],
    width: 36,
  },
  {
    id: 'docNumber',
    type: 'text',
    label: { zh: '发文字号', en: 'Document number' },
    synonyms: ['文号', 'number', 'doc no', '文件号', '文件编号', '发文号'],
    width: 18,
  },
  {
    id: 'issuers',
    type: 'list',
    label: { zh: '发文机关', en: 'Issuers' },
    synonyms: [
      '发文机构',
      '发布机构',
      '发布单位',
      'issuer',
      'issued by',
      '发文单位',
      '出台部门',
      '制定机关',
      '印发机关',
      'issuing body',
    ],
    width: 24,
  },
  {
    id: 'issuedOn',
    type: 'date',
    label: { zh: '成文日期', en: 'Issued on' },
    synonyms: [
      '发文日期',
      '印发日期',
      'issue date',
      'date',
      '发文时间',
      '成文时间',
      '印发时间',
      '出台时间',
      '日期',
    ],
    width: 12,
  },
  {
    id: 'publishedOn',
    type: 'date',
    label: { zh: '发布日期', en: 'Published on' },
    synonyms: ['公布日期', 'publication date', '发布时间', '公布时间', '公开日期'],
    width: 12,
  },
  {
    id: 'section',
    type: 'text',
    label: { zh: '章节', en: 'Section' },
    synonyms: ['所在章节', '位置', 'section path'],
    width: 12,
  },
  {
    id: 'evidence',
    type: 'text',
    label: { zh: '原文', en: 'Passage' },
    synonyms: [
      '原文依据',
      '依据',
      '出处',
      '摘录',
      'evidence',
      'quote',
      '原文表述',
      '原文摘录',
      '政策原文',
      'excerpt',
    ],
    width: 48,
  },
  {
    id: 'evidenceUrl',
    type: 'url',
    label: { zh: '原文链接', en: 'Evidence link' },
    synonyms: ['链接', '网址', 'link', 'url'],
    width: 20,
  },
  {
    id: 'confidence',
    type: 'number',
    label: { zh: '可信度', en: 'Confidence' },
    synonyms: ['置信度'],
    width: 9,
  },
  {
    id: 'status',
    type: 'enum',
    label: { zh: '状态', en: 'Status' },
    synonyms: ['记录状态', 'record status'],
    values: {
      current: { zh: '现行', en: 'current' },
      withdrawn: { zh: '已撤回', en: 'withdrawn' },
      outOfQuery: { zh: '不再符合查询', en: 'no longer matches' },
      unknown: { zh: '服务中没有', en: 'not in the service' },
    },
    width: 10,
  },
] as const satisfies readonly Field[];

const ownFields = {
  target: [
    {
      id: 'indicator',
      type: 'text',
      label: { zh: '指标', en: 'Indicator' },
      synonyms: [
        '指标名称',
        '目标名称',
        '目标指标',
        '目标',
        'target',
        'metric',
        '指标项',
        '主要指标',
        '发展指标',
        '目标内容',
        '名称',
        'indicator name',
        'kpi',
      ],
      width: 32,
    },
    {
      id: 'change',
      type: 'enum',
      label: { zh: '变化方式', en: 'Change' },
      synonyms: ['方向', '类型', 'direction'],
      values: {
        level: { zh: '达到', en: 'reach' },
        increase: { zh: '增长', en: 'increase by' },
        decrease: { zh: '下降', en: 'decrease by' },
      },
      width: 10,
    },
    {
      id: 'comparator',
      type: 'enum',
      label: { zh: '比较', en: 'Comparator' },
      synonyms: ['比较符', '口径', 'operator'],
      values: comparators,
      width: 10,
    },
    {
      id: 'value',
      type: 'number',
      label: { zh: '目标值', en: 'Value' },
      synonyms: [
        '数值',
        '值',
        '指标值',
        'target value',
        'amount',
        '目标数值',
        '目标数',
        '规划值',
        '规划目标',
        '量化目标',
        '数量',
        'figure',
      ],
      width: 12,
    },
    {
      id: 'valueHigh',
      type: 'number',
      label: { zh: '目标值上限', en: 'Upper value' },
      synonyms: ['上限', 'upper', 'high'],
      width: 12,
    },
    {
      id: 'unit',
      type: 'text',
      label: { zh: '单位', en: 'Unit' },
      synonyms: ['计量单位', 'units'],
      width: 9,
    },
    {
      id: 'by',
      type: 'deadline',
      label: { zh: '完成时限', en: 'By' },
      synonyms: [
        '年份',
        '目标年份',
        '时限',
        '期限',
        'deadline',
        'year',
        'target year',
        '目标年',
        '完成时间',
        '完成年份',
        '达成年份',
        '截止年份',
        '截止时间',
        'due',
        'target date',
      ],
      width: 10,
    },
    {
      id: 'from',
      type: 'text',
      label: { zh: '起始年', en: 'From' },
      synonyms: ['开始年份', 'start year'],
      width: 9,
    },
    {
      id: 'perYear',
      type: 'boolean',
      label: { zh: '年均', en: 'Per year' },
      synonyms: ['每年', '是否年均', 'annual'],
      width: 8,
    },
    {
      id: 'qualifier',
      type: 'text',
      label: { zh: '限定条件', en: 'Qualifier' },
      synonyms: ['条件', '限定', 'condition'],
      width: 22,
    },
    {
      id: 'nature',
      type: 'enum',
      label: { zh: '指标属性', en: 'Nature' },
      synonyms: ['属性', '指标性质', 'binding or expected'],
      values: {
        binding: { zh: '约束性', en: 'binding' },
        expected: { zh: '预期性', en: 'expected' },
      },
      width: 10,
    },
    {
      id: 'baselineYear',
      type: 'number',
      label: { zh: '基期年', en: 'Baseline year' },
      synonyms: ['基期', '基准年', '基年', 'base year'],
      width: 9,
    },
    {
      id: 'baselineValue',
      type: 'number',
      label: { zh: '基期值', en: 'Baseline value' },
      synonyms: ['基数', '现状值', '基期数值', 'base value', '基准值', '现状', 'baseline'],
      width: 11,
    },
    {
      id: 'measure',
      type: 'enum',
      label: { zh: '指标类别', en: 'Measure' },
      synonyms: ['指标分类', '指标类型', 'measure class', 'indicator class'],
      values: measures,
      width: 16,
    },
    {
      id: 'industry',
      type: 'enum',
      label: { zh: '产业', en: 'Industry' },
      synonyms: ['行业', '产业类别', '所属产业', 'sector'],
      values: industries,
      width: 18,
    },
  ],
  goal: [
    {
      id: 'statement',
      type: 'text',
      label: { zh: '定性目标', en: 'Goal' },
      synonyms: ['目标', '目标表述', 'statement'],
      width: 60,
    },
    {
      id: 'by',
      type: 'deadline',
      label: { zh: '完成时限', en: 'By' },
      synonyms: ['年份', '时限', '期限', 'deadline', 'year'],
      width: 10,
    },
  ],
  fund: [
    {
      id: 'name',
      type: 'text',
      label: { zh: '资金名称', en: 'Fund' },
      synonyms: ['基金名称', '资金', '基金', '专项资金', 'name', 'fund name'],
      width: 32,
    },
    {
      id: 'type',
      type: 'enum',
      label: { zh: '资金类型', en: 'Type' },
      synonyms: ['基金类型', '类型', 'fund type'],
      values: {
        guidance: { zh: '引导基金', en: 'guidance fund' },
        industry: { zh: '产业基金', en: 'industry fund' },
        venture: { zh: '创业投资', en: 'venture capital' },
        equity: { zh: '股权投资', en: 'equity fund' },
        fundOfFunds: { zh: '母基金', en: 'fund of funds' },
        special: { zh: '专项资金', en: 'special funds' },
        transfer: { zh: '成果转化基金', en: 'technology transfer fund' },
        subsidy: { zh: '补贴补助', en: 'subsidy' },
        other: { zh: '其他', en: 'other' },
      },
      width: 12,
    },
    {
      id: 'amount',
      type: 'number',
      label: { zh: '金额', en: 'Amount' },
      synonyms: ['规模', '资金规模', '总额', 'size', '基金规模', '资金额', '资金总额', 'fund size'],
      width: 12,
    },
    {
      id: 'unit',
      type: 'text',
      label: { zh: '单位', en: 'Unit' },
      synonyms: ['计量单位', 'units'],
      width: 9,
    },
    {
      id: 'comparator',
      type: 'enum',
      label: { zh: '比较', en: 'Comparator' },
      synonyms: ['比较符', 'operator'],
      values: comparators,
      width: 10,
    },
    {
      id: 'action',
      type: 'enum',
      label: { zh: '举措', en: 'Action' },
      synonyms: ['动作', '方式'],
      values: {
        establish: { zh: '设立', en: 'establish' },
        encourage: { zh: '鼓励', en: 'encourage' },
        use: { zh: '利用', en: 'use' },
        seek: { zh: '争取', en: 'seek' },
        mention: { zh: '提及', en: 'mention' },
      },
      width: 9,
    },
    {
      id: 'terms',
      type: 'text',
      label: { zh: '支持标准', en: 'Terms' },
      synonyms: ['补贴标准', '标准', '条款'],
      width: 32,
    },
  ],
  park: [
    {
      id: 'name',
      type: 'text',
      label: { zh: '园区名称', en: 'Park' },
      synonyms: ['园区', '开发区', '载体', 'name', 'park name'],
      width: 32,
    },
    {
      id: 'type',
      type: 'enum',
      label: { zh: '园区类型', en: 'Type' },
      synonyms: ['类型', 'park type'],
      values: {
        etdz: { zh: '经济技术开发区', en: 'economic and technological development zone' },
        hightech: { zh: '高新区', en: 'high-tech zone' },
        ftz: { zh: '自贸区', en: 'free trade zone' },
        demo: { zh: '示范区', en: 'demonstration zone' },
        sciencecity: { zh: '科学城', en: 'science city' },
        industrial: { zh: '产业园', en: 'industrial park' },
        base: { zh: '基地', en: 'base' },
        cluster: { zh: '集聚区', en: 'cluster' },
        town: { zh: '小镇', en: 'town' },
        newarea: { zh: '新区', en: 'new area' },
        other: { zh: '其他', en: 'other' },
      },
      width: 14,
    },
    {
      id: 'location',
      type: 'text',
      label: { zh: '所在地', en: 'Location' },
      synonyms: ['地点', '位置', 'place'],
      width: 14,
    },
    {
      id: 'locationCode',
      type: 'text',
      label: { zh: '所在地代码', en: 'Location code' },
      synonyms: ['所在地编码', 'place code'],
      width: 11,
    },
    {
      id: 'industries',
      type: 'list',
      label: { zh: '产业', en: 'Industries' },
      synonyms: ['主导产业', '产业方向', 'industry'],
      width: 28,
    },
    {
      id: 'action',
      type: 'enum',
      label: { zh: '举措', en: 'Action' },
      synonyms: ['动作', '方式'],
      values: {
        build: { zh: '建设', en: 'build' },
        upgrade: { zh: '提升', en: 'upgrade' },
        rely: { zh: '依托', en: 'rely on' },
        apply: { zh: '争创', en: 'apply for' },
        mention: { zh: '提及', en: 'mention' },
      },
      width: 9,
    },
  ],
  assignment: [
    {
      id: 'task',
      type: 'text',
      label: { zh: '任务', en: 'Task' },
      synonyms: [
        '工作任务',
        '任务名称',
        '重点任务',
        '任务内容',
        '主要任务',
        '重点工作',
        '工作内容',
        'task name',
      ],
      width: 40,
    },
    {
      id: 'agency',
      type: 'text',
      label: { zh: '责任机构', en: 'Agency' },
      synonyms: [
        '单位',
        '部门',
        '责任单位',
        '牵头单位',
        '责任部门',
        'lead agency',
        'department',
        '牵头部门',
        '负责单位',
        '责任主体',
        '主责单位',
        'responsible agency',
      ],
      width: 24,
    },
    {
      id: 'agencyName',
      type: 'text',
      label: { zh: '机构全称', en: 'Agency in full' },
      synonyms: ['单位全称', '部门全称', '规范名称', 'full name', 'agency name'],
      width: 28,
    },
    {
      id: 'role',
      type: 'enum',
      label: { zh: '职责', en: 'Role' },
      synonyms: ['角色', '责任类型'],
      values: {
        lead: { zh: '牵头', en: 'lead' },
        support: { zh: '配合', en: 'support' },
        responsible: { zh: '负责', en: 'responsible' },
        member: { zh: '成员', en: 'member' },
        host: { zh: '办公室所在', en: 'host' },
      },
      width: 10,
    },
  ],
} as const satisfies Record<Kind, readonly Field[]>;

/** Names of the kinds, for panes, pages and sheet tabs. */
export const kindLabels: Readonly<Record<Kind, Label>> = {
  target: { zh: '目标', en: 'Targets' },
  goal: { zh: '定性目标', en: 'Goals' },
  fund: { zh: '资金', en: 'Funds' },
  park: { zh: '园区', en: 'Parks' },
  assignment: { zh: '责任分工', en: 'Assignments' },
};

/** Other words for a kind, in formulas and in headings. */
export const kindSynonyms: Readonly<Record<Kind, readonly string[]>> = {
  target: ['指标', '量化目标', '定量目标', 'indicator', 'indicators'],
  goal: ['目标表述', 'qualitative goal', 'qualitative goals'],
  fund: ['基金', '资金安排', 'funding', 'money'],
  park: ['产业园', '园区载体', 'industrial park', 'industrial parks'],
  assignment: ['分工', '任务分工', '责任', '任务', 'duty', 'duties', 'task', 'tasks'],
};

/** Names of the filters of a query (record-query.ts), for panes, pages and formulas. */
export const filterLabels = {
  region: { label: { zh: '地区', en: 'Region' }, synonyms: ['省份', '省市', '区域', 'province', 'area'] },
  document: { label: { zh: '文件', en: 'Document' }, synonyms: ['文件编号', 'document id', 'file'] },
  year: { label: { zh: '年份', en: 'Year' }, synonyms: ['年', '年度', '完成时限'] },
  agency: {
    label: { zh: '机构', en: 'Agency' },
    synonyms: ['责任机构', '部门', '单位', '发文机关', 'department', 'issuer'],
  },
  text: {
    label: { zh: '关键词', en: 'Words' },
    synonyms: ['字词', '包含', '包含字词', 'text', 'word', 'keyword', 'keywords'],
  },
  industry: { label: { zh: '产业', en: 'Industry' }, synonyms: ['行业', '主导产业'] },
  asOf: { label: { zh: '截至', en: 'As of' }, synonyms: ['截至日期', '数据截至', 'as-of', 'as of date'] },
} as const satisfies Record<string, { label: Label; synonyms: readonly string[] }>;
export type FilterName = keyof typeof filterLabels;

/** Header of the key column, which carries record id and revision, and its synonyms. */
export const keyField: Field = {
  id: 'key',
  type: 'text',
  label: { zh: '记录编号', en: 'Record key' },
  width: 22,
};

/**
 * The fields of a kind that a table may show, its own first, then those of its document.
 * @param kind a record kind
 * @returns fields in the order of the catalogue; ids are unique within a kind
 */
export const fieldsOf = (kind: Kind): readonly Field[] => [...ownFields[kind], ...documentFields];

/** The fields of a kind that are not those of its document: what a correction can set. */
export const ownFieldsOf = (kind: Kind): readonly Field[] => ownFields[kind];

/** The field of a kind by its id, or undefined where the kind has none. */
export const fieldOf = (kind: Kind, id: string): Field | undefined =>
  id === keyField.id ? keyField : fieldsOf(kind).find((field) => field.id === id);

/** A label in one language. */
export const labelIn = (label: Label, language: Language): string =>
  language === 'zh-CN' ? label.zh : label.en;
