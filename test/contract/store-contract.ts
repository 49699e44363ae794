import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CorrectionInput } from '../../service/records/corrections.ts';
import type { Kind } from '../../service/records/kinds.ts';
import { Problem } from '../../service/records/problem.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import type { Page, PageRequest, RecordQuery, Store } from '../../service/store/store.ts';
import { type Clause, policyDocument } from '../fixtures/policy-document.ts';

/** A store under test, with a way to empty it. */
export interface StoreUnderTest {
  store: Store;
  empty(): Promise<void>;
  close(): Promise<void>;
}

const output = (value: number, by = '2025'): Clause => ({
  section: '一/(一)',
  words: `到${by}年新材料产业产值达到${value}亿元`,
  targets: [{ indicator: '新材料产业产值', value, by }],
});
const firms: Clause = {
  section: '二/(一)/1',
  words: '培育制造业单项冠军企业20家',
  targets: [{ indicator: '制造业单项冠军企业', value: 20, unit: '家', by: '2023-06' }],
};
const duties: Clause = {
  section: '二/(一)',
  words: '(牵头单位:省科技厅;责任单位:省财政厅)',
  assignments: [
    { task: '1.创新', agency: '省科技厅', role: 'lead' },
    { task: '1.创新', agency: '省财政厅', role: 'support' },
  ],
};
const park: Clause = {
  section: '三',
  words: '建设临江软件园,发展集成电路和人工智能',
  parks: [{ name: '临江软件园', location: '临江市', industries: ['集成电路', '人工智能'] }],
};
const fund: Clause = {
  section: '四',
  words: '设立云山省集成电路产业基金',
  funds: [{ name: '云山省集成电路产业基金' }],
};
const goal: Clause = {
  section: '一',
  words: '创新体系初步建成',
  goals: [{ statement: '创新体系初步建成', by: '2025' }],
};
const plan = { title: '云山省新材料方案' };
const city = { title: '临江市数字经济方案', region: '云山省临江市', issuedOn: '2022-05-01' };
const whole = [goal, output(300), firms, duties, park, fund];

const problemCode = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return undefined;
};

const pagesOf = async <T>(
  read: (page: PageRequest) => Promise<Page<T>>,
  limit: number,
  between: () => Promise<void> = async () => undefined,
): Promise<T[]> => {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor === undefined ? { limit } : { limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.next ?? undefined;
    await between();
  } while (cursor !== undefined);
  return items;
};

/**
 * What every store must do, whatever database is behind it.
 * @param name of the database
 * @param open opens an empty store
 */
export const describeStore = (name: string, open: () => Promise<StoreUnderTest>): void => {
  describe(`the store on ${name}`, () => {
    let under: StoreUnderTest;
    let store: Store;
    beforeAll(async () => {
      under = await open();
      store = under.store;
    });
    beforeEach(() => under.empty());
    afterAll(() => under?.close());

    const all = async (kind: Kind, query: RecordQuery = {}): Promise<RecordView[]> =>
      (await store.records(kind, query, { limit: 1000 })).items as RecordView[];
    const only = async (kind: Kind, query: RecordQuery = {}): Promise<RecordView> => {
      const items = await all(kind, query);
      expect(items).toHaveLength(1);
      return items[0] as RecordView;
    };
    const names = async (kind: Kind, query: RecordQuery): Promise<unknown[]> =>
      (await all(kind, query)).map((record) => {
        if ('indicator' in record) return record.indicator;
        if ('agency' in record) return record.agency;
        if ('statement' in record) return record.statement;
        return record.name;
      });

    describe('putting a document', () => {
      it('stores it with its records, as they were given', async () => {
        const input = policyDocument(plan, whole);
        expect(await store.put(input)).toEqual({
          outcome: 'new',
          documentId: input.document.id,
          counts: { added: 7, changed: 0, withdrawn: 0, unchanged: 0 },
        });
        const target = (await all('target'))[0];
        expect(target).toMatchObject({
          ...input.records.targets[0],
          kind: 'target',
          revision: 1,
          status: 'current',
          document: { ...input.document, hasText: true },
        });
        expect(await store.documentText(input.document.id)).toBe(input.text);
        expect(await store.document(input.document.id)).toMatchObject({
          ...input.document,
          hasText: true,
          counts: { target: 2, goal: 1, fund: 1, park: 1, assignment: 2 },
        });
      });

      it('changes nothing the second time', async () => {
        await store.put(policyDocument(plan, whole));
        const cursor = await store.cursor();
        const again = await store.put(policyDocument(plan, whole));
        expect(again).toMatchObject({ outcome: 'unchanged', counts: { unchanged: 7 } });
        expect(await store.cursor()).toBe(cursor);
        expect((await store.changes(cursor, 10)).items).toEqual([]);
      });

      it('gives a new revision to what changed and to nothing else', async () => {
        await store.put(policyDocument(plan, [output(300), firms]));
        const before = await all('target');
        const result = await store.put(policyDocument(plan, [output(500), firms]));
        expect(result).toMatchObject({
          outcome: 'changed',
          counts: { added: 0, changed: 1, withdrawn: 0, unchanged: 1 },
        });
        const after = await all('target');
        expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
        expect(after.map(({ revision }) => revision)).toEqual([2, 1]);
        expect(after[0]).toMatchObject({ value: 500 });
      });

      it('keeps places right where the text before them grew, without a new revision', async () => {
        await store.put(policyDocument(plan, [output(300)]));
        const cursor = await store.cursor();
        const longer = policyDocument(plan, [{ words: '前言若干字' }, output(300)]);
        expect(await store.put(longer)).toMatchObject({ outcome: 'changed', counts: { unchanged: 1 } });
        const record = await only('target');
        expect(record.revision).toBe(1);
        const [passage] = record.evidence;
        const text = (await store.documentText(record.document.id)) ?? '';
        expect(text.slice(passage?.start, passage?.end)).toBe(passage?.text);
        expect((await store.changes(cursor, 10)).items).toEqual([]);
        expect(await store.history(record.id)).toHaveLength(1);
      });

      it('gives every record a new revision where the document shown with it changed', async () => {
        await store.put(policyDocument(plan, [output(300), firms]));
        const result = await store.put(
          policyDocument({ ...plan, docNumber: '云政〔2021〕1号' }, [output(300), firms]),
        );
        expect(result).toMatchObject({ outcome: 'changed', counts: { changed: 2, unchanged: 0 } });
        const [record] = await all('target');
        expect(record).toMatchObject({ revision: 2, document: { docNumber: '云政〔2021〕1号' } });
        const [first] = await store.history(record?.id ?? '');
        expect(first).toMatchObject({ revision: 1, document: { docNumber: null } });
      });

      it('withdraws a record that is gone and restores it under its id', async () => {
        await store.put(policyDocument(plan, [output(300), firms]));
        const id = (await all('target'))[1]?.id ?? '';
        await store.put(policyDocument(plan, [output(300)], { file: 'corrected, and longer.txt' }));
        // A shorter text of another file is a lesser copy: nothing is lost.
        expect(await names('target', {})).toHaveLength(2);
        await store.put(policyDocument(plan, [output(300), { words: '培育制造业企业若干家左右' }]));
        expect(await all('target')).toHaveLength(1);
        expect(await store.record(id)).toMatchObject({ status: 'withdrawn', revision: 2 });
        await store.put(policyDocument(plan, [output(300), firms]));
        expect(await store.record(id)).toMatchObject({ status: 'current', revision: 3 });
        const actions = (await store.changes(0, 100)).items.filter((change) => change.id === id);
        expect(actions.map(({ action }) => action)).toEqual(['added', 'withdrawn', 'restored']);
        expect((await store.history(id)).map(({ status }) => status)).toEqual([
          'current',
          'withdrawn',
          'current',
        ]);
      });

      it('attaches the text to a starter document, whose records keep their ids', async () => {
        const starter = policyDocument(plan, whole, { withText: false });
        await store.put(starter);
        expect(await store.documentText(starter.document.id)).toBeNull();
        const before = await only('park');
        expect(before).toMatchObject({ document: { hasText: false }, evidence: [{ text: null }] });
        const result = await store.put(policyDocument(plan, whole));
        expect(result).toMatchObject({ outcome: 'changed', counts: { added: 0, changed: 7, withdrawn: 0 } });
        expect(await only('park')).toMatchObject({
          id: before.id,
          revision: 2,
          document: { hasText: true },
          evidence: [{ text: park.words }],
        });
        expect(await store.put(starter)).toMatchObject({ outcome: 'duplicate' });
        expect((await only('park')).revision).toBe(2);
      });

      it('keeps the fuller copy whatever the order in which copies come', async () => {
        const excerpt = policyDocument(plan, [output(300)], { file: 'excerpt.txt' });
        const full = policyDocument(plan, whole, { file: 'whole.txt' });
        expect(await store.put(excerpt)).toMatchObject({ outcome: 'new' });
        expect(await store.put(full)).toMatchObject({ outcome: 'changed', counts: { withdrawn: 0 } });
        const cursor = await store.cursor();
        expect(await store.put(excerpt)).toMatchObject({ outcome: 'duplicate', counts: { unchanged: 7 } });
        expect(await store.put(full)).toMatchObject({ outcome: 'unchanged' });
        expect(await store.cursor()).toBe(cursor);
        expect(await store.documentText(full.document.id)).toBe(full.text);
      });

      it('keeps the page of the first of two files with the very same text', async () => {
        const page = { url: 'https://yunshan.example/1' };
        await store.put(policyDocument(plan, [output(300)], { file: 'a.txt' }));
        const copy = policyDocument({ ...plan, ...page }, [output(300)], { file: 'b.html' });
        expect(await store.put(copy)).toMatchObject({ outcome: 'unchanged' });
        expect((await only('target')).document.url).toBeNull();
      });

      it('refuses a long document that only shares the title with one that it holds', async () => {
        const lines = (word: string): Clause[] =>
          Array.from({ length: 60 }, (_, i) => ({ words: `${word}第${i}条${word}${i * 7}` }));
        await store.put(policyDocument(plan, lines('甲乙丙丁戊己庚辛')));
        const other = policyDocument(plan, lines('子丑寅卯辰巳午未'), { file: 'other.txt' });
        expect(await problemCode(store.put(other))).toBe('store.other-document');
        expect((await store.documents({}, { limit: 10 })).items).toHaveLength(1);
      });

      it('refuses a passage that does not stand at its place, and stores nothing of it', async () => {
        const input = policyDocument(plan, [output(300)]);
        const text = input.text?.replace('达到300', '达到400') ?? '';
        expect(await problemCode(store.put({ ...input, text }))).toBe('store.evidence-misplaced');
        expect(await store.cursor()).toBe(0);
      });

      it('takes characters that the database cannot hold without moving a place', async () => {
        const odd: Clause = { ...output(300), words: '到2025年\u0000\ud83d产值达到300亿元' };
        const input = policyDocument(plan, [odd, firms]);
        await store.put(input);
        const text = (await store.documentText(input.document.id)) ?? '';
        expect(text).toHaveLength(input.text?.length ?? 0);
        for (const { evidence } of await all('target'))
          expect(text.slice(evidence[0]?.start, evidence[0]?.end)).toBe(evidence[0]?.text);
      });
    });

    describe('filters', () => {
      beforeEach(async () => {
        await store.put(policyDocument({ ...plan, issuers: ['云山省工业和信息化厅'] }, whole));
        await store.put(
          policyDocument(city, [
            { ...output(50, '2030'), targets: [{ indicator: '数字经济100%_规模', value: 50, by: '2030' }] },
          ]),
        );
      });

      it('find a city by its province and by its own name', async () => {
        expect(await store.count('target', { region: '云山省' })).toBe(3);
        expect(await store.count('target', { region: '云山省临江市' })).toBe(1);
        expect(await store.count('target', { region: '临江市' })).toBe(1);
        expect(await store.count('target', { region: '云水省' })).toBe(0);
      });

      it('take the year from deadlines for targets and goals, from the date of issue for others', async () => {
        expect(await names('target', { year: 2023 })).toEqual(['制造业单项冠军企业']);
        expect(await store.count('goal', { year: 2025 })).toBe(1);
        expect(await store.count('goal', { year: 2021 })).toBe(0);
        expect(await store.count('park', { year: 2021 })).toBe(1);
        expect(await store.count('park', { year: 2025 })).toBe(0);
      });

      it('take an agency for its assignments, and for records of the sections that it answers for', async () => {
        expect(await names('assignment', { agency: '科技厅' })).toEqual(['省科技厅']);
        expect(await names('target', { agency: '省科技厅' })).toEqual(['制造业单项冠军企业']);
        expect(await store.count('target', { agency: '省民政厅' })).toBe(0);
      });

      it('take an agency for the records of documents that it issued', async () => {
        expect(await store.count('target', { agency: '云山省工业和信息化厅' })).toBe(2);
      });

      it("take an industry from parks' industries and from the text of others", async () => {
        expect(await names('park', { industry: '集成电路' })).toEqual(['临江软件园']);
        expect(await names('fund', { industry: '集成电路' })).toEqual(['云山省集成电路产业基金']);
        expect(await store.count('park', { industry: '软件园' })).toBe(0);
      });

      it('take an agency by its full name, whatever word each document has for it', async () => {
        const duty = (title: string, region: string, agency: string, agencyName: string) =>
          policyDocument({ title, region }, [
            { words: `（责任单位：${agency}）`, assignments: [{ task: '1.任务', agency, agencyName }] },
          ]);
        await store.put(duty('甲方案', '甘肃省', '省科技厅', '甘肃省科学技术厅'));
        await store.put(duty('乙方案', '贵州省', '省科技厅', '贵州省科学技术厅'));
        expect(await names('assignment', { agency: '甘肃省科学技术厅' })).toEqual(['省科技厅']);
        expect(await store.count('assignment', { agency: '科学技术厅' })).toBe(2);
        expect(await store.count('assignment', { agency: '省科技厅' })).toBe(3);
      });

      it('take an industry of the taxonomy for targets, by id and by label, beside its words', async () => {
        await store.put(
          policyDocument({ title: '丙方案' }, [
            {
              words: '相关产业规模200亿元',
              targets: [{ indicator: '相关产业规模', value: 200, industry: 'ai' }],
            },
            { words: '人工智能企业30家', targets: [{ indicator: '人工智能企业', value: 30, unit: '家' }] },
          ]),
        );
        expect(await names('target', { industry: 'ai' })).toEqual(['相关产业规模']);
        expect(await names('target', { industry: '人工智能' })).toEqual(['相关产业规模', '人工智能企业']);
        expect(await store.count('target', { industry: '集成电路' })).toBe(0);
      });

      it('find a region by its code, and by that of what it lies in', async () => {
        const input = policyDocument({ title: '丁方案', region: '广东省深圳市' }, [output(70)]);
        await store.put({ ...input, document: { ...input.document, regionCode: '440300' } });
        for (const region of ['440300', '440000', '44', '4403'])
          expect(await store.count('target', { region }), region).toBe(1);
        for (const region of ['440100', '450000', '440305'])
          expect(await store.count('target', { region }), region).toBe(0);
        const { items } = await store.documents({ region: '440000' }, { limit: 10 });
        expect(items.map(({ title, regionCode }) => [title, regionCode])).toEqual([['丁方案', '440300']]);
      });

      it('find words of one, two and more characters in fields and passages, all of them', async () => {
        expect(await store.count('target', { text: '冠' })).toBe(1);
        expect(await store.count('target', { text: '单项' })).toBe(1);
        expect(await store.count('target', { text: '培育 冠军企业' })).toBe(1);
        expect(await store.count('target', { text: '培育 产值' })).toBe(0);
        expect(await store.count('target', { text: '冠军培育' })).toBe(0);
        // Each of its pairs stands in the text, but not one after the other.
        expect(await store.count('target', { text: '军企业单项' })).toBe(0);
        expect(await store.count('target', { text: '  ' })).toBe(3);
      });

      it('take every sign of a query as text', async () => {
        expect(await store.count('target', { text: '100%_规' })).toBe(1);
        expect(await store.count('target', { text: '1%规' })).toBe(0);
        for (const text of ["'", "' & '", '\\', 'a:*', '!产', '(', '\u0001\\'])
          expect(await store.count('target', { text })).toBe(0);
        for (const text of ['%', '_', '0%_规']) expect(await store.count('target', { text })).toBe(1);
        expect(await store.count('target', { region: "' or 1=1 --" })).toBe(0);
      });

      it('all hold together', async () => {
        expect(await store.count('target', { region: '云山省', year: 2030, text: '数字' })).toBe(1);
        expect(await store.count('target', { region: '临江市', year: 2025 })).toBe(0);
      });

      it('find documents by region, year, and words in fields or text', async () => {
        const titles = async (query: RecordQuery) =>
          (await store.documents(query, { limit: 10 })).items.map(({ title }) => title);
        expect(await titles({})).toEqual([plan.title, city.title]);
        expect(await titles({ region: '临江市' })).toEqual([city.title]);
        expect(await titles({ year: 2021 })).toEqual([plan.title]);
        expect(await titles({ text: '单项冠军' })).toEqual([plan.title]);
        expect(await titles({ text: '工业和信息化厅' })).toEqual([plan.title]);
        expect(await titles({ text: '数字经济方案' })).toEqual([city.title]);
      });
    });

    describe('pages', () => {
      const many = Array.from({ length: 25 }, (_, i) => ({
        words: `第${i}类产值达到${i + 1}亿元`,
        targets: [{ indicator: `第${i}类产值`, value: i + 1 }],
      }));

      it('show every record once, in the order of the text', async () => {
        await store.put(policyDocument(plan, many));
        await store.put(policyDocument(city, many.slice(0, 5)));
        const items = await pagesOf((page) => store.records('target', {}, page), 7);
        expect(items.map(({ value }) => value)).toEqual([...many.map((_, i) => i + 1), ...[1, 2, 3, 4, 5]]);
      });

      it('show the state of the first page to the last, whatever changes between them', async () => {
        await store.put(policyDocument(plan, many));
        let round = 0;
        const items = await pagesOf(
          (page) => store.records('target', {}, page),
          7,
          async () => {
            round++;
            const kept = many.slice(round * 3);
            await store.put(policyDocument(plan, [{ words: `第${round}次修订说明`.repeat(30) }, ...kept]));
            await store.put(policyDocument({ title: `云山省第${round}号方案` }, many.slice(0, 2)));
          },
        );
        expect(items.map(({ value }) => value)).toEqual(many.map((_, i) => i + 1));
      });

      it('of documents show each once', async () => {
        for (let i = 0; i < 5; i++) await store.put(policyDocument({ title: `云山省第${i}号方案` }, [firms]));
        const items = await pagesOf((page) => store.documents({}, page), 2);
        expect(items.map(({ title }) => title)).toEqual([0, 1, 2, 3, 4].map((i) => `云山省第${i}号方案`));
      });

      it('refuse a cursor of another query or of nobody', async () => {
        await store.put(policyDocument(plan, many));
        const { next } = await store.records('target', {}, { limit: 7 });
        const cursor = next ?? '';
        expect(await problemCode(store.records('target', { year: 2025 }, { limit: 7, cursor }))).toBe(
          'query.cursor',
        );
        expect(await problemCode(store.records('fund', {}, { limit: 7, cursor }))).toBe('query.cursor');
        for (const wrong of ['x', '', 'W10', Buffer.from('["a",1,{},2,"x"]').toString('base64url')])
          expect(await problemCode(store.records('target', {}, { limit: 7, cursor: wrong }))).toBe(
            'query.cursor',
          );
      });
    });

    describe('as of an instant', () => {
      it('everything is as it was then', async () => {
        await store.put(policyDocument(plan, [output(300), firms]));
        const then = (await store.changes(0, 1)).items[0]?.recordedAt ?? '';
        await store.put(policyDocument({ ...plan, docNumber: '云政〔2021〕1号' }, [output(500), park]));
        await store.put(policyDocument(city, [output(50)]));

        expect(await all('target', { asOf: then })).toMatchObject([
          { value: 300, revision: 1, document: { docNumber: null } },
          { value: 20 },
        ]);
        expect(await store.count('park', { asOf: then })).toBe(0);
        expect(await store.count('target', { asOf: then, text: '500' })).toBe(0);
        const documents = await store.documents({ asOf: then }, { limit: 10 });
        expect(documents.items).toMatchObject([
          { title: plan.title, docNumber: null, counts: { target: 2 } },
        ]);
        const id = (await all('target'))[0]?.id ?? '';
        expect(await store.record(id, then)).toMatchObject({ value: 300, status: 'current' });
        expect(await store.record((await only('park')).id, then)).toBeNull();
        expect((await store.documents({ asOf: '2001-01-01' }, { limit: 10 })).items).toEqual([]);
        expect(await all('target', { asOf: '2999-01-01' })).toHaveLength(2);
      });

      it('a sync gives an instant that shows the same again', async () => {
        await store.put(policyDocument(plan, [output(300), firms]));
        const answer = await store.sync({ kind: 'target', query: {}, keys: [] });
        await store.put(policyDocument(plan, [output(500), firms]));
        const again = await store.sync({ kind: 'target', query: { asOf: answer.asOf }, keys: [] });
        expect(again.records).toEqual(answer.records);
        expect(again.cursor).toBe(answer.cursor);
      });

      it('a sync amid puts gives an instant that shows the same again', async () => {
        const inputs = Array.from({ length: 6 }, (_, i) =>
          policyDocument({ title: `云山省第${i}号方案` }, whole),
        );
        const work = inputs.flatMap((input) => [
          store.put(input).then(() => null),
          store.sync({ kind: 'target', query: {}, keys: [] }),
        ]);
        for (const answer of await Promise.all(work)) {
          if (!answer) continue;
          const again = await store.sync({ kind: 'target', query: { asOf: answer.asOf }, keys: [] });
          expect(again.records).toEqual(answer.records);
        }
      });

      it('a date that is none is refused', async () => {
        for (const asOf of ['gestern', '2024-02-30', '2024-13-01', '2024-01-01 10:00', '2024-01-01T25:00'])
          expect(await problemCode(store.records('target', { asOf }, { limit: 1 }))).toBe('query.as-of');
      });
    });

    describe('changes', () => {
      it('come in pages, in one ascending sequence', async () => {
        await store.put(policyDocument(plan, whole));
        await store.put(policyDocument(city, [firms]));
        const items = [];
        let since: number | null = 0;
        while (since !== null) {
          const page = await store.changes(since, 3);
          items.push(...page.items);
          expect(page.cursor).toBe(await store.cursor());
          since = page.next;
        }
        expect(items).toHaveLength(8);
        const numbers = items.map(({ change }) => change);
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        expect(new Set(numbers).size).toBe(8);
        expect((await store.changes(await store.cursor(), 3)).items).toEqual([]);
      });

      it('are complete when documents are put at once', async () => {
        const inputs = Array.from({ length: 8 }, (_, i) =>
          policyDocument({ title: `云山省第${i}号方案` }, whole),
        );
        let writing = true;
        const seen: number[] = [];
        const follow = async (): Promise<void> => {
          let since = 0;
          for (let last = false; !last; ) {
            last = !writing;
            const page = await store.changes(since, 1000);
            seen.push(...page.items.map(({ change }) => change));
            since = page.cursor;
          }
        };
        const following = follow();
        await Promise.all(inputs.map((input) => store.put(input)));
        writing = false;
        await following;
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toHaveLength(8 * 7);
      });
    });

    describe('a sync', () => {
      it('gives the records, the bases of old keys, and why rows are gone', async () => {
        await store.put(policyDocument(plan, [output(300), firms]));
        await store.put(policyDocument(city, [output(50)]));
        const [first, second, third] = await all('target');
        await store.put(
          policyDocument(plan, [output(500), { words: '培育制造业企业若干家左右,不再列出数量' }]),
        );
        const key = (record: RecordView | undefined) => `${record?.id}@${record?.revision}`;
        const answer = await store.sync({
          kind: 'target',
          query: { region: '云山省', year: 2025, document: first?.document.id },
          keys: [key(first), key(second), key(third), 'tgt_nobody@3', `${first?.id}@77`, 'broken'],
        });
        expect(answer.records).toMatchObject([{ id: first?.id, value: 500, revision: 2 }]);
        expect(answer.bases).toMatchObject({
          [key(first)]: { value: 300, revision: 1 },
          [key(second)]: { value: 20 },
          [key(third)]: { value: 50 },
        });
        expect(Object.keys(answer.bases)).toHaveLength(3);
        expect(answer.gone).toEqual({
          [second?.id ?? '']: 'withdrawn',
          [third?.id ?? '']: 'outOfQuery',
          tgt_nobody: 'unknown',
          broken: 'unknown',
        });
        expect(answer.cursor).toBe(await store.cursor());
      });

      it('gives no base for a key that is up to date', async () => {
        await store.put(policyDocument(plan, whole));
        const keys = (await all('target')).map(({ id, revision }) => `${id}@${revision}`);
        const answer = await store.sync({ kind: 'target', query: {}, keys });
        expect(answer).toMatchObject({ bases: {}, gone: {} });
        expect(answer.records).toHaveLength(2);
      });
    });

    describe('corrections', () => {
      const send = async (input: Partial<CorrectionInput> & { record: string }) => {
        const [outcome] = await store.sendCorrections([
          { revision: 1, field: 'value', value: 320, by: '李分析', ...input },
        ]);
        if (outcome === undefined) throw new Error('no outcome');
        return outcome;
      };
      const sent = async (input: Partial<CorrectionInput> & { record: string }): Promise<string> => {
        const outcome = await send(input);
        if (outcome instanceof Problem) throw outcome;
        return outcome.id;
      };
      const refusal = async (input: Partial<CorrectionInput> & { record: string }) => {
        const outcome = await send(input);
        return outcome instanceof Problem ? outcome.code : 'taken';
      };
      const theOutput = async () => {
        const [target] = await all('target', { text: '新材料产业产值' });
        if (!target) throw new Error('the target is gone');
        return target;
      };

      it('leave the record as it is until somebody decides', async () => {
        await store.put(policyDocument(plan, whole));
        const { id } = await theOutput();
        const cursor = await store.cursor();
        const correction = await sent({ record: id, value: '320', note: '见正文', from: '目标表.xlsx' });
        expect(await theOutput()).toMatchObject({ value: 300, revision: 1 });
        expect(await store.cursor()).toBe(cursor);
        expect((await store.corrections({}, { limit: 10 })).items).toMatchObject([
          {
            id: correction,
            record: id,
            kind: 'target',
            revision: 1,
            field: 'value',
            before: 300,
            value: 320,
            by: '李分析',
            note: '见正文',
            from: '目标表.xlsx',
            status: 'open',
            decidedAt: null,
            replaced: false,
          },
        ]);
        expect(await store.openCorrections()).toBe(1);
      });

      it('that are adopted make a revision which says who corrected it', async () => {
        await store.put(policyDocument(plan, whole));
        const before = await theOutput();
        const id = await sent({ record: before.id });
        const cursor = await store.cursor();
        const adopted = await store.decideCorrection(id, 'adopted', { by: '王主任', reason: '属实' });
        expect(adopted).toMatchObject({
          status: 'adopted',
          decidedBy: '王主任',
          reason: '属实',
          adoptedAs: 2,
          extracted: 300,
        });
        const now = await theOutput();
        expect(now).toMatchObject({
          id: before.id,
          value: 320,
          revision: 2,
          rules: [...before.rules, 'correction'],
          corrected: [{ field: 'value', correction: id, by: '李分析', on: adopted.decidedAt }],
        });
        expect(before.corrected).toBeUndefined();
        expect(await store.history(before.id)).toMatchObject([{ value: 300 }, { value: 320 }]);
        expect((await store.changes(cursor, 10)).items).toMatchObject([
          { id: before.id, revision: 2, action: 'changed' },
        ]);
        const key = `${before.id}@1`;
        const answer = await store.sync({ kind: 'target', query: {}, keys: [key] });
        expect(answer.bases[key]).toMatchObject({ value: 300 });
        expect(await names('target', { text: '320' })).toEqual(['新材料产业产值']);
      });

      it('that are adopted hold when the document is read again', async () => {
        const input = policyDocument(plan, whole);
        await store.put(input);
        const { id } = await theOutput();
        await store.decideCorrection(await sent({ record: id }), 'adopted', {});
        const cursor = await store.cursor();
        expect(await store.put(input)).toMatchObject({ outcome: 'unchanged' });
        expect(await store.cursor()).toBe(cursor);
        expect(await theOutput()).toMatchObject({ id, value: 320, revision: 2 });
        // A longer edition: the passage moves, another field changes, the document says another value.
        const other = { ...output(310), targets: [{ ...output(310).targets?.[0], qualifier: '规模以上' }] };
        const longer = policyDocument({ ...plan, docNumber: '云政发〔2021〕3号' }, [
          { words: '前言若干字' },
          ...whole.map((clause) => (clause.targets?.[0]?.value === 300 ? other : clause)),
        ]);
        await store.put(longer);
        expect(await theOutput()).toMatchObject({
          id,
          value: 320,
          qualifier: '规模以上',
          revision: 3,
          corrected: [{ field: 'value' }],
        });
        const [correction] = (await store.corrections({ record: id }, { limit: 5 })).items;
        expect(correction).toMatchObject({ extracted: 310, before: 300, value: 320, replaced: false });
        expect(await store.put(longer)).toMatchObject({ outcome: 'unchanged' });
      });

      it('hold through a move of the passage, a withdrawal and a return', async () => {
        await store.put(policyDocument(plan, whole));
        const { id } = await theOutput();
        await store.decideCorrection(
          await sent({ record: id, field: 'indicator', value: '新材料业产值' }),
          'adopted',
          {},
        );
        await store.put(policyDocument(plan, [{ words: '前言若干字' }, ...whole]));
        expect(await store.record(id)).toMatchObject({
          indicator: '新材料业产值',
          revision: 2,
          corrected: [{ field: 'indicator' }],
          evidence: [{ text: '到2025年新材料产业产值达到300亿元' }],
        });
        const without = whole.map((clause) =>
          clause.targets?.[0]?.value === 300
            ? { words: '到2025年新材料产业有较大发展,产值明显增长' }
            : clause,
        );
        await store.put(policyDocument(plan, [{ words: '前言若干字' }, ...without]));
        expect(await store.record(id)).toMatchObject({ status: 'withdrawn', indicator: '新材料业产值' });
        expect(await refusal({ record: id, value: 5 })).toBe('correction.record-withdrawn');
        await store.put(policyDocument(plan, [{ words: '前言若干字' }, ...whole]));
        expect(await store.record(id)).toMatchObject({
          status: 'current',
          indicator: '新材料业产值',
          corrected: [{ field: 'indicator' }],
        });
      });

      it('give way to a later one of the same field, which can also undo them', async () => {
        const input = policyDocument(plan, whole);
        await store.put(input);
        const { id } = await theOutput();
        const first = await sent({ record: id });
        await store.decideCorrection(first, 'adopted', {});
        const back = await sent({ record: id, revision: 2, value: 300 });
        await store.decideCorrection(back, 'adopted', {});
        await store.put(input);
        expect(await theOutput()).toMatchObject({ value: 300, revision: 3 });
        expect((await store.corrections({ status: 'adopted' }, { limit: 5 })).items).toMatchObject([
          { id: back, replaced: false, extracted: 300 },
          { id: first, replaced: true },
        ]);
      });

      it('that are rejected change nothing, and nothing is decided twice', async () => {
        await store.put(policyDocument(plan, whole));
        const { id } = await theOutput();
        const correction = await sent({ record: id });
        const cursor = await store.cursor();
        expect(await store.decideCorrection(correction, 'rejected', { by: '王主任' })).toMatchObject({
          status: 'rejected',
          decidedBy: '王主任',
          adoptedAs: null,
        });
        expect(await store.cursor()).toBe(cursor);
        expect(await problemCode(store.decideCorrection(correction, 'adopted', {}))).toBe(
          'correction.decided',
        );
        expect(await problemCode(store.decideCorrection('cor_nobody', 'adopted', {}))).toBe(
          'correction.not-found',
        );
        expect(await theOutput()).toMatchObject({ value: 300 });
      });

      it('are taken once, however often they are sent', async () => {
        await store.put(policyDocument(plan, whole));
        const { id } = await theOutput();
        const outcomes = await store.sendCorrections(
          [320, '３２０', 330].map((value) => ({ record: id, revision: 1, field: 'value', value })),
        );
        expect(outcomes).toMatchObject([{ again: false }, { again: true }, { again: false }]);
        expect(await store.openCorrections()).toBe(2);
        const pages = await pagesOf((page) => store.corrections({ record: id }, page), 1);
        expect(pages.map(({ value }) => value)).toEqual([330, 320]);
      });

      it('take labels, lists and blanks as a table shows them', async () => {
        await store.put(policyDocument(plan, whole));
        const { id } = await theOutput();
        const { id: parkId } = await only('park');
        await sent({ record: id, field: 'comparator', value: '不低于' });
        await sent({ record: id, field: 'perYear', value: '是' });
        await sent({ record: id, field: 'by', value: ' ' });
        await sent({ record: parkId, field: 'industries', value: '集成电路、软件' });
        const { items } = await store.corrections({}, { limit: 10 });
        expect(items.map(({ value }) => value)).toEqual([['集成电路', '软件'], null, true, 'ge']);
        for (const { id: one } of items) await store.decideCorrection(one, 'adopted', {});
        expect(await store.record(id)).toMatchObject({
          comparator: 'ge',
          perYear: true,
          by: null,
          revision: 4,
        });
        expect(await store.record(parkId)).toMatchObject({ industries: ['集成电路', '软件'] });
        expect(await names('park', { industry: '软件' })).toEqual(['临江软件园']);
      });

      it('that cannot be are refused, each by itself', async () => {
        await store.put(policyDocument(plan, whole));
        const { id } = await theOutput();
        expect(await refusal({ record: 'tgt_nobody' })).toBe('correction.record-unknown');
        expect(await refusal({ record: id, revision: 9 })).toBe('correction.revision-unknown');
        expect(await refusal({ record: id, field: 'documentTitle', value: '别的' })).toBe(
          'correction.field-fixed',
        );
        expect(await refusal({ record: id, field: 'evidence', value: '别的' })).toBe(
          'correction.field-fixed',
        );
        expect(await refusal({ record: id, field: 'nonsense', value: '别的' })).toBe(
          'correction.field-fixed',
        );
        expect(await refusal({ record: id, value: '很多' })).toBe('correction.value-invalid');
        expect(await refusal({ record: id, value: null })).toBe('correction.value-invalid');
        expect(await refusal({ record: id, field: 'by', value: '明年' })).toBe('correction.value-invalid');
        expect(await refusal({ record: id, field: 'change', value: '变成' })).toBe(
          'correction.value-invalid',
        );
        expect(await refusal({ record: id, value: 300 })).toBe('correction.same');
        expect(await store.openCorrections()).toBe(0);
      });
    });

    describe('a reading', () => {
      it('stays what it is while the store goes on', async () => {
        await store.put(policyDocument(plan, whole));
        await store.put(policyDocument(city, [output(50)]));
        const reading = await store.reading();
        const without = { words: '培育制造业企业若干家左右,不再列出数量' };
        await store.put(policyDocument(plan, [goal, output(500), without, duties, park, fund]));
        const later = await store.reading();
        const valueIn = async (of: typeof reading) =>
          (await of.targetsOf(['云山省'])).map(({ indicator, value, by }) => [indicator, value, by]);
        expect(await valueIn(reading)).toEqual([
          ['新材料产业产值', 300, '2025'],
          ['制造业单项冠军企业', 20, '2023-06'],
        ]);
        expect(await valueIn(later)).toEqual([['新材料产业产值', 500, '2025']]);
        expect(reading.cursor).toBeLessThan(later.cursor);
        expect(later.cursor).toBe(await store.cursor());
        expect((await store.reading(reading.asOf)).cursor).toBe(reading.cursor);
      });

      it('picks the first records and counts all of them in one', async () => {
        await store.put(policyDocument(plan, whole));
        const reading = await store.reading();
        expect(await reading.pick('target', {}, 0)).toEqual({ records: [], count: 2 });
        const { records, count } = await reading.pick('target', {}, 1);
        expect(count).toBe(2);
        expect(records).toMatchObject([{ indicator: '新材料产业产值', revision: 1 }]);
        expect(await reading.pick('target', { year: 1999 }, 5)).toEqual({ records: [], count: 0 });
        const byId = await reading.recordsById([records[0]?.id ?? '', 'tgt_nobody']);
        expect([...byId.values()]).toEqual(records);
      });

      it('counts what each filter could be set to, the others as they are', async () => {
        await store.put(policyDocument(plan, whole));
        await store.put(policyDocument(city, [output(50), output(60, '2026'), park]));
        const reading = await store.reading();
        const facets = async (kind: Kind, query: RecordQuery = {}) => {
          const { count, facets: read } = await reading.facets(kind, query);
          const short = Object.entries(read).map(([name, values]) => [
            name,
            values.map(({ value, count: n }) => `${value} ${n}`),
          ]);
          return { count, ...Object.fromEntries(short) } as Record<string, unknown>;
        };
        expect(await facets('target')).toMatchObject({
          count: 4,
          region: ['云山省 2', '云山省临江市 2'],
          year: ['2025 2', '2023 1', '2026 1'],
          industry: [],
          agency: ['云山省人民政府 4'],
        });
        expect(await facets('target', { year: 2025 })).toMatchObject({
          count: 2,
          region: ['云山省 1', '云山省临江市 1'],
          year: ['2025 2', '2023 1', '2026 1'],
        });
        expect(await facets('target', { year: 2026, region: '临江市' })).toMatchObject({
          count: 1,
          region: ['云山省临江市 1'],
          year: ['2025 1', '2026 1'],
        });
        expect(await facets('park', { text: '软件园' })).toMatchObject({
          count: 2,
          industry: ['人工智能 2', '集成电路 2'],
          year: ['2021 1', '2022 1'],
        });
        expect(await facets('assignment')).toMatchObject({ agency: ['省科技厅 1', '省财政厅 1'] });
        const { facets: read } = await reading.facets('target', {});
        expect(read.document.map(({ label, count }) => [label, count])).toEqual(
          expect.arrayContaining([
            [plan.title, 2],
            [city.title, 2],
          ]),
        );
        expect(await facets('goal', { text: '没有的词' })).toMatchObject({ count: 0, region: [] });
      });

      it('knows the regions of its documents', async () => {
        await store.put(policyDocument(plan, [output(300)]));
        await store.put(policyDocument(city, [output(50)]));
        await store.put(policyDocument({ title: '全国方案', region: null }, [output(1)]));
        const reading = await store.reading();
        expect(await reading.regions()).toEqual(
          expect.arrayContaining([
            { region: '云山省', regionCode: null },
            { region: '云山省临江市', regionCode: null },
            { region: null, regionCode: null },
          ]),
        );
        const national = await reading.targetsOf([null]);
        expect(national).toMatchObject([
          { value: 1, region: null, documentTitle: '全国方案', perYear: false },
        ]);
      });
    });

    it('answers null or nothing for what it does not know', async () => {
      expect(await store.document('doc_nobody')).toBeNull();
      expect(await store.documentText('doc_nobody')).toBeNull();
      expect(await store.record('tgt_nobody')).toBeNull();
      expect(await store.history('tgt_nobody')).toEqual([]);
      expect(await store.cursor()).toBe(0);
      expect(await store.changes(0, 10)).toEqual({ items: [], next: null, cursor: 0 });
    });
  });
};
