import { type Label, type Language, labelIn } from '../../service/records/catalogue.ts';

/**
 * The functions as Excel's function wizard shows them. One declaration makes the metadata of both languages and the page
 * of documentation; Microsoft's generator takes its texts from comments of the code, which have one language.
 */

/** Stands before every function: =POLICY.TARGET(…). */
export const namespace = 'POLICY';

interface Parameter {
  name: Label;
  description: Label;
  /** Any: names, numbers and dates come as the cell has them. */
  type: 'any';
  optional?: true;
  /** Given as often as she likes; each may be a range. */
  repeating?: true;
}
interface Example {
  formula: Label;
  tells: Label;
}
export interface FunctionDeclaration {
  id: 'TARGET' | 'COUNT' | 'LIST' | 'CITE';
  description: Label;
  parameters: readonly Parameter[];
  /** A list spills into the cells below and to the right. */
  result: 'scalar' | 'matrix';
  examples: readonly Example[];
}

const filters: Parameter = {
  name: { zh: '条件', en: 'filters' },
  description: {
    zh: '条件名和值交替：地区、年份、机构、产业、关键词、文件、截至；也可写 "地区=云山省" 或引用两列的区域。',
    en: 'Names and values by turns: region, year, agency, industry, words, document, as of; "region=…" or a range will do.',
  },
  type: 'any',
  repeating: true,
};
const kind: Parameter = {
  name: { zh: '种类', en: 'kind' },
  description: {
    zh: '目标、定性目标、资金、园区或责任分工。',
    en: 'targets, goals, funds, parks or assignments.',
  },
  type: 'any',
};

export const functionDeclarations: readonly FunctionDeclaration[] = [
  {
    id: 'TARGET',
    description: {
      zh: '一个地区某项指标的目标值，或该目标的其他字段。',
      en: 'The target of a region for an indicator, or another field of that target.',
    },
    parameters: [
      {
        name: { zh: '地区', en: 'region' },
        description: {
          zh: '地区名称、简称或行政区划代码；全国写“全国”。',
          en: 'Name, short name or code of the region; 全国 for the whole country.',
        },
        type: 'any',
      },
      {
        name: { zh: '指标', en: 'indicator' },
        description: {
          zh: '指标名称，后面可用括号写单位。',
          en: 'Name of the indicator; its unit may follow in brackets.',
        },
        type: 'any',
      },
      {
        name: { zh: '年份', en: 'year' },
        description: { zh: '完成年份，可不填。', en: 'Year of the deadline.' },
        type: 'any',
        optional: true,
      },
      {
        name: { zh: '字段', en: 'field' },
        description: {
          zh: '要哪个字段，默认是目标值；例如 单位、原文、文件名称。',
          en: 'Which field, the value by default; such as unit, passage, document.',
        },
        type: 'any',
        optional: true,
      },
    ],
    result: 'scalar',
    examples: [
      {
        formula: {
          zh: '=POLICY.TARGET("云山省","数字经济核心产业产值",2027)',
          en: '=POLICY.TARGET("云山省","数字经济核心产业产值",2027)',
        },
        tells: { zh: '3000', en: '3000' },
      },
      {
        formula: { zh: '=POLICY.TARGET(A2,B$1,2027,"单位")', en: '=POLICY.TARGET(A2,B$1,2027,"unit")' },
        tells: { zh: '亿元', en: '亿元' },
      },
    ],
  },
  {
    id: 'COUNT',
    description: { zh: '符合条件的记录数。', en: 'How many records match.' },
    parameters: [kind, filters],
    result: 'scalar',
    examples: [
      {
        formula: {
          zh: '=POLICY.COUNT("目标","地区","云山省","年份",2027)',
          en: '=POLICY.COUNT("targets","region","云山省","year",2027)',
        },
        tells: { zh: '云山省到 2027 年的目标数', en: 'targets of 云山省 for 2027' },
      },
      {
        formula: { zh: '=POLICY.COUNT("资金",A2:B4)', en: '=POLICY.COUNT("funds",A2:B4)' },
        tells: {
          zh: 'A2:B4 两列是条件名和值',
          en: 'names and values of filters in the two columns A2:B4',
        },
      },
    ],
  },
  {
    id: 'LIST',
    description: {
      zh: '符合条件的记录，向下、向右溢出。',
      en: 'The records that match; they spill down and to the right.',
    },
    parameters: [
      kind,
      {
        ...filters,
        description: {
          zh: '同 COUNT；另有 字段（用逗号隔开）、条数、标题（是或否）。',
          en: 'As in COUNT, and: fields (with commas between), limit, headers (yes or no).',
        },
      },
    ],
    result: 'matrix',
    examples: [
      {
        formula: {
          zh: '=POLICY.LIST("园区","地区","云山省","字段","园区名称,产业")',
          en: '=POLICY.LIST("parks","region","云山省","fields","name,industries")',
        },
        tells: { zh: '名称和产业两列', en: 'two columns: name and industries' },
      },
      {
        formula: {
          zh: '=POLICY.LIST("目标","关键词","平台","条数",10,"标题","否")',
          en: '=POLICY.LIST("targets","words","平台","limit",10,"headers","no")',
        },
        tells: { zh: '前 10 条，不带标题行', en: 'the first 10, without the row of headers' },
      },
    ],
  },
  {
    id: 'CITE',
    description: { zh: '一条记录的出处引用。', en: 'The citation of a record.' },
    parameters: [
      {
        name: { zh: '记录编号', en: 'record' },
        description: {
          zh: '“记录编号”列的单元格（该列默认隐藏）。',
          en: 'A cell of the column Record key, which is hidden by default.',
        },
        type: 'any',
      },
      {
        name: { zh: '格式', en: 'style' },
        description: {
          zh: '国标（GB/T 7714，默认）或 文中。',
          en: 'gbt (GB/T 7714, the default) or plain.',
        },
        type: 'any',
        optional: true,
      },
    ],
    result: 'scalar',
    examples: [
      {
        formula: { zh: '=POLICY.CITE(A5)', en: '=POLICY.CITE(A5)' },
        tells: { zh: 'A5 那条记录的 GB/T 7714 引用', en: 'GB/T 7714 citation of the record in A5' },
      },
    ],
  },
];

/** The metadata file of one language (custom-functions.schema.json of Microsoft). */
export interface FunctionsMetadata {
  functions: readonly {
    id: string;
    name: string;
    description: string;
    helpUrl: string;
    parameters: readonly {
      name: string;
      description: string;
      type: string;
      dimensionality: 'scalar' | 'matrix';
      optional?: true;
      repeating?: true;
    }[];
    result: { type: 'any'; dimensionality: 'scalar' | 'matrix' };
    options: { cancelable: true };
  }[];
}

/**
 * The metadata that Excel reads.
 * @param helpUrl address of the page that documents a function, by its id
 */
export const functionsMetadata = (
  language: Language,
  helpUrl: (id: string) => string,
): FunctionsMetadata => ({
  functions: functionDeclarations.map(({ id, description, parameters, result }) => ({
    id,
    name: id,
    description: labelIn(description, language),
    helpUrl: helpUrl(id),
    parameters: parameters.map((parameter) => ({
      name: labelIn(parameter.name, language),
      description: labelIn(parameter.description, language),
      type: parameter.type,
      dimensionality: parameter.repeating ? 'matrix' : 'scalar',
      ...(parameter.optional ? { optional: true } : {}),
      ...(parameter.repeating ? { repeating: true } : {}),
    })),
    result: { type: 'any', dimensionality: result },
    options: { cancelable: true },
  })),
});
