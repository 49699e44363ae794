import { subjectOf } from '../quantities/indicator.ts';
import type { Draft, Refiner } from '../rule.ts';
import type { Clause } from '../structure/types.ts';

/** Words that say what is measured and not of what: unclear when the row is read alone. */
const generic =
  /^(?:其|该|总|年|主营业务|核心)?(?:产业|经济|业务|销售|营业|工业|主营业务|总|年)?(?:规模|总规模|产值|总产值|收入|营业收入|销售收入|增加值|投资|总投资|投资额|比重|占比|增速|增长率|总量|数量|利润|利税|税收|出口额|交易额|成交额|面积|水平|覆盖率|普及率|占有率|转化率|总额|产能|能力)?$/;
const dangling = /^占/;
/** 大数据产业集群:依托…,产业规模突破千亿元: the label names what the numbers measure. */
const label = /^(?:[（(]?\d{1,2}[)）.．、]?)?([^:：，,。；;]{2,20})[:：]/;

const subjectBefore = (clause: Clause): string => {
  const { clauses } = clause.sentence;
  for (let i = clause.index - 1; i >= 0; i--) {
    const earlier = clauses[i];
    if (!earlier) continue;
    const predicate =
      /^(.{2,30}?)(?:全面|显著|明显|大幅|持续|进一步|基本|不断|达到|突破|超过|保持|位居|跃居|居|提升|提高|增长|总量)/.exec(
        subjectOf(earlier.text),
      );
    if (predicate?.[1]) return subjectOf(predicate[1]);
  }
  return '';
};

const wanting = (indicator: string): boolean =>
  indicator.length < 2 || generic.test(indicator) || dangling.test(indicator);

/**
 * Puts the subject in front of an indicator that is unclear when its row is read alone (record-model.md, indicator):
 * from the label of the bullet, from the target before it in the sentence, or from what the sentence speaks of.
 */
export const targetSubject: Refiner<'target'> = {
  name: 'target-subject',
  refine: (drafts) => {
    let last: Draft<'target'> | null = null;
    return drafts
      .toSorted(
        (a, b) => a.clause.start - b.clause.start || (a.quantity?.start ?? 0) - (b.quantity?.start ?? 0),
      )
      .map((draft) => {
        const { record, clause } = draft;
        const { sentence } = clause;
        const before: Draft<'target'> | null =
          last && last.clause.sentence.line === sentence.line ? last : null;
        let indicator = record.indicator;
        if (wanting(indicator)) {
          const named = label.exec(sentence.line.text)?.[1] ?? '';
          const inSentence =
            before?.clause.sentence === sentence ||
            (sentence.index - (before?.clause.sentence.index ?? -9) === 1 && indicator === '')
              ? (before?.record.indicator ?? '')
              : '';
          const spoken = subjectBefore(clause);
          if (indicator.length < 2) indicator = inSentence || spoken || named || sentence.section.title;
          else {
            const owner = named || spoken || '';
            if (owner && !indicator.includes(owner) && owner.length <= 24) indicator = `${owner}${indicator}`;
          }
        }
        const next = indicator === record.indicator ? draft : { ...draft, record: { ...record, indicator } };
        last = next;
        return next;
      });
  },
};
