import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type AppOptions, createApp } from '../../service/http/app.ts';
import { readSettings } from '../../service/http/settings.ts';
import { openTokens, type TokenStore } from '../../service/http/tokens.ts';
import type { DocumentFields } from '../../service/records/document.ts';
import type { Evidence } from '../../service/records/evidence.ts';
import { documentIdOf, recordIdOf } from '../../service/records/ids.ts';
import { emptyRecordSet, type RecordOf, type RecordSet } from '../../service/records/kinds.ts';
import { openStore } from '../../service/store/open-store.ts';
import type { DocumentInput, Store } from '../../service/store/store.ts';

/**
 * The service for tests: the real app on a free port, over the real embedded store in memory, with documents that were
 * written for the tests.
 */

const fieldsOf = (fields: Partial<DocumentFields> & { title: string }): DocumentFields => ({
  noticeTitle: null,
  issuers: [],
  docNumber: null,
  issuedOn: null,
  publishedOn: null,
  effectiveFrom: null,
  region: null,
  period: null,
  url: null,
  ...fields,
});

/** A passage of a text, by its words; null words make the place of starter data. */
const passage = (text: string | null, words: string, section: string): Evidence => {
  const start = text?.indexOf(words) ?? 0;
  if (start < 0) throw new Error(`The fixture does not hold: ${words}`);
  return { start, end: start + words.length, section, text: text === null ? null : words };
};

const sourceOf = (name: string) => ({
  name,
  sha256: Buffer.from(name).toString('hex').padEnd(64, '0'),
  bytes: 1,
});

const targetOf = (
  documentId: string,
  evidence: Evidence,
  facts: Partial<RecordOf<'target'>> & { indicator: string; value: number; unit: string },
): RecordOf<'target'> => {
  const record = {
    change: 'level' as const,
    comparator: 'ge' as const,
    valueHigh: null,
    by: '2027',
    from: null,
    perYear: false,
    qualifier: null,
    nature: null,
    baselineYear: null,
    baselineValue: null,
    measure: null,
    industry: null,
    section: evidence.section,
    evidence: [evidence],
    rules: ['targets/reach', 'deadline/section'],
    confidence: 0.93,
    ...facts,
  };
  return { id: recordIdOf('target', documentId, record), ...record };
};

const inputOf = (
  fields: DocumentFields,
  text: string | null,
  records: (id: string) => Partial<RecordSet>,
): DocumentInput => {
  const id = documentIdOf(fields);
  return {
    document: { ...fields, id, parent: null, regionCode: null },
    text,
    records: { ...emptyRecordSet(), ...records(id) },
    source: sourceOf(`${id}.txt`),
  };
};

const planText = `云山省数字经济发展行动方案
为加快数字经济发展，结合我省实际，制定本方案。
一、总体目标
到2027年，数字经济核心产业产值达到3000亿元以上，建成5家国家级工业互联网平台。
产业结构进一步优化，企业创新能力明显增强。
二、重点任务
（一）建设产业园区。依托临江软件园发展基础软件，建设南湖大数据产业园。
（二）强化资金支持。设立规模50亿元的云山省数字经济产业基金。
（责任单位：省工业和信息化厅、省财政厅）
三、保障措施
各地要抓好落实。
`;

/** A plan with its text: records of every kind. Another value makes another edition of it, another title another plan. */
export const planInput = (value = 3000, title = '云山省数字经济发展行动方案'): DocumentInput => {
  const text = planText.replace('3000', String(value));
  const fields = fieldsOf({
    title,
    noticeTitle: '云山省人民政府办公厅关于印发云山省数字经济发展行动方案的通知',
    issuers: ['云山省人民政府办公厅'],
    docNumber: '云政办发〔2024〕8号',
    issuedOn: '2024-03-05',
    publishedOn: '2024-03-11',
    region: '云山省',
    period: [2024, 2027],
    url: 'https://www.yunshan.example/2024/plan.html',
  });
  return inputOf(fields, text, (id) => {
    const common = { rules: ['test/rule'], confidence: 0.9 };
    const goal = {
      ...common,
      section: '一',
      statement: '产业结构进一步优化',
      by: '2027',
      evidence: [passage(text, '产业结构进一步优化', '一')],
    };
    const fund = {
      ...common,
      section: '二/(二)',
      name: '云山省数字经济产业基金',
      type: 'industry' as const,
      amount: 50,
      unit: '亿元',
      comparator: 'eq' as const,
      action: 'establish' as const,
      terms: null,
      evidence: [passage(text, '设立规模50亿元的云山省数字经济产业基金', '二/(二)')],
    };
    const park = {
      ...common,
      section: '二/(一)',
      name: '南湖大数据产业园',
      type: 'industrial' as const,
      location: null,
      locationCode: null,
      industries: ['大数据'],
      action: 'build' as const,
      evidence: [passage(text, '建设南湖大数据产业园', '二/(一)')],
    };
    const assignment = {
      ...common,
      section: '二/(二)',
      task: '(二)强化资金支持',
      agency: '省财政厅',
      agencyName: '云山省财政厅',
      role: 'responsible' as const,
      evidence: [passage(text, '责任单位：省工业和信息化厅、省财政厅', '二/(二)')],
    };
    return {
      targets: [
        targetOf(id, passage(text, `数字经济核心产业产值达到${value}亿元以上`, '一'), {
          indicator: '数字经济核心产业产值',
          value,
          unit: '亿元',
        }),
        targetOf(id, passage(text, '建成5家国家级工业互联网平台', '一'), {
          indicator: '国家级工业互联网平台',
          comparator: 'eq',
          value: 5,
          unit: '家',
        }),
      ],
      goals: [{ id: recordIdOf('goal', id, goal), ...goal }],
      funds: [{ id: recordIdOf('fund', id, fund), ...fund }],
      parks: [{ id: recordIdOf('park', id, park), ...park }],
      assignments: [{ id: recordIdOf('assignment', id, assignment), ...assignment }],
    };
  });
};

/** Starter data: facts and places, no sentences. */
export const starterInput = (): DocumentInput =>
  inputOf(
    fieldsOf({
      title: '临江市人工智能产业规划',
      issuers: ['临江市人民政府'],
      issuedOn: '2023-06-01',
      region: '云山省临江市',
    }),
    null,
    (id) => ({
      targets: [
        targetOf(id, passage(null, '人工智能产业规模突破', '二/(三)/8'), {
          indicator: '人工智能产业规模',
          comparator: 'gt',
          value: 800,
          unit: '亿元',
          rules: [],
        }),
      ],
    }),
  );

/** A document whose words are markup: none of it may reach a page as such. */
export const hostileInput = (): DocumentInput => {
  const words = '<script>alert("记录")</script><img src=x onerror=alert(1)>达到7家';
  const text = `恶意<b>标题</b>\n${words}，后文'"&。\n`;
  return inputOf(
    fieldsOf({
      title: '<script>alert(1)</script>规划',
      issuers: ['"><svg onload=alert(2)>'],
      region: '<i>省</i>',
      issuedOn: '2022-01-01',
      url: 'javascript:alert(3)',
    }),
    text,
    (id) => ({
      targets: [
        targetOf(id, passage(text, words, '<u>一</u>'), {
          indicator: '<script>alert("指标")</script>',
          value: 7,
          unit: '<b>家</b>',
          qualifier: "' onmouseover='alert(4)",
          rules: ['<script>rule</script>'],
        }),
      ],
    }),
  );
};

export interface TestService {
  store: Store;
  tokens: TokenStore;
  token: string;
  address: string;
  dataDir: string;
  /** Lines of the log, as text. */
  log: string[];
  /** Asks the service with its token. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Asks and gives the JSON of the answer. */
  json(path: string, init?: RequestInit): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts the service on a free port. Whatever the options leave out is real, with defaults. */
export const startTestService = async (
  options: { env?: Record<string, string>; inputs?: readonly DocumentInput[] } & Partial<AppOptions> = {},
): Promise<TestService> => {
  const { env = {}, inputs = [planInput(), starterInput()], ...more } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'policy-sheets-http-'));
  const store = more.store ?? (await openStore({}));
  for (const input of inputs) await store.put(input);
  const settings = readSettings({ DATA_DIR: dataDir, ...env });
  const { tokens, created } = await openTokens(settings);
  const token = created ?? settings.token ?? '';
  const log: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => log.push(line) });
  const app = createApp({ store, settings, tokens, logger, ...more });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${address}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
  return {
    store,
    tokens,
    token,
    address,
    dataDir,
    log,
    ask,
    json: async (path, init) => (await ask(path, init)).json(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (!more.store) await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
