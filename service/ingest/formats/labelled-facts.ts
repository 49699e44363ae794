import { dateIn } from '../fields/dates.ts';
import type { PageFacts } from '../page-facts.ts';

type Setter = (facts: PageFacts, value: string) => void;

const onDate =
  (field: 'issuedOn' | 'publishedOn' | 'effectiveFrom'): Setter =>
  (facts, value) => {
    const date = dateIn(value);
    if (date !== null) facts[field] ??= date;
  };
const agencyLike = /^\p{Script=Han}{2,30}(?:政府|办公厅|办公室|委员会|委|局|厅|部)$/u;
const ignored: Setter = () => {};

/** Labels under which pages and front matters state what a document is, blanks left out. */
const setters: readonly [RegExp, Setter][] = [
  [
    /^(标题|名称|文件名称|信息名称|文件标题|公文标题|name|title)$/i,
    (facts, value) => {
      if (value) facts.title ??= value;
    },
  ],
  [
    /^(发文机构|发文机关|发文单位|制发机关|颁布单位|发布机关|issuers?)$/i,
    (facts, value) => {
      const names = value.split(/[、;；,，\s]+/).filter(Boolean);
      if (names.length > 0) facts.issuers ??= names;
    },
  ],
  [
    /^(发布机构|发布单位|publisher)$/i,
    (facts, value) => {
      if (value) facts.publisher ??= value;
    },
  ],
  [
    /^(发文字号|文号|文件编号|docnumber)$/i,
    (facts, value) => {
      if (value) facts.docNumber ??= value;
    },
  ],
  [
    /^(成文日期|成文时间|发文日期|发文时间|签发日期|印发日期|颁布日期|颁布时间|生成日期|生成时间)$/,
    onDate('issuedOn'),
  ],
  [/^(发布日期|发布时间|公布日期|公布时间|公开日期|公开时间|date)$/i, onDate('publishedOn')],
  [/^(施行日期|实施日期|生效日期|实施时间|生效时间)$/, onDate('effectiveFrom')],
  [
    /^(url|原文链接|链接|网址|原文地址|link)$/i,
    (facts, value) => {
      const url = value.match(/https?:\/\/[^\s)\]>"]+/)?.[0];
      if (url) facts.url ??= url;
    },
  ],
  [
    /^(来源|信息来源|文章来源|文件来源|source)$/i,
    (facts, value) => {
      if (agencyLike.test(value)) facts.publisher ??= value;
      const url = value.match(/https?:\/\/[^\s)\]>"]+/)?.[0];
      if (url) facts.url ??= url;
    },
  ],
  [
    /^(索引号|主题分类|主题词|主题|分类|有效性|时效性|效力级别|效力等级|公文种类|公开方式|公开范围|体裁分类|组配分类|服务对象|检索时间|检索关键词|更新时间|更新日期|关键词|关键字|责任编辑|编辑|作者|浏览次数|浏览量|阅读次数|点击数|字体|字号|文件状态|废止日期|发文年度|信息类别|法宝引证码|法规类别|发布部门|信息分类|是否有效|有效期|有效状态|信息索引号|统一编号|文件统一编号|规范性文件编号|规范性文件登记号|登记号|统一登记号|公开类别|公开属性|公开时限|公开程序|文件类型|文件类别|公文类型|公文类别|内容概述|内容摘要|信息公开类别|所属主题|所属机构|栏目|专题分类|效力状态|文种|题材分类|体裁|语种|category|tags|keywords|author)$/i,
    ignored,
  ],
];

const setterOf = (label: string): Setter | undefined => {
  const key = label.replace(/[\s*【】[\]]/g, '');
  return setters.find(([pattern]) => pattern.test(key))?.[1];
};

/** Whether a label is one under which pages state facts about a document. */
export const isFactLabel = (label: string): boolean => setterOf(label) !== undefined;

/** Reads labelled values; the first value under a label wins, unknown labels are left alone. */
export const factsOfLabels = (pairs: readonly (readonly [string, string])[]): PageFacts => {
  const facts: PageFacts = {};
  for (const [label, value] of pairs) setterOf(label)?.(facts, value.trim());
  return facts;
};
