import { parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hostileInput,
  planInput,
  starterInput,
  startTestService,
  type TestService,
} from '../../test/hosts/http-service.ts';
import { collectionOf, kinds } from '../records/kinds.ts';

interface Node {
  nodeName: string;
  value?: string;
  attrs?: { name: string; value: string }[];
  childNodes?: Node[];
}

let service: TestService;
let hostile: TestService;
beforeAll(async () => {
  service = await startTestService();
  hostile = await startTestService({ inputs: [hostileInput()] });
});
afterAll(() => Promise.all([service?.close(), hostile?.close()]));

const plan = planInput();
const starter = starterInput();
const targetId = plan.records.targets[0]?.id ?? '';

const nodesOf = (node: Node): Node[] => [node, ...(node.childNodes ?? []).flatMap(nodesOf)];
const textOf = (node: Node): string => node.value ?? (node.childNodes ?? []).map(textOf).join('');
const attribute = (node: Node, name: string) => node.attrs?.find((one) => one.name === name)?.value;
const open = async (from: TestService, path: string, language = 'zh-CN') => {
  const answer = await from.ask(path, { headers: { accept: 'text/html', 'accept-language': language } });
  expect([path, answer.status]).toEqual([path, 200]);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const page = await answer.text();
  const nodes = nodesOf(parse(page) as unknown as Node);
  return {
    page,
    nodes,
    all: (name: string) => nodes.filter(({ nodeName }) => nodeName === name),
    texts: (name: string) => nodes.filter(({ nodeName }) => nodeName === name).map(textOf),
    text: textOf(nodes.find(({ nodeName }) => nodeName === 'body') as Node),
  };
};

const pages = () => [
  '/',
  '/documents',
  '/documents?text=%E4%BA%91&region=&year=2024',
  `/documents/${plan.document.id}`,
  `/documents/${starter.document.id}`,
  ...kinds.map((kind) => `/records/${collectionOf[kind]}`),
  `/evidence/${targetId}`,
  `/evidence/${starter.records.targets[0]?.id}`,
  '/docs',
];

describe('every page', () => {
  it('stands in the asked language, has one main heading, labels and working links', async () => {
    for (const path of pages()) {
      for (const language of ['zh-CN', 'en']) {
        const { all, nodes } = await open(service, path, language);
        expect(attribute(all('html')[0] as Node, 'lang')).toBe(language);
        if (path !== '/docs') expect([path, all('h1').length]).toEqual([path, 1]);
        const ids = nodes.flatMap((node) => attribute(node, 'id') ?? []);
        expect(new Set(ids).size).toBe(ids.length);
        for (const node of nodes) {
          const labelled = attribute(node, 'aria-labelledby');
          if (labelled !== undefined) expect(ids).toContain(labelled);
        }
        for (const image of all('img')) expect(attribute(image, 'alt')).toBeDefined();
        for (const link of language === 'en' ? all('a') : []) {
          const href = attribute(link, 'href') ?? '';
          if (href.startsWith('#')) expect(ids).toContain(href.slice(1));
          if (!href.startsWith('/')) continue;
          // The template and the add-in are not offered by this service.
          expect([href, (await service.ask(href)).status]).toEqual([href, 200]);
        }
      }
    }
  });

  it('keeps a language that was chosen in the address', async () => {
    const { all } = await open(service, '/?lang=en', 'zh-CN');
    expect(attribute(all('html')[0] as Node, 'lang')).toBe('en');
    const documents = all('a')
      .map((link) => attribute(link, 'href'))
      .find((href) => href?.startsWith('/documents?'));
    expect(documents).toContain('lang=en');
  });

  it('has no script, style or handler of its own inside, as the content security policy wants it', async () => {
    for (const path of pages()) {
      const { nodes } = await open(service, path);
      for (const node of nodes) {
        if (node.nodeName === 'script') expect(textOf(node)).toBe('');
        expect(node.nodeName).not.toBe('style');
        expect((node.attrs ?? []).filter(({ name }) => name === 'style' || name.startsWith('on'))).toEqual(
          [],
        );
      }
    }
  });
});

describe('the home page', () => {
  it('counts documents and records by kind and region', async () => {
    const { nodes, text } = await open(service, '/', 'en');
    const cards = nodes.filter((node) => attribute(node, 'class') === 'count').map((node) => textOf(node));
    expect(cards).toEqual(['2Policy documents', '3Targets', '1Goals', '1Funds', '1Parks', '1Assignments']);
    expect(text).toContain('云山省临江市');
    expect(text).toContain('云山省数字经济发展行动方案');
  });

  it('of an empty store says how to fill it, and counts anew once the store changed', async () => {
    const own = await startTestService({ inputs: [] });
    expect((await open(own, '/')).text).toContain('npm run --silent cli -- ingest');
    await own.store.put(planInput());
    expect((await open(own, '/', 'en')).text).toContain('1Policy documents');
    await own.close();
  });
});

describe('lists', () => {
  it('search documents and say where nothing matches', async () => {
    const found = await open(service, '/documents?text=人工智能');
    expect(found.text).toContain('临江市人工智能产业规划');
    expect(found.text).not.toContain('云山省数字经济发展行动方案');
    expect((await open(service, '/documents?year=1999')).text).toContain('没有符合条件的内容。');
  });

  it('lead page by page through records', async () => {
    const inputs = Array.from({ length: 26 }, (_, i) => planInput(1000 + i, `第${i}号方案`));
    const own = await startTestService({ inputs });
    const { all } = await open(own, '/records/targets');
    const next = all('a').find((link) => attribute(link, 'rel') === 'next');
    const { nodes } = await open(own, attribute(next as Node, 'href') ?? '');
    const list = nodes.find((node) => attribute(node, 'class') === 'records');
    expect(list?.childNodes?.filter(({ nodeName }) => nodeName === 'li').length).toBe(2);
    await own.close();
  });
});

describe('the evidence page', () => {
  it('shows the passage highlighted in its document, with section, title, number, date and issuer', async () => {
    const { texts, text } = await open(service, `/evidence/${targetId}`);
    expect(texts('mark')).toEqual(['数字经济核心产业产值达到3000亿元以上']);
    expect(texts('blockquote')[0]).toContain('到2027年，数字经济核心产业产值达到3000亿元以上，建成5家');
    expect(texts('figcaption')[0]).toContain('一');
    for (const part of [
      '云山省数字经济发展行动方案',
      '云政办发〔2024〕8号',
      '2024-03-05',
      '云山省人民政府办公厅',
      '93%',
      'targets/reach',
      '不低于 3,000 亿元',
      '[A/OL]. (2024-03-11)',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('of starter data shows the place and how to attach the text', async () => {
    const { texts, text } = await open(service, `/evidence/${starter.records.targets[0]?.id}`);
    expect(texts('mark')).toEqual([]);
    expect(text).toContain('二›(三)›8');
    expect(text).toContain('npm run --silent cli -- ingest FILE');
  });

  it('shows what each revision changed, and a withdrawn record as such', async () => {
    const own = await startTestService();
    await own.store.put(planInput(3500));
    const changed = await open(own, `/evidence/${targetId}`);
    expect(changed.texts('del')).toEqual(['3,000']);
    expect(changed.texts('ins')).toEqual(['3,500']);
    expect(changed.texts('mark')).toEqual(['数字经济核心产业产值达到3500亿元以上']);

    const edition = planInput(3600);
    await own.store.put({ ...edition, records: { ...edition.records, targets: [] } });
    expect((await open(own, `/evidence/${targetId}`)).text).toContain('这条记录已撤回');
    await own.close();
  });

  it('of an unknown record says so', async () => {
    const answer = await service.ask('/evidence/tgt_none', { headers: { accept: 'text/html' } });
    expect([answer.status, (await answer.text()).includes('没有这条记录。')]).toEqual([404, true]);
  });
});

describe('a hostile document', () => {
  it('reaches no page as markup', async () => {
    const input = hostileInput();
    const paths = [
      '/',
      '/documents',
      '/documents?text=%3Cscript%3Ealert(1)%3C/script%3E&region=%22%3E%3Csvg%3E',
      `/documents/${input.document.id}`,
      '/records/targets?text=%22%20onfocus=alert(1)%20x=%22',
      `/evidence/${input.records.targets[0]?.id}`,
    ];
    for (const path of paths) {
      const { nodes, page } = await open(hostile, path);
      const scripts = nodes.filter(({ nodeName }) => nodeName === 'script');
      expect(scripts.every((node) => attribute(node, 'src')?.startsWith('/'))).toBe(true);
      for (const node of nodes) {
        expect(['u', 'svg onload']).not.toContain(node.nodeName);
        expect((node.attrs ?? []).filter(({ name }) => name.startsWith('on'))).toEqual([]);
        expect(attribute(node, 'href') ?? '').not.toMatch(/^\s*javascript:/i);
      }
      expect(page).not.toContain('<script>alert');
      expect(page).not.toContain('<img src=x');
    }
    const { texts } = await open(hostile, paths.at(-1) ?? '');
    expect(texts('mark')).toEqual([input.records.targets[0]?.evidence[0]?.text]);
  });
});

describe('templates', () => {
  it('are downloaded in the asked language', async () => {
    const asked: string[] = [];
    const own = await startTestService({
      store: service.store,
      inputs: [],
      templates: async (name, language) => {
        asked.push(`${name} ${language}`);
        return new Uint8Array([80, 75, 3, 4]);
      },
    });
    const answer = await own.ask('/templates/targets.xlsx?lang=en');
    expect(answer.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="policy-sheets-targets.xlsx"',
    );
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([80, 75, 3, 4]);
    await own.ask('/templates/targets.xlsx?lang=zh');
    expect(asked).toEqual(['targets en', 'targets zh-CN']);
    expect((await open(own, '/')).page).toContain('href="/templates/targets.xlsx?lang=zh"');
    await own.close();
  });

  it('that nobody can make are not found', async () => {
    expect((await service.ask('/templates/targets.xlsx')).status).toBe(404);
  });
});
