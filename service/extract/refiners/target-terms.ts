import type { Refiner } from '../rule.ts';
import type { Clause, Sentence } from '../structure/types.ts';

const support =
  /给予|补助|补贴|奖励|奖补|贴息|资助|减免|免征|罚款|处以|税率|税前|加计扣除|最高(?:不超过|可|给予|补)|按(?:照)?.{0,20}(?:比例|标准|%|％)|收费|费率|利率|缴费|上浮|下浮|票价|定价|计价|每(?:家|个|户|人|台|套|辆|项)\D{0,6}\d/;
const threshold = /^(?:对|凡|对于|对年|鼓励.{0,10}(?:年|投资额)|凡是|符合)/;
/** What an applicant must have, and how a fund may invest. */
const requirement =
  /(?:下列|以下|申报|申请|认定|入驻|准入)(?:基本)?条件|应当?(?:具备|符合|满足)|(?:出资|持股|投资)比例|单(?:个|只|一)(?:项目|企业|基金)/;
const thresholdTail = /的(?:企业|项目|单位|机构|个人|园区|产品|平台|团队|人才|基地)?$/;
const money = /(?:基金|专项资金|母基金|子基金|资金池|风险补偿)/;

/** Asks a question of each passage once, however many numbers stand in it: so a clause of nothing but numbers stays linear. */
const once = <T>(ask: (passage: T) => boolean): ((passage: T) => boolean) => {
  const answers = new Map<T, boolean>();
  return (passage) => {
    const known = answers.get(passage);
    if (known !== undefined) return known;
    const answer = ask(passage);
    answers.set(passage, answer);
    return answer;
  };
};

/**
 * Drops rates, ceilings and thresholds of support (record-model.md, Decisions: never targets), and the amounts of funds,
 * which are the fund's own.
 */
export const targetTerms: Refiner<'target'> = {
  name: 'target-terms',
  refine: (drafts) => {
    const speaksOfMoney = once(({ text }: Clause) => money.test(text) && !/带动|产业规模/.test(text));
    const supports = once(({ text }: Clause) => support.test(text));
    const requires = once(({ text }: Clause) => requirement.test(text));
    const setsConditions = once(({ text }: Sentence) =>
      /(?:下列|以下|申报|申请|认定)(?:基本)?条件/.test(text),
    );
    const gives = once(({ text }: Sentence) => /给予|奖励|补助|补贴/.test(text));
    const isThreshold = once(
      ({ text }: Clause) =>
        threshold.test(text) && (thresholdTail.test(text) || /给予|的/.test(text.slice(-12))),
    );
    const sizesFund = once((clause: Clause) => {
      const before = clause.sentence.clauses[clause.index - 1];
      return (
        /^(?:每年|年度)?(?:总|首期|首批|目标)?(?:规模|到位|募集|出资)/.test(clause.text) &&
        before !== undefined &&
        /基金|资金池|专项资金/.test(before.text)
      );
    });
    return drafts.filter(({ record, clause }) => {
      const { sentence } = clause;
      if (
        /分值|得分|最高|最低|上限|下限|限额|起征|^资金用于|(?:首期|基金|资金|目标|认缴|实缴|注册|募集)(?:总)?规模$|(?:注册|实缴)资本|(?:财政|政府|专项|资金)[^，,]{0,6}安排$|^首[期批](?:到位|出资|募集)/.test(
          record.indicator,
        )
      )
        return false;
      if (record.unit.endsWith('元') && sizesFund(clause)) return false;
      const isShareOrMoney = /[%元]|百分点/.test(record.unit);
      if (
        (record.unit.endsWith('元') || record.unit === '') &&
        (money.test(record.indicator) || speaksOfMoney(clause))
      )
        return false;
      if (isShareOrMoney && supports(clause)) return false;
      if (record.by === null && (requires(clause) || setsConditions(sentence))) return false;
      if (isShareOrMoney && gives(sentence) && !sentence.section.isGoals && record.by === null) return false;
      if (!record.rules.includes('target-time-limit') && isThreshold(clause)) return false;
      return true;
    });
  },
};
