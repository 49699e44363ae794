import { z } from 'zod';
import type { Label } from '../records/catalogue.ts';
import { Problem } from '../records/problem.ts';
import type { TlsFiles } from './tls.ts';

/** Everything about the service that its environment decides. */
export interface Settings {
  port: number;
  host: string;
  /** Folder of the embedded store and of the token's hash. */
  dataDir: string;
  /** Token set from outside; null where the service makes its own. */
  token: string | null;
  /** Origin under which people reach the service, without a trailing slash; null where it is the address it listens on. */
  publicUrl: string | null;
  /** PostgreSQL to keep the records in; null for the embedded store. */
  databaseUrl: string | null;
  /** Where the pane loads Office.js from. */
  officeJsUrl: string;
  /** Certificate and key with which the service speaks HTTPS itself; null for plain http. */
  tls: TlsFiles | null;
  logLevel: (typeof logLevels)[number];
  /** Requests that one address may make in a minute. */
  rateLimit: number;
  /** Reverse proxies in front of the service whose X-Forwarded-For is believed; 0 believes none. */
  trustProxy: number;
}

/** Microsoft's own address of Office.js; the pane's page names it, and the service replaces it where OFFICE_JS_URL differs. */
export const microsoftOfficeJs = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
/** That of Microsoft 365 operated by 21Vianet in China; `OFFICE_JS_URL=21vianet` stands for it. */
export const chinaOfficeJs =
  'https://appsforoffice.cdn.partner.office365.cn/appsforoffice/lib/1/hosted/office.js';
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const integer = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= low && value <= high);
const webAddress = z.url({ protocol: /^https?$/, hostname: /.+/ });

/** An address without path, query and user. Zod goes on to refine what is no address at all. */
const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { pathname, search, hash, username } = new URL(text);
  return pathname === '/' && search === '' && hash === '' && username === '';
};

/** One entry a variable: how it is read, and what it must be, for the message where it is not. */
const variables = {
  PORT: [integer(0, 65535).default(4310), { zh: '0 到 65535 的整数', en: 'a whole number from 0 to 65535' }],
  HOST: [
    z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
    {
      zh: '主机名或 IP 地址，例如 127.0.0.1 或 0.0.0.0',
      en: 'a host name or IP address, such as 127.0.0.1 or 0.0.0.0',
    },
  ],
  DATA_DIR: [z.string().default('./data'), { zh: '文件夹路径', en: 'the path of a folder' }],
  POLICY_SHEETS_TOKEN: [
    z
      .string()
      .regex(/^[\x21-\x7e]{8,512}$/)
      .nullable()
      .default(null),
    {
      zh: '8 到 512 个可见的 ASCII 字符，不含空格',
      en: '8 to 512 visible ASCII characters without spaces',
    },
  ],
  PUBLIC_URL: [
    webAddress
      .refine(isOrigin)
      .transform((value) => new URL(value).origin)
      .nullable()
      .default(null),
    {
      zh: '不带路径的 http 或 https 地址，例如 https://policy.example.cn',
      en: 'an http or https address without a path, such as https://policy.example.cn',
    },
  ],
  DATABASE_URL: [
    z
      .url({ protocol: /^postgres(ql)?$/ })
      .nullable()
      .default(null),
    {
      zh: 'PostgreSQL 连接地址，例如 postgresql://用户:密码@主机:5432/库名',
      en: 'a PostgreSQL address, such as postgresql://user:password@host:5432/database',
    },
  ],
  OFFICE_JS_URL: [
    z
      .union([
        z.literal('21vianet').transform(() => chinaOfficeJs),
        webAddress.refine((value) => /^[^"'<>\s;,]+$/.test(value)),
      ])
      .default(microsoftOfficeJs),
    {
      zh: 'office.js 的 http 或 https 地址；世纪互联版 Microsoft 365 写 21vianet',
      en: 'the http or https address of office.js; 21vianet for Microsoft 365 operated by 21Vianet',
    },
  ],
  TLS_CERT: [
    z.string().nullable().default(null),
    { zh: '证书文件（PEM）的路径', en: 'the path of a certificate file (PEM)' },
  ],
  TLS_KEY: [
    z.string().nullable().default(null),
    { zh: '私钥文件（PEM）的路径', en: 'the path of a key file (PEM)' },
  ],
  LOG_LEVEL: [
    z.enum(logLevels).default('info'),
    { zh: `以下之一：${logLevels.join('、')}`, en: `one of ${logLevels.join(', ')}` },
  ],
  RATE_LIMIT: [
    integer(1, 1_000_000).default(1200),
    { zh: '每分钟请求数，1 到 1000000 的整数', en: 'requests a minute, a whole number from 1 to 1000000' },
  ],
  TRUST_PROXY: [
    integer(0, 10).default(0),
    { zh: '反向代理层数，0 到 10 的整数', en: 'the number of reverse proxies, from 0 to 10' },
  ],
} as const satisfies Record<string, readonly [z.ZodType, Label]>;

type Variable = keyof typeof variables;
type Read = { [V in Variable]: z.output<(typeof variables)[V][0]> };

/**
 * Reads the settings of the service.
 * @param env the environment; an empty variable counts as not set
 * @returns every setting, with its default where the environment has none
 * @throws Problem `settings.invalid`, naming every variable that is wrong and what it must be. Values are never repeated,
 *   because one of them may be a secret.
 */
export const readSettings = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const read: Record<string, unknown> = {};
  const wrong: { name: string; must: Label }[] = [];
  for (const [name, [schema, must]] of Object.entries(variables)) {
    const given = env[name]?.trim();
    const result = schema.safeParse(given ? given : undefined);
    if (result.success) read[name] = result.data;
    else wrong.push({ name, must });
  }
  const needsBoth = { zh: '与另一个一起设置的文件路径', en: 'set together with the other one' };
  if ((read.TLS_CERT === null) !== (read.TLS_KEY === null))
    wrong.push({ name: read.TLS_CERT === null ? 'TLS_CERT' : 'TLS_KEY', must: needsBoth });
  if (wrong.length > 0) {
    throw new Problem(
      'settings.invalid',
      {
        zh: `环境变量有误：${wrong.map(({ name }) => name).join('、')}。`,
        en: `Wrong environment variable: ${wrong.map(({ name }) => name).join(', ')}.`,
      },
      {
        zh: `请改正或删去后重新启动。${wrong.map(({ name, must }) => `${name} 应为${must.zh}`).join('；')}。`,
        en: `Correct or remove it and start again. ${wrong.map(({ name, must }) => `${name} must be ${must.en}`).join('; ')}.`,
      },
      { variables: wrong.map(({ name }) => name) },
    );
  }
  const values = read as Read;
  const { TLS_CERT: cert, TLS_KEY: key } = values;
  const tls = cert !== null && key !== null ? { cert, key } : null;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    token: values.POLICY_SHEETS_TOKEN,
    // A certificate for development is one for localhost; any other goes with PUBLIC_URL.
    publicUrl: values.PUBLIC_URL ?? (tls ? `https://localhost:${values.PORT}` : null),
    tls,
    databaseUrl: values.DATABASE_URL,
    officeJsUrl: values.OFFICE_JS_URL,
    logLevel: values.LOG_LEVEL,
    rateLimit: values.RATE_LIMIT,
    trustProxy: values.TRUST_PROXY,
  };
};
