import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { type Label, type Language, labelIn } from '../records/catalogue.ts';
import { Problem } from '../records/problem.ts';

/** A parameter that was refused, and why, in the language of the answer. */
export const parameterFaultSchema = z.object({
  in: z.enum(['query', 'body']),
  name: z.string(),
  reason: z.string(),
});
export type ParameterFault = z.infer<typeof parameterFaultSchema>;

/** RFC 9457 problem details, with our code and with the two sentences of a Problem. */
export const problemDetailsSchema = z
  .object({
    type: z.string().meta({ description: 'URN of the code' }),
    title: z.string().meta({ description: 'The status in words' }),
    status: z.int(),
    detail: z
      .string()
      .meta({ description: 'What is wrong and what to do, in the language of Accept-Language' }),
    code: z.string().meta({ description: 'Stable, for programs', example: 'record.not-found' }),
    what: z.string().meta({ description: 'What is wrong' }),
    remedy: z.string().meta({ description: 'What to do' }),
    parameters: z.array(parameterFaultSchema).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;
export const problemMediaType = 'application/problem+json';

/** A Problem that names the parameters at fault. */
export class ParameterProblem extends Problem {
  readonly parameters: readonly ParameterFault[];
  constructor(parameters: readonly ParameterFault[]) {
    const names = parameters.map(({ name }) => name);
    super(
      'request.parameter-invalid',
      {
        zh: `请求参数有误：${names.join('、')}。`,
        en: `The request has wrong parameters: ${names.join(', ')}.`,
      },
      {
        zh: '请按 parameters 中的说明改正；全部参数见 /docs。',
        en: 'Correct them as parameters says; /docs lists every parameter.',
      },
      { parameters: names },
    );
    this.parameters = parameters;
  }
}

const problem = (code: string, what: Label, remedy: Label) => (): Problem => new Problem(code, what, remedy);

export const routeNotFound = problem(
  'request.route-not-found',
  { zh: '没有这个地址。', en: 'There is nothing at this address.' },
  { zh: '请核对地址；接口一览见 /docs。', en: 'Check the address; /docs lists all of them.' },
);
export const methodNotAllowed = (allowed: readonly string[]): Problem =>
  new Problem(
    'request.method-not-allowed',
    { zh: '这个地址不接受该请求方法。', en: 'This address does not take this method.' },
    { zh: `请改用 ${allowed.join('、')}。`, en: `Use ${allowed.join(' or ')}.` },
    { allowed },
  );
export const bodyTooLarge = problem(
  'request.too-large',
  { zh: '请求内容过大。', en: 'The request is too large.' },
  { zh: '请分成较小的请求发送。', en: 'Send it as several smaller requests.' },
);
export const bodyUnsupported = (expected: string): Problem =>
  new Problem(
    'request.media-type',
    { zh: '请求内容的类型不受支持。', en: 'The type of the request body is not supported.' },
    {
      zh: `请以 Content-Type: ${expected} 发送。`,
      en: `Send it with Content-Type: ${expected}.`,
    },
  );
export const bodyBroken = problem(
  'request.body-broken',
  { zh: '请求内容无法解析。', en: 'The request body cannot be read.' },
  { zh: '请发送完整、有效的 JSON（UTF-8）。', en: 'Send whole and valid JSON in UTF-8.' },
);
export const addressBroken = problem(
  'request.address-broken',
  { zh: '请求地址的编码有误。', en: 'The address is not encoded correctly.' },
  { zh: '请以 UTF-8 百分号编码书写地址。', en: 'Write the address percent-encoded in UTF-8.' },
);
export const tooManyRequests = problem(
  'request.too-many',
  { zh: '请求过于频繁。', en: 'Too many requests.' },
  { zh: '请按 Retry-After 稍后再试。', en: 'Try again after the time in Retry-After.' },
);
export const tokenNeeded = problem(
  'access.token-needed',
  { zh: '需要访问令牌。', en: 'An access token is needed.' },
  {
    zh: '请以 Authorization: Bearer 发送服务首次启动时显示的令牌，或在浏览器中打开启动时显示的地址。',
    en: 'Send the token that the service printed at its first start as Authorization: Bearer, or open the printed address in the browser.',
  },
);
export const tokenWrong = problem(
  'access.token-wrong',
  { zh: '访问令牌不正确。', en: 'The access token is wrong.' },
  {
    zh: '请核对令牌。令牌遗失时，删除数据文件夹中的 token.json 并重新启动服务，即可得到新令牌。',
    en: 'Check the token. If it is lost, delete token.json in the data folder and start the service again: it prints a new one.',
  },
);
export const crossOrigin = problem(
  'access.cross-origin',
  { zh: '拒绝了来自其他网站的请求。', en: 'A request from another site was refused.' },
  {
    zh: '请在本服务自己的页面中操作，或使用访问令牌。',
    en: "Work in the service's own pages, or use the access token.",
  },
);
export const documentNotFound = problem(
  'document.not-found',
  { zh: '没有这份文件。', en: 'There is no such document.' },
  { zh: '请核对文件编号；/v1/documents 列出全部文件。', en: 'Check the id; /v1/documents lists all.' },
);
export const documentTextMissing = problem(
  'document.text-missing',
  { zh: '库中没有这份文件的正文。', en: 'The store has no text of this document.' },
  {
    zh: '入门数据只含事实与位置。请导入原文：npm run --silent cli -- ingest 文件',
    en: 'Starter data holds facts and places only. Ingest the original: npm run --silent cli -- ingest FILE',
  },
);
export const recordNotFound = problem(
  'record.not-found',
  { zh: '没有这条记录。', en: 'There is no such record.' },
  {
    zh: '请核对记录编号；给出 asOf 时，记录在那时可能尚未入库。',
    en: 'Check the id; with asOf, the record may not have been there at that time.',
  },
);
export const templateNotFound = problem(
  'template.not-found',
  { zh: '没有这个模板。', en: 'There is no such template.' },
  { zh: '首页列出可下载的模板。', en: 'The home page lists the templates.' },
);
export const intakeBusy = problem(
  'intake.busy',
  { zh: '服务正在导入别的文件。', en: 'The service is taking in other files.' },
  { zh: '请等它完成后再试。', en: 'Try again once it has finished.' },
);
const unexpected = problem(
  'service.failed',
  { zh: '服务内部出错。', en: 'The service failed.' },
  {
    zh: '请重试；仍然失败时，请把服务日志中同一时间的条目交给维护者。',
    en: 'Try again; if it fails again, give the log entry of this time to whoever looks after the service.',
  },
);

const statuses: Readonly<Record<string, number>> = {
  'request.parameter-invalid': 400,
  'request.body-broken': 400,
  'request.address-broken': 400,
  'access.token-needed': 401,
  'access.token-wrong': 401,
  'access.cross-origin': 403,
  'request.method-not-allowed': 405,
  'request.too-large': 413,
  'request.media-type': 415,
  'request.too-many': 429,
  'service.failed': 500,
};
/** Rooms below name their problems themselves; the subject or the end of the code says what sort it is. */
const statusByCode: readonly (readonly [RegExp, number])[] = [
  [/^query\./, 400],
  [/^store\.|\.busy$/, 503],
  [/[.-](not-found|text-missing|unknown)$/, 404],
  [/[.-]too-large$/, 413],
  [/[.-]decided$/, 409],
];

/** HTTP status of a problem; 422 where a well-formed request could not be carried out for a reason of its own. */
export const statusOf = ({ code }: Problem): number =>
  statuses[code] ?? statusByCode.find(([pattern]) => pattern.test(code))?.[1] ?? 422;

interface HttpFailure {
  type?: unknown;
  status?: unknown;
}

/**
 * What a thrown thing is to the outside. Errors of Express and its body readers become their problem; everything unknown
 * becomes `service.failed`, which tells nothing of the inside.
 */
export const problemOf = (thrown: unknown): Problem => {
  if (thrown instanceof Problem) return thrown;
  const { type, status } = (thrown ?? {}) as HttpFailure;
  if (type === 'entity.too.large') return bodyTooLarge();
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return bodyUnsupported('application/json');
  if (thrown instanceof URIError) return addressBroken();
  if (typeof type === 'string' && typeof status === 'number' && status >= 400 && status < 500)
    return bodyBroken();
  return unexpected();
};

const titles: Readonly<Record<number, string>> = {
  400: '请求有误',
  401: '未授权',
  403: '拒绝访问',
  404: '未找到',
  405: '方法不允许',
  409: '状态冲突',
  413: '请求过大',
  415: '类型不受支持',
  422: '无法完成',
  429: '请求过多',
  500: '服务出错',
  503: '暂不可用',
};

/** The status in words, in one language. */
export const titleOf = (status: number, language: Language): string =>
  (language === 'zh-CN' ? titles[status] : undefined) ?? STATUS_CODES[status] ?? String(status);

/** A problem as RFC 9457 details in one language. */
export const detailsOf = (found: Problem, language: Language): ProblemDetails => {
  const status = statusOf(found);
  return {
    type: `urn:policy-sheets:problem:${found.code}`,
    title: titleOf(status, language),
    status,
    detail: found.in(language),
    code: found.code,
    what: labelIn(found.what, language),
    remedy: labelIn(found.remedy, language),
    ...(found instanceof ParameterProblem ? { parameters: [...found.parameters] } : {}),
  };
};
