import {
  fundHead,
  fundPurpose,
  fundTypeOf,
  isKindOfFund,
  isNamedFund,
  isOwnMoney,
  moneyInUse,
  notAFund,
} from '../lexicon/fund-words.ts';
import { industriesIn } from '../lexicon/industries.ts';
import { fundAction } from '../names/fund-action.ts';
import { modifierStart } from '../names/modifier-start.ts';
import { type Context, type Draft, type Finder, withFields } from '../rule.ts';
import { matchesOf } from '../structure/matches.ts';
import { signFor } from '../structure/signs.ts';
import type { Clause, Span } from '../structure/types.ts';
import { fundDraft } from './fund-draft.ts';

/** One of these stands in all that is looked for here. */
const mayName = signFor('金池');

/** Things of finance that stand in a list beside a fund and are no part of its name: 天使投资、政府引导基金. */
const beside =
  /(?:基金|资金|投资|平台|贷款|信贷|债券|保险|担保|补贴|补助|券|贴息|税收|资本|政策|融资|上市|票据)$/u;
const unfinished = /^(?:产业|创业|创投|股权|风险|天使|种子|引导|发展|专项|投资|财政)+$/u;
const amount =
  /^(?:(?:总)?(?:规模|额度|金额)?(?:为|达到?|不低于|不少于|超过?|约)?[\d一二三四五六七八九十百千万亿]+(?:\.\d+)?(?:百|千|万|亿)*元?(?:人民币)?(?:以上|左右|级|规模)?|(?:\d+)?[~～—–-]?[一二两三四五六七八九十\d]+(?:只|支|个|家)|国家级|多支|各类|各级)(?:的)?/u;
const longestName = 30;
/** Longer ones are no prose; keeps the reading linear. */
const longestClause = 2000;

/** Finds funds by the heads of their names (基金, 专项资金, 母基金 …), lists with a shared head or tail item by item. */
export const fundNamed: Finder<'fund'> = {
  name: 'fund-named',
  find(context: Context): Draft<'fund'>[] {
    const drafts: Draft<'fund'>[] = [];
    const fullNames = fundsCalledShort(context);
    for (const clause of context.structure.clauses) {
      if (clause.sentence.section.isReview || clause.text.length > longestClause) continue;
      if ((clause.signs & mayName) === 0 || !/[基资偿备转保桥困]金|池/u.test(clause.text)) continue;
      for (const { name: told, before, behind, ofClass } of fundsIn(clause)) {
        // （以下简称产业基金）: the bracket names it and says nothing of it.
        if (
          /^(?:以?下)?(?:统称|简称)/u.test(told) ||
          /[（(](?:以下|下)(?:统称|简称|称)[：:]?[“"]?$/u.test(before)
        )
          continue;
        const name = fullNames.get(told) ?? told;
        const action = fundAction(before, behind);
        const setUp = action === 'establish' || action === 'encourage';
        // 市财政出资20亿元设立母基金: the only one there is.
        const only = name === '母基金' && setUp && /出资[^，,。；;]{0,12}元[^，,。；;]{0,4}$/u.test(before);
        const kind =
          only ||
          (isKindOfFund(name) &&
            ((setUp && !/^(?:设立|组建|成立)/u.test(behind)) || isUrged(before, behind)));
        if (!isNamedFund(name) && !kind) continue;
        const draft = fundDraft(context, clause, name, action, isNamedFund(name) ? 0.85 : 0.6);
        drafts.push(ofClass ? withFields(draft, { type: fundTypeOf(ofClass) }) : draft);
      }
      for (const name of moneyPutToUse(clause.text))
        drafts.push(fundDraft(context, clause, name, 'use', 0.7));
    }
    return drafts;
  },
};

/** 鼓励产业投资基金、创业投资基金等支持中小企业: funds of a kind that are asked to invest. */
const isUrged = (before: string, behind: string): boolean =>
  (/鼓励(?:和引导|和支持)?(?:各类|社会)?$/u.test(before) &&
    /^(?:[^，,。；;]{0,16}基金|[^，,。；;]{0,12}机构)?(?:等)?[^，,。；;]{0,16}(?:支持|投资|投向|参与|投入|布局)/u.test(
      behind,
    )) ||
  // 推动创业投资基金、天使基金对新材料给予支持: the list is to support a thing that is named.
  (/(?:推动|引导|支持)$/u.test(before) &&
    /^(?:(?:、|和|及|与|以及)[^，,。；;、]{2,14}基金){0,8}(?:等)?对[^，,。；;]{2,24}(?:给予|予以|进行|加大)[^，,。；;]{0,6}(?:支持|投资|投入)/u.test(
      behind,
    )) ||
  // 利用创业投资基金、资本市场融资等多种渠道: one of the ways that are named.
  (/(?:利用|运用|通过)(?:[^，,。；;、]{2,12}、){0,8}$/u.test(before) &&
    /^(?:(?:、|和|及|与|以及)[^，,。；;、]{2,12}){0,8}等多?(?:种|元|条)?(?:化)?(?:融资)?(?:渠道|方式|途径)/u.test(
      behind,
    )) ||
  // 重点用于产业基金设立: what the money is for.
  (/用于(?:支持)?$/u.test(before) && /^(?:的)?(?:设立|组建)/u.test(behind));

/** 国家自然科学基金加强对前沿研究的支持: told to do a thing itself, a research fund is money of its own. */
const actsItself = (name: string, before: string, behind: string): boolean =>
  /^(?:国家|\p{Script=Han}{1,4}省|省|市)自然科学基金$/u.test(name) &&
  /^$|[发挥好用]$/u.test(before) &&
  /^(?:要|应)?(?:加强|加大|重点支持|优先支持|增加)/u.test(behind);

const moneyPutToUse = (text: string): string[] =>
  matchesOf(moneyInUse, text)
    .map((match) => (match.groups?.name ?? '').replace(/[“”]/gu, ''))
    .filter((name) => isOwnMoney(name) && !notAFund.test(name));

/** 云山市产业发展基金（以下简称产业基金）, 云山产业投资基金（远航基金）: full names by the short ones. */
const fundsCalledShort = ({ text, structure }: Context): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  if (!/[基资]金[”"]?[（(]/u.test(text)) return names;
  for (const clause of structure.clauses) {
    if ((clause.signs & mayName) === 0 || clause.text.length > longestClause) continue;
    if (!/[基资]金[”"]?[（(]/u.test(clause.text)) continue;
    for (const { name, behind } of fundsIn(clause)) {
      const short = otherName.exec(behind)?.groups?.short;
      if (short && short.length < name.length && isNamedFund(name) && !names.has(short))
        names.set(short, name);
    }
  }
  return names;
};
const otherName =
  /^[”"]?[（(](?:(?:以下|下)(?:简称|称)[：:]?)?[“"]?(?<short>\p{Script=Han}{2,12}[基资]金)[”"]?[）)]/u;

interface Found {
  name: string;
  before: string;
  behind: string;
  /** The class that its name is set behind with a dash; '' where there is none. */
  ofClass: string;
}

const fundsIn = (clause: Clause): Found[] => {
  const { text } = clause;
  const found: Found[] = [];
  let previous: (Span & { name: string }) | null = null;
  /** Where the list begins in which the fund stands: what is before it holds the verb. */
  let listStart = 0;
  for (const head of matchesOf(fundHead, text)) {
    const end = head.index + head[0].length;
    const past = previous ? previous.end : 0;
    // 云山投资基金（远航基金）和临江投资基金: the bracket behind a name is closed before the next begins.
    const from =
      past + (previous ? (/^[”"]?[）)](?=[、和及与])/u.exec(text.slice(past))?.[0].length ?? 0) : 0);
    const gap = text.slice(from, head.index);
    const inList = previous !== null && /^(?:[、“”]|和|及|与|以及|或)/u.test(gap);
    const start = nameStart(text, from, head.index);
    if (!inList) listStart = start;
    const names = namesOf(text, { start, end }, head[0], inList && previous ? previous.name : '', from);
    // 设立政府引导基金——云山发展基金: the name stands behind its class.
    const ofClass = previous && /^——/u.test(gap) ? found.pop() : undefined;
    if (ofClass) listStart = ofClass.before.length;
    for (const name of names) {
      if (
        name.length > longestName ||
        /[+＋\\（(]|^[）)]/u.test(unbracketed(name)) ||
        (notAFund.test(name) && !actsItself(name, text.slice(0, listStart), text.slice(end))) ||
        isVague(text, start)
      )
        continue;
      // 发挥政府投资基金政策性、国企基金灵活性: what such funds are like names none.
      if (
        /^\p{Script=Han}{1,4}性(?=[、，,和与]|$)/u.test(text.slice(end)) &&
        !/引导性/u.test(text.slice(end, end + 4))
      )
        continue;
      found.push({
        name,
        before: text.slice(0, listStart),
        behind: text.slice(end),
        ofClass: ofClass?.name ?? '',
      });
    }
    previous = { start, end, name: names.at(-1) ?? '' };
  }
  return found;
};

const unbracketed = (name: string): string => name.replace(/[（(][^（()）]*[）)]/gu, '');

/** 各类专项资金, 相关专项资金: any that there are. */
const isVague = (text: string, start: number): boolean =>
  /(?:各类|各级|各种|多种|相关|有关|其他|类似|同类)$/u.test(text.slice(Math.max(0, start - 4), start));

const nameStart = (text: string, from: number, head: number): number => {
  const quote = text.lastIndexOf('“', head);
  const behindQuote = quote >= from && !text.slice(quote, head).includes('”') ? quote + 1 : from;
  const bracket = Math.max(text.lastIndexOf('（', head), text.lastIndexOf('(', head));
  const inside =
    bracket >= behindQuote && !/[）)]/u.test(text.slice(bracket, head)) ? bracket + 1 : behindQuote;
  // 《云山产业基金管理办法》, 关于云山产业基金管理办法的通知: what the document is about begins its name.
  const title = text.lastIndexOf('《', head) + 1;
  const about = text.lastIndexOf('关于', head);
  const opened = Math.max(inside, title, about >= 0 ? about + 2 : 0);
  let { start } = modifierStart(text, opened, head);
  start += /^(?:昨[日天]|今[日天]|日前|近日|目前)/u.exec(text.slice(start, head))?.[0].length ?? 0;
  const comma = text.lastIndexOf('、', head);
  // 大数据、云计算投资基金 is one name; a list of other things ends where the fund's own name begins.
  if (comma >= start && !text.slice(comma, head).includes('等') && !listsIndustries(text.slice(start, head)))
    start = modifierStart(text, comma + 1, head).start;
  const conjunction = /(?:基金|资金|投资|平台|贷款|保险|机构|企业)(?:和|及|与|以及)/u.exec(
    text.slice(start, head),
  );
  if (conjunction) start += conjunction.index + conjunction[0].length;
  // 2000万元、1000万元和500万元专项资金: all the sums stand before the name.
  for (;;) {
    const sum =
      /^[和与及或、](?=[\d一二三四五六七八九十百千万亿])/u.exec(text.slice(start, head)) ??
      amount.exec(text.slice(start, head));
    if (!sum) return start;
    start += sum[0].length;
  }
};

const listsIndustries = (text: string): boolean => {
  const pieces = text.split('、');
  return pieces.every(
    (piece, i) => industriesIn(piece).length > 0 && (i === pieces.length - 1 || !beside.test(piece)),
  );
};

const namesOf = (text: string, span: Span, head: string, previous: string, from: number): string[] => {
  const whole = text.slice(span.start, span.end).replace(/[“”]/gu, '');
  const etc = whole.lastIndexOf('等', whole.length - head.length);
  if (etc > 0 && whole.includes('、')) {
    // 智能制造、智能机器人等产业投资基金: the tail belongs to each.
    const tail = whole.slice(etc + 1).replace(/^(?:领域|方面|行业|重点|各类|专业)+/u, '');
    return whole
      .slice(0, etc)
      .split(/、|以及/u)
      .filter((item) => item.length > 1)
      .map((item) => (/(?:基金|资金)$/u.test(item) ? item : item + tail));
  }
  const modifier = whole.slice(0, whole.length - head.length);
  if (previous && (modifier === '' || unfinished.test(modifier)) && span.start - from <= 2) {
    // 医药产业创业投资基金和股权投资基金: the head belongs to each.
    if (modifier === '') return [previous.replace(/(?:专项)?(?:基金|资金)$/u, '') + whole];
    const purpose = fundPurpose(previous);
    const shared = purpose ? previous.slice(0, previous.indexOf(purpose) + purpose.length) : '';
    return [`${shared}${shared && previous.startsWith(`${shared}产业`) ? '产业' : ''}${whole}`];
  }
  return [whole];
};
