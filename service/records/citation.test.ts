import { describe, expect, it } from 'vitest';
import { citationOf } from './citation.ts';
import type { RecordView } from './record-view.ts';

const on = new Date('2026-11-21T08:00:00Z');
const record = (
  document: Partial<RecordView['document']>,
  text: string | null = '设立规模50亿元的基金',
): RecordView =>
  ({
    section: '二/(二)',
    evidence: [{ start: 0, end: 11, section: '二/(二)', text }],
    document: {
      title: '云山省数字经济发展行动方案',
      docNumber: '云政办发〔2024〕8号',
      issuers: ['云山省人民政府办公厅'],
      issuedOn: '2024-03-05',
      publishedOn: '2024-03-11',
      url: 'https://www.yunshan.example/plan',
      ...document,
    },
  }) as RecordView;

describe('a citation', () => {
  it('after GB/T 7714 names who, what, the number, the dates and the address', () => {
    expect(citationOf(record({}), on).gbt).toBe(
      '云山省人民政府办公厅. 云山省数字经济发展行动方案: 云政办发〔2024〕8号[A/OL]. (2024-03-11)[2026-11-21]. https://www.yunshan.example/plan.',
    );
  });

  it('invents nothing that the document does not state', () => {
    expect(
      citationOf(record({ docNumber: null, issuers: [], issuedOn: null, publishedOn: null, url: null }), on)
        .gbt,
    ).toBe('云山省数字经济发展行动方案[A].');
  });

  it('names three issuers and sums up the others', () => {
    expect(citationOf(record({ issuers: ['甲厅', '乙厅', '丙厅', '丁局'], url: null }), on).gbt).toMatch(
      /^甲厅, 乙厅, 丙厅, 等\. /,
    );
  });

  it('in plain words quotes the passage and says where it stands', () => {
    expect(citationOf(record({}), on).plain).toBe(
      '“设立规模50亿元的基金”——《云山省数字经济发展行动方案》（云政办发〔2024〕8号），云山省人民政府办公厅，2024-03-05，二 › (二)。',
    );
    expect(citationOf(record({}, null), on).plain).toMatch(/^《云山省/);
  });
});
