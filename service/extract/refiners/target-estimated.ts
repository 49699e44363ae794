import type { Draft, Refiner } from '../rule.ts';
import type { Section } from '../structure/types.ts';

/** Sections that work out what the plan costs or brings; they set no aims. */
const reckons =
  /(?:投资|资金|费用|经费|成本|需求|规模)的?(?:估算|匡算|概算|测算|需求)|(?:效益|影响|可行性|敏感性|风险)(?:分析|评价|评估|说明)/;
const reckonedWords =
  /估算|匡算|概算|测算|(?:项目|工程|规划|计划|预计|静态|动态)总投资|总投资(?:约|为)?\d|投资需求|资金需求|所需资金/;
/** Investment that is to be brought about, not what things cost. */
const aimed =
  /(?:带动|拉动|撬动|吸引|引进|引导|完成|争取|力争|新增|累计完成)[^，,。；;]{0,24}(?:投资|资金|资本)|达到|突破|超过/;

const isReckoned = (section: Section): boolean => {
  for (let s: Section | null = section; s; s = s.parent) if (reckons.test(s.title)) return true;
  return false;
};

const isCost = ({ record, clause }: Draft<'target'>): boolean => {
  const { sentence } = clause;
  const said = sentence.text.slice(0, clause.end - sentence.start).slice(-300);
  const at = said.search(reckonedWords);
  return at >= 0 && !aimed.test(said.slice(Math.max(0, at - 12))) && /元$/.test(record.unit);
};

/** Drops what a plan reckons its works to cost or to bring: an estimate of investment and its parts are no aims. */
export const targetEstimated: Refiner<'target'> = {
  name: 'target-estimated',
  refine: (drafts) =>
    drafts.filter((draft) => {
      const { section, text } = draft.clause.sentence;
      if (section.isGoals) return true;
      if (isReckoned(section) || /^(?:据|经)(?:初步)?(?:估算|匡算|概算|测算|估计)/.test(text)) return false;
      return !isCost(draft);
    }),
};
