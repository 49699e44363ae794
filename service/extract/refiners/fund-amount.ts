import { type Quantity, quantitiesOf } from '../quantities/quantity.ts';
import { type Draft, type Refiner, withFields } from '../rule.ts';
import type { Clause } from '../structure/types.ts';

const money = '亿元';
const grade = /[十百千万亿]级/u;
/** What may stand between an amount and the fund that it sizes: 100亿元(的)云山基金, 规模不低于1亿元的…. */
const between = /^(?:元|设立|组建|规模|级|左右|以上|人民币|的|总规模)*(?:[^，,。；;\d]{2,20}基金——)?$/u;
const size = /(?:总|首期|基金|资金|募集|目标|初始|年度|每年|财政)*(?:规模|总额|额度|安排|出资|注资|募集)/u;

/** 分别 shares out: the second fund of the clause has the second sum. */
const shared = (sums: readonly Quantity[], text: string, place: number): Quantity | undefined =>
  /分别/u.test(text) ? sums[place] : sums[0];

const amountOf = (draft: Draft<'fund'>, place: number, named: ReadonlySet<Clause>): Quantity | null => {
  const { clause, record } = draft;
  // A name is told without the quotes that the text puts into it.
  const text = clause.text.includes(record.name) ? clause.text : clause.text.replace(/[“”]/gu, '');
  const at = text.indexOf(record.name);
  const sums = quantitiesOf(text, 0).filter(({ unit }) => unit === money);
  const before = sums.findLast((q) => at >= 0 && q.end <= at && between.test(text.slice(q.end, at)));
  if (before) return before;
  const behind = text.slice(at + record.name.length);
  // 云山产业基金（总规模100亿元）: the bracket right behind the name sizes it.
  const bracket = at >= 0 ? /^”?[（(](?<inside>[^（()）]{1,40})[）)]/u.exec(behind) : null;
  const inside = quantitiesOf(bracket?.groups?.inside ?? '', 0).find(({ unit }) => unit === money);
  if (inside) return inside;
  // 3000万元资金用于发放消费券: the sum that is given out as vouchers.
  const vouchers = sums.findLast(
    (q) =>
      q.end <= at &&
      /^(?:的)?(?:资金)?(?:用于)?(?:发放|兑付|投放)[^，,。；;、\d]{0,8}$/u.test(text.slice(q.end, at)),
  );
  if (vouchers) return vouchers;
  if (/券$/u.test(record.name)) return null;
  // 云山纾困基金10亿元: the sum stands right behind the name.
  const next = sums.find((q) => at >= 0 && q.start === at + record.name.length);
  if (next) return next;
  // 产业基金规模为5亿元: the clause has the short name, the record the full one.
  if (at < 0 && !/[补贴奖助]$/u.test(record.name) && called.test(text) && sums[0]) return sums[0];
  if (at >= 0 && size.test(behind)) {
    const after = shared(
      sums.filter((q) => q.start >= at + record.name.length),
      behind,
      place,
    );
    if (after) return after;
  }
  // …设立云山产业基金，总规模达到50亿元: the clauses that follow speak of the same fund.
  for (const next of clause.sentence.clauses.slice(clause.index + 1)) {
    // Its size is that of the fund named nearest before it.
    if (named.has(next)) return null;
    if (/专项资金/u.test(next.text) && !size.test(next.text)) return null;
    if (!size.test(next.text) || /产业规模|融资规模|信贷规模|企业规模|经济规模/u.test(next.text)) continue;
    const sum = shared(
      quantitiesOf(next.text, 0).filter(({ unit }) => unit === money),
      next.text,
      place,
    );
    if (sum) return sum;
  }
  // 省财政每年安排5亿元，设立云山专项资金: the sum stands in the clause before.
  const earlier = clause.sentence.clauses[clause.index - 1];
  if (earlier && setUp.test(clause.text) && setsAside.test(earlier.text) && !named.has(earlier))
    return quantitiesOf(earlier.text, 0).findLast(({ unit }) => unit === money) ?? null;
  return null;
};
const called = /^[^，,。；;\d]{0,16}[基资]金(?:的)?(?:总|目标)?规模/u;
const setsAside = /(?:安排|出资|拿出|筹集|统筹|整合|注入)[^，,。；;]{0,12}(?:亿|万)元(?:以上|左右)?$/u;
const setUp = /^(?:用于)?(?:设立|建立|组建|成立)/u;

/** Adds the amount that the clause, or the rest of its sentence, states for a fund; subsidies keep theirs in `terms`. */
export const fundAmount: Refiner<'fund'> = {
  name: 'fund-amount',
  refine(drafts) {
    const inClause = new Map<Clause, number>();
    const named = new Set(drafts.map(({ clause }) => clause));
    return drafts.map((draft) => {
      const place = inClause.get(draft.clause) ?? 0;
      inClause.set(draft.clause, place + 1);
      if (draft.record.type === 'subsidy' && !/资金|基金|池|[偿备]金|券/u.test(draft.record.name))
        return draft;
      const sum = amountOf(draft, place, named);
      if (!sum) return draft;
      // 千亿级 is what the fund is to grow to: at least that.
      const comparator =
        grade.test(draft.clause.text) && sum.isGrade && sum.comparator === 'eq' ? 'ge' : sum.comparator;
      return withFields(draft, { amount: sum.value, unit: sum.unit, comparator });
    });
  },
};
