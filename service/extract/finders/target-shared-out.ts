import { subjectOf, withoutVerb } from '../quantities/indicator.ts';
import { type Measure, measuresOf } from '../quantities/measure.ts';
import { leadOf } from '../quantities/verb.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

const measured =
  /^.{2,}(?:率|比例|比重|占比|浓度|面积|规模|产值|收入|水平|总量|数量|增加值|额|人数|年限|时间|时长|寿命|强度|密度|能耗|成本|标准)$/;
const says = /(?:率|量|比例|比重|占比|浓度|面积|规模|值|收入|水平|数|额|投资|能耗|成本)$/;
const tailWords =
  /(?:产业|行业|领域)?(?:总|年)?(?:主营业务|营业|销售|业务)?(?:产值|收入|规模|增加值|排放总量|排放量|浓度|总量|[^、]{0,2}率|比重|占比|比例|面积|产量|产能)$/;
/** 普及率, 涉及面: 及 is no conjunction there. */
const splitters = [/、|以及|(?<![普涉波惠])及/, /、|以及|(?<![普涉波惠])及|和|与/, /和|与/];

/** Parts the subjects of 分别 into as many as there are numbers; 省级、市县级网上可办率 gets its tail back. */
const sharesOf = (subject: string, count: number): string[] | null => {
  // 城乡居民人均可支配收入分别增长7%和8%: the town comes first.
  const both = count === 2 ? /^(.{0,12}?)城乡(?=居民|常住居民)(.+)$/.exec(subject) : null;
  if (both) return [`${both[1]}城镇${both[2]}`, `${both[1]}农村${both[2]}`];
  for (const splitter of splitters) {
    const parts = subject
      .split(splitter)
      .map((part) => part.trim())
      .filter(Boolean);
    if (parts.length !== count) continue;
    const last = parts.at(-1) ?? '';
    const tail = /^.{1,8}?级(.{2,})$/.exec(last)?.[1];
    if (tail) return parts.map((part) => (part.endsWith('级') ? part + tail : part));
    // 城市和县城污水处理率: short names of one length before the last, which alone says what is measured.
    const [first = ''] = parts;
    const rest = last.slice(first.length);
    const short = first.length <= 4 && parts.slice(0, -1).every((part) => part.length === first.length);
    if (short && measured.test(rest)) return parts.map((part, i) => (i < count - 1 ? part + rest : part));
    // 公交、出租汽车、物流配送领域新能源汽车占比: the fields are listed, what is measured in them stands once.
    const inField = /(?:领域|行业|环节|方面).{2,}$/.exec(last)?.[0];
    if (inField && parts.slice(0, -1).every((part) => !says.test(part) && !/领域|行业|环节|方面/.test(part)))
      return parts.map((part, i) => (i < count - 1 ? part + inField : part));
    // 电子信息、装备制造、新材料产业产值: what is measured stands once, at the end.
    const whole = tailWords.exec(last)?.[0];
    return parts.map((part) =>
      whole && whole !== last && (!says.test(part) || /^排放/.test(whole)) && !part.endsWith(whole)
        ? part + whole
        : part,
    );
  }
  return null;
};

const yearList = /(?:到|至|在)?(20\d\d)年?(?:[、和及与](?:到)?(20\d\d)年?)+/;
/** 到2023年和2025年，处置率分别达到80%和90%: the numbers are shared out to years. */
const yearsBefore = ({ clause }: Measure, count: number): string[] | null => {
  const { sentence } = clause;
  const said = yearList.exec(sentence.text.slice(0, clause.end - sentence.start).slice(-120))?.[0];
  const years = said?.match(/20\d\d/g) ?? [];
  return years.length === count ? [...years] : null;
};

/** 分别 shares numbers out to subjects: 省级、市县级事项网上可办率分别达到90%、70%以上 is two targets. */
export const targetSharedOut: Finder<'target'> = {
  name: 'target-shared-out',
  find: (context) => {
    const measures = measuresOf(context.structure);
    return measures.flatMap((head, at) => {
      if (head.place !== 'final' || !/分别/.test(head.before)) return [];
      const items: Measure[] = [head];
      for (let i = at + 1; measures[i]?.continues && measures[i]?.clause === head.clause; i++) {
        const next = measures[i];
        if (next?.place !== 'final' || next.before.length > 6 || next.before.includes('分别')) break;
        items.push(next);
      }
      const share = head.before.indexOf('分别');
      const lead = leadOf(head.before.slice(share)) ?? leadOf(head.before);
      const said = head.before.slice(0, share).replace(/(?:年均|每年)$/, '');
      const subject = withoutVerb(subjectOf(said));
      const names = sharesOf(subject, items.length);
      // A bound behind the last number holds for all: 90%、70%以上.
      const last = items.at(-1)?.quantity.comparator ?? 'eq';
      const bound = last === 'eq' ? head.quantity.comparator : last;
      const years = names === null || new Set(names).size === 1 ? yearsBefore(head, items.length) : null;
      return items.map((item, i) => {
        const reading = targetDraft(context, item, {
          indicator: names?.[i] ?? subject,
          change: lead?.direction ?? 'level',
          comparator: item.quantity.comparator === 'eq' ? bound : item.quantity.comparator,
          confidence: names ? 0.85 : 0.6,
          perYear: /年均|每年|逐年/.test(head.before),
        });
        const by = years?.[i];
        return by === undefined ? reading : { ...reading, record: { ...reading.record, by } };
      });
    });
  },
};
