import { subjectOf } from '../quantities/indicator.ts';
import { type Measure, measuresOf } from '../quantities/measure.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

const span = /^(?:个?小时|分钟|秒|天|个?工作日)$/;
/** What is to be done within that time. */
const done =
  /^内?(?:实现|完成|予以|全部|基本|可|能)*(放行|通关|送达|到达|抵达|通达|直达|覆盖|响应|出车|救援|办结|办理|处置|上门|清运|修复|恢复供电|交付)/;
/** A rule of procedure binds an applicant or an office; it sets no aim. */
const procedure =
  /收到|之日|提交|提出|申请(?!人)|备案|报送|报告|公示|逾期|不得|作出|书面|告知|应当|须(?!要)|必须/;
/** 货物抵达口岸且符合条件的: the noun comes first, what must hold for it behind. */
const conditioned = /^(.{2,}?)((?:抵达|到达|运抵|符合|满足|达到|完成|经).{2,})的$/;

const before = (measure: Measure): string => {
  const own = subjectOf(
    measure.before.replace(/(?:力争|确保|实行|实现|基本|原则上|不超过|最快|可|在)+$/, '').replace(/^对/, ''),
  );
  if (own.length >= 2) return own;
  // 其中，鲜活货物，实行6小时内放行: the clause before names it.
  const { clause } = measure;
  const earlier = clause.sentence.clauses[clause.index - 1];
  return earlier ? subjectOf(earlier.text.replace(/^对/, '')) : '';
};

/** A service that is to be done within so much time: 鲜活货物6小时内通关. */
export const targetTimeLimit: Finder<'target'> = {
  name: 'target-time-limit',
  find: (context) =>
    measuresOf(context.structure).flatMap((measure) => {
      const { quantity } = measure;
      if (measure.place !== 'object' || !span.test(quantity.unit)) return [];
      if (quantity.comparator !== 'le' && !measure.after.startsWith('内')) return [];
      const act = done.exec(measure.after)?.[1];
      if (!act || procedure.test(measure.clause.text)) return [];
      const subject = before(measure);
      const parted = conditioned.exec(subject);
      const noun = parted?.[1] ?? subject;
      if (noun.length < 2) return [];
      return [
        targetDraft(context, measure, {
          indicator: `${noun}${act}时间`,
          change: 'level',
          comparator: 'le',
          qualifier: parted?.[2] ?? null,
          confidence: 0.6,
        }),
      ];
    }),
};
