import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { Problem } from '../../records/problem.ts';
import type { GoogleCredentials } from './google-credentials.ts';
import { type GoogleAttempt, googleProblem } from './google-problems.ts';

export interface GoogleClientOptions {
  credentials: GoogleCredentials;
  /** Address of an emulator; loopback only. Without it, Google. */
  rootUrl?: string | undefined;
  /** Waits between tries, in milliseconds. */
  wait?: (milliseconds: number) => Promise<void>;
  /** Stands in for fetch, to send requests elsewhere in tests. */
  fetch?: typeof fetch | undefined;
}

const scopes = ['https://www.googleapis.com/auth/spreadsheets'];
/** Six waits of at most 1, 2, 4 … 32 seconds outlast a quota window of one minute. */
const tries = 6;
const longestWait = 64_000;

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The API refuses requests over 10 MiB, some way before which it is slow ("Usage limits" advises 2 MB). */
const mostBytes = 9 * 1024 * 1024;

const refuseTooLarge = (requests: sheets_v4.Schema$Request[]): void => {
  const bytes = Buffer.byteLength(JSON.stringify(requests));
  if (bytes <= mostBytes) return;
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  throw new Problem(
    'google.too-large',
    {
      zh: `这次刷新要写入 ${megabytes} MB，超过 Google 表格一次请求的上限，没有写入任何内容。`,
      en: `This refresh would write ${megabytes} MB, more than Google Sheets takes in one request; nothing was written.`,
    },
    {
      zh: '请缩小查询范围（例如按地区或年份分成几张表）后再刷新。',
      en: 'Narrow the query (by region or year, say, in several tables) and refresh again.',
    },
    { bytes, most: mostBytes },
  );
};

/** Exponential back-off with jitter: between half and the whole of 1, 2, 4 … seconds. */
export const backoff = (attempt: number, random: () => number = Math.random): number => {
  const most = Math.min(longestWait, 1000 * 2 ** attempt);
  return Math.round(most / 2 + (random() * most) / 2);
};

/** The emulator's address. @throws Problem `google.root-url` where it is not this machine */
export const loopbackUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
    return `${url.origin}/`;
  throw new Problem(
    'google.root-url',
    {
      zh: 'SHEETS_ROOT_URL 只能指向本机（http://localhost 或 127.0.0.1）。',
      en: 'SHEETS_ROOT_URL may point at this machine only (http://localhost or 127.0.0.1).',
    },
    { zh: '请改正或删除该环境变量。', en: 'Correct that variable or remove it.' },
  );
};

/** Reads and writes of one spreadsheet, with tries and with failures as Problems. */
export interface GoogleClient {
  account: string;
  get(
    parameters: Omit<sheets_v4.Params$Resource$Spreadsheets$Get, 'spreadsheetId'>,
  ): Promise<sheets_v4.Schema$Spreadsheet>;
  /**
   * One atomic batch, refused with Problem `google.too-large` beyond what the API takes. A refused request (429) is tried again; where it is unknown whether Google applied the batch
   * (5xx, no answer), `applied` looks before the batch is sent again, so that no row is ever added twice.
   */
  batchUpdate(requests: sheets_v4.Schema$Request[], applied: () => Promise<boolean>): Promise<void>;
}

/**
 * A client of the Sheets API for one spreadsheet. The library is loaded here and not before, and only its part for
 * Sheets: the whole takes seven times as long and three times the memory.
 */
export const connectGoogle = async (
  spreadsheetId: string,
  options: GoogleClientOptions,
): Promise<GoogleClient> => {
  const { sheets, auth: library } = await import('googleapis/build/src/apis/sheets/index.js');
  const { email, privateKey } = options.credentials;
  const wait = options.wait ?? sleep;
  const transport = options.fetch ? { transporterOptions: { fetchImplementation: options.fetch } } : {};
  const auth = new library.JWT({ email, key: privateKey, scopes, ...transport });
  // The address of the token service cannot be changed, so an emulator is given the signed claim itself.
  if (options.rootUrl) auth.useJWTAccessWithScope = true;
  const api = sheets({ version: 'v4', auth, ...(options.rootUrl ? { rootUrl: options.rootUrl } : {}) });

  const retryConfig = (codes: [number, number][]) => ({
    retry: tries,
    noResponseRetries: 2,
    httpMethodsToRetry: ['GET', 'POST'],
    statusCodesToRetry: codes,
    retryBackoff: (error: { config: { retryConfig?: { currentRetryAttempt?: number } } }) =>
      wait(backoff((error.config.retryConfig?.currentRetryAttempt ?? 1) - 1)),
  });
  const attempt = (doing: GoogleAttempt['doing']): GoogleAttempt => ({
    doing,
    account: email,
    spreadsheetId,
  });

  return {
    account: email,
    async get(parameters) {
      try {
        const answer = await api.spreadsheets.get(
          { ...parameters, spreadsheetId },
          {
            retryConfig: retryConfig([
              [429, 429],
              [500, 599],
            ]),
          },
        );
        return answer.data;
      } catch (error) {
        throw googleProblem(error, attempt('read'));
      }
    },
    async batchUpdate(requests, applied) {
      refuseTooLarge(requests);
      for (let round = 0; ; round++) {
        try {
          await api.spreadsheets.batchUpdate(
            { spreadsheetId, requestBody: { requests } },
            { retryConfig: { ...retryConfig([[429, 429]]), noResponseRetries: 0 } },
          );
          return;
        } catch (error) {
          const problem = googleProblem(error, attempt('write'));
          if (problem.code !== 'google.unavailable') throw problem;
          await wait(backoff(round));
          if (await applied()) return;
          if (round + 1 >= tries) throw problem;
        }
      }
    },
  };
};
