import type { Industry } from '../../records/taxonomy.ts';
import { industryClassesIn } from '../lexicon/industry-classes.ts';
import { type Draft, type Refiner, withFields } from '../rule.ts';
import type { Section } from '../structure/types.ts';

/** 推动大数据与工业深度融合 names the means, not the industry of what stands under it. */
const fusion = /与[^，,；;]{2,15}融合/u;

/**
 * Sets the industry that a target concerns, by the published taxonomy: the one that its indicator names; where it names
 * none, that of the nearest heading that names one, else that of the document's title. Where the indicator names several
 * (人工智能在智慧旅游中的应用), the nearest heading or title that names one of them decides.
 */
export const targetIndustry: Refiner<'target'> = {
  name: 'target-industry',
  refine: (drafts, { fields }) => {
    const ofTitle = industryClassesIn(fields.title);
    const ofHeading = new Map<Section, readonly Industry[]>();
    const headed = (section: Section): readonly Industry[] => {
      const known = ofHeading.get(section) ?? industryClassesIn(section.title);
      ofHeading.set(section, known);
      return known;
    };
    /** A heading with several industries leaves it to what stands above it, which is more general. */
    const around = (from: Section, among: readonly Industry[] | null): Industry | null => {
      const chosen = (named: readonly Industry[]): Industry | undefined => {
        const fitting = among === null ? named : named.filter((one) => among.includes(one));
        return fitting.length === 1 ? fitting[0] : undefined;
      };
      for (let section: Section | null = from; section; section = section.parent) {
        const industry = among === null && fusion.test(section.title) ? undefined : chosen(headed(section));
        if (industry !== undefined) return industry;
      }
      return chosen(ofTitle) ?? null;
    };
    return drafts.map((draft: Draft<'target'>) => {
      const named = industryClassesIn(draft.record.indicator);
      const [only, ...others] = named;
      const { section } = draft.clause.sentence;
      const industry =
        only !== undefined && others.length === 0 ? only : around(section, only === undefined ? null : named);
      return industry === null ? draft : withFields(draft, { industry });
    });
  },
};
