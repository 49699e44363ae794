import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/hosts/http-service.ts';
import { Problem } from '../records/problem.ts';
import type { Store } from '../store/store.ts';
import { problemDetailsSchema } from './problems.ts';

let service: TestService;
let addinDir = '';
beforeAll(async () => {
  addinDir = await mkdtemp(join(tmpdir(), 'policy-sheets-addin-'));
  await mkdir(join(addinDir, 'assets'));
  const script = '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>';
  await writeFile(join(addinDir, 'pane.html'), `<!doctype html>${script}<title>pane</title>`);
  await writeFile(join(addinDir, 'manifest.xml'), '<OfficeApp a="https://localhost:4310/addin/index.html"/>');
  await writeFile(join(addinDir, 'assets', 'pane-Ab12Cd34.js'), 'void 0;');
  service = await startTestService({
    addinDir,
    env: { OFFICE_JS_URL: 'https://office.intranet.example/office.js' },
  });
});
afterAll(async () => {
  await service?.close();
  await rm(addinDir, { recursive: true, force: true });
});

const problemOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return problemDetailsSchema.strict().parse(await answer.json());
};

describe('a failure', () => {
  it('is told as RFC 9457 details in the language of the asker', async () => {
    const ask = async (language: string) => {
      const answer = await service.ask('/v1/records/tgt_x', { headers: { 'accept-language': language } });
      expect([answer.status, answer.headers.get('content-language')]).toEqual([
        404,
        language.startsWith('en') ? 'en' : 'zh-CN',
      ]);
      return problemOf(answer);
    };
    const zh = await ask('zh-TW,zh;q=0.9,en;q=0.1');
    expect(zh).toMatchObject({
      type: 'urn:policy-sheets:problem:record.not-found',
      title: '未找到',
      status: 404,
      code: 'record.not-found',
      what: '没有这条记录。',
    });
    expect(zh.detail).toBe(`${zh.what} ${zh.remedy}`);
    const en = await ask('en-GB,en;q=0.9');
    expect(en.title).toBe('Not Found');
    expect(en.what).toBe('There is no such record.');
    expect(en.detail).toBe(`${en.what} ${en.remedy}`);
  });

  it('of a parameter says why in the language of the asker', async () => {
    const reason = async (language: string) =>
      (
        await problemOf(
          await service.ask('/v1/targets?limit=501', { headers: { 'accept-language': language } }),
        )
      ).parameters?.[0]?.reason;
    expect(await reason('en')).toMatch(/500/);
    expect(await reason('zh')).toMatch(/\p{Script=Han}/u);
  });

  it('at an address where nothing is: 404, as a page to a browser', async () => {
    expect((await problemOf(await service.ask('/nothing'))).code).toBe('request.route-not-found');
    expect((await problemOf(await service.ask('/v1/documents/%00'))).status).toBe(404);
    const page = await service.ask('/nothing', { headers: { accept: 'text/html', 'accept-language': 'en' } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('There is nothing at this address.');
  });

  it('by a method that the address does not take: 405 with Allow', async () => {
    const answer = await service.ask('/v1/documents', { method: 'DELETE' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await problemOf(answer)).code).toBe('request.method-not-allowed');
    expect((await service.ask('/v1/sync')).headers.get('allow')).toBe('POST');
    expect((await service.ask('/v1/sync', { method: 'OPTIONS' })).status).toBe(204);
    expect((await service.ask('/v1/documents', { method: 'HEAD' })).status).toBe(200);
  });

  it('of a body: 413 too large, 415 of another type, 400 broken', async () => {
    const sync = (body: string, type = 'application/json') =>
      service.ask('/v1/sync', { method: 'POST', body, headers: { 'content-type': type } });
    expect((await problemOf(await sync(`"${'x'.repeat(9_000_000)}"`))).status).toBe(413);
    expect((await problemOf(await sync('{}', 'text/plain'))).status).toBe(415);
    expect((await problemOf(await sync('{}', 'application/json; charset=x'))).status).toBe(415);
    expect((await problemOf(await sync('{"kind":'))).code).toBe('request.body-broken');
  });

  it('of an address with broken encoding: 400', async () => {
    const status = await new Promise((resolve) => {
      const headers = { authorization: `Bearer ${service.token}` };
      rawRequest(`${service.address}/v1/documents/%E4%ZZ`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(400);
  });

  it('after too many requests: 429 with the time to wait', async () => {
    const own = await startTestService({ store: service.store, inputs: [], env: { RATE_LIMIT: '3' } });
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await own.ask('/v1/documents'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await problemOf(answers[3] as Response)).code).toBe('request.too-many');
    expect((await own.ask('/healthz')).status).toBe(200);
    await own.close();
  });

  it('inside the service: 500 that tells nothing of the inside, and an entry in the log', async () => {
    const store = {
      ...service.store,
      document: () => Promise.reject(new Error('secret detail of the database')),
      cursor: () =>
        Promise.reject(
          new Problem('store.stopped', { zh: '停了。', en: 'Stopped.' }, { zh: '重启。', en: 'Restart.' }),
        ),
    } satisfies Store;
    const own = await startTestService({ store, inputs: [] });
    const answer = await own.ask('/v1/documents/doc_1');
    expect(answer.status).toBe(500);
    expect(JSON.stringify(await problemOf(answer))).not.toContain('secret');
    expect(own.log.join('')).toContain('secret detail of the database');
    const health = await own.ask('/healthz');
    expect([health.status, (await problemOf(health)).code]).toEqual([503, 'store.stopped']);
    await own.close();
  });
});

describe('the log', () => {
  it('has every request and no secret', async () => {
    await service.ask('/v1/targets?text=log', { headers: { cookie: 'policy_sheets_session=cookie-secret' } });
    await fetch(`${service.address}/?lang=en&token=${service.token}`, { redirect: 'manual' });
    await fetch(`${service.address}/addin/pane.html?token=${service.token}`);
    await fetch(`${service.address}/v1/documents?token=${service.token}`);
    const log = service.log.join('');
    expect(log).toContain('/v1/targets?text=log');
    expect(log).toContain('/?lang=en&token=[redacted]');
    expect(log).not.toContain(service.token);
    expect(log).not.toContain('cookie-secret');
    expect(log).not.toContain('policy_sheets_session');
  });
});

describe('headers', () => {
  const policyOf = (answer: Response) =>
    new Map(
      (answer.headers.get('content-security-policy') ?? '').split(';').map((directive) => {
        const [name = '', ...values] = directive.trim().split(/\s+/);
        return [name, values];
      }),
    );

  it('let our pages load nothing from elsewhere, run nothing inline, and stand in no frame', async () => {
    const answer = await service.ask('/');
    const policy = policyOf(answer);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('style-src')).toEqual(["'self'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    // Over http it would lock people out of other services on the same host.
    expect(answer.headers.get('strict-transport-security')).toBeNull();
  });

  it('let the pane load Office.js from the set address and stand in a frame of Office', async () => {
    const answer = await fetch(`${service.address}/addin/pane.html`);
    const policy = policyOf(answer);
    expect(policy.get('script-src')).toEqual(["'self'", 'https://office.intranet.example']);
    expect(policy.get('frame-ancestors')).toContain('https://*.officeapps.live.com');
    expect(answer.headers.get('x-frame-options')).toBeNull();
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });
});

describe('the add-in', () => {
  it('is served without a token, its page with the set address of Office.js', async () => {
    for (const path of ['/addin/', '/addin/pane.html']) {
      const answer = await fetch(`${service.address}${path}`);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      expect(await answer.text()).toContain('<script src="https://office.intranet.example/office.js">');
    }
    const script = await fetch(`${service.address}/addin/assets/pane-Ab12Cd34.js`);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${service.address}/addin/manifest.xml`)).status).toBe(200);
  });

  it('hands out its manifest for the https address of the service, and as it was built without one', async () => {
    const manifest = async (address: string) => (await fetch(`${address}/addin/manifest.xml`)).text();
    expect(await manifest(service.address)).toContain('"https://localhost:4310/addin/index.html"');
    const own = await startTestService({
      store: service.store,
      inputs: [],
      addinDir,
      env: { PUBLIC_URL: 'https://policy.example.cn' },
    });
    expect(await manifest(own.address)).toContain('"https://policy.example.cn/addin/index.html"');
    await own.close();
  });

  it('gives nothing from outside its folder', async () => {
    for (const path of ['/addin/..%2f..%2fetc/passwd', '/addin/%2e%2e/package.json', '/addin/nothing.html']) {
      const answer = await fetch(`${service.address}${path}`);
      expect([400, 401, 403, 404]).toContain(answer.status);
    }
  });

  it('is offered on the home page with its manifests', async () => {
    const home = await (await service.ask('/')).text();
    expect(home).toContain('href="/addin/manifest.xml"');
  });
});
