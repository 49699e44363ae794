import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/hosts/http-service.ts';
import { localPath } from './access.ts';
import { routes } from './routes.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.close());

const bare = (path: string, init: RequestInit = {}) =>
  fetch(`${service.address}${path}`, { redirect: 'manual', ...init });
const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const signIn = async () => cookieOf(await bare(`/?token=${service.token}`));

describe('without a token', () => {
  const closed = routes.filter((route) => route.access === 'token');
  it.each(closed.map(({ method, path }) => [method.toUpperCase(), path]))(
    '%s %s answers nothing but 401',
    async (method, path) => {
      const answer = await bare(path.replace(/\{\w+\}/g, 'x'), { method });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await answer.json()).toMatchObject({ code: 'access.token-needed', status: 401 });
    },
  );

  it('health and the style of the pages are open, and nothing else is', async () => {
    expect(routes.filter((route) => route.access === 'open').map(({ path }) => path)).toEqual([
      '/healthz',
      '/login',
      '/assets/{file}',
    ]);
    expect(await (await bare('/healthz')).json()).toEqual({ status: 'ok', version: '0.1.0' });
    expect((await bare('/assets/pages.css')).status).toBe(200);
  });

  it.each(['Bearer wrong', 'Bearer', 'Basic dXNlcjpwYXNz', `bearer ${'x'.repeat(5000)}`])(
    'the header %.20s… is refused',
    async (authorization) => {
      const answer = await bare('/v1/documents', { headers: { authorization } });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        401,
        'access.token-wrong',
      ]);
    },
  );

  it('a wrong header is not saved by a good cookie', async () => {
    const cookie = await signIn();
    const answer = await bare('/v1/documents', { headers: { cookie, authorization: 'Bearer wrong' } });
    expect(answer.status).toBe(401);
  });
});

describe('the printed address', () => {
  it('gives the browser a session and leads to the page without the token', async () => {
    const answer = await bare(`/documents?text=%E4%BA%91&token=${service.token}&lang=en`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/documents?text=%E4%BA%91&lang=en');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Max-Age=2592000/);
    expect(cookie).not.toMatch(/Secure/);
    expect(cookie).not.toContain(service.token);
    expect((await bare('/v1/documents', { headers: { cookie: cookieOf(answer) } })).status).toBe(200);
  });

  it('gives a secure cookie where the service is reached by https', async () => {
    const secure = await startTestService({
      env: { PUBLIC_URL: 'https://policy.example.cn' },
      store: service.store,
      inputs: [],
    });
    const answer = await fetch(`${secure.address}/?token=${secure.token}`, { redirect: 'manual' });
    expect(answer.headers.get('set-cookie')).toMatch(/Secure/);
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age/);
    await secure.close();
  });

  it('with a wrong token gives no session', async () => {
    const answer = await bare('/?token=wrong', { headers: page });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
    expect(await answer.text()).toContain('令牌不正确');
  });
});

describe('the sign-in page', () => {
  const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { ...page, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields),
  });

  it('is what a browser sees without a session, and leads on to the page it asked for', async () => {
    const answer = await bare('/evidence/tgt_1', { headers: page });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await answer.text()).toContain('name="next" value="/evidence/tgt_1"');
    const signedIn = await bare('/login', form({ token: service.token, next: '/evidence/tgt_1' }));
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/evidence/tgt_1']);
    expect((await bare('/', { headers: { ...page, cookie: cookieOf(signedIn) } })).status).toBe(200);
  });

  it('leads to no other site', async () => {
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'x',
    ]) {
      const answer = await bare('/login', form({ token: service.token, next }));
      const location = answer.headers.get('location') ?? '';
      expect(new URL(location, service.address).origin).toBe(service.address);
      expect(localPath(next) ?? '/').toMatch(/^\/(?![/\\])/);
    }
  });

  it('refuses a wrong token, and a form on another site', async () => {
    const wrong = await bare('/login', form({ token: 'wrong' }));
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([401, null]);
    const foreign = await bare('/login', form({ token: service.token }, { origin: 'https://evil.example' }));
    expect([foreign.status, foreign.headers.get('set-cookie')]).toEqual([403, null]);
  });

  it('offers to go on where a link on another site held the cookie back', async () => {
    const answer = await bare('/documents', { headers: { ...page, 'sec-fetch-site': 'cross-site' } });
    expect(await answer.text()).toContain('<a href="/documents">');
  });
});

describe('a session', () => {
  const sync = (cookie: string, headers: Record<string, string>) =>
    bare('/v1/sync', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...headers },
      body: '{"kind":"target"}',
    });

  it('may read from anywhere, but change only from our own pages', async () => {
    const cookie = await signIn();
    const { host } = new URL(service.address);
    expect((await sync(cookie, { origin: `http://${host}` })).status).toBe(200);
    expect((await sync(cookie, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: `http://${host}` },
    ]) {
      const answer = await sync(cookie, headers as Record<string, string>);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        403,
        'access.cross-origin',
      ]);
    }
  });

  it('ends by signing out, and by time', async () => {
    const cookie = await signIn();
    const out = await bare('/logout', {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    expect([out.status, out.headers.get('location')]).toEqual([303, '/']);
    expect(out.headers.get('set-cookie')).toMatch(/policy_sheets_session=;.*Expires=Thu, 01 Jan 1970/);
    const later = await startTestService({
      store: service.store,
      inputs: [],
      tokens: service.tokens,
      now: () => new Date(Date.now() + 31 * 86_400_000),
    });
    expect((await fetch(`${later.address}/v1/documents`, { headers: { cookie } })).status).toBe(401);
    await later.close();
  });
});

describe('guessing', () => {
  it('is cut off after sixty wrong tokens, health and pages without credentials are not', async () => {
    const own = await startTestService({ store: service.store, inputs: [] });
    const guess = () =>
      fetch(`${own.address}/v1/documents`, { headers: { authorization: 'Bearer guess-guess' } });
    const statuses: number[] = [];
    for (let i = 0; i < 62; i++) statuses.push((await guess()).status);
    expect(statuses.slice(0, 60).every((status) => status === 401)).toBe(true);
    expect(statuses.slice(60)).toEqual([429, 429]);
    expect((await fetch(`${own.address}/healthz`)).status).toBe(200);
    expect((await fetch(`${own.address}/v1/documents`)).status).toBe(401);
    await own.close();
  });
});
