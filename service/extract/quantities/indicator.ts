import { isNominal, undertakingIn } from './verb.ts';

const time =
  /^(?:(?:力争|争取|确保|预计|计划|用|再经过|通过|经过)?(?:到|至|在|截至)?\s?(?:20\d\d\s?年?(?:[-－—–―~～至到]{1,2}20\d\d年?)?(?:\d{1,2}月)?(?:底|末|初|上半年)?(?:之?前|以前|期间)?|[“"]?十[一二三四五六]五[”"]?(?:规划)?(?:期?末|期间|时期|期)|[\d一二两三四五六七八九十]{1,3}(?:[-—–~至到]\d{1,2})?年(?:左右)?(?:的?努力|时间|内)|本世纪中叶|届时|远期|近期|中期|每年|年均|年(?=接待|培训|新增|服务|吸引|举办|演出|招收|培养|孵化)|今后\S年)[,，、]?)/;
const place =
  /^(?:在)?(?:全省|全市|全国(?!文明|重点|示范|先进|一流|百强|优秀|知名|领先|统一)|全区|全县|全州|全域|全自治区|我省|我市|我国|我区|我县|本省|本市|省内|市内)(?=[^内外性面域]|$)(?:的|范围内?|内)?/;
const opening =
  /^(?:其中|能够|同时|并且|并|且|也|以及|及|和(?!谐|平)|与|使(?!用)|让|令|力争|争取|确保|保证|推动实现|实现|基本(?!养老|医疗|公共|农田|民生|建设|单元|药物|生活)|努力|着力|全力|大力|加快|积极|逐步|进一步|持续|不断|重点(?=支持|培育|打造|建设|推进|推动|发展|开展|引进|突破|实施|扶持|围绕|抓好|做好|开发|研发|攻关|布局|培养|建成|完成|推广|改造|治理|聚焦|组织|引导|整治|修复|制定|面向|依托|保障|加强|提升)|锚定|瞄准|紧盯|集中资源|集中力量|优先|稳步|有效|全面|深入|切实|要(?!素)|将(?!来)|再(?!生|制造|利用|造|就业)|力促|促进|推动|推进|带动|拉动|引导|鼓励|大幅|显著|由(?!来)|从(?!业|事)|对(?!外|口|台|标|接)|把(?!握)|全部|累计|总计|共(?![享建同性治用])|预计|规划|计划|建立健全|到期末|其余|分别)(?=.)/;
const label = /^[^:：]{2,24}[:：]/;
const closing =
  /(?:力争|争取|确保|将|也|均|都|再|要|应|年均|每年|逐年|平均|同比|累计|总共|共计|共|总计|分别|各|基本|(?<=.{4}[^第前后每近用])[三五]年(?:间|内)?|保持在?|稳定在?|维持在?|控制在?|降至|增至|升至|降到|达到|(?<![雷马发表传抵到])达|按?(?:同口径|可比价格?|可比口径|不变价格?)(?:计算)?|只有|仅有|仍|已|约|近|超过?|为|占|持续|进一步|全部|不断|显著|大幅|其中|实现|最低|最高|需|力求|应当|可|累计|(?<![比较与从由对])(?:在|到|于)?20\d\d年(?:底|末)?(?:之?前)?)$/;
const baseline =
  /(?:[,，]?(?:(?:由|从)[^，,、]{0,16}\d[^，,、]{0,4}|在(?:20\d\d年|现有|上年).{0,6}基础上|(?:比|较|与)(?:20\d\d年(?:底|末)?|[“"]?十[一二三四五六]五[”"]?末?|上年|基期|现有[^，,、]{0,14}|目前|现状|传统[^，,、]{0,10}|同期|全国平均水平|[^，,、]{1,14}(?:水平|相比)))(?:相比|同期|水平|平均|底|末)*)$/;
/** 新建建筑绿色建筑占比, 新增就业参保率: here the verb tells which of the things a share is taken of. */
const shareOfNew = /^新.*(?:率|比例|比重|占比)$/;
const edge = /^[\s、，,；;:：的—–]+|[\s、，,；;:：]+$/g;

/** Without the blanks that layout puts between digits and characters: 较 2020 年. */
const close = (text: string): string =>
  text.replace(/(?<=[^A-Za-z])[ \u00a0\u3000]+|[ \u00a0\u3000]+(?=[^A-Za-z])/g, '');

const strippedStart = (text: string): string => {
  let rest = text.replace(edge, '');
  for (let turn = 0; turn < 6; turn++) {
    const before = rest;
    rest = rest.replace(time, '').replace(edge, '').replace(place, '').replace(edge, '');
    const opened = rest.replace(opening, '').replace(edge, '');
    // What is left must still be a phrase: 保持率 and 新能源 begin like the words that are stripped.
    if (
      opened.length >= 2 &&
      !/^(?:率|性|度|能源|材料|型|兴|产品|基建|一代|技术|业态|模式|旧动能|动能|用|设备)/.test(opened)
    )
      rest = opened;
    if (rest === before) break;
  }
  return rest;
};

/**
 * The subject of a number as an indicator: without deadline, place words, adverbs, baseline.
 * @param text what stands in the item before the verb
 */
export const subjectOf = (text: string): string => {
  let rest = strippedStart(close(text).replace(label, ''));
  for (let turn = 0; turn < 4; turn++) {
    const before = rest;
    rest = rest.replace(closing, '').replace(baseline, '').replace(edge, '');
    if (rest === before) break;
  }
  return rest;
};

/** Verbs at the head of a subject that tell what is done, not what is measured: 发布共享数据资源. */
const doing =
  /^(?:发布|完成|建成|形成|汇聚|引入|引进|培育|打造|建设|新建|新增|净增|实施|吸引|集聚|聚集|获得|取得|开展|搭建|推广|投放|归集|做大|做强|提升|提高|降低|压缩|减少|缩短|优化|扩大|加大|增加(?!值)|突破(?!性)|覆盖(?!面|率|范围)|发展(?!水平|指数|质量)|组织(?!化)|培训|研发(?!投入|经费|费用|机构|人员|平台|中心|强度|活动)|制定|主导|参与|争取|组建|达到|成为|有(?![^，,]*的)|设立|创建|累计|增强|改善|控制|削减|压减|支持|稳定|巩固|强化|完善)(?:了|出|成)?/;

/** A subject without the verb at its head; 数据汇聚量 stays whole, since its verb does not stand first. */
export const withoutVerb = (subject: string): string => {
  if (shareOfNew.test(subject)) return subject;
  const rest = subject.replace(doing, '').replace(edge, '');
  return rest.length >= 2 && !/^(?:率|度|量|数|额|值|面|力|水平|程度|成本|规模)/.test(rest)
    ? strippedStart(rest)
    : subject;
};

/** Splits 在…领域新增…50家 after its verb. */
export const objectAfterVerb = (text: string): string => {
  const body = strippedStart(close(text))
    .replace(label, '')
    .replace(/^在.{2,60}?(?:领域|方面|环节|行业|产业|区域|地区|等)(?=.)/, '');
  const found = undertakingIn(body);
  if (!found) return strippedStart(body);
  // 主导或参与制定: verbs in a row are one.
  let rest = body.slice(found.end);
  for (let next = undertakingIn(rest); next; next = undertakingIn(rest)) {
    if (!/^(?:和|或|、|与|并|及)?$/.test(rest.slice(0, next.start))) break;
    if (next.start === 0 && (isNominal(next.verb) || rest.slice(next.end).length < 2)) break;
    rest = rest.slice(next.end);
  }
  // 支持龙头企业牵头组建创新联合体: what others are to set up is counted, not they.
  const theirs = /^(?:支持|鼓励|引导|推动)/.test(found.verb)
    ? /^[^、的]{2,12}?(?:牵头)?(?:组建|建设|设立|创建|建立|申报|承担)([^、]{2,})$/.exec(rest)?.[1]
    : undefined;
  return strippedStart(theirs ?? rest);
};

/** Adjectives that say what kind of thing is counted; all else before 的 is a condition. */
const condition =
  /(?:超|过|达|以上|以下|不低于|不少于|具有|具备|拥有|掌握|主业|营业|收入|产值|规模|竞争力|影响力|水平|能力|优势|领先|强|突出|面向|符合|满足|知名|[\d百千万亿])/;

/**
 * Parts what a number counts into the thing and the condition on it.
 * @param text the words behind the number: 家营业收入超过百亿、具有国际竞争力的龙头企业
 */
export const countedThing = (text: string): { thing: string; qualifier: string | null } => {
  let rest = close(text)
    .replace(edge, '')
    .replace(/^(?:的|以上|左右|以内)+/, '');
  rest = rest
    .replace(/(?:[（(][^（）()]*[)）])$/, '')
    .replace(/(?<=.{2})的[^的、]{0,8}(?:格局|局面)$/, '')
    .replace(edge, '');
  const of = rest.lastIndexOf('的');
  let qualifier: string | null = null;
  if (of > 0 && of < rest.length - 2) {
    const described = rest.slice(0, of);
    if (described.length >= 4 && condition.test(described)) {
      qualifier = described;
      rest = rest.slice(of + 1);
    }
  } else if (rest.length <= 80) {
    // 年收入超百亿元企业: no 的, but a number stands before the noun.
    const bare =
      /^(.*(?:[\d百千万亿](?:元)?(?:以上|以下)?|[百千万亿]元?级))(?!.*[\d百千万亿])(?:的)?([^\d]{2,})$/.exec(
        rest,
      );
    if (bare?.[1] && bare[2] && /(?:超|过|达|以上|级|不低于|规模)/.test(bare[1])) {
      qualifier = bare[1];
      rest = bare[2];
    }
  }
  return { thing: rest.replace(edge, ''), qualifier };
};
