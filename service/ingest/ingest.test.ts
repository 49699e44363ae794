import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CleanDocument } from '../records/clean-document.ts';
import { documentFieldsSchema } from '../records/document.ts';
import { type IncomingFile, ingestFile, ingestFiles } from './ingest.ts';

const fixture = (name: string): IncomingFile => ({
  name,
  bytes: new Uint8Array(readFileSync(new URL(`../../test/fixtures/ingest/${name}`, import.meta.url))),
});
const file = (name: string, text: string): IncomingFile => ({ name, bytes: new TextEncoder().encode(text) });
const titled = (documents: readonly CleanDocument[], part: string): CleanDocument => {
  const found = documents.find((document) => document.fields.title.includes(part));
  if (!found) throw new Error(`no document with ${part} in its title`);
  return found;
};

/** What must hold of every document, whatever the file. */
const expectSound = (document: CleanDocument, source: string | null): void => {
  expect(documentFieldsSchema.safeParse(document.fields).success).toBe(true);
  expect(document.text).toBe(document.text.trim());
  expect(document.text).not.toMatch(/\n\n|[ \t]\n|\n[ \t]|\r/);
  let at = 0;
  for (const run of document.origin) {
    expect(run.clean).toBe(at);
    expect(run.length).toBeGreaterThan(0);
    if (run.exact) expect(run.sourceLength).toBe(run.length);
    at += run.length;
    if (source === null) continue;
    expect(run.source).toBeGreaterThanOrEqual(0);
    expect(run.source + run.sourceLength).toBeLessThanOrEqual(source.length);
  }
  expect(at).toBe(document.text.length);
};

describe('a dump of pages, each twice, with furniture between', async () => {
  const documents = await ingestFile(fixture('crawl-dump.txt'));

  it('gives each document once, the other copy noted', () => {
    expect(documents.map((document) => document.fields.title)).toEqual([
      '临江市人民政府办公室关于推进公共停车场开放共享的通知',
      '云山省冷链物流发展行动计划(2021—2023年)',
      '云山省政务数据目录编制规范',
    ]);
    expect(documents.map((document) => document.copies)).toEqual(
      documents.map(() => [{ source: 'crawl-dump.txt', relation: 'same' }]),
    );
  });

  it('reads the fields of a notice that is itself the instrument', () => {
    expect(documents[0]?.fields).toEqual({
      title: '临江市人民政府办公室关于推进公共停车场开放共享的通知',
      noticeTitle: null,
      issuers: ['临江市人民政府办公室'],
      docNumber: null,
      issuedOn: '2021-03-18',
      publishedOn: '2021-03-25',
      effectiveFrom: '2021-05-01',
      region: '吉林省临江市',
      period: null,
      url: null,
    });
  });

  it('reads the fields of an instrument and of the notice that forwards it', () => {
    expect(documents[1]?.fields).toMatchObject({
      noticeTitle: '云山省人民政府办公厅关于印发云山省冷链物流发展行动计划(2021—2023年)的通知',
      issuers: ['云山省人民政府办公厅'],
      issuedOn: '2021-04-02',
      publishedOn: '2021-04-09',
      region: '云山省',
      period: [2021, 2023],
    });
  });

  it('keeps a page that holds a title and a PDF only, with its day of publication', () => {
    expect(documents[2]?.fields).toMatchObject({ issuedOn: null, publishedOn: '2021-04-20' });
    expect(documents[2]?.text).not.toContain('PDF');
  });

  it('puts paragraphs and headings on lines of their own, and leaves no furniture', () => {
    const text = documents[1]?.text ?? '';
    expect(text).toContain('\n一、工作目标\n到2023年,');
    expect(text.split('\n')).toContain('(二)打通干线运输。组织冷链班列,由省交通厅牵头编制线路方案。');
    expect(text).not.toMatch(/阅读|\{\{|PDF/);
  });
});

describe('a circular with opinions, in several files', () => {
  const all = () =>
    ingestFiles([fixture('one-line-copy.txt'), fixture('excerpt.md'), fixture('circular.txt')]);

  it('makes every opinion a document that its circular carries, and keeps opinions of one model apart', async () => {
    const documents = await all();
    expect(documents).toHaveLength(4);
    const circular = documents.findIndex((document) => document.parent === null);
    expect(documents[circular]?.fields.title).toBe(
      '中共云山省委 云山省人民政府关于印发山地特色产业系列文件的通知',
    );
    expect(documents.filter((document) => document.parent === circular)).toHaveLength(3);
  });

  it('hands number, issuers, date and region down to them', async () => {
    for (const document of await all())
      expect(document.fields).toMatchObject({
        docNumber: '云发〔2024〕18号',
        issuers: ['中共云山省委', '云山省人民政府'],
        issuedOn: '2024-03-06',
        region: '云山省',
      });
  });

  it('takes the fullest text, and notes where copies and excerpts of it stand', async () => {
    const documents = await all();
    expect(titled(documents, '水轮机')).toMatchObject({
      source: { name: 'circular.txt' },
      copies: [{ source: 'one-line-copy.txt', relation: 'scrape' }],
    });
    expect(titled(documents, '竹纤维').copies).toEqual([{ source: 'excerpt.md', relation: 'excerpt' }]);
    expect(titled(documents, '竹纤维').source.name).toBe('circular.txt');
  });

  it('fills what the fullest text lacks from the others: address and day of publication', async () => {
    const documents = await all();
    const url = 'https://www.yunshan.example/zhengce/t20240312_118.html';
    expect(titled(documents, '竹纤维').fields).toMatchObject({ url, publishedOn: '2024-03-12' });
    // The front matter speaks of another document; its page carries this one all the same.
    expect(titled(documents, '山地茶').fields).toMatchObject({ url, publishedOn: null });
    expect(titled(documents, '水轮机').fields.url).toBeNull();
  });

  it('does not depend on the order of the files', async () => {
    const facts = (documents: readonly CleanDocument[]): string[] =>
      documents.map((d) => JSON.stringify([d.fields, d.text, d.copies.length])).sort();
    const other = await ingestFiles([
      fixture('circular.txt'),
      fixture('excerpt.md'),
      fixture('one-line-copy.txt'),
    ]);
    expect(facts(other)).toEqual(facts(await all()));
  });

  it('reads the copy on one line into the same paragraphs', async () => {
    const [copy] = await ingestFile(fixture('one-line-copy.txt'));
    expect(copy?.text.split('\n').slice(2, 6)).toEqual([
      '一、总体要求',
      '(一)基本原则',
      '坚持市场主导。水电站多,由企业自己选定方向,政府只在标准、检测和人才三件事上出力,不替企业做主。',
      '(二)发展目标',
    ]);
  });
});

describe('other files', () => {
  it('holds two documents apart that follow each other', async () => {
    const documents = await ingestFile(fixture('two-documents.txt'));
    expect(documents.map(({ fields }) => [fields.title, fields.issuedOn, fields.effectiveFrom])).toEqual([
      ['青禾市人民政府关于加强河道采砂管理的通告', '2019-12-03', '2020-01-01'],
      ['青禾市人民政府关于建设城市绿道的意见', '2019-12-10', null],
    ]);
    expect(documents.every((document) => document.parent === null)).toBe(true);
  });

  it('reads a page of a government site with its table of facts', async () => {
    const [document, ...others] = await ingestFile(fixture('page.html'));
    expect(others).toEqual([]);
    expect(document?.fields).toMatchObject({
      title: '云山省人民政府关于发展夜间经济的实施意见',
      docNumber: '云政发〔2022〕21号',
      issuedOn: '2022-08-15',
      publishedOn: '2022-08-19',
      url: 'https://www.yunshan.example/art/2022/8/19/art_12_907.html',
    });
    expect(document?.text).toContain('街区（条） | 12 | 50');
    expect(document?.text).not.toMatch(/索引|责任编辑|不是正文|首页|版权/);
  });

  it('reads escaped HTML in a .txt', async () => {
    const [document] = await ingestFile(fixture('escaped.txt'));
    expect(document?.text).toContain('\n一、工作目标\n到2025年，');
    expect(document?.text).toContain('“一梯一档”');
  });

  it('makes paragraphs of printed text, without running heads, page numbers and contents', async () => {
    const [document] = await ingestFile(fixture('printed.txt'));
    expect(document?.fields).toMatchObject({
      title: '云山省城镇供水管理办法',
      noticeTitle: '云山省人民政府关于印发云山省城镇供水管理办法的通知',
      docNumber: '云政发〔2024〕9号',
      issuedOn: '2024-05-20',
      effectiveFrom: '2024-07-01',
    });
    expect(document?.text.split('\n')).toContain(
      '本办法所称城镇供水，是指利用公共供水管网向单位和居民的生活、生产和其他建设提供用水的活动，不包括农村集中供水工程的供水活动。',
    );
    expect(document?.text).not.toMatch(/行政规范性文件|\.\.\.|- \d/);
  });

  it('reads a headless plan in traditional script with readings, and gives it the title that it implies', async () => {
    const [document] = await ingestFile(fixture('traditional-with-readings.txt'));
    expect(document?.fields).toMatchObject({ title: '水稻种业高质量发展“十五五”规划', period: [2026, 2030] });
    expect(document?.text).toContain('全省已有种子企业86家,产业规模居国内前列。');
    expect(document?.text).not.toMatch(/[a-z]|扫一扫|资讯/);
  });

  it('takes the title of a text without one from the name of its file, where that is a title', async () => {
    const text =
      '竹林面积居全国前列。为加快发展，省里决定从今年起用三年时间改造低产竹林，并建立竹材收储制度。';
    const titleOf = async (name: string) => (await ingestFile(file(name, text)))[0]?.fields.title;
    expect(await titleOf('下载/03_云山省竹业发展规划（2024—2028年）.txt')).toBe(
      '云山省竹业发展规划（2024—2028年）',
    );
    expect(await titleOf('000_5d2c28d4.txt')).toMatch(/^（无标题）/);
  });

  it('takes the title of a page without a heading from its tab, without the name of the site', async () => {
    const [document] = await ingestFile(
      file(
        'a.html',
        '<html><head><title>云山省竹业发展规划_云山省人民政府网</title></head><body><p>竹林面积居全国前列，发展条件好，省里决定改造低产竹林。</p></body></html>',
      ),
    );
    expect(document?.fields.title).toBe('云山省竹业发展规划');
  });

  it('keeps a draft apart from what became of it, and a plan from that of another year', async () => {
    const text = (title: string, year: number): string =>
      `${title}\n为加快全省竹业发展，决定改造低产竹林五万亩，新建苗圃十二处，完成林道建设二百公里，培训林农一万人次，建立竹材收储制度，开展森林防火演练。\n云山省林业局\n${year}年3月6日`;
    const documents = await ingestFiles([
      file('a.txt', text('云山省竹业发展规划（征求意见稿）', 2024)),
      file('b.txt', text('云山省竹业发展规划', 2024)),
      file('c.txt', text('云山省竹业发展规划', 2020)),
      file('d.txt', text('云山省竹业发展规划', 2024)),
    ]);
    expect(documents.map((document) => document.copies.length)).toEqual([0, 1, 0]);
  });

  it('gives the same documents for the same bytes', async () => {
    expect(await ingestFile(fixture('circular.txt'))).toEqual(await ingestFile(fixture('circular.txt')));
  });

  it('keeps two documents apart that bear one title and say different things', async () => {
    const year = (text: string): string =>
      `云山省林业工作要点\n一、今年的任务\n${text}\n二、保障措施\n由省林业局负责落实，${text}`;
    const documents = await ingestFiles([
      file('a.txt', year('改造低产竹林五万亩，新建苗圃十二处，完成林道建设二百公里，培训林农一万人次。')),
      file('b.txt', year('修订林木采伐管理规定，开展森林防火演练，把古树名木逐株登记，建成数字档案。')),
    ]);
    expect(documents).toHaveLength(2);
  });
});

describe('origins', () => {
  it.each([
    'crawl-dump.txt',
    'circular.txt',
    'excerpt.md',
    'one-line-copy.txt',
    'page.html',
    'escaped.txt',
    'printed.txt',
    'two-documents.txt',
  ])('of %s lead back to the characters that stood in the source', async (name) => {
    const incoming = fixture(name);
    const source = new TextDecoder().decode(incoming.bytes);
    for (const document of await ingestFile(incoming)) {
      expectSound(document, source);
      for (const run of document.origin.filter((r) => r.exact)) {
        const clean = document.text.slice(run.clean, run.clean + run.length);
        // Hard spaces and line ends are the only characters that these files change one for one.
        expect(clean.replace(/[ \n]/g, ' ')).toBe(
          source.slice(run.source, run.source + run.length).replace(/\s/g, ' '),
        );
      }
    }
  });

  it('of traditional characters lead back to them one by one', async () => {
    const incoming = fixture('traditional-with-readings.txt');
    const source = new TextDecoder().decode(incoming.bytes);
    const [document] = await ingestFile(incoming);
    if (!document) throw new Error('no document');
    expectSound(document, source);
    const at = document.text.indexOf('种质资源库');
    const run = document.origin.find((r) => r.clean <= at && at < r.clean + r.length);
    expect(source[(run?.source ?? 0) + at - (run?.clean ?? 0)]).toBe('種');
  });

  it('hold for any text, of which ingestion gives sound documents or a problem with a code', async () => {
    const piece = fc.constantFrom(
      '云山省人民政府关于发展竹业的意见',
      '云山省竹业规划',
      '各市人民政府：',
      '一、总体要求',
      '（一）目标',
      '到2025年，建成50个基地。',
      '云山省人民政府',
      '2024年3月6日',
      '（此件公开发布）',
      '现印发给你们',
      '   ',
      '\u3000\u3000',
      '\n',
      '\n\n',
      '\r\n',
      '\f',
      '|',
      '|||',
      '{{ x }}',
      '2024-03-06云山省政府 阅读: 3',
      '<p>',
      '</p>',
      '&nbsp;',
      '\\"',
      '?！',
      '現(xiàn)',
      '---',
      '# ',
      '目录',
      '.....',
      '- 1 -',
      '`',
      'text: `',
      '附件：',
      '\u00a0',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 60 }),
        fc.constantFrom('.txt', '.md', '.html'),
        async (pieces, extension) => {
          const source = pieces.join('');
          let documents: CleanDocument[] = [];
          try {
            documents = await ingestFile(file(`a${extension}`, source));
          } catch (problem) {
            expect(problem).toHaveProperty('code', expect.stringMatching(/^file\./));
          }
          const decoded = new TextDecoder().decode(new TextEncoder().encode(source));
          for (const document of documents) expectSound(document, decoded);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('large and odd files', () => {
  const head = '云山省人民政府关于发展竹业的意见\n为加快全省竹业发展，决定改造低产竹林，建立收储制度。\n';
  it.each([
    ['a line of very many sentences', '.txt', '发展。 '.repeat(200_000)],
    ['a page of very many elements', '.html', '<p>发展竹业。</p>'.repeat(150_000)],
    ['very many empty lines', '.txt', '\n'.repeat(400_000)],
    ['very many page breaks', '.txt', '\f'.repeat(400_000)],
    ['very many brackets', '.md', '['.repeat(400_000)],
    ['very many heads of columns', '.txt', '属性\n\n'.repeat(200_000)],
    ['very many heads of tables', '.txt', '指标    单位    2025年\n'.repeat(40_000)],
    ['very many counties', '.txt', '我县'.repeat(200_000)],
    ['very many dates', '.txt', '2018年1月1日\n'.repeat(40_000)],
  ])('with %s are read', async (_, extension, rest) => {
    expect((await ingestFile(file(`a${extension}`, head + rest))).length).toBeGreaterThan(0);
  });
});

describe('what cannot be read', () => {
  it('says that a page of menus holds no document', async () => {
    await expect(
      ingestFile(file('a.html', '<html><body><nav>首页</nav><div>Home</div></body></html>')),
    ).rejects.toEqual(expect.objectContaining({ code: 'file.no-document' }));
  });

  it('ends the run with the first such file, unless somebody asks to be told', async () => {
    const bad = { name: 'b.txt', bytes: new Uint8Array() };
    await expect(ingestFiles([fixture('circular.txt'), bad])).rejects.toMatchObject({ code: 'file.empty' });
    const told: [string, unknown][] = [];
    const documents = await ingestFiles([bad, fixture('two-documents.txt')], (incoming, problem) => {
      told.push([incoming.name, problem]);
    });
    expect(documents).toHaveLength(2);
    expect(told).toEqual([['b.txt', expect.objectContaining({ code: 'file.empty' })]]);
  });

  it('takes files as they come, one after the other', async () => {
    const come = async function* () {
      yield fixture('two-documents.txt');
      yield fixture('page.html');
    };
    expect(await ingestFiles(come())).toHaveLength(3);
  });
});

describe('a title of which a bracket was lost', () => {
  it.each([
    ['云山省关于加快竹业发展的若干措施 征求意见稿)'],
    ['云山省关于加快竹业发展的若干措施（征求意见稿'],
  ])('goes without what the bracket held: %s', async (line) => {
    const body =
      '为加快全省竹业发展，结合我省实际，制定如下措施。\n一、扩大规模\n支持各地建设竹材加工园区，完善配套设施，培育龙头企业。';
    const [document] = await ingestFile(file('a.txt', `${line}\n\n${body}`));
    expect(document?.fields.title).toBe('云山省关于加快竹业发展的若干措施');
  });
});
