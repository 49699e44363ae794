import { measureOf } from '../extract/lexicon/measure-words.ts';
import { identityText } from '../records/ids.ts';
import { industries, industriesNamed, type Measure, measureIds, measures } from '../records/taxonomy.ts';
import { likeness } from '../store/likeness.ts';
import type { TargetOutline } from '../store/store.ts';

/** What an asked indicator turned out to be. `none` tells what there is near it, `many` among what it does not decide. */
export type TargetMatch =
  | { is: 'one'; targets: readonly [TargetOutline, ...TargetOutline[]] }
  | { is: 'many'; targets: readonly TargetOutline[] }
  | { is: 'none'; years: readonly number[]; near: readonly TargetOutline[] };

interface Asked {
  /** The indicator in words, without unit and without the words for growth. */
  name: string;
  /** The indicator in words with those for growth. */
  whole: string;
  /** Text of the brackets at the end, where there are any: 增加值（亿元）. */
  bracket: string | null;
  growth: boolean;
  yearly: boolean;
  /** Classes of the taxonomy, where the words are a label of a measure with or without one of an industry. */
  classes: { measure: Measure; industries: readonly string[] } | null;
}

/** Words by which a document speaks of its own place, and words that only say that it is a number. */
const ownPlace = /^(?:全[省市区县州盟旗国]|[我本][省市区县州])/u;
const numberWords = /(?:的)?(?:总?数量|总数|个数|家数|户数|数目)$/u;
const changeWords =
  /(?:年均|年度|同比|累计)?(?:增长速度|增长率|增长幅度|增速|增幅|增长|降低率|下降率|降幅|降低|下降|减少)$/u;
const moreWords = /^(?:新增|净增)/u;

const measureLabelled = (words: string): Measure | undefined => {
  const asked = words.trim().toLowerCase();
  return measureIds.find(
    (id) =>
      id.toLowerCase() === asked || measures[id].zh === asked || measures[id].en.toLowerCase() === asked,
  );
};

/** 人工智能 产业规模, ai scale, 人工智能/产业规模, 产业规模: labels or ids of the published taxonomy. */
const classesIn = (words: string): Asked['classes'] => {
  const whole = measureLabelled(words);
  if (whole) return { measure: whole, industries: [] };
  const cut = [...words.matchAll(/[\s/·、,，:：]+/gu)];
  for (const { index, 0: gap } of cut) {
    const measure = measureLabelled(words.slice(index + gap.length));
    const named = industriesNamed(words.slice(0, index));
    if (measure && named.length > 0) return { measure, industries: named };
  }
  // 人工智能产业规模 needs no space between the two labels.
  for (const measure of measureIds) {
    const label = measures[measure].zh;
    if (!words.endsWith(label)) continue;
    const lead = words.slice(0, -label.length);
    const named = Object.entries(industries).filter(([, { zh }]) => zh === lead);
    if (named.length > 0) return { measure, industries: named.map(([id]) => id) };
  }
  return null;
};

const read = (indicator: string): Asked => {
  const [, before = indicator, inside] = /^(.+?)\s*[（(]([^（）()]{1,20})[）)]\s*$/u.exec(indicator) ?? [];
  const bare = before.trim();
  const change = changeWords.exec(bare);
  const stem = change && change.index > 0 ? bare.slice(0, change.index) : bare;
  const name = stem.replace(moreWords, '') || stem;
  return {
    name,
    bracket: inside ?? null,
    whole: bare,
    growth: name !== bare,
    yearly: change?.[0].startsWith('年均') ?? false,
    classes: classesIn(bare),
  };
};

/** A name as two writers of it would agree on: without the place in front and the word for number behind. */
const plain = (name: string, places: readonly string[]): string => {
  let text = identityText(name).replace(numberWords, '');
  for (const place of places) if (place !== '' && text.startsWith(place)) text = text.slice(place.length);
  return text.replace(ownPlace, '');
};

/** Fewer characters name hardly anything: a part of an indicator must have as many to stand for it. */
const leastPart = 3;
const leastLikeness = 0.6;
/** What is more alike than all others by this much is what is meant. */
const clearLead = 0.12;

/** A target with its texts as they are compared; made once for all asks of a region. */
interface Prepared {
  target: TargetOutline;
  own: string;
  qualifier: string;
  plain: string;
  year: number | null;
  unit: string | null;
}
const prepared = new WeakMap<readonly TargetOutline[], Map<string, readonly Prepared[]>>();

const prepare = (targets: readonly TargetOutline[], places: readonly string[]): readonly Prepared[] => {
  const byPlaces = prepared.get(targets) ?? new Map<string, readonly Prepared[]>();
  prepared.set(targets, byPlaces);
  const key = places.join('\n');
  const made =
    byPlaces.get(key) ??
    targets.map((target) => ({
      target,
      own: identityText(target.indicator),
      qualifier: identityText(target.qualifier),
      plain: plain(target.indicator, places),
      year: yearOf(target),
      unit: identityUnit(target.unit),
    }));
  byPlaces.set(key, made);
  return made;
};

/** How well words answer to an asked indicator: 6 and 5 the very words, 4 but for place and number, 3 by class, 2 by ending; 0 not so. */
const fitness = (asked: Asked, mine: string, { target, own, qualifier, plain: theirs }: Prepared): number => {
  const wanted = identityText(asked.name);
  if (identityText(asked.whole) === own) return 6;
  if (wanted === own || (qualifier !== '' && (wanted === qualifier + own || wanted === own + qualifier)))
    return 5;
  if (mine === '' || theirs === '') return 0;
  if (mine === theirs || (qualifier !== '' && mine === qualifier + theirs)) return 4;
  const { classes } = asked;
  if (
    classes &&
    target.measure === classes.measure &&
    (classes.industries.length === 0 || (target.industry && classes.industries.includes(target.industry)))
  )
    return 3;
  // The head of a Chinese noun phrase is its end: 全省规模以上工业增加值 is one of 工业增加值, 增加值占比 is none.
  const short = Math.min(mine.length, theirs.length);
  return short >= leastPart && (mine.endsWith(theirs) || theirs.endsWith(mine)) ? 2 : 0;
};

/** Whether words are alike, and of the same measure by the taxonomy. */
const isAlike = (asked: Asked, mine: string, { target, plain: theirs }: Prepared): boolean => {
  const { unit, change, measure } = target;
  return (
    measure !== null &&
    likeness(mine, theirs) >= leastLikeness &&
    measureOf({ indicator: asked.name, unit, change, qualifier: null }) === measure
  );
};

const yearOf = ({ by }: TargetOutline): number | null => (by === null ? null : Number(by.slice(0, 4)));

/** Keeps what a wish holds for, where it holds for any. */
const preferring = (
  targets: readonly TargetOutline[],
  wish: (target: TargetOutline) => boolean,
): readonly TargetOutline[] => {
  const wished = targets.filter(wish);
  return wished.length > 0 ? wished : targets;
};

const latest = (targets: readonly TargetOutline[]): readonly TargetOutline[] => {
  const [newest] = targets.toSorted(
    (a, b) => (b.issuedOn ?? '').localeCompare(a.issuedOn ?? '') || b.sequence - a.sequence,
  );
  return targets.filter(({ documentId }) => documentId === newest?.documentId);
};

/** Of several indicators that fit equally well, the one that is clearly most alike; else all of them. */
const mostAlike = (mine: string, candidates: readonly Prepared[]): readonly Prepared[] => {
  const groups = new Map<string, Prepared[]>();
  for (const one of candidates) groups.set(one.plain, [...(groups.get(one.plain) ?? []), one]);
  if (groups.size < 2) return candidates;
  const ranked = [...groups]
    .map(([name, group]) => ({ group, score: likeness(mine, name) }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  return first && second && first.score - second.score >= clearLead ? first.group : candidates;
};

/**
 * Finds the target that an asked indicator means among all targets of a region.
 *
 * In this order: the very words (with or without the qualifier); the same words but for the place in front and 数量 behind;
 * labels of the published taxonomy (人工智能 产业规模); one name that ends with the other; alike words of the same measure.
 * A unit in brackets behind the indicator must be the target's. Words for growth (增速, 年均增长, 降低, 新增) ask for a change;
 * without them a level goes before one, and a growth is answered to its very words alone. A target without a qualifier
 * goes before one with. Where documents disagree, the one issued last speaks.
 * @param indicator as asked: 数字经济增加值, 数字经济增加值（亿元）, 工业增加值增速
 * @param targets of one region
 * @param year deadline year; null for any
 * @param places names of the region, which may stand in front of an indicator
 */
export const matchTarget = (
  indicator: string,
  targets: readonly TargetOutline[],
  year: number | null,
  places: readonly string[],
): TargetMatch => {
  const names = places.map(identityText);
  const whole = read(indicator);
  // Brackets that hold no unit of any target are part of the name: 规模以上企业（工业）.
  const unit = identityUnit(whole.bracket);
  const isUnit = unit !== null && targets.some((target) => identityUnit(target.unit) === unit);
  const asked = whole.bracket === null || isUnit ? whole : { ...whole, name: indicator, whole: indicator };

  const all = prepare(targets, names);
  const mine = plain(asked.name, names);
  const isInYear = (one: Prepared): boolean =>
    (year === null || one.year === year) && (!isUnit || one.unit === unit);
  const named = all.flatMap((one) => {
    const fit = fitness(asked, mine, one);
    return fit > 0 ? [{ one, fit }] : [];
  });
  let inYear = named.filter(({ one }) => isInYear(one));
  if (inYear.length === 0) {
    // Likeness is looked at only where no words fit: it costs more, and means less.
    const alike = all.filter((one) => isAlike(asked, mine, one)).map((one) => ({ one, fit: 1 }));
    named.push(...alike);
    inYear = alike.filter(({ one }) => isInYear(one));
  }
  const best = inYear.reduce((most, { fit }) => Math.max(most, fit), 0);
  const none = (near: readonly TargetOutline[]): TargetMatch => {
    const years = new Set(named.flatMap(({ one }) => one.year ?? []));
    return { is: 'none', years: best === 0 ? [...years].sort() : [], near };
  };
  if (best === 0) return none(nearest(mine, all));
  const asAsked = ({ change }: TargetOutline): boolean => (change !== 'level') === (asked.growth && best < 6);
  // Its own words may mean the only figure that there is, a growth as well; words that are only like them may not.
  const own = best >= 4;
  let found: readonly TargetOutline[];
  if (own) {
    const same = inYear.filter(({ fit }) => fit >= 4).map(({ one }) => one.target);
    found = preferring(same, asAsked);
  } else {
    const near = inYear.filter(({ fit }) => fit === best).map(({ one }) => one);
    const meant = near.filter(({ target }) => asAsked(target));
    const chosen = mostAlike(mine, meant.length === 0 && isUnit ? near : meant);
    if (chosen.length === 0) return none(near.map(({ target }) => target));
    found = chosen.map(({ target }) => target);
  }
  if (asked.yearly) found = preferring(found, ({ perYear }) => perYear);
  const said = ({ qualifier, indicator: words }: TargetOutline): boolean =>
    qualifier !== null &&
    identityText(asked.name).replace(identityText(words), '') === identityText(qualifier);
  found = preferring(found, found.some(said) ? said : ({ qualifier }) => qualifier === null);
  const apart = own ? 1 : new Set(found.map((target) => plain(target.indicator, names))).size;
  // The latest document decides between figures of one indicator, never between two indicators.
  const [first, ...others] = apart > 1 ? found : latest(found);
  if (first === undefined) return none([]);
  return apart > 1 ? { is: 'many', targets: found } : { is: 'one', targets: [first, ...others] };
};

const identityUnit = (unit: string | null): string | null =>
  unit === null
    ? null
    : unit
        .normalize('NFKC')
        .replace(/^单位[:：]?/u, '')
        .replace(/\s/gu, '')
        .toLowerCase();

const nearest = (mine: string, all: readonly Prepared[]): readonly TargetOutline[] =>
  all
    .map(({ target, plain: theirs }) => ({ target, score: likeness(mine, theirs) }))
    .filter(({ score }) => score >= 0.25)
    .sort((a, b) => b.score - a.score)
    .map(({ target }) => target);
