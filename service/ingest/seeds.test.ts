import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CleanDocument } from '../records/clean-document.ts';
import { ingestFiles } from './ingest.ts';

/** Real documents beside the project; facts about them are held here, none of their sentences. */
const corpus = join(import.meta.dirname, '../../../shared/corpus');
const isThere = existsSync(join(corpus, 'seeds'));
const filesOf = (folder: string) =>
  (isThere ? readdirSync(join(corpus, folder)) : [])
    .sort()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(corpus, folder, name))) }));
const titles = (documents: readonly CleanDocument[]): string[] =>
  documents.map((document) => document.fields.title);

// Skipped where ../shared/corpus is not there: it is no part of the project.
describe.skipIf(!isThere)('the seeds in ../shared/corpus (skipped where it is missing)', () => {
  const ingested = ingestFiles(filesOf('seeds'));
  const from = async (file: string): Promise<CleanDocument[]> =>
    (await ingested).filter((document) => document.source.name.startsWith(file));

  it('hold twenty-two documents: ten of a dump, a circular with ten, and a plan', async () => {
    expect(await ingested).toHaveLength(22);
    expect(await from('002')).toHaveLength(10);
    expect(await from('004')).toHaveLength(11);
    expect(await from('001')).toHaveLength(1);
  });

  it('know the one-line copy and the two excerpts as copies', async () => {
    const documents = await from('004');
    const copiesOf = (part: string) =>
      documents
        .find(({ fields }) => fields.title.includes(part))
        ?.copies.map(({ source, relation }) => [source.slice(0, 3), relation]);
    expect(copiesOf('新一代信息技术')).toEqual([['000', 'scrape']]);
    expect(copiesOf('人工智能')).toEqual([['003', 'excerpt']]);
    expect(copiesOf('软件')).toEqual([['003', 'excerpt']]);
  });

  it('give the ten opinions of 2017 their circular, number, issuers, date and region', async () => {
    const documents = await ingested;
    const circular = documents.findIndex(({ fields }) => fields.title.includes('系列文件'));
    const opinions = documents.filter((document) => document.parent === circular);
    expect(opinions).toHaveLength(10);
    for (const { fields } of [...opinions, documents[circular] as CleanDocument])
      expect(fields).toMatchObject({
        docNumber: '京发〔2017〕27号',
        issuers: ['中共北京市委', '北京市人民政府'],
        issuedOn: '2017-12-20',
        region: '北京市',
        publishedOn: null,
      });
    for (const { fields } of opinions) expect(fields.title).toMatch(/^北京市加快科技创新.*的指导意见$/);
  });

  it.each([
    ['青海', '2018-05-15', '2018-05-29', '青海省', '青海省人民政府办公厅'],
    ['甘肃省新一代人工智能发展实施方案', '2018-08-01', '2018-08-06', '甘肃省', '甘肃省人民政府办公厅'],
    ['陕西', '2018-08-25', '2018-09-05', '陕西省', '陕西省人民政府办公厅'],
    ['贵州', '2018-06-11', '2018-06-21', '贵州省', '贵州省人民政府'],
    ['四川省新一代人工智能发展实施方案', '2018-09-28', '2018-09-28', '四川省', '四川省人民政府'],
    ['湖北', '2019-01-15', '2019-01-15', '湖北省', '湖北省人民政府'],
    ['三晋通办', null, '2018-12-04', '山西省', '山西省人民政府办公厅'],
    ['七链', '2018-12-17', '2018-12-20', '天津市', '天津市人民政府办公厅'],
    ['三年行动计划', '2018-10-22', '2018-10-29', '天津市', '天津市人民政府办公厅'],
    ['山东省新一代信息技术产业专项规划', '2018-10-28', '2018-10-29', '山东省', '山东省人民政府'],
  ])('read the dump: %s', async (part, issuedOn, publishedOn, region, issuer) => {
    const document = (await from('002')).find(({ fields }) => fields.title.includes(part));
    expect(document?.fields).toMatchObject({
      issuedOn,
      publishedOn,
      region,
      issuers: [issuer],
      docNumber: null,
    });
  });

  it('read periods and days of entry into force only where they are stated', async () => {
    const documents = await from('002');
    expect(
      documents.filter(({ fields }) => fields.period !== null).map(({ fields }) => fields.period),
    ).toEqual([
      [2018, 2020],
      [2018, 2020],
      [2018, 2022],
    ]);
    expect(documents.flatMap(({ fields }) => fields.effectiveFrom ?? [])).toEqual(['2018-06-14']);
  });

  it('name the plan without a head after its place, field and period', async () => {
    const [plan] = await from('001');
    expect(plan?.fields).toMatchObject({ region: '天津市', period: [2021, 2025] });
    expect(plan?.fields.title).toMatch(/^天津市新一代信息技术产业.*“十四五”.*规划$/);
    expect(plan?.text.match(/^[一二三四五六]、/gm)).toHaveLength(6);
    // Matches are listed, so that a failure does not print the text.
    expect(plan?.text.match(/[(（][a-zà-ǜ]+[)）]|[?？]|[產業發創數]/g)).toBeNull();
  });

  it('leave no page furniture in any text', async () => {
    for (const { text } of await ingested)
      expect(text.match(/浏览次数|打印本页|关闭窗口|\|\|\||\{\{|阅读:|扫一扫/)).toBeNull();
  });

  it('are read in well under two seconds', async () => {
    const files = filesOf('seeds');
    const start = performance.now();
    await ingestFiles(files);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe.skipIf(!existsSync(join(corpus, 'more')))('the other documents in ../shared/corpus', () => {
  it('are one document each, with a title and, where they state one, a number', async () => {
    const files = filesOf('more');
    const documents = await ingestFiles(files);
    expect(documents.map((document) => document.source.name)).toEqual(files.map((file) => file.name));
    expect(titles(documents).filter((title) => title.startsWith('（无标题）'))).toHaveLength(1);
    expect(documents.flatMap(({ fields }) => fields.docNumber ?? [])).toEqual([
      '沪科〔2025〕5号',
      '工信部联科〔2024〕12号',
      '皖开放办〔2022〕6号',
      '渝府发〔2022〕34号',
      '国发〔2017〕35号',
      '国发〔2016〕65号',
      '国办发〔2018〕121号',
    ]);
  });
});
