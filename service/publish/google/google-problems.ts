import { z } from 'zod';
import { Problem } from '../../records/problem.ts';

/** The parts of a failed request that tell what happened; both gaxios and the auth library throw this shape. */
const failureSchema = z.object({
  status: z.union([z.number(), z.string()]).optional(),
  code: z.union([z.number(), z.string()]).optional(),
  message: z.string().optional(),
  response: z
    .object({ status: z.number().optional(), data: z.unknown().optional(), headers: z.unknown().optional() })
    .optional(),
});
const bodySchema = z.object({
  error: z.union([
    z.string(),
    z.object({
      message: z.string().optional(),
      status: z.string().optional(),
      errors: z.array(z.object({ reason: z.string().optional() })).optional(),
      details: z.array(z.object({ reason: z.string().optional() })).optional(),
    }),
  ]),
});

/** A failure of the Sheets API in short; `status` is 0 where no answer came at all. */
export interface GoogleFailure {
  status: number;
  message: string;
  reasons: readonly string[];
  /** Code of a network failure, such as ECONNREFUSED. */
  code?: string;
  /** How long to wait as the answer says, in milliseconds. */
  retryAfter?: number;
}

/** Retry-After in milliseconds: seconds, or a date (RFC 9110, 10.2.3). */
const retryAfterOf = (headers: unknown, now: number): number | undefined => {
  // The client's own fetch has a Headers class of its own.
  const get = (headers as { get?: unknown } | null | undefined)?.get;
  const text: unknown = typeof get === 'function' ? get.call(headers, 'retry-after') : null;
  if (typeof text !== 'string') return undefined;
  const time = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(time) ? Math.max(0, time) : undefined;
};

/** Reads what a client call threw. */
export const failureOf = (error: unknown): GoogleFailure => {
  const read = failureSchema.safeParse(error);
  if (!read.success) return { status: 0, message: String(error), reasons: [] };
  const { response, message = '', code } = read.data;
  const body = bodySchema.safeParse(response?.data).data?.error;
  if (typeof body === 'string') return { status: response?.status ?? 0, message: body, reasons: [body] };
  const retryAfter = retryAfterOf(response?.headers, Date.now());
  const reasons = [...(body?.errors ?? []), ...(body?.details ?? [])].flatMap((one) => one.reason ?? []);
  return {
    status: response?.status ?? 0,
    message: body?.message ?? message,
    reasons: [...reasons, ...(body?.status ? [body.status] : [])],
    ...(typeof code === 'string' ? { code } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
};

/** What was being done, for the right advice. */
export interface GoogleAttempt {
  doing: 'read' | 'write';
  /** The account that the spreadsheet must be shared with. */
  account: string;
  /** True where the account is a person who signed in, false for a service account. */
  person?: boolean;
  /** Id of the spreadsheet or file; empty where it is still to be made. */
  spreadsheetId: string;
}

/**
 * The Problem that a user sees for a failure of the Sheets API. Codes and reasons as in Google's "Resolve errors" and
 * "Usage limits" pages and the discovery document of Sheets v4.
 */
export const googleProblem = (error: unknown, attempt: GoogleAttempt): Problem => {
  if (error instanceof Problem) return error;
  const failure = failureOf(error);
  const { status, message, reasons } = failure;
  const facts = {
    status,
    message,
    reasons,
    spreadsheetId: attempt.spreadsheetId,
    account: attempt.account,
    ...(failure.retryAfter === undefined ? {} : { retryAfter: failure.retryAfter }),
  };
  const problem = (code: string, zh: [string, string], en: [string, string]): Problem =>
    // The client's own error carries the request with its token; only its message goes on.
    new Problem(code, { zh: zh[0], en: en[0] }, { zh: zh[1], en: en[1] }, facts, new Error(message));

  if (/storageQuotaExceeded|storage quota/i.test(`${reasons.join(' ')} ${message}`))
    return problem(
      'google.storage-quota',
      [
        '该账号没有 Google 云端硬盘空间（服务账号不能拥有文件）。',
        `请由人创建表格，再共享给 ${attempt.account}。`,
      ],
      [
        'The account has no Google Drive storage (a service account cannot own files).',
        `Let a person make the spreadsheet and share it with ${attempt.account}.`,
      ],
    );
  if (attempt.person && (status === 401 || reasons.includes('invalid_grant')))
    return problem(
      'google.signed-out',
      [
        `${attempt.account} 的 Google 登录已失效或被撤销。`,
        '请重新运行 sheets connect（或在服务的“Google 表格”页面重新登录）。',
      ],
      [
        `The Google sign-in of ${attempt.account} has ended or was revoked.`,
        'Run sheets connect again, or sign in again on the service’s page Google Sheets.',
      ],
    );
  if (status === 401 || reasons.includes('invalid_grant'))
    return problem(
      'google.credentials-refused',
      ['Google 不接受这份凭据。', '请检查密钥是否已停用、本机时间是否准确，必要时重新下载密钥。'],
      [
        'Google does not accept the credentials.',
        'See whether the key was disabled and the clock of this machine is right, or get a new key.',
      ],
    );
  if (reasons.includes('SERVICE_DISABLED') || /has not been used in project|it is disabled/.test(message))
    return problem(
      'google.api-disabled',
      [
        '服务账号所在项目没有启用 Google Sheets API。',
        '请在 Google Cloud 控制台为该项目启用 Google Sheets API。',
      ],
      [
        'The Google Sheets API is not enabled in the project of the service account.',
        'Enable it for that project in the Google Cloud console.',
      ],
    );
  if (/protected (cell|range|sheet)/i.test(message))
    return problem(
      'google.protected',
      [
        '要写入的区域受保护，没有写入任何内容。',
        `请让表格所有者允许 ${attempt.account} 编辑该受保护区域，然后重新刷新。`,
      ],
      [
        'A range that the refresh has to write is protected; nothing was written.',
        `Let the owner of the spreadsheet allow ${attempt.account} to edit the protected range, then refresh again.`,
      ],
    );
  if (
    /insufficientPermissions|ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficient authentication scopes/i.test(
      `${reasons.join(' ')} ${message}`,
    )
  )
    return problem(
      'google.scope-missing',
      [
        '登录时没有授予这项权限。',
        '请重新运行 sheets connect 并勾选所列权限；要使用文件夹或共享云端硬盘，加上 --drive。',
      ],
      [
        'This right was not granted at sign-in.',
        'Run sheets connect again and tick the rights that it lists; for folders and shared drives add --drive.',
      ],
    );
  if (status === 429 || /(user)?RateLimitExceeded/i.test(reasons.join(' ')))
    return problem(
      'google.quota',
      ['Google 的每分钟请求配额已用完，多次重试后仍然如此，没有写入任何内容。', '请过几分钟再刷新。'],
      [
        'Google’s quota of requests per minute is used up, also after several tries; nothing was written.',
        'Refresh again in a few minutes.',
      ],
    );
  if (status === 403)
    return attempt.doing === 'write'
      ? problem(
          'google.read-only',
          ['表格只对该账号开放了查看权限，没有写入任何内容。', `请以“编辑者”身份共享给 ${attempt.account}。`],
          [
            'The spreadsheet is shared with the account for viewing only; nothing was written.',
            `Share it with ${attempt.account} as an editor.`,
          ],
        )
      : problem(
          'google.not-shared',
          ['该账号打不开这个表格。', `请把表格以“编辑者”身份共享给 ${attempt.account}。`],
          ['The account cannot open the spreadsheet.', `Share it with ${attempt.account} as an editor.`],
        );
  if (status === 404)
    return problem(
      'google.spreadsheet-missing',
      ['找不到这个表格，可能已被删除，或编号有误。', '请核对表格编号（网址中 /d/ 之后的一段）。'],
      [
        'There is no such spreadsheet; it was deleted, or the id is wrong.',
        'Check the id (the part after /d/ in its address).',
      ],
    );
  if (status === 0 || status >= 500 || status === 408 || status === 409)
    return problem(
      'google.unavailable',
      ['Google 表格服务暂时没有应答。', '请检查网络，过几分钟再刷新。'],
      [
        'Google Sheets does not answer at the moment.',
        'Check the network and refresh again in a few minutes.',
      ],
    );
  return problem(
    'google.refused',
    [`Google 拒绝了请求：${message}`, '没有写入任何内容。请重新刷新；若仍失败，请把此信息报告给维护者。'],
    [
      `Google refused the request: ${message}`,
      'Nothing was written. Refresh again; if it fails again, report this message.',
    ],
  );
};

/** The Problem of a write of which nobody knows whether Google carried it out, because Google no longer answers. */
export const unknownOutcome = (attempt: GoogleAttempt, cause: unknown): Problem =>
  new Problem(
    'google.unknown-outcome',
    {
      zh: '写入请求已发出，但没有收到 Google 的答复，也无法核对是否已写入。',
      en: 'The write was sent, but Google gave no answer, and it cannot be looked up whether it was carried out.',
    },
    {
      zh: '请稍后再刷新一次：刷新按记录编号比对，不会重复写入。',
      en: 'Refresh again later: a refresh compares by record key and writes nothing twice.',
    },
    { spreadsheetId: attempt.spreadsheetId, account: attempt.account },
    cause instanceof Error ? new Error(cause.message) : undefined,
  );

const passing: ReadonlySet<string> = new Set([
  'google.quota',
  'google.unavailable',
  'google.unknown-outcome',
  'google.half-written',
  'workbook.changed-since-plan',
]);
/** Whether a failure may pass by itself, so that trying again later makes sense. */
export const mayPass = (problem: Problem): boolean => passing.has(problem.code);
