import { measuresOf } from '../quantities/measure.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

const cluster = /^(?:元)?级?(?:别|的)?([^，,。；;、]{0,24}?(?:产业集群|产业链|集群|产业))/;
const made =
  /(?:打造|建设|建成|形成|培育|成为|发展|构建|做大|壮大)(?:成|为|成为|出)?(?:一批|若干|多个|超|过|近)*$/;
/** How far from the number its clause speaks of it; keeps a clause of nothing but numbers linear. */
const reach = 120;
/** What may be done but is not said to be reached. */
const capability = /发展(?:能力|潜力)|能力|潜力/;

/** A named cluster that is to become so large: 打造千亿级云计算产业集群. */
export const targetGrade: Finder<'target'> = {
  name: 'target-grade',
  find: (context) =>
    measuresOf(context.structure).flatMap((measure) => {
      if (measure.place !== 'grade' || measure.quantity.unit !== '亿元') return [];
      const before = measure.before.slice(-reach);
      const after = measure.after.slice(0, reach);
      if (capability.test(after)) return [];
      // 3-5个千亿级企业 counts the things of that size; a lot of them (一批) is no number.
      if (measure.previous?.clause === measure.clause && measure.continues) return [];
      if (!made.test(before) || /(?:一批|若干|多个)(?:超|过|近)*$/.test(before)) return [];
      const thing = cluster.exec(after.replace(/^(?:元)?级?/, ''))?.[1];
      if (!thing) return [];
      return [
        targetDraft(context, measure, {
          indicator: /^(?:的)?(?:特色|优势)?(?:产业集群|集群|产业链|产业)$/.test(thing)
            ? ''
            : `${thing.replace(/^的/, '')}规模`,
          change: 'level',
          comparator: measure.quantity.comparator === 'eq' ? 'ge' : measure.quantity.comparator,
          confidence: 0.6,
        }),
      ];
    }),
};
