import { industriesIn } from '../lexicon/industries.ts';
import { type ParkHead, parkHeadsIn, withoutGenericWords } from '../lexicon/park-words.ts';
import { isPlace, leadingPlace, nationalNewAreas, placeWithin } from '../lexicon/places.ts';
import { characterSet, isIn } from '../structure/character-set.ts';
import type { Sentence } from '../structure/types.ts';
import { modifierStart } from './modifier-start.ts';

/** A park's name where it stands in a sentence. */
export interface ParkMention {
  readonly name: string;
  /** Span of the words that the name comes from, offsets into the document's text. */
  readonly start: number;
  readonly end: number;
  /** The clause up to the list that the name stands in, and what follows that list. */
  readonly before: string;
  readonly behind: string;
  /** Number of the list within its sentence: names in one list share it. */
  readonly list: number;
  /** True where the words speak of several such parks, or of any: 一批, 3个, 各类. */
  readonly counted: boolean;
  /** True where the name is praised before it is named: 国际领先的…, 具有…的…. */
  readonly praised: boolean;
  /** True for one of the items that a class closes: …、…等专业园区. */
  readonly enumerated: boolean;
  /** True for one of the industries that share a tail: 新材料、光电子等园区. */
  readonly ofIndustry: boolean;
  /** What a bracket behind the name adds: 云山开发区（电子信息）. */
  readonly remark: string;
  /** The class that closes the list: 等(军民结合产业园). */
  readonly listClass: string;
}

interface Draft {
  name: string;
  start: number;
  end: number;
  listStart: number;
  listEnd: number;
  shared: boolean;
  remark: string;
  listClass: string;
  enumerated: boolean;
  ofIndustry: boolean;
  introducer: string;
}

const countedTail =
  /^(?<name>\p{Script=Han}{2,8}?)(?<count>\d{1,2}|[两二三四五六七八九十])(?:个|家|大|处|座)(?<tail>\p{Script=Han}{2,20})$/u;
const numeralOf = (text: string): number =>
  /^\d+$/u.test(text) ? Number(text) : text === '两' ? 2 : '一二三四五六七八九十'.indexOf(text) + 1;

/** Longer clauses are none: what stands farther off says nothing of the name. Keeps the reading linear. */
const longestClause = 400;
/** What industries that are listed share as the tail of their parks' names; what is counted or open is no part of it. */
const industrialTail =
  /^(?:领域|产业|行业)?(?:的)?(?:在建|已建|新建|拟建)?(?:一?批)?(?<tail>(?:专业|特色)?(?:产业|科技|工业)?(?:园区|产业园))$/u;
const builtOnes = /建设|规划|打造|启动|新建|建成|布局/u;
const organisation = /(?:大学|集团|公司|学院|研究院|研究所)$/u;
const finished =
  /(?:中心|平台|实验室|大学|集团|公司|院|所|园|园区|开发区|高新区|示范区|试验区|先导区|集聚区|聚集区|集中区|保税区|自贸区|片区|新区|基地|科学城|小镇|谷|街|项目|载体)$/u;
const counted =
  /(?:一批|若干|多个|一些|一系列|各类|各级|各地|各|有条件的|现有|已有|部分|两个|三个|数个|等国家级|(?:[\d一二两三四五六七八九十]+(?:[-—~～至到]\d+)?(?:余|多)?(?:个|家|处|批|座|大))(?:以上|左右|有)?)$/u;
const countedName =
  /^(?:(?:[\d一二两三四五六七八九十百千]+|多|数|几)(?:[-—~～至到]\d+)?(?:余|多)?(?:个|家|处|批|座|大|市|平方公里|公顷|亩))(?:以上|左右)?/u;
/** What stands before 的 and is no praise: a place, or what the zone is built around. */
const plainRelation =
  /以[^，,]{1,20}为[^，,]{1,4}的$|(?:省|市|区|县|镇)的$|(?:平方公里|平方米|公顷|亩|亿元|万元)(?:以上|左右)?的$/u;
/** A class that counts the names before it: 云山软件园、东河软件园(2个国家级软件产业园). */
const summary =
  /[园区城谷镇地](?:[（(][^（()）]{0,20}[）)])?(?:等)?(?:\d+|[两二三四五六七八九十]+)(?:个|家|大|处)/u;

const marks = characterSet('（(“《【〔）)”》】〕，,：:；;。！？');
const opening = characterSet('（(“《【〔');
const closing = characterSet('）)”》】〕');
/** The few characters with which a list may go on. */
const parting = characterSet('（(“《）)”》、以和与及暨或');

/** Where the clause begins that an offset stands in: brackets and quotes that are closed before it hide their commas. */
const clauseStart = (text: string, at: number): number => {
  let depth = 0;
  const nearest = Math.max(0, at - longestClause);
  for (let i = at - 1; i >= nearest; i--) {
    if (!isIn(marks, text, i)) continue;
    if (isIn(closing, text, i)) depth++;
    else if (isIn(opening, text, i)) {
      if (depth === 0) return i + 1;
      depth--;
    } else if (depth === 0) return i + 1;
  }
  return nearest;
};

const clauseEnd = (text: string, at: number): number => {
  let depth = 0;
  const farthest = Math.min(text.length, at + longestClause);
  for (let i = at; i < farthest; i++) {
    if (!isIn(marks, text, i)) continue;
    if (isIn(opening, text, i)) depth++;
    else if (isIn(closing, text, i)) depth = Math.max(0, depth - 1);
    else if (depth === 0) return i;
  }
  return farthest;
};

/** 把双河与临江工业园区整合在一起: what is joined with a park is no part of its name, and needs none of its own. */
const joinedWith = (text: string, start: number, end: number): Item[] | null => {
  if (
    !/[把将]/u.test(text[start - 1] ?? '') ||
    !/^[^，,。；;]{0,40}(?:整合|合并|融合)/u.test(text.slice(end, end + 48))
  )
    return null;
  const parting = /^[^、，,]{2,8}[与和](?=[^、与和，,]{4,}$)/u.exec(text.slice(start, end));
  return parting ? [{ start: start + parting[0].length, end }] : null;
};

const conjunctions = ['以及', '和', '与', '及', '暨', '或'];

interface Item {
  start: number;
  end: number;
}

/** Items of a list between 、, and between 和 where what stands before it is complete or a place. */
const itemsOf = (text: string, start: number, end: number): Item[] => {
  const items: Item[] = [];
  let depth = 0;
  let from = start;
  for (let i = start; i < end; i++) {
    if (!isIn(parting, text, i)) continue;
    const char = text[i] ?? '';
    if (isIn(opening, text, i)) depth++;
    else if (isIn(closing, text, i)) depth--;
    else if (depth !== 0) continue;
    else if (char === '、') {
      items.push({ start: from, end: i });
      from = i + 1;
    } else if (i > from) {
      const conjunction = conjunctions.find((word) => text.startsWith(word, i));
      if (!conjunction || !parts(text.slice(from, i), text.slice(i + conjunction.length, end))) continue;
      items.push({ start: from, end: i });
      from = i + conjunction.length;
      i = from - 1;
    }
  }
  items.push({ start: from, end });
  return items;
};

const parts = (left: string, right: string): boolean =>
  finished.test(left) ||
  parkHeadsIn(left).at(-1)?.end === left.length ||
  /[）)]$/u.test(left) ||
  (isPlace(left) && (leadingPlace(right) !== '' || right.includes('等'))) ||
  /(?:两|三|\d+)(?:个|家).*园$/u.test(left);

/** Counting words between the places of a list and its tail: 济南和青岛(两地)…. */
const betweenPlacesAndTail =
  /^(?:两地|三地|等地|两市|三市|两省|(?:县|市|区|州|镇|乡){1,2}(?![级场])|[\d一二三四五六七八九十]+(?:个|座|家)?(?:市|地|区|县)?|各市|地区|地|市)/u;
const isCarrier = (name: string): boolean =>
  isPlace(name) || organisation.test(name) || nationalNewAreas.includes(name);

/**
 * The parks that a sentence names, lists with a shared tail item by item (record-model.md, Decisions).
 * It proposes every noun phrase that ends in a park's head; what names none is for the refiners to drop.
 */
export const parkMentionsIn = (sentence: Sentence): ParkMention[] => {
  const { text } = sentence;
  const drafts: Draft[] = [];
  for (const head of parkHeadsIn(text)) for (const draft of draftsAt(text, head)) drafts.push(draft);
  if (drafts.length === 0) return [];
  const kept = drafts.filter((draft, i) => {
    // Only neighbours can overlap.
    const near = drafts.slice(Math.max(0, i - neighbours), i + neighbours);
    return !near.some(
      (other) =>
        other !== draft && other.start <= draft.start && other.end >= draft.end && covers(other, draft),
    );
  });
  return numbered(text, kept, sentence.start);
};

const neighbours = 24;

/** A longer name takes in the parks that it is built on; the items of a shared tail overlap and do not. */
const covers = (outer: Draft, inner: Draft): boolean =>
  outer.shared && inner.shared && outer.end === inner.end
    ? false
    : outer.end - outer.start > inner.end - inner.start || (outer.shared && !inner.shared);

const draftsAt = (text: string, head: ParkHead): Draft[] => {
  const left = clauseStart(text, head.start);
  const { start: begin, introducer } = modifierStart(text, left, head.start);
  const start = behindCentre(text, begin, head);
  const { remark, nameEnd } = remarkBehind(text, head.end);
  // Within a bracket behind another name it is that one's other name: 云山芯谷（云山国际创新园）.
  if (/[（(]/u.test(text[left - 1] ?? '') && finished.test(text.slice(0, left - 1))) return [];
  if (text[left - 1] === '《') return [];
  const items = joinedWith(text, start, head.end) ?? itemsOf(text, start, head.end);
  const last = items.at(-1);
  if (!last) return [];
  /** Written out: spreading what the drafts share into each takes a hundred times as long. */
  const named = (name: string, from: number, shared = true, ofIndustry = false): Draft => ({
    name,
    start: from,
    end: nameEnd,
    listStart: start,
    listEnd: nameEnd,
    shared,
    remark,
    listClass: '',
    enumerated: false,
    ofIndustry,
    introducer,
  });
  const single = (from: number): Draft[] => {
    // What was found from the clause's start is found from there again, unless quotes hid a verb.
    const isClean = from === begin && text.lastIndexOf('”', head.start) < begin;
    const clean = isClean ? from : modifierStart(text, from, head.start).start;
    return [named(text.slice(clean, nameEnd), clean, false)];
  };
  const whole = text.slice(last.start, last.end);
  if (summary.test(whole)) return [];
  const counting = countedTail.exec(whole)?.groups;
  if (counting && items.length > 1) {
    // 龙山、虎山、凤山三个省级开发区: as many names as are counted share the tail.
    const count = numeralOf(counting.count ?? '');
    const names = items.slice(-count);
    if (names.length !== count) return [];
    return names.map(({ start: s, end: e }, i) =>
      named((i === count - 1 ? (counting.name ?? '') : text.slice(s, e)) + (counting.tail ?? ''), s),
    );
  }
  const etc = whole.indexOf('等', 1);
  const members = items
    .slice(0, -1)
    .map(({ start: s, end: e }) => ({ start: s, end: e, name: text.slice(s, e) }));
  if (etc > 0 && !/^等(?:离子|级)/u.test(whole.slice(etc))) {
    members.push({ start: last.start, end: last.start + etc, name: whole.slice(0, etc) });
    const tail = whole.slice(etc + 1).replace(betweenPlacesAndTail, '');
    // 青石、红岭等县: what is said to be counties is, though no gazetteer knows them.
    const counties =
      /^等(?:\d+个?|[一二三四五六七八九十]+个?)?(?:县|市|区|州|镇|乡){1,2}(?![级场内外])/u.test(
        whole.slice(etc),
      );
    const isOne = (name: string): boolean => isCarrier(name) || (counties && isCoined(name));
    const carriers = members.slice(members.findLastIndex(({ name }) => !isOne(name)) + 1);
    const others = members.length - carriers.length;
    // Parks may stand before them in the same list, but not what is no carrier of anything.
    const mixed = others > 0 && !finished.test(members[others - 1]?.name ?? '');
    const industrial = industrialTail.exec(tail)?.groups?.tail ?? '';
    // 新材料、光电子等在建园区: each industry has its own.
    if (
      carriers.length === 0 &&
      industrial &&
      members.length > 1 &&
      builtOnes.test(introducer) &&
      members.every(({ name }) => name.length > 1 && name.length < 14 && !finished.test(name)) &&
      members.filter(({ name }) => industriesIn(name).length > 0).length * 3 >= members.length
    )
      return members.map(({ name, start: s }) => named(name + industrial, s, true, true));
    if (carriers.length === 0 || mixed || tail.length <= head.word.length) return [];
    return carriers.map(({ name, start: s }) => named(name + tail, s));
  }
  const places = members.slice(
    members.findLastIndex(({ name }) => !isPlace(name) && !nationalNewAreas.includes(name)) + 1,
  );
  if (places.length > 0) {
    const place = leadingPlace(whole);
    const tail = whole.slice(place.length).replace(betweenPlacesAndTail, '');
    if (place && tail.length > head.word.length) {
      return [...places, { name: place, start: last.start }].map(({ name, start: s }) =>
        named(name + tail, s),
      );
    }
  }
  const alike = places.length > 0 ? [] : likeNamed(members, whole, head);
  if (alike.length > 0) return alike.map(({ name, start: s }) => named(name, s));
  return single(last.start);
};

/** A short proper name, as far as one can tell: no industry, no word that many parks share. */
const isCoined = (name: string): boolean =>
  /^\p{Script=Han}{2,3}$/u.test(name) &&
  withoutGenericWords(name) === name &&
  !isPlace(name) &&
  industriesIn(name).length === 0 &&
  !/[的和与及等在区园]|研究|协调|解决|指导|督促|考核|监督|检查|评价|宣传|规范|整治|调整|管理|运营|策划|审批|监测|培训|交流|通报|续建|扩建|改建|生活|种养|办公|仓储|展示|销售|采购|检测|交易|会展|土地|资金|要素/u.test(
    name,
  );

/** 青石、红岭、白沙民营创业园: places that no list knows share the tail of the last. */
const likeNamed = (
  members: readonly { name: string; start: number; end: number }[],
  whole: string,
  head: ParkHead,
): { name: string; start: number }[] => {
  const size = members.at(-1)?.name.length ?? 0;
  const tail = whole.slice(size);
  const telling =
    tail.length > head.word.length ||
    /^(?:.*开发区|高新区|工业园区?|经开区|工业集中区|创业园)$/u.test(head.word);
  if (size < 2 || size > 3 || !telling || tail.length < head.word.length || !isCoined(whole.slice(0, size)))
    return [];
  const before = members.slice(members.findLastIndex(({ name }) => !isCoined(name)) + 1);
  const last = members.at(-1);
  // What the tail holds must itself be told: 青石、红岭园 is none.
  if (before.length === 0 || !last || (tail.length < 3 && tail === head.word)) return [];
  const own = { name: whole, start: last.end + 1 };
  return [...before.map(({ name, start }) => ({ name: name + tail, start })), own];
};

const madeCentre =
  /^[^，,。；;]{0,60}?(?<![成作])为(?:核心|重点|依托|载体|主|龙头|支撑|引领|基础|中心|极|节点)/u;

/** 沿江产业带以临江工业园、云山产业园为重点: the name of what a region rests on begins behind 以. */
const behindCentre = (text: string, start: number, { start: at, end }: ParkHead): number => {
  const by = text.lastIndexOf('以', at - 1);
  return by > start && text[by + 1] !== '及' && madeCentre.test(text.slice(end, end + longestClause))
    ? by + 1
    : start;
};

const remarkBehind = (text: string, end: number): { remark: string; nameEnd: number } => {
  const bracket = /^[（(]([^（()）]{2,20})[）)]/u.exec(text.slice(end, end + 24));
  const inside = bracket?.[1] ?? '';
  if (!bracket || /简称|统称|下同|含|包括/u.test(inside) || parkHeadsIn(inside).length > 0)
    return { remark: '', nameEnd: end };
  return placeWithin(inside)
    ? { remark: inside, nameEnd: end + bracket[0].length }
    : { remark: inside, nameEnd: end };
};

const betweenNames = /^(?:[（(][^（()）]{0,20}[）)])?(?:、|和|与|及|以及|暨|或)?$/u;
const classBehind =
  /^(?:[（(][^（()）]{0,20}[）)])?等(?<class>(?:(?!建设|培育|发展|打造|推进|为|地|市|区县)[^，,。；;、]){0,24}?(?:园区|园|基地|载体|区(?![块域县间])|平台|小镇|园和基地|园区和基地))/u;

/** Joins names that one list holds, and reads what stands before and behind the list. */
const numbered = (text: string, drafts: readonly Draft[], offset: number): ParkMention[] => {
  const lists: Draft[][] = [];
  for (const draft of drafts) {
    const list = lists.at(-1);
    const previous = list?.at(-1);
    const joined =
      previous &&
      (previous.end === draft.end ||
        (draft.start >= previous.end && betweenNames.test(text.slice(previous.end, draft.start))));
    if (list && joined) list.push(draft);
    else lists.push([draft]);
  }
  return lists.flatMap((list, index) => {
    const first = list[0];
    const last = list.at(-1);
    if (!first || !last) return [];
    let end = first.end;
    let start = first.start;
    for (const draft of list) {
      end = Math.max(end, draft.end);
      start = Math.min(start, draft.start);
    }
    const rest = text.slice(end, end + longestClause);
    const closing = classBehind.exec(rest)?.groups?.class ?? '';
    const quote = clauseStart(text, first.start);
    const from = text[quote - 1] === '“' ? clauseStart(text, quote - 1) : quote;
    const before = text.slice(from, start);
    const behind = text.slice(end, clauseEnd(text, end) + 1);
    return list.map((draft) => ({
      name: draft.name.replace(countedName, ''),
      start: offset + draft.start,
      end: offset + draft.end,
      before,
      behind: closing ? rest.slice(rest.indexOf(closing) + closing.length, clauseEnd(rest, 0)) : behind,
      list: index,
      counted:
        counted.test(text.slice(Math.max(0, draft.start - 8), draft.start)) || countedName.test(draft.name),
      praised: draft.introducer === '的' && !plainRelation.test(text.slice(from, draft.start)),
      enumerated: closing !== '' && list.length > 1,
      ofIndustry: draft.ofIndustry,
      remark: draft.remark,
      listClass: closing,
    }));
  });
};
