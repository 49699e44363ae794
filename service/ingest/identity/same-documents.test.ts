import { describe, expect, it } from 'vitest';
import { type Comparable, groupSameDocuments } from './same-documents.ts';
import { textPrintOf } from './text-print.ts';

const clause = (n: number): string =>
  `第${n}项任务由第${n}工作组承担，于第${n}季度完成并把${['进度', '经费', '质量', '安全'][n % 4]}情况报告给指挥部。`;
const text = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => clause(from + i)).join('\n');
const document = ({
  text: body = text(0, 30),
  ...fields
}: Partial<Comparable> & { text?: string }): Comparable => ({
  title: '云山省竹业发展规划',
  noticeTitle: null,
  docNumber: null,
  issuedOn: null,
  titleDerived: false,
  circular: null,
  print: textPrintOf(body),
  ...fields,
});
/** Groups as letters in the order in which they appear: AAB. */
const groups = (...texts: Comparable[]): string => {
  const numbers = groupSameDocuments(texts);
  const seen = [...new Set(numbers)];
  return numbers.map((n) => String.fromCharCode(65 + seen.indexOf(n))).join('');
};

describe('recognising one document in several texts', () => {
  it('does so whatever marks and blanks the copies have', () => {
    expect(
      groups(document({}), document({ text: text(0, 30).replaceAll('，', ',').replaceAll('\n', ' ') })),
    ).toBe('AA');
  });

  it('knows an excerpt, and a copy whose title is lost', () => {
    expect(groups(document({}), document({ text: text(10, 20) }))).toBe('AA');
    expect(groups(document({}), document({ title: '第0项任务', titleDerived: true }))).toBe('AA');
  });

  it('knows a page of the title alone as a copy of the document that bears it, not as a tie between two', () => {
    const alone = document({ text: '云山省竹业发展规划' });
    expect(groups(document({}), alone)).toBe('AA');
    expect(
      groups(
        document({ docNumber: '云发〔2020〕1号' }),
        alone,
        document({ docNumber: '云发〔2024〕1号', text: text(40, 70) }),
      ),
    ).toBe('AAB');
  });

  it('keeps apart what shares a title and no text, and what shares passages and no title', () => {
    expect(groups(document({}), document({ text: text(40, 70) }))).toBe('AB');
    expect(groups(document({}), document({ title: '云山省茶业发展规划', text: text(8, 38) }))).toBe('AB');
  });

  it('keeps apart what bears two numbers, was issued in two years, or is carried by one circular', () => {
    expect(
      groups(document({ docNumber: '云发〔2020〕1号' }), document({ docNumber: '云发〔2024〕1号' })),
    ).toBe('AB');
    expect(groups(document({ issuedOn: '2020-01-01' }), document({ issuedOn: '2024-01-01' }))).toBe('AB');
    const circular = {};
    expect(groups(document({ circular }), document({ circular }))).toBe('AB');
  });

  it('does not let an excerpt tie two editions', () => {
    const found = groups(
      document({ issuedOn: '2020-01-01' }),
      document({ issuedOn: '2024-01-01' }),
      document({ text: text(5, 15) }),
    );
    expect(found.slice(0, 2)).toBe('AB');
  });
});
