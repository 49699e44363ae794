import { subjectOf, withoutVerb } from '../quantities/indicator.ts';
import { readArabicNumber, readChineseNumeral } from '../quantities/numeral.ts';
import type { Finder } from '../rule.ts';
import { readSigned, signFor } from '../structure/signs.ts';
import { evidenceOf } from '../structure/structure.ts';

/** One of these stands in all that is looked for here. */
const mayRank = signFor('前第');

const rank =
  /(?:稳居|位居|位列|保持在?|保持|进入|跻身|迈入|居于|居|列|排名|排|处于|达到|争取进入)+(?:在)?((?:全国|全球|世界|国内|全省|中西部|西部|东部|中部|北方|南方|同类)[^，,。；;、]{0,12}?)?(?:前|第)(\d{1,3}|[一二三四五六七八九十]{1,3})(?:名|位|强)?(?:之列|以内|行列)?$/;

/** A place to be held among others: 产业规模保持全国前三, 水平居于全国前五名之列. */
export const targetRank: Finder<'target'> = {
  name: 'target-rank',
  find: ({ structure }) =>
    readSigned(structure.clauses, mayRank, (clause) => {
      // The rank closes its clause; its last words are enough to see it.
      const from = Math.max(0, clause.text.length - 40);
      const tail = clause.text.slice(from);
      if (!/[前第]/.test(tail)) return [];
      const match = rank.exec(tail);
      if (!match) return [];
      const written = match[2] ?? '';
      const value = /\d/.test(written) ? readArabicNumber(written) : readChineseNumeral(written);
      // 第一 is praise more often than a rank; 前列 and 前茅 are no numbers at all.
      if (value === null || value < 1 || (value === 1 && !match[1])) return [];
      const indicator = withoutVerb(subjectOf(clause.text.slice(0, from + match.index)));
      const { section } = clause.sentence;
      return [
        {
          clause,
          record: {
            indicator,
            change: 'level',
            comparator: 'le',
            value,
            valueHigh: null,
            unit: '名',
            by: null,
            from: null,
            perYear: false,
            qualifier: null,
            nature: null,
            baselineYear: null,
            baselineValue: null,
            measure: null,
            industry: null,
            section: section.path,
            evidence: [evidenceOf(structure, clause, section)],
            rules: [],
            confidence: 0.7,
          },
        },
      ];
    }),
};
