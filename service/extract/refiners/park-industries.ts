import { industriesIn } from '../lexicon/industries.ts';
import { parkHeadsIn, withoutGenericWords } from '../lexicon/park-words.ts';
import { leadingPlace } from '../lexicon/places.ts';
import { industryPhrasesIn, narrowedBy } from '../names/industry-phrase.ts';
import { groupBySentence, isBlock, isLabel } from '../names/park-sentence.ts';
import { type Context, type Draft, type Refiner, withFields } from '../rule.ts';
import type { Clause, Section } from '../structure/types.ts';

const opening = /^(?:东盟|国家级|国家|中国|省级|市级|南方|北方|西部|东部|[·\s“”])+/u;
/** 云山大学双创示范基地: what the university is called is no industry. */
const organisation = /^\p{Script=Han}{2,14}(?:大学|集团|公司|学院|研究院|研究所)/u;
const closing =
  /(?:高端|特色|核心|应用|综合|示范|创新|试点|扩大开放|国际|发展|转型|升级|先行|协同|融合|产业链?|产业集群|集群|制造业?|研发|生产|主|双创|创业|孵化|产业化|改革|高新技术|高科技|应用示范|基地|企业|项目|人才|和|与|及|[“”])+$/u;
const most = 8;
/** How far from the name its sentence speaks of it. */
const reach = 600;

/** What the name itself says is developed there: 云山医疗大数据产业基地 → 医疗大数据. */
const inName = (name: string): string[] => {
  const bare = name.replace(/[（(][^（()）]*[）)]/gu, '');
  const head = parkHeadsIn(bare).at(-1);
  const says = head
    ? (/^(?:设计|创意|文创|物流|软件|医疗|医药|汽车|健康|生物|电子|光电|能源|装备|新材料|数字|航空|航天)(?=园|城|港|岛)/u.exec(
        head.word,
      )?.[0].length ?? 0)
    : 0;
  let text = head ? bare.slice(0, head.start + says) : bare;
  for (let place = leadingPlace(text); place; place = leadingPlace(text))
    text = text.slice(place.length).replace(/^[·\s]/u, '');
  text = text
    .replace(/^\p{Script=Han}{2,3}市/u, '')
    .replace(organisation, '')
    .replace(opening, '');
  const short = text.replace(closing, '');
  const known = industriesIn(text);
  if (known.length === 0) {
    const told = designated(name, short);
    return told.length > 0 ? told : fieldOf(short, head !== undefined && text.length < head.start + says);
  }
  const first = text.indexOf(known[0] ?? '');
  const phrase = short.slice(first - narrowedBy(short.slice(0, first)).length);
  // 互联网金融安全 says more than 互联网金融, 新能源数字技术应用 more than 新能源.
  if (phrase.length > (known[0]?.length ?? 0) && phrase.length <= longestPhrase)
    return partsOf(phrase, known);
  const told = industryPhrasesIn(short);
  return told.length > 0 ? told : known;
};
const longestPhrase = 11;

/** 知识产权和标准化 is two; what a conjunction does not part is one. */
const partsOf = (phrase: string, known: readonly string[]): string[] => {
  if (known.some((term) => term === phrase)) return [phrase];
  const parts = phrase.split(/、|和|与|及(?!制品|配套|相关)/u).filter((part) => part.length > 1);
  const whole = known.some((term) => /和|与|及/u.test(term));
  return whole || parts.length === 0 ? [phrase] : parts;
};

/** 国家技术标准创新基地: a designation says what it is for even where that is no industry. */
const designated = (name: string, says: string): string[] =>
  /(?:示范区|试验区|先导区|先行区|基地)$/u.test(name.replace(/[（(][^（()）]*[）)]$/u, '')) &&
  says.length >= 2 &&
  says.length <= 10 &&
  /^(?:国家|中国)/u.test(name) &&
  withoutGenericWords(says).length >= 2
    ? [says]
    : [];

/** How a field ends that no list knows: 绿色交通, 高技能人才培养. */
const fieldEnds =
  /(?:交通|培养|加工|贸易|消费|旅游|农业|文化|经济|制造|能源|材料|数据|技术|服务|装备|电子|机械|食品|设备|部件|科技|[^产行企专作就商创工]业)$/u;
const fieldBegins =
  /^(?:战略性新兴|绿色|高技能|现代|智慧|数字|新型|先进|未来|高端|精细|精密|特种|生态|健康|再生|海洋|航空|智能)/u;

/** 临江绿色交通示范区 → 绿色交通, where a place or a rank was taken off before it or its first word is no name. */
const fieldOf = (short: string, stripped: boolean): string[] =>
  short.length >= 2 && short.length <= 10 && fieldEnds.test(short) && (stripped || fieldBegins.test(short))
    ? [short]
    : [];

/** What the headings over a passage are about. */
const fromSection = (section: Section): string[] => {
  for (let at: Section | null = section; at; at = at.parent) {
    const found = industriesIn(at.title);
    if (found.length > 0) return found;
  }
  return [];
};

/** 株洲氢谷 under a heading on 氢能: a coined name shares a character with what it stands for. */
const coined = (name: string, offered: readonly string[]): string[] => {
  const head = parkHeadsIn(name).at(-1);
  if (head?.word.length !== 1) return [];
  const modifier = name.slice(0, head.start);
  const coin = modifier.slice(leadingPlace(modifier).length);
  return coin.length > 2 ? [] : offered.filter((term) => [...coin].some((char) => term.startsWith(char)));
};

/** What else stands in the list with a park: centres, projects. */
const listGoesOn =
  /^(?:、|和|及|与|以及)[^，,。；;]*?(?:等[^，,。；;、]{0,12}?(?:平台|载体|基地|园区|项目|中心|区域|地区|地)|(?=为(?:依托|载体|核心|重点|支撑)))/u;
/** 依托整车制造优势: what is there already is not what is to be developed. */
const alreadyThere = /依托[^，,。；;]{2,40}?(?:优势|基础|条件)/gu;

const sharedTail = /(?:专业|特色)?(?:产业|科技|工业)?(?:园区|产业园)$/u;

const industriesOf = (
  draft: Draft<'park'>,
  inSameSentence: readonly Draft<'park'>[],
  context: Context,
): string[] => {
  const { record, mention, clause } = draft;
  // 新材料、光电子等园区: each is for the industry that names it.
  if (mention?.ofIndustry) return [record.name.replace(sharedTail, '')];
  const own = [...inName(record.name), ...industriesIn(mention?.listClass ?? '')];
  const remarked = industryPhrasesIn(mention?.remark ?? '');
  if (remarked.length > 0) return unique([...own, ...remarked]);
  // “芯火”双创基地: that it is for start-ups says little beside what the passage says.
  const telling = own.length > 0 && !(own.every((term) => term === '双创') && record.name.includes('“'));
  const { sentence } = clause;
  const from = mention?.end ?? sentence.start;
  // Names of parks in the same list, and of others that are relied on, speak of those parks alone.
  const others = inSameSentence.filter(
    (other) => other.mention?.list === mention?.list || other.record.action === 'rely',
  );
  const without = (text: string): string =>
    others.reduce((rest, other) => rest.replace(other.record.name, ''), text).replace(alreadyThere, '');
  // The clause speaks of the park itself, unless it tells it to build another.
  const rest = (mention?.behind ?? '').replace(listGoesOn, '');
  const here = parkHeadsIn(rest).length > 0 ? '' : rest;
  const behind = Math.min(sentence.end, from + (mention?.behind.length ?? 0));
  const isTitle =
    sentence.isHeading ||
    (mention !== undefined && (isLabel(sentence, mention) || isBlock(sentence, mention)));
  // A park that is relied on is told by what is done there, any other by its name first.
  const byName =
    !isTitle &&
    record.action !== 'rely' &&
    !(record.action === 'mention' && industryPhrasesIn(without(here)).length > 0);
  if (telling && byName) return unique([...own, ...(record.action === 'mention' ? [] : madeThere(draft))]);
  const borne = borneBy(draft, context);
  if (borne.length > 0) return unique([...own, ...borne]);
  // 促进云山高新区生物医药、临江经开区新能源汽车发展: what stands between two parks speaks of the first.
  const next = inSameSentence.find((other) => (other.mention?.start ?? 0) > from);
  const between = next ? context.text.slice(from, next.mention?.start) : '';
  const mine = between.length <= 40 && !/[，,。；;为]/u.test(between) ? industryPhrasesIn(between) : [];
  if (mine.length > 0) return mine;
  // 1.云山高新区。聚焦…: what stands under a heading that is the park's name speaks of it.
  const below = isTitle
    ? context.text.slice(
        from,
        Math.min(sentence.isHeading ? sentence.section.end : sentence.line.end, from + reach),
      )
    : '';
  const [nearest, farthest] = ownPassage(draft);
  const passages = [
    here,
    below,
    `${rest}${context.text.slice(behind, Math.max(behind, Math.min(farthest, behind + reach)))}`,
    context.text.slice(Math.max(nearest, from - reach), from),
  ];
  const say = (passage: string): string[] =>
    unique(industryPhrasesIn(without(passage)).filter((term) => term !== '双创'));
  for (const passage of passages) {
    const told = say(passage);
    // 推动氢能、燃料电池产业化，在临江产业园建设氢能项目: the clause before may say the same in full.
    const topic = told.length === 1 ? say(passages.at(-1) ?? '') : [];
    const found = told.every((term) => topic.includes(term)) ? topic : told;
    // One thing beside what the name says is one more; a list says it better than the name.
    if (found.length > 0)
      return (found.length > 1 && own.length < 2 ? found : unique([...own, ...found])).slice(0, most);
  }
  if (own.length > 0) return own;
  const inherited = fromSection(sentence.section);
  const meant = coined(record.name, inherited);
  return meant.length > 0 ? meant : inherited;
};

/** 是我市软件产业发展的主体载体, …等软件产业辐射区: what a park is said to carry. */
const borneBy = ({ clause: { sentence }, mention }: Draft<'park'>, context: Context): string[] => {
  if (!mention) return [];
  const isBlocked = isBlock(sentence, mention);
  const stop = isBlocked ? sentence.line.end : sentence.end;
  const passage = context.text.slice(mention.end, Math.min(stop, mention.end + 200));
  const listed = borneTogether.exec(passage)?.groups?.what;
  if (listed) return industriesIn(listed);
  const what = carrier.exec(passage)?.groups?.what ?? '';
  return what
    .split(/、|和|与/u)
    .map((part) => part.replace(/^(?:我[省市区县]|[全本][省市区县])/u, ''))
    .map((part) => part.slice(leadingPlace(part).length).replace(/(?:中心|产业|产业集群|集群)$/u, ''))
    .filter((part) => part.length > 1 && industriesIn(part).length > 0);
};
const carrier =
  /(?:^|[，,])是(?<what>[^，,。；;的]{2,30}?)(?:建设|发展|集聚)?的(?:主要|主体|重要|核心)(?:载体|承载[区地])/u;
const borneTogether = /^[^，,。；;]*等(?<what>[^，,。；;、]{2,12})产业(?:辐射|承载|配套|拓展)区/u;

/**
 * The part of its sentence that can speak of a park: where others are built, up to them and behind them, for a park that
 * is itself built; all of it for one that is relied on, as what is built there says what it is for.
 */
const ownPassage = ({ clause, mention, record }: Draft<'park'>): [number, number] => {
  const { start, end, clauses } = clause.sentence;
  if (record.action === 'rely' || !mention) return [start, end];
  const buildsAnother = ({ text }: Clause): boolean => builds.test(text) && parkHeadsIn(text).length > 0;
  const before = clauses.slice(Math.max(0, clause.index - mostClauses), clause.index).findLast(buildsAnother);
  const next = clauses.slice(clause.index + 1, clause.index + mostClauses).find(buildsAnother);
  return [before?.end ?? start, next?.start ?? end];
};
const mostClauses = 20;
const builds =
  /^(?:并|同时|加快|规划|推进|推动|积极|大力|着力|高标准|高水平|布局|全力|同步)*(?:建设|打造|新建|创建|培育|启动|谋划|推进)/u;

/** 建设云山保险产业园，打造科技保险集聚区: the clauses behind say more of what is made there. */
const madeThere = ({ clause }: Draft<'park'>): string[] =>
  thoseNext(clause.sentence.clauses.slice(clause.index + 1, clause.index + 5)).flatMap(({ text }) =>
    industryPhrasesIn(text),
  );

const thoseNext = (clauses: readonly Clause[]): readonly Clause[] => {
  const other = clauses.findIndex(({ text }) => !makes.test(text));
  return other < 0 ? clauses : clauses.slice(0, other);
};
/** 打造国内一流的生产基地 says what the region is to be. */
const makes =
  /^(?:重点|大力|加快|着力)*(?:打造|发展|形成|培育)(?![^，,。；;]*(?:一批|企业$)|[^，,。；;]*(?:一流|领先|重要|知名)[^，,。；;]*(?:基地|高地))/u;

const unique = (terms: readonly string[]): string[] =>
  [...new Set(terms)].filter((term, i, all) => !all.some((other, j) => j < i && other.includes(term)));

/** Adds what is to be developed in a park: by its name, by what its sentence says is done there, by the headings over it. */
export const parkIndustries: Refiner<'park'> = {
  name: 'park-industries',
  refine(drafts, context) {
    const bySentence = groupBySentence(drafts);
    return drafts.map((draft) => {
      if (!draft.mention && draft.record.industries.length > 0) return draft;
      const industries = industriesOf(draft, bySentence.get(draft.clause.sentence) ?? [], context);
      return industries.length > 0 ? withFields(draft, { industries }) : draft;
    });
  },
};
