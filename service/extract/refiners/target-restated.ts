import type { Target } from '../../records/target.ts';
import { type Draft, type Refiner, withFields } from '../rule.ts';

/** How many targets of one number are looked at again; real documents hold fewer of them. */
const mostAlike = 40;

type Fields = Omit<Target, 'id'>;

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}\p{S}的]/gu, '');
const bigramsOf = (text: string): Set<string> => {
  const bigrams = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) bigrams.add(text.slice(i, i + 2));
  return bigrams;
};

/** Share of the shorter indicator's pairs of characters that the longer one has. */
const likeness = (x: ReadonlySet<string>, y: ReadonlySet<string>): number => {
  const [short, long] = x.size <= y.size ? [x, y] : [y, x];
  if (short.size === 0) return 0;
  let shared = 0;
  for (const pair of short) if (long.has(pair)) shared++;
  return shared / short.size;
};

const sameDeadline = (a: Fields, b: Fields): boolean =>
  a.by === b.by || a.by === null || b.by === null || a.by.slice(0, 4) === b.by.slice(0, 4);

const figures = ({ indicator, qualifier }: Fields): string =>
  `${indicator}${qualifier ?? ''}`.match(/\d+(?:\.\d+)?/g)?.join(' ') ?? '';
/** 产值超10亿元企业 and 产值超50亿元企业 are alike in words and are two classes. */
const sameClass = (a: Fields, b: Fields): boolean => {
  const [x, y] = [figures(a), figures(b)];
  return x === '' || y === '' || x === y || x.includes(y) || y.includes(x);
};

/**
 * A row of a table is terse (风电 | 1200): where a sentence states the same (风电总装机规模达到1200万千瓦以上), its bound and its
 * longer name hold.
 */
const tableAndSentence = (a: Fields, b: Fields): Partial<Fields> => {
  const inTable = [a, b].filter(({ rules }) => rules.includes('target-table')).length;
  if (inTable !== 1) return {};
  const plainLength = ({ indicator }: Fields): number =>
    indicator.replace(/[（(][^（）()]*[）)]/g, '').length;
  const name = plainLength(a) >= plainLength(b) ? a.indicator : b.indicator;
  return { indicator: name, comparator: a.comparator === 'eq' ? b.comparator : a.comparator };
};

/**
 * Makes one record of a target that the document states twice: the same indicator in substance, value, unit and
 * deadline (record-model.md, target). The first keeps its words; what only the second says completes it.
 */
export const targetRestated: Refiner<'target'> = {
  name: 'target-restated',
  refine: (drafts) => {
    const byNumber = new Map<string, Draft<'target'>[]>();
    const placeOf = new Map<Draft<'target'>, number>();
    const kept: Draft<'target'>[] = [];
    /** Read once an indicator, however many targets of its number it is held against. */
    const known = new Map<string, ReadonlySet<string>>();
    const bigrams = (indicator: string): ReadonlySet<string> => {
      const read = known.get(indicator) ?? bigramsOf(plain(indicator));
      known.set(indicator, read);
      return read;
    };
    for (const draft of drafts) {
      const { record } = draft;
      const key = [record.value, record.valueHigh, record.unit, record.change].join('|');
      const same = byNumber.get(key) ?? [];
      const near = same.slice(-mostAlike);
      const found = near.findIndex(
        (earlier) =>
          sameDeadline(earlier.record, record) &&
          sameClass(earlier.record, record) &&
          (earlier.clause !== draft.clause || earlier.quantity?.start === draft.quantity?.start) &&
          likeness(bigrams(earlier.record.indicator), bigrams(record.indicator)) >= 0.75,
      );
      const at = found < 0 ? -1 : same.length - near.length + found;
      const earlier = same[at];
      if (!earlier) {
        same.push(draft);
        byNumber.set(key, same);
        placeOf.set(draft, kept.push(draft) - 1);
        continue;
      }
      if (earlier.clause === draft.clause) continue;
      const told = tableAndSentence(earlier.record, record);
      const merged = withFields(earlier, {
        indicator: told.indicator ?? earlier.record.indicator,
        comparator: told.comparator ?? earlier.record.comparator,
        by: earlier.record.by ?? record.by,
        from: earlier.record.from ?? record.from,
        qualifier: earlier.record.qualifier ?? record.qualifier,
        nature: earlier.record.nature ?? record.nature,
        baselineYear: earlier.record.baselineYear ?? record.baselineYear,
        baselineValue: earlier.record.baselineValue ?? record.baselineValue,
        evidence: [...earlier.record.evidence, ...record.evidence],
        confidence:
          Math.min(95, Math.round(100 * Math.max(earlier.record.confidence, record.confidence)) + 5) / 100,
      });
      const place = placeOf.get(earlier);
      if (place === undefined) continue;
      kept[place] = merged;
      placeOf.set(merged, place);
      same[at] = merged;
    }
    return kept;
  },
};
