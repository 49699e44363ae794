import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type WordPart, wordDocument } from '../../../test/fixtures/word-document.ts';
import { ingestFile } from '../ingest.ts';
import { packedLimits } from './limits.ts';
import { listNumber } from './list-numbers.ts';
import { unpack } from './packed.ts';

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../test/fixtures/ingest/${name}`, import.meta.url)));
const linesOf = async (name: string, bytes: Uint8Array): Promise<string[]> => {
  const [document] = await ingestFile({ name, bytes });
  return document?.text.split('\n') ?? [];
};

const notice: WordPart[] = [
  { text: '云山省竹产业发展规划（2026—2030年）', style: 'Title' },
  { text: '总体要求', list: [1, 0] },
  { text: '坚持生态优先，把竹资源变成竹产业，让竹农增收、山林常青，全省一盘棋推进。' },
  { text: '发展目标', list: [1, 0] },
  { text: '到2030年，竹产业产值突破900亿元。主要指标见下表。', style: 'Clause' },
  {
    rows: [
      ['指标', '单位', '2025年', '2030年', '属性'],
      ['竹产业产值', '亿元', '420', '900', '预期性'],
      ['单位产值能耗降低率', '%', '—', '[12]', '约束性'],
    ],
  },
  { text: '重点任务', list: [1, 0] },
  { text: '培育主体。支持龙头企业建设原料基地。', list: [1, 1] },
  { text: '建设园区。建设临江竹产业园。', list: [1, 1] },
  { text: '编制目录', list: [1, 2] },
  { text: '公布名单', list: [1, 2] },
  { text: '补充说明', list: [3, 0] },
  { text: '保障措施', list: [1, 0] },
  { text: '落实责任。由省林业局牵头。', list: [1, 1] },
];

describe('a .docx', () => {
  it('keeps its headings, the numbers that Word counts by itself, and its tables as rows', async () => {
    expect(await linesOf('规划.docx', wordDocument(notice))).toEqual([
      '云山省竹产业发展规划（2026—2030年）',
      '一、总体要求',
      '坚持生态优先，把竹资源变成竹产业，让竹农增收、山林常青，全省一盘棋推进。',
      '二、发展目标',
      '（一）到2030年，竹产业产值突破900亿元。主要指标见下表。',
      '指标 | 单位 | 2025年 | 2030年 | 属性',
      '竹产业产值 | 亿元 | 420 | 900 | 预期性',
      '单位产值能耗降低率 | % | — | [12] | 约束性',
      '三、重点任务',
      '（一）培育主体。支持龙头企业建设原料基地。',
      '（二）建设园区。建设临江竹产业园。',
      '1.编制目录',
      '2.公布名单',
      '补充说明',
      '四、保障措施',
      '（一）落实责任。由省林业局牵头。',
    ]);
  });

  it('starts a list anew where its author did, and leaves the table of contents out', async () => {
    const lines = await linesOf(
      'a.docx',
      wordDocument([
        '云山省人民政府关于发展竹产业的意见',
        { text: '总体要求1', style: 'TOC1' },
        { text: '第一部分的要求是加快发展、提高质量、保护生态', list: [1, 0] },
        { text: '第二部分的要求是加强组织领导、落实各方责任', list: [1, 0] },
        { text: '附件中的第一项', list: [2, 0] },
      ]),
    );
    expect(lines.map((line) => line.slice(0, 4))).toEqual(['云山省人', '一、第一', '二、第二', '一、附件']);
  });

  it('leads back from its clean text to the HTML that was made of it', async () => {
    const bytes = wordDocument(notice);
    const [document] = await ingestFile({ name: 'a.docx', bytes });
    const source = await unpack('a.docx', 'docx', bytes);
    for (const run of document?.origin ?? [])
      if (run.exact)
        expect(document?.text.slice(run.clean, run.clean + run.length)).toBe(
          source.slice(run.source, run.source + run.length),
        );
  });

  it('is refused where it is no .docx, encrypted, broken or a bomb', async () => {
    const problemOf = (bytes: Uint8Array): Promise<unknown> => unpack('a.docx', 'docx', bytes);
    await expect(problemOf(strToU8('云山省'))).rejects.toMatchObject({ code: 'file.kind' });
    await expect(problemOf(new Uint8Array())).rejects.toMatchObject({ code: 'file.empty' });
    const locked = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
      Buffer.alloc(512),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    await expect(problemOf(locked)).rejects.toMatchObject({ code: 'file.encrypted' });
    const whole = wordDocument(notice);
    await expect(problemOf(whole.subarray(0, 900))).rejects.toMatchObject({ code: 'file.broken' });
    await expect(problemOf(zipSync({ 'a.txt': strToU8('a') }))).rejects.toMatchObject({
      code: 'file.broken',
    });
    const bomb = wordDocument(notice, { 'word/zeros.xml': new Uint8Array(packedLimits.inflatedBytes + 1) });
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(problemOf(bomb)).rejects.toMatchObject({ code: 'file.too-large' });
  });

  it('does not inflate more than a part says that it holds', async () => {
    const bytes = wordDocument(['云山省'.repeat(100_000)]);
    const { originalSize, at } = sizeField(bytes, 'word/document.xml');
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(at, 1000, true);
    expect(originalSize).toBeGreaterThan(1000);
    await expect(unpack('a.docx', 'docx', bytes)).rejects.toMatchObject({ code: 'file.broken' });
  });

  it('is ended where it takes too long, and the next file is read all the same', async () => {
    const slow = { ...packedLimits, milliseconds: 1 };
    await expect(unpack('a.docx', 'docx', wordDocument(notice), slow)).rejects.toMatchObject({
      code: 'file.slow',
    });
    expect(await unpack('b.docx', 'docx', wordDocument(notice))).toContain('总体要求');
  });
});

/** Where the central directory of a .zip states the inflated size of a part. */
const sizeField = (bytes: Uint8Array, name: string): { originalSize: number; at: number } => {
  const text = strFromU8(bytes, true);
  const entry = text.lastIndexOf(name) - 46;
  const originalSize = unzipSync(bytes, { filter: (file) => file.name === name })[name]?.length ?? 0;
  return { originalSize, at: entry + 24 };
};

describe('a .pdf with a text layer', async () => {
  const lines = await linesOf('plan.pdf', fixture('plan.pdf'));

  it('gives whole paragraphs over lines and pages, without running heads and page numbers', () => {
    expect(lines[0]).toBe('云山省新材料产业发展规划（2026—2030年）');
    expect(lines).toContain(
      '到2030年，全省新材料产业产值突破1800亿元，培育年产值超过20亿元的骨干企业30家，建成省级中试基地12个，重点产品首批次应用超过200项。主要指标见表1。',
    );
    expect(lines.find((line) => line.startsWith('（二）'))).toMatch(
      /^（二）抓好首批次应用。.*成果双方共享。$/,
    );
    expect(lines.join('\n')).not.toMatch(/公报|—\s*\d\s*—/);
  });

  it('gives a ruled table as rows, cells whole that are broken into lines, over two pages', () => {
    expect(lines.filter((line) => line.includes(' | '))).toEqual([
      '指标 | 单位 | 2025年 | 2030年 | 属性',
      '新材料产业产值 | 亿元 | 960 | 1800 | 预期性',
      '研发经费投入强度 | % | 3.1 | ≥4.5 | 预期性',
      '中试验证服务平台新材料检测能力覆盖率 | % | 62 | 90左右 | 预期性',
      '单位产值能耗降低率 | % | — | [13] | 约束性',
      '一般固废综合利用率 | % | 71.5 | 80 | 约束性',
    ]);
  });
});

describe('a .pdf that cannot be read', () => {
  it.each([
    ['is a scan', 'scan.pdf', fixture('scan.pdf'), 'file.scanned'],
    ['opens by a password', 'locked.pdf', fixture('locked.pdf'), 'file.encrypted'],
    ['was cut off', 'cut.pdf', fixture('scan.pdf').subarray(0, 300), 'file.broken'],
    ['is text', 'text.pdf', strToU8('云山省人民政府'), 'file.kind'],
  ])('because it %s is refused, and the problem says what to do', async (_, name, bytes, code) => {
    const problem = await unpack(name, 'pdf', bytes).catch((error: unknown) => error);
    expect(problem).toMatchObject({ code });
    if (code === 'file.scanned') expect(String((problem as Error).message)).toMatch(/OCR/);
  });

  it('because it has too many pages is refused', async () => {
    const few = { ...packedLimits, pages: 1 };
    await expect(unpack('plan.pdf', 'pdf', fixture('plan.pdf'), few)).rejects.toMatchObject({
      code: 'file.too-large',
    });
  });
});

describe('a number of a list', () => {
  it.each([
    [1, 'chineseCounting', '一'],
    [10, 'japaneseCounting', '十'],
    [12, 'chineseCountingThousand', '十二'],
    [20, 'chineseCounting', '二十'],
    [103, 'chineseCounting', '一百零三'],
    [21, 'ideographDigital', '二一'],
    [3, 'decimalEnclosedCircle', '③'],
    [4, 'upperRoman', 'IV'],
    [28, 'lowerLetter', 'bb'],
    [7, 'decimal', '7'],
  ])('%i in %s is %s', (n, format, text) => {
    expect(listNumber(n, format)).toBe(text);
  });
});
