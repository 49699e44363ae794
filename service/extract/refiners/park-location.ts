import { isDesignationOnly } from '../lexicon/park-words.ts';
import {
  fullPlace,
  isLocation,
  leadingPlace,
  placeLengthAt,
  placesIn,
  placeWithin,
} from '../lexicon/places.ts';
import { groupBySentence } from '../names/park-sentence.ts';
import { type Draft, type Refiner, withFields } from '../rule.ts';
import { matchesOf } from '../structure/matches.ts';

/** Prose that sets the place before it names what is built there: 支持在云山区…建设, 推动东河区…. */
const setting =
  /(?:支持在|推动在|鼓励在|在|支持|推动|引导|鼓励|依托)(?<places>[^，,。；;]{2,60}?)(?:等(?:地|市|区|县)?)?(?:建设|打造|发展|布局|规划|建立|创建|推进|推动|深入|以|依托|链接|聚焦|集聚|加快|重点|开展|形成|着力|高标准|高水平|\p{Script=Latin}|$)/gu;

/** 东河区重点打造…: a place that is itself told what to build. */
const subject =
  /^(?![将把使以在])(?<places>[\p{Script=Han}、]{2,30}?)(?:要|应)?(?:重点|加快|着力|积极|大力|全力|高标准|高水平|高质量|进一步|优先|主要|率先|集中|推进|推动)*(?:打造|建设|发展|布局|创建|争创|申建|规划|培育|做强|做大|建成|依托)/u;
/** A clause that turns to what is done elsewhere: the place set before it says nothing of it. */
const turns = /^(?:并|同时)?(?:支持|推动|鼓励|引导|促进)(?!在)/u;

const levels = /[市区县州旗]$/u;

const mostCarriers = 6;
/** How far before the name its sentence may set the place. */
const reach = 400;

const inName = (draft: Draft<'park'>): string | null => {
  const { name } = draft.record;
  const leading = leadingPlace(name);
  const place = leading === name ? name.slice(0, placeLengthAt(name, 0)) : leading;
  if (place && place !== name && isLocation(place)) return place;
  const remark = draft.mention?.remark ?? '';
  return placeWithin(remark) ?? bracketed(name);
};

/** 中国（云山）自由贸易试验区 lies where the bracket says. */
const bracketed = (name: string): string | null => {
  const inside = /[（(]([^（()）]{2,10})[）)]/u.exec(name)?.[1];
  return inside ? placeWithin(inside) : null;
};

const inSentence = (draft: Draft<'park'>, inSameSentence: readonly Draft<'park'>[]): string | null => {
  const { sentence } = draft.clause;
  const at = (draft.mention?.start ?? draft.clause.start) - sentence.start;
  const before = sentence.text.slice(Math.max(0, at - reach), at);
  let found: string[] = [];
  for (const part of before.split(/[，,：:]/u)) {
    const told = placesIn(subject.exec(part)?.groups?.places ?? '').filter((place) => levels.test(place));
    if (told.length > 0) found = told.filter(isLocation);
    else if (turns.test(part)) found = [];
    for (const match of matchesOf(setting, part)) {
      const places = placesIn(match.groups?.places ?? '', !match[0].startsWith('依托'));
      if (places.length > 0 || /其他/u.test(match.groups?.places ?? '')) found = places.filter(isLocation);
    }
  }
  if (found.length > 0) return found.map(fullPlace).join('、');
  // The one park, or the one list of parks, that is told to build it: 支持云山开发区建设先进通信产业基地.
  const carriers = inSameSentence.filter(
    (other) =>
      other.record.action === 'rely' &&
      (other.mention?.end ?? 0) <= (draft.mention?.start ?? 0) &&
      other.mention?.counted === false &&
      !isDesignationOnly(other.record.name) &&
      !/^(?:各|特色|相关|有关|高新技术|产业|园区)/u.test(other.record.name) &&
      other.record.name !== draft.record.name &&
      other.mention.list !== draft.mention?.list,
  );
  const nearest = carriers.at(-1)?.mention?.list;
  if (nearest === undefined || draft.record.action !== 'build') return null;
  const list = carriers.filter(({ mention }) => mention?.list === nearest);
  return [...new Set(list.map(({ record }) => record.name))].slice(0, mostCarriers).join('、');
};

/** Adds where a park lies: the place in its name, or the one that its sentence sets. */
export const parkLocation: Refiner<'park'> = {
  name: 'park-location',
  refine(drafts) {
    const bySentence = groupBySentence(drafts);
    return drafts.map((draft) => {
      // A table says it in a column of its own.
      if (!draft.mention) return draft;
      const own = inName(draft);
      const location = own ? fullPlace(own) : inSentence(draft, bySentence.get(draft.clause.sentence) ?? []);
      return location ? withFields(draft, { location }) : draft;
    });
  },
};
