import type { Language } from '../../service/records/catalogue.ts';
import { Problem } from '../../service/records/problem.ts';
import { PolicyClient } from '../client.ts';
import type { Connection } from './connection.ts';
import type { FetchRequest, FetchResponse, Services } from './services.ts';

/** The service's client of both add-ins, over UrlFetchApp. It answers before it returns, so a request has ended when it is awaited. */

type Init = { method?: string; headers?: Record<string, string>; body?: string };

const requestOf = (url: string, { method, headers = {}, body }: Init): FetchRequest => {
  // UrlFetchApp takes the type of a body by a name of its own.
  const { 'content-type': contentType, ...others } = headers;
  return {
    url,
    method: method === 'POST' ? 'post' : 'get',
    headers: others,
    ...(contentType === undefined ? {} : { contentType }),
    ...(body === undefined ? {} : { payload: body }),
    // A token must not follow a redirect to somewhere else.
    followRedirects: false,
    muteHttpExceptions: true,
  };
};

const responseOf = (given: FetchResponse) => {
  const status = given.getResponseCode();
  const headers = Object.entries(given.getHeaders() as Record<string, unknown>);
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: {
      get: (name: string): string | null => {
        const found = headers.find(([other]) => other.toLowerCase() === name.toLowerCase());
        return found ? String(found[1]) : null;
      },
    },
    json: async (): Promise<unknown> => JSON.parse(given.getContentText()),
  };
};

/** Opens the client. */
export const openClient = (
  { UrlFetchApp }: Pick<Services, 'UrlFetchApp'>,
  connection: Connection,
  language: Language,
): PolicyClient => {
  const send = async (url: string, init: Init) => {
    const [answer] = UrlFetchApp.fetchAll([requestOf(url, init)]);
    if (!answer) throw new Error('UrlFetchApp gave no answer.');
    return responseOf(answer);
  };
  return new PolicyClient({
    ...connection,
    language,
    fetch: send as unknown as NonNullable<ConstructorParameters<typeof PolicyClient>[0]['fetch']>,
  });
};

/** What a person in Google Sheets can do about a service that was not reached: its requests come from Google. */
export const explained = (thrown: unknown): unknown =>
  thrown instanceof Problem && thrown.code === 'service.unreachable'
    ? new Problem(
        thrown.code,
        thrown.what,
        {
          zh: '请求由 Google 的服务器发出：服务必须能从互联网以 https 访问，内网地址不行。',
          en: 'The request comes from Google’s servers: the service must be open to the internet by https, not on an intranet.',
        },
        { ...thrown.facts },
        thrown.cause,
      )
    : thrown;
