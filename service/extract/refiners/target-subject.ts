import { objectAfterVerb, subjectOf } from '../quantities/indicator.ts';
import { isCountUnit } from '../quantities/unit.ts';
import { type Draft, type Refiner, withFields } from '../rule.ts';
import { matchesOf } from '../structure/matches.ts';
import type { Clause } from '../structure/types.ts';

/** Words that say what is measured and not of what: unclear when the row is read alone. */
const generic =
  /^(?:其|该|总|年|主营业务|核心)?(?:产业|经济|业务|销售|营业|工业|主营业务|总|年)?(?:规模|总规模|产值|总产值|收入|营业收入|销售收入|增加值|投资|总投资|投资额|比重|占比|增速|增长率|总量|产量|总产量|总产|单产|数量|利润|利税|税收|出口额|交易额|成交额|面积|水平|覆盖率|普及率|占有率|转化率|总额|产能|能力)?$/;
/** What is left where the subject of a share stands in an earlier clause: 占全省工业比重. */
const dangling = /^占/;
/** 大数据产业集群:依托…,产业规模突破千亿元: the label names what the numbers measure. */
const label = /^(?:[（(]?\d{1,2}[)）.．、]?)?([^:：，,。；;]{2,20})[:：]/;
const notLabel = /目标|指标|任务|项目|工程|行动|如下|建设|是$|为$/;
const spoken =
  /^(.{2,30}?)(?:全面|显著|明显|大幅|持续|进一步|基本|不断|达到|突破|超过|保持|位居|跃居|居|提升|提高|增长)/;
/** A subject up to the word for a trade, a body or a thing that can have a size. */
const owner = /^.*(?:产业|行业|企业|项目|业|平台|集群|园区|基地|经济|系统|工程|中心|市场)/;

const quality = /(?:能力|水平|体系|环境|质量|结构|效益|机制|作用|格局|活力|动能|优势|生态|贡献)$/;

/** What the clauses before speak of, nearest first: the target that one of them states, else the subject of one. */
const subjectBefore = (
  clause: Clause,
  upTo: number,
  before: Draft<'target'> | null,
  wants = false,
): string => {
  const { clauses } = clause.sentence;
  for (let i = upTo; i >= Math.max(0, upTo - 10); i--) {
    const earlier = clauses[i];
    if (!earlier) continue;
    if (before?.clause === earlier) return before.record.indicator;
    if (earlier === clause) continue;
    const subject = subjectOf(spoken.exec(subjectOf(earlier.text))?.[1] ?? '');
    // 创新能力明显增强，产值达到…: a quality has no size.
    if (quality.test(subject)) continue;
    // 产业规模 alone does not say whose it is: the clause before it may.
    if (subject && (wants || !generic.test(subject))) return subject;
  }
  return '';
};

/** 其中省级30个: the rank alone; what is ranked stands before it. */
const rankAlone = /^(?:国家|世界|国际|省|部|市|县|区)+级(?:以上)?$/;
const rankedThing = (clause: Clause, before: Draft<'target'> | null): string => {
  const earlier = clause.sentence.clauses[clause.index - 1];
  const thing = before
    ? before.record.indicator
    : earlier
      ? objectAfterVerb(earlier.text).replace(/^(?:一批|一系列|若干|更多)/, '')
      : '';
  return thing.replace(/^(?:国家|世界|国际|省|部|市|县|区)+级(?:以上)?/, '');
};
/** 粮食播种面积: what the crop or land is measured by is not what is measured next. */
const measuredBy = /(?<=.{2})(?:播种|种植|养殖|经营)?(?:面积|产量|总产量|(?<=种植|养殖)规模|播面|总产)$/;

const wanting = (indicator: string): boolean =>
  indicator.length < 2 ||
  (generic.test(indicator) && !/^工业(?:投资|增加值|总产值|产值)/.test(indicator)) ||
  dangling.test(indicator);

/** Puts one before the other without saying 产业 twice: 信息技术产业 + 产业规模. */
const joined = (whose: string, what: string): string =>
  whose.endsWith('产业') && what.startsWith('产业') ? whose + what.slice(2) : whose + what;

/** 京津冀区域达到95%: the place alone; what is measured there stands in the target before it. */
const regional = /^.{1,12}(?:区域|地区|流域|城市群|三角洲?|经济带|城区|农村|城镇|城市|县城|[省市县州])$/;

/** 大数据产业发展 → 大数据产业: the trade that a heading speaks of. */
const tradeOf = (heading: string): string =>
  /^([^\s“”"、，,。；;：:]{2,12}?产业)/.exec(
    heading
      .replace(/^专栏\s*\d*\s*/, '')
      .replace(
        /^(?:大力|着力|加快|积极|做优|做强|做大|提升|强化|推动|推进|培育|发展|壮大|打造|实施|北京|天津|上海|重庆|全省|全市|我省|本市|[^产业]{2,3}[省市])+/,
        '',
      ),
  )?.[1] ?? '';

/** Things so general that the row says nothing without the trade: 龙头企业, 项目. */
const anyThing =
  /^(?:全国|国内|国际|全球|大型|重点|本土)*(?:龙头|骨干|领军|标杆|优势|示范|上市|创新)*(?:型|引领)?(?:企业|项目|平台|产品|基地|机构|团队|园区|集群|集聚区)$/;
const bareThing = /^(?:企业|项目|平台|产品|基地|机构|团队|园区|集群|产业集群|集聚区|产业集聚区)$/;
const field =
  /在([^，,。；;、在]{2,12}(?:、[^，,。；;、]{2,12}){0,2})(?:等)?(?:重点|主要|优势|关键)?(?:领域|行业|方面|产业)/g;

/** The trade of counted things: the last field that the sentence names before them, else the trade of the heading. */
const tradeBefore = (draft: Draft<'target'>): string => {
  const { clause } = draft;
  const { sentence } = clause;
  const said = sentence.text.slice(0, clause.end - sentence.start).slice(-200);
  const named = matchesOf(field, said).at(-1)?.[1];
  if (named && !/多个|各个|若干|相关/.test(named)) return named.replace(/等$/, '');
  const trade = sentence.section.isGoals ? '' : tradeOf(sentence.section.title).replace(/产业$/, '');
  return noTrade.test(trade) ? '' : trade;
};

/** 主导和特色产业 names no trade. */
const noTrade = /^(?:主导|特色|优势|支柱|重点|传统|新兴|现代|未来|战略性|关键|先进|[和与及、])+$/;

/** 产值超10亿元: a class of things by their size. */
const sizeClass = /[\d百千万亿]/;
/** 超50亿元, 300—500亿元: the size alone; of what stands with the class before it. */
const sizeAlone = /^(?:超过?|过|达到?|突破|不低于|[\d百千万亿])/;
const sized = /^(?<what>[^\d百千万亿]{2,16}?)(?:超过?|过|达到?|突破|不低于|在)*[\d百千万亿]/;

/** The class of a counted thing with what it is measured by, which a list says once. */
const wholeQualifier = (qualifier: string | null, before: Draft<'target'> | null): string | null => {
  if (qualifier === null || !sizeAlone.test(qualifier)) return qualifier;
  const what = sized.exec(before?.record.qualifier ?? '')?.groups?.what;
  return what ? what + qualifier : qualifier;
};

/** 产值超10亿元企业: a thing that is nothing without the size of its class. */
const ofClass = (thing: string, qualifier: string): string =>
  `${qualifier.replace(/^年(?=.{2,}[收产销])/, '')}${/(?:级|规模|元|以上)$/.test(qualifier) && /^(?:企业|产业|项目)/.test(thing) ? '' : '的'}${thing}`;

/** How many indicators of a paragraph are remembered. */
const mostSaid = 20;

const completed = (draft: Draft<'target'>, before: Draft<'target'> | null): string => {
  const { record, clause } = draft;
  const { sentence } = clause;
  const heading = sentence.section.title;
  const lineLabel = label.exec(sentence.line.text)?.[1] ?? '';
  const named = notLabel.test(lineLabel) ? '' : lineLabel;
  const inSentence = before?.clause.sentence === sentence ? before : null;
  const near = subjectBefore(clause, clause.index, inSentence, record.indicator.length < 2);
  let { indicator } = record;
  let at = clause.index;
  if (rankAlone.test(indicator)) {
    const thing = rankedThing(clause, inSentence);
    return thing.length >= 2 && thing.length <= 24 ? indicator + thing : indicator;
  }
  if (indicator.length < 2) {
    if (record.rules.includes('target-grade')) {
      return `${named || owner.exec(near)?.[0] || near || heading}规模`;
    }
    // 产值突破3000亿元;增速达到10%: a sentence may go on with the subject of the one before it.
    const follows =
      before !== null && sentence.index - before.clause.sentence.index === 1 && clause.index === 0;
    indicator = near || (follows ? before.record.indicator : '') || named || heading;
    at = clause.index - 2;
  }
  if (regional.test(indicator) && !isCountUnit(record.unit) && before && before.record.unit === record.unit)
    return indicator + before.record.indicator;
  if (!wanting(indicator)) return indicator;
  const subject = named || (at === clause.index ? near : subjectBefore(clause, at, null));
  let whose = owner.exec(subject)?.[0] ?? subject.replace(measuredBy, '');
  // 产业产值 belongs to a trade, not to the enterprises that were counted before it.
  if (indicator.startsWith('产业') && !/.(?:产业|集群|行业)$/.test(whose)) whose = tradeOf(heading);
  if (whose === '产业') whose = '';
  return whose && whose.length <= 24 && !indicator.includes(whose) ? joined(whose, indicator) : indicator;
};

/**
 * Puts the subject in front of an indicator that is unclear when its row is read alone (record-model.md, indicator):
 * from the label of the bullet, from the target before it in the sentence, or from what the sentence speaks of.
 */
export const targetSubject: Refiner<'target'> = {
  name: 'target-subject',
  refine: (drafts) => {
    const inOrder = drafts.toSorted(
      (a, b) => a.clause.start - b.clause.start || (a.quantity?.start ?? 0) - (b.quantity?.start ?? 0),
    );
    let last: Draft<'target'> | null = null;
    const said: string[] = [];
    return inOrder.map((draft) => {
      const before: Draft<'target'> | null =
        last?.clause.sentence.line === draft.clause.sentence.line ? last : null;
      const { record } = draft;
      const qualifier = wholeQualifier(record.qualifier, before);
      const isAny = anyThing.test(record.indicator);
      const trade = isAny ? tradeBefore(draft) : '';
      const read = isAny
        ? trade === '' && bareThing.test(record.indicator) && qualifier !== null && sizeClass.test(qualifier)
          ? ofClass(record.indicator, qualifier)
          : trade + record.indicator
        : wanting(record.indicator) || regional.test(record.indicator) || rankAlone.test(record.indicator)
          ? completed(draft, before)
          : record.indicator;
      if (before === null) said.length = 0;
      // 低空经济规模突破300亿元…。到2030年，规模达到800亿元: the paragraph has said whose it is.
      const indicator = generic.test(read)
        ? (said.findLast((whole) => whole.length > read.length && whole.endsWith(read)) ?? read)
        : read;
      said.push(indicator);
      if (said.length > mostSaid) said.shift();
      const next =
        indicator === record.indicator && qualifier === record.qualifier
          ? draft
          : withFields(draft, { indicator, qualifier });
      last = next;
      return next;
    });
  },
};
