import { describe, expect, it } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { extractFiles, intakeFiles } from './intake.ts';

const encoder = new TextEncoder();
const file = (name: string, text: string) => ({ name, read: async () => encoder.encode(text) });

/** One year's work points of an invented city: the same title every year, another number and other work. */
const workPoints = (year: number, body: string): string =>
  [
    '临江市人民政府办公室关于印发数字经济发展工作要点的通知',
    `临政办发〔${year}〕5号`,
    '各县（市、区）人民政府：',
    '《数字经济发展工作要点》已经市政府同意，现印发给你们。',
    '临江市人民政府办公室',
    `${year}年2月10日`,
    '数字经济发展工作要点',
    '一、总体目标',
    body,
  ].join('\n\n');
const first = workPoints(
  2023,
  '到2023年底，全市建成标杆车间12个，培育上云企业300家，打通政务数据共享通道，完善港航信息服务。',
);
const second = workPoints(
  2025,
  '年内实现渔业养殖数字化改造面积翻番，新增算力设施投资18亿元，山区县宽带接入能力显著改善，文旅场景更加丰富。',
);

describe('intake', () => {
  it('gives two editions of one title different ids, in one run and in two', async () => {
    const together = await extractFiles([file('2023.txt', first), file('2025.txt', second)]);
    expect(new Set(together.documents.map(({ document }) => document.id)).size).toBe(2);

    const store = await openStore({});
    try {
      await intakeFiles(store, [file('2023.txt', first)]);
      const { documents, failed } = await intakeFiles(store, [file('2025.txt', second)]);
      expect(failed).toEqual([]);
      expect(documents).toMatchObject([{ outcome: 'new' }]);
      expect((await store.documents({}, { limit: 10 })).items).toHaveLength(2);
      const again = await intakeFiles(store, [file('2025.txt', second)]);
      expect(again.documents).toMatchObject([{ outcome: 'unchanged' }]);
    } finally {
      await store.close();
    }
  });

  it('reads the other files when one cannot be read, and says why', async () => {
    const broken = { name: 'gone.txt', read: () => Promise.reject(new Error('EIO')) };
    const { documents, failed } = await extractFiles([broken, file('2023.txt', first)]);
    expect(documents).toHaveLength(1);
    expect(failed).toMatchObject([{ name: 'gone.txt', problem: { code: 'file.unreadable' } }]);
  });

  it('takes the fuller text of a document whichever comes first', async () => {
    const excerpt = first.slice(0, first.length - 24);
    for (const order of [
      [excerpt, first],
      [first, excerpt],
    ]) {
      const store = await openStore({});
      try {
        for (const [i, text] of order.entries()) await intakeFiles(store, [file(`${i}.txt`, text)]);
        const [document, ...others] = (await store.documents({}, { limit: 10 })).items;
        expect(others).toEqual([]);
        expect(await store.documentText(document?.id ?? '')).toContain('完善港航信息服务');
      } finally {
        await store.close();
      }
    }
  });
});
