import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../service/records/problem.ts';
import { addressOf, PolicyClient } from './client.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let server: Server;
let address: string;
let answer: Answer;
let asked: { path: string; headers: IncomingMessage['headers']; body: string }[];
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      asked.push({ path: request.url ?? '', headers: request.headers, body });
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
const client = (timeout = 5_000) =>
  new PolicyClient({ address, token: 'secret-token', language: 'zh-CN', timeout });
const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Problem);
  return thrown as Problem;
};

describe('the client', () => {
  it('shows the token and asks in the user’s language', async () => {
    answer = json({ count: 12 });
    expect(await client().count('target', { region: '云山省', text: undefined })).toBe(12);
    expect(asked[0]?.path).toBe(`/v1/targets/count?region=${encodeURIComponent('云山省')}`);
    expect(asked[0]?.headers).toMatchObject({
      authorization: 'Bearer secret-token',
      'accept-language': 'zh-CN',
    });
  });

  it('asks for an unchanged answer by its tag, and gets no records sent again', async () => {
    const records = { cursor: 7, asOf: '2026-01-01T00:00:00Z', records: [], bases: {}, gone: {} };
    answer = (request, response, body) => {
      if (request.headers['if-none-match'] === '"seven"') response.writeHead(304).end();
      else json(records, 200, { etag: '"seven"' })(request, response, body);
    };
    const one = client();
    const request = { kind: 'target', query: {}, keys: ['tgt_a@1'] } as const;
    expect(await one.sync(request)).toEqual(records);
    expect(await one.sync(request)).toEqual(records);
    expect(await one.sync({ ...request, keys: [] })).toEqual(records);
    expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"seven"', undefined]);
  });

  it('passes on what the service says is wrong', async () => {
    answer = json({ code: 'access.token-wrong', what: '访问令牌不正确。', remedy: '请核对令牌。' }, 401);
    const problem = await problemOf(client().checkAccess());
    expect(problem.code).toBe('access.token-wrong');
    expect(problem.in('zh-CN')).toBe('访问令牌不正确。 请核对令牌。');
    expect(problem.facts).toEqual({ status: 401 });
  });

  it('tells a sign-in page, a redirect and another service from ours', async () => {
    answer = (_request, response) => response.end('<html>Sign in</html>');
    expect((await problemOf(client().checkAccess())).code).toBe('service.unexpected-answer');
    answer = json({ hello: 'world' });
    expect((await problemOf(client().checkAccess())).code).toBe('service.unexpected-answer');
    answer = json({ error: 'nginx' }, 502);
    expect((await problemOf(client().checkAccess())).code).toBe('service.unexpected-answer');
    answer = (_request, response) => response.writeHead(302, { location: '/login' }).end();
    expect((await problemOf(client().checkAccess())).code).toBe('service.unreachable');
  });

  it('says when nobody answers, and when an answer takes too long', async () => {
    answer = () => {};
    const late = await problemOf(client(50).checkAccess());
    expect(late.code).toBe('service.timeout');
    const nobody = new PolicyClient({ address: 'http://127.0.0.1:9', token: 'x', language: 'en' });
    expect((await problemOf(nobody.checkAccess())).code).toBe('service.unreachable');
  });

  it('never puts the token into what it throws', async () => {
    answer = json({ error: 'no' }, 500);
    const problem = await problemOf(client().checkAccess());
    expect(JSON.stringify([problem, problem.facts, problem.message])).not.toContain('secret-token');
  });
});

describe('an address', () => {
  it('is taken as people type it', () => {
    expect(addressOf(' policy.example.cn ')).toBe('https://policy.example.cn');
    expect(addressOf('https://policy.example.cn/')).toBe('https://policy.example.cn');
    expect(addressOf('http://10.0.0.8:4310')).toBe('http://10.0.0.8:4310');
    expect(addressOf('https://intranet.example/policy/')).toBe('https://intranet.example/policy');
  });
  it.each(['', 'ftp://policy.example', 'https://', 'https://user:pass@policy.example', '不是 地址'])(
    '%j is refused',
    (typed) => {
      expect(() => addressOf(typed)).toThrow(Problem);
    },
  );
});
