import { industriesIn } from '../lexicon/industries.ts';
import { parkHeadsIn } from '../lexicon/park-words.ts';
import { leadingPlace } from '../lexicon/places.ts';
import { groupBySentence } from '../names/park-sentence.ts';
import type { Context, Draft, Refiner } from '../rule.ts';
import type { Section } from '../structure/types.ts';

const opening = /^(?:国家级|国家|中国|省级|市级|南方|北方|西部|东部|[·\s“”])+/u;
/** 云山大学双创示范基地: what the university is called is no industry. */
const organisation = /^\p{Script=Han}{2,14}(?:大学|集团|公司|学院|研究院|研究所)/u;
const closing =
  /(?:高端|特色|核心|应用|综合|示范|创新|试点|扩大开放|国际|发展|转型|升级|先行|协同|融合|产业链?|产业集群|集群|制造业?|研发|生产|主|双创|创业|孵化|产业化|应用示范|基地|企业|项目|人才|和|与|及|[“”])+$/u;
const most = 8;
/** How far from the name its sentence speaks of it. */
const reach = 600;

/** What the name itself says is developed there: 云山医疗大数据产业基地 → 医疗大数据. */
const inName = (name: string): string[] => {
  const bare = name.replace(/[（(][^（()）]*[）)]/gu, '');
  const head = parkHeadsIn(bare).at(-1);
  const says = head ? (/^(?:设计|创意|文创|物流|软件)(?=园)/u.exec(head.word)?.[0].length ?? 0) : 0;
  let text = head ? bare.slice(0, head.start + says) : bare;
  for (let place = leadingPlace(text); place; place = leadingPlace(text))
    text = text.slice(place.length).replace(/^[·\s]/u, '');
  text = text.replace(organisation, '').replace(opening, '');
  const short = text.replace(closing, '');
  const known = industriesIn(text);
  if (known.length === 0) return [];
  const first = text.indexOf(known[0] ?? '');
  const phrase = short.slice(first);
  // 互联网金融安全 says more than 互联网金融; two industries side by side are two.
  return known.length === 1 && phrase.length > (known[0]?.length ?? 0) && phrase.length <= 8
    ? [phrase]
    : known;
};

const fromSection = (section: Section): string[] => {
  for (let at: Section | null = section; at; at = at.parent) {
    const found = industriesIn(at.title);
    if (found.length > 0) return found;
  }
  return [];
};

const industriesOf = (
  draft: Draft<'park'>,
  inSameSentence: readonly Draft<'park'>[],
  context: Context,
): string[] => {
  const { record, mention, clause } = draft;
  const own = [...inName(record.name), ...industriesIn(mention?.listClass ?? '')];
  const remarked = industriesIn(mention?.remark ?? '');
  if (remarked.length > 0) return [...own, ...remarked];
  const { sentence } = clause;
  // “芯火”双创基地: that it is for start-ups says little beside what the passage says.
  const telling = !(own.every((term) => term === '双创') && record.name.includes('“'));
  if (own.length > 0 && telling)
    return unique([
      ...own,
      ...(record.action === 'build' || record.action === 'upgrade' ? madeThere(draft) : []),
    ]);
  const from = mention?.end ?? sentence.start;
  const behind = context.text.slice(from, Math.min(sentence.end, from + reach));
  const whole = context.text.slice(
    Math.max(sentence.start, from - reach),
    Math.min(sentence.end, from + reach),
  );
  // Names of parks in the same list, and of others that are relied on, speak of those parks alone.
  const others = inSameSentence.filter(
    (other) => other.mention?.list === mention?.list || other.record.action === 'rely',
  );
  // The clause speaks of the park itself, unless it tells it to build another.
  const here = parkHeadsIn(mention?.behind ?? '').length > 0 ? '' : (mention?.behind ?? '');
  for (const passage of [here, behind, whole]) {
    const found = industriesIn(others.reduce((text, other) => text.replace(other.record.name, ''), passage));
    if (found.some((term) => term !== '双创')) return unique(found).slice(0, most);
  }
  const inherited = fromSection(sentence.section);
  return inherited.length > 0 ? inherited : industriesIn(context.fields.title ?? '').slice(0, 3);
};

/** 建设云山保险产业园，打造科技保险集聚区: the clauses behind say more of what is made there. */
const madeThere = ({ clause }: Draft<'park'>): string[] =>
  clause.sentence.clauses
    .slice(clause.index + 1, clause.index + 5)
    .filter(({ text }) => /^(?:重点|大力|加快|着力)*(?:打造|发展|形成|培育)/u.test(text))
    .flatMap(({ text }) => industriesIn(text));

const unique = (terms: readonly string[]): string[] =>
  [...new Set(terms)].filter((term, i, all) => !all.some((other, j) => j < i && other.includes(term)));

/** Adds what is to be developed in a park: by its name, else by its sentence, the headings over it, the document's title. */
export const parkIndustries: Refiner<'park'> = {
  name: 'park-industries',
  refine(drafts, context) {
    const bySentence = groupBySentence(drafts);
    return drafts.map((draft) => {
      const industries = industriesOf(draft, bySentence.get(draft.clause.sentence) ?? [], context);
      return industries.length > 0 ? { ...draft, record: { ...draft.record, industries } } : draft;
    });
  },
};
