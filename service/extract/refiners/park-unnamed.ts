import { industriesIn, industryLengthAt } from '../lexicon/industries.ts';
import { isDesignationOnly, parkHeadsIn, withoutGenericWords } from '../lexicon/park-words.ts';
import { leadingPlace, nationalNewAreas, placeWithin } from '../lexicon/places.ts';
import type { Context, Draft, Refiner } from '../rule.ts';

/** Characters that place names end in: 石桥堡, 鹿湖, 青石. */
const placeEnding =
  /^\p{Script=Han}{1,4}[堡湾山河江湖海岛桥镇乡村庄岭坪洲滩浦沟口泉港城州坝塘店屯堰坡岸溪峪峡川源台寺台家]/u;
const notAPlaceName =
  /^(?:上海|海外|出口|入口|人口|窗口|开源|资源|能源|来源|水源|电源|平台|国家|专家|商家|厂家|海|港|山|江|河|湖|矿山|江河|大家)/u;
const anyOfThem =
  /有条件|符合条件|各地|各市|各区|各类|大型|相关|有关|其他|周边|同类|以上|本市|我市|我省|全省|重点(?:产业)?园区/u;

/** 一核两带多园: a slogan of numbers. */
/** “飞地”园区, “西翼”开发区: a word in quotes that says where or how and names none. */
const quotedSort =
  /“(?:飞地|园中园|区中园|零碳|绿色|智慧|标准地|\p{Script=Han}?[东西南北中][翼部片])”(?:产业)?(?:园区?|开发区|高新区|工业园区?)$/u;

const slogan = /^(?:[一二两三四五六七八九十多N\d]\p{Script=Han}{1,3}?){2,}$/u;

/** 绍兴市级特色产业园区, 每个园区: a rank that any may be given, or any of them. */
const ofAnyRank = (name: string): boolean =>
  /^(?:每个|每家|单个|同一|任一|所在|该|上述|入选|新认定)/u.test(name) ||
  (/^(?:省|市|县|区)级/u.test(name.slice(leadingPlace(name).length)) &&
    !properNameIn(modifierOf(withoutRank(name)))) ||
  /^“?[一二三四五六七八九十]\p{Script=Han}{1,2}”?(?:园区|开发区|高新区)$/u.test(name);
const withoutRank = (name: string): string =>
  name.slice(leadingPlace(name).length).replace(/^(?:省|市|县|区)级/u, '');
/** What is paid to those who are granted a title: the title is a class. */
const pays =
  /(?:奖励|补助|补贴|资助|奖补|扶持|支持)[^。；;]{0,24}?\d[\d.,]*(?:-\d+)?\s*(?:%|％|亿元|万元|元)|\d[\d.,]*\s*(?:%|％|亿元|万元|元)[^。；;，,]{0,10}(?:奖励|补助|补贴|资助|奖补|支持)/u;
const granted =
  /(?:认定|获批|获评|获得|评为|评定|列入|入选|入围|创成|升级|晋级|成功创建|创建成功|创建|建成)(?:为|的)?[^，,。；;]{0,20}$/u;
/** Bodies that are addressed or answer for a task: a park among them is its management. */
const answers =
  /(?:牵头|责任|配合|参与|参加|主办|协办|承办|实施|主管|组织)(?:单位|部门|主体)?[：:][^。；;]*$/u;
/** A work of one company is no park. */
const ofCompany = /^\p{Script=Han}{2,8}(?:集团|公司|股份|药业|科技)\p{Script=Han}{0,6}基地$/u;
/** Praise that a region's name opens: 大湾区重要电子元器件生产基地. */
const regionsPraise =
  /^(?:京津冀|长三角|珠三角|粤港澳|粤港澳大湾区|大湾区|成渝|华中|华东|华南|华北|西南|西北|东北|中部|西部|东部|区域性?|全球|世界|亚太|东盟|南亚|省|市)(?!\p{Script=Han}{1,4}区)|重要|领先|一流|知名|著名|最大|有影响力/u;
/** 国家数据产业集聚区, 省物联网产业集聚区: a title with a field, which somebody is to apply for or to build. */
const isTitle = (name: string): boolean => /^(?:国家(?!级)|省(?![级内外属会份委直]))/u.test(name);

/** Verbs that a list of introducing words need not know: no name of a park begins with one. */
const begunByVerb =
  /^(?:定期|及时|全面|统一|严格|认真|切实|分类|分级)*(?:研究|协调|解决|指导|督促|督导|考核|通报|监督|检查|评价|评估|宣传|规范|整治|调整|管理|审批|监测|统计|培训|退出|迁入|搬迁|腾退|划入|服务|覆盖|涵盖|涉及|针对|关于|属于|进入|进驻|清理|盘活|整顿|走进|参观|考察|调研|了解|掌握|召开|组织|编制|修订|适应|满足|符合|淘汰|关停|取缔|严控|严格|控制|限制|禁止|散乱污|超过|达到)/u;

/** Said of whoever is fit for it: 支持有条件的地方建设…. */
const ifAny = /有条件|符合条件|各地|各市|各类|有能力/u;

/** 云山大学双创示范基地: who runs it names it. */
const runBy = /^\p{Script=Han}{2,14}(?:大学|集团|公司|学院|研究院)\p{Script=Han}/u;

/** The words of a name before its head. */
const modifierOf = (name: string): string => {
  const bare = name.replace(/[（(][^（()）]*[）)]$/u, '');
  const head = parkHeadsIn(bare).at(-1);
  return head ? bare.slice(0, head.start) : bare;
};

/** A word in the name that no other park shares: a place, a quoted name, a made-up one. */
const properNameIn = (whole: string): boolean => {
  const modifier = whole.replace(/^(?:国家级|省级|市级)/u, '');
  if (
    parkHeadsIn(modifier).some(({ start }) => start > 0) ||
    placeWithin(modifier) ||
    leadingPlace(modifier) ||
    /“[^”]{2,}”|＋/u.test(modifier)
  )
    return true;
  if (begunByVerb.test(modifier)) return false;
  // 中德（云州）合作产业园 names its place in a bracket.
  if (/^\p{Script=Han}{2,6}[（(]\p{Script=Han}{2,6}[）)]/u.test(whole)) return true;
  const rest = withoutGenericWords(
    industriesIn(modifier).reduce((text, term) => text.replace(term, ''), modifier),
  ).replace(/[“”]/gu, '');
  return (
    rest.length >= 2 &&
    rest.length <= 5 &&
    // 云山—临江合作园区 is named after two places.
    (modifier.startsWith(rest) || /^\p{Script=Han}{2,4}[—－-]\p{Script=Han}{2,4}/u.test(modifier))
  );
};

const placeNamed = (modifier: string): boolean =>
  placeWithin(modifier) !== null ||
  leadingPlace(modifier) !== '' ||
  /“[^”]{2,}”/u.test(modifier) ||
  (placeEnding.test(modifier) &&
    !notAPlaceName.test(modifier) &&
    industryLengthAt(modifier, 0) === 0 &&
    withoutGenericWords(modifier.slice(0, 2)).length === 2);

const isNational = (name: string): boolean => /^(?:国家(?!级)|中国(?!特色))/u.test(name);

/**
 * One that the document's own region is to become or to have, without the place being said again: 基本建成国家…示范产业基地,
 * 推进智能制造示范区建设, 依托自由贸易试验区.
 */
const isRegionsOwn = ({ record, mention }: Draft<'park'>): boolean => {
  if (!mention || mention.counted || mention.praised) return false;
  const { name, type, action } = record;
  if (type === 'ftz')
    return (
      /^自(?:由贸易|贸)试验区$/u.test(name) &&
      action === 'rely' &&
      /依托$/u.test(mention.before) &&
      !/^(?:[、和与及]|等)/u.test(mention.behind)
    );
  const becomes = /(?:^|[^批个])(?:基本)?建成$/u.test(mention.before);
  const built =
    /^(?:积极|加快|大力|全面|稳步)?推进$/u.test(mention.before) && /^建设[，,。；;]?$/u.test(mention.behind);
  if (type === 'base') return becomes && /^国家(?!级)/u.test(name) && /示范/u.test(name);
  const fields = industriesIn(modifierOf(name)).length > 0 || /产业/u.test(modifierOf(name));
  return (type === 'demo' || type === 'cluster') && fields && (becomes || built);
};

/** 一区六园: the parts that a layout counts are named behind it: 六园即…. */
const partOfLayout =
  /[一二三四五六七八九十两多][区园谷城带核心基地群片]{1,2}”?(?:即|是指|指|分别是|包括|[：:])$/u;
const layoutOpens =
  /^[一二三四五六七八九十两]{1,3}(?:大)?(?:基地|园区?|区|谷|城|镇|小镇)”?(?:即|是指|指|[：:])/u;
const isPartOfLayout = ({ mention, clause, record }: Draft<'park'>): boolean =>
  mention !== undefined &&
  !mention.counted &&
  industriesIn(modifierOf(record.name)).length > 0 &&
  (partOfLayout.test(mention.before) ||
    (record.action === 'build' && layoutOpens.test(clause.sentence.text)));

/** Verbs of building right before a name, and what is said of one that is there. */
const isBuilt =
  /(?:^|[，,、和及])?(?:加快|规划|高标准|高水平|高起点|高质量|积极|大力|着力|全力|重点|布局|推进|推动|启动|谋划|集中|同步|统筹|抓好|加大|逐步|精心|科学)*(?:建设|打造|新建|建成|创建|培育|兴建|扩建|布局|规划)(?:好|成)?$/u;
const isThere =
  /^(?:项目|一期|二期|三期|已|现有|现已|目前|占地|总投资|规划面积|建成|入驻|位于|[\d.]+万?平方米|(?:积极|加快|顺利|全面|稳步)推进|开工|投产|竣工|投用|初具规模)/u;
const forAny = /鼓励|有条件|符合条件|各地|各区|各县|各市|各乡|各镇|各开发区|各园区|一批|若干|系列/u;

/** In the document of a city, a county or a zone, what is built there is told by its industry alone: 规划建设合成生物产业园. */
const isOfThisPlace = (draft: Draft<'park'>, fields: boolean): boolean => {
  const { record, mention, clause } = draft;
  if (!mention || mention.counted || mention.praised || !fields) return false;
  if (!['industrial', 'cluster', 'demo', 'town', 'sciencecity', 'other'].includes(record.type)) return false;
  if (
    /(?:^|专业|特色|重点|产业|有关)园区$|^(?:全国|全省|全球|国内|国际|世界|区域)/u.test(record.name) ||
    forAny.test(mention.before)
  )
    return false;
  const opensClause = mention.start <= clause.start + 1;
  return isBuilt.test(mention.before) || (opensClause && isThere.test(mention.behind));
};

const wide = /^(?:全国|中国|\p{Script=Han}{2,3}省|\p{Script=Han}{2,8}自治区)$/u;
/** True for the document of a place below a province. */
const isLocal = ({ fields, text }: Context): boolean => {
  if (fields.region !== null) return !wide.test(fields.region);
  // 云山高新区高质量发展实施方案: a zone's document is that of its place.
  if (
    /(?:开发区|高新区|经开区|园区|[^地片社]区|市|县)(?=[\p{Script=Han}“]{2,})/u.test(fields.title ?? '') &&
    !/省|自治区|国家|全国|各/u.test(fields.title ?? '')
  )
    return true;
  const opening = text.slice(0, 3000);
  return /[我全本][县市区]/u.test(opening) && !/我省|全省/u.test(opening);
};

const isPark = (draft: Draft<'park'>, region: string | null, local: boolean): boolean => {
  const { record, mention } = draft;
  const { name, type } = record;
  if (
    !mention ||
    /[\\\n。；;]|^[^（(]*[）)]|^市[（(]/u.test(name) ||
    anyOfThem.test(name) ||
    slogan.test(name) ||
    quotedSort.test(name) ||
    /^(?:小微企业|中小企业|孵化|创业|标准厂房|民营)园区?$/u.test(name) ||
    /^\d|大学园区?$/u.test(name) ||
    (ofAnyRank(name) && draft.clause.sentence.text.includes(name)) ||
    (ofCompany.test(name) && !/示范|双创|创新创业|孵化/u.test(name)) ||
    (type === 'base' &&
      regionsPraise.test(name) &&
      !(isTitle(name) && !/(?:生产|制造|研发|加工|供应|输出)基地$/u.test(name))) ||
    isAddressed(draft)
  )
    return false;
  const modifier = modifierOf(name);
  const located = record.location !== null;
  const fields = industriesIn(modifier).some((field) => !/双创|创业/u.test(field));
  const proper = properNameIn(modifier);
  if (mention.ofIndustry || isPartOfLayout(draft)) return true;
  const { sentence } = draft.clause;
  if (
    pays.test(sentence.text) &&
    granted.test(sentence.text.slice(0, mention.start - sentence.start)) &&
    !placeNamed(modifier)
  )
    return false;
  if (
    isTitle(name) &&
    !/(?:生产|制造|研发|加工|供应|输出)基地$/u.test(name) &&
    fields &&
    !mention.counted &&
    !mention.praised &&
    (record.action === 'apply' || record.action === 'build') &&
    ['cluster', 'demo', 'base', 'industrial'].includes(type)
  )
    return true;
  if (region !== null && isRegionsOwn(draft)) return true;
  if (local && isOfThisPlace(draft, fields) && !isDesignationOnly(name)) return true;
  if (type === 'newarea') return nationalNewAreas.includes(name);
  // 老旧片区, 城东片区 are parts of a city; one of a zone is a park.
  if (type === 'other' && /片区$/u.test(name) && parkHeadsIn(modifier).length === 0 && !(fields && proper))
    return false;
  if (modifier === '' || /^中央商务区$/u.test(name)) return located && name.startsWith('中央');
  if (isDesignationOnly(name) || /^(?:特色|重点|专业|各|现代|新型|高新技术)+$/u.test(modifier)) return false;
  if (ifAny.test(mention.before) && !proper) return false;
  if (mention.counted)
    return (
      located &&
      fields &&
      /在.*(?:区|市|县)/u.test(
        draft.clause.sentence.text.slice(0, mention.start - draft.clause.sentence.start),
      ) &&
      type !== 'base'
    );
  const zone = type === 'cluster' || type === 'demo';
  if (mention.praised && !(leadingPlace(modifier) !== '' || (zone && located && fields))) return false;
  switch (type) {
    case 'etdz':
    case 'hightech':
    case 'ftz':
      return proper || leadingPlace(modifier) !== '' || /中国[（(]\p{Script=Han}/u.test(modifier);
    case 'sciencecity':
      return modifier.length >= 2 && (proper || located || /^(?:未来|综合)/u.test(modifier));
    case 'base':
      return (
        placeNamed(modifier) ||
        runBy.test(modifier) ||
        isNational(name) ||
        (located && fields && record.action === 'build' && !/研发|培训|实训|生产基地|中试/u.test(name)) ||
        (record.action === 'apply' && /^国家级/u.test(name) && fields)
      );
    case 'cluster':
    case 'demo':
      return (
        proper ||
        (located && (fields || withoutGenericWords(modifier).length > 0 || modifier.length >= 4)) ||
        (isNational(name) && fields) ||
        (type === 'demo' && isNational(name) && modifier.length >= 4) ||
        (record.action === 'apply' && /^国家级/u.test(name) && (fields || modifier.length >= 5)) ||
        (record.action === 'build' && /^国家级/u.test(name) && fields) ||
        anchored(draft)
      );
    case 'town':
      return (
        proper ||
        (located && modifier.length >= 2) ||
        (fields && located) ||
        (isNational(name) && modifier.length > 2) ||
        (mention.list >= 0 && /街$/u.test(name) && modifier.length >= 2 && located)
      );
    default:
      return (
        proper ||
        (located && fields) ||
        (isNational(name) && modifier.length > 3) ||
        (mention.enumerated && modifier.length >= 4)
      );
  }
};

const isAddressed = ({ mention, clause }: Draft<'park'>): boolean => {
  const { line } = clause.sentence;
  if (!mention) return false;
  const at = mention.start - line.start;
  return addressees.test(line.text) || answers.test(line.text.slice(Math.max(0, at - 120), at));
};
/** 云山开发区管委会，各县（市、区）人民政府：. */
const addressees = /^[^。；;]{0,300}各[^。；;]{0,200}[：:]$/u;

/** 以“一区”为核心的…集群示范区 has a place although it is not named. */
const anchored = ({ clause, mention }: Draft<'park'>): boolean =>
  /以“[^”]+”为(?:核心|重点|依托)的$/u.test(clause.text.slice(0, (mention?.start ?? 0) - clause.start));

/** Drops what names no park: generic plurals, praise of a city, classes. One of a list of named parks stays. */
export const parkUnnamed: Refiner<'park'> = {
  name: 'park-unnamed',
  refine(drafts, context) {
    const local = isLocal(context);
    const kept = new Set(
      drafts.filter((draft) => isOfTable(draft) || isPark(draft, context.fields.region, local)),
    );
    const named = new Set(
      [...kept].filter(({ record }) => properNameIn(modifierOf(record.name))).map(listOf),
    );
    return drafts.filter(
      (draft) =>
        kept.has(draft) ||
        (named.has(listOf(draft)) &&
          draft.mention?.counted === false &&
          draft.record.type !== 'base' &&
          draft.record.type !== 'newarea' &&
          !isDesignationOnly(draft.record.name) &&
          !anyOfThem.test(draft.record.name) &&
          industriesIn(modifierOf(draft.record.name)).length > 0),
    );
  },
};

/** What stands in the column of names is one. */
const isOfTable = ({ record, mention }: Draft<'park'>): boolean =>
  mention === undefined && record.rules[0] === 'park-table' && !isDesignationOnly(record.name);

const listOf = ({ clause, mention }: Draft<'park'>): string => `${clause.sentence.start}/${mention?.list}`;
