import { industriesIn, industryLengthAt } from '../lexicon/industries.ts';
import { isDesignationOnly, parkHeadsIn, withoutGenericWords } from '../lexicon/park-words.ts';
import { leadingPlace, nationalNewAreas, placeWithin } from '../lexicon/places.ts';
import type { Draft, Refiner } from '../rule.ts';

/** Characters that place names end in: 石桥堡, 鹿湖, 青石. */
const placeEnding =
  /^\p{Script=Han}{1,4}[堡湾山河江湖海岛桥镇乡村庄岭坪洲滩浦沟口泉港城州坝塘店屯堰坡岸溪峪峡川源台寺台家]/u;
const notAPlaceName =
  /^(?:上海|海外|出口|入口|人口|窗口|开源|资源|能源|来源|水源|电源|平台|国家|专家|商家|厂家|海|港|山|江|河|湖|矿山|江河|大家)/u;
const anyOfThem =
  /有条件|符合条件|各地|各市|各区|各类|大型|相关|有关|其他|周边|同类|以上|本市|我市|我省|全省|重点(?:产业)?园区/u;

/** 一核两带多园: a slogan of numbers. */
const slogan = /^(?:[一二两三四五六七八九十多N\d]\p{Script=Han}{1,3}?){2,}$/u;

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

const isPark = (draft: Draft<'park'>, region: string | null): boolean => {
  const { record, mention } = draft;
  const { name, type } = record;
  if (
    !mention ||
    /[\\\n。；;]|^[^（(]*[）)]|^市[（(]/u.test(name) ||
    anyOfThem.test(name) ||
    slogan.test(name) ||
    /^\d|大学园区?$/u.test(name)
  )
    return false;
  const modifier = modifierOf(name);
  const located = record.location !== null;
  const fields = industriesIn(modifier).some((field) => !/双创|创业/u.test(field));
  const proper = properNameIn(modifier);
  if (mention.ofIndustry) return true;
  if (region !== null && isRegionsOwn(draft)) return true;
  if (type === 'newarea') return nationalNewAreas.includes(name);
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

/** 以“一区”为核心的…集群示范区 has a place although it is not named. */
const anchored = ({ clause, mention }: Draft<'park'>): boolean =>
  /以“[^”]+”为(?:核心|重点|依托)的$/u.test(clause.text.slice(0, (mention?.start ?? 0) - clause.start));

/** Drops what names no park: generic plurals, praise of a city, classes. One of a list of named parks stays. */
export const parkUnnamed: Refiner<'park'> = {
  name: 'park-unnamed',
  refine(drafts, { fields }) {
    const kept = new Set(drafts.filter((draft) => isPark(draft, fields.region)));
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

const listOf = ({ clause, mention }: Draft<'park'>): string => `${clause.sentence.start}/${mention?.list}`;
