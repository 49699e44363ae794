import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTokens, sessionDays, tokenFileName } from './tokens.ts';

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'policy-sheets-tokens-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));
const now = new Date('2026-11-21T08:00:00Z');

describe('the token', () => {
  it('is made at the first start and told once; later starts know it by its hash', async () => {
    const first = await openTokens({ dataDir, token: null });
    expect(first.created).toMatch(/^ps_[0-9a-f]{64}$/);
    const second = await openTokens({ dataDir, token: null });
    expect(second.created).toBeNull();
    expect(second.tokens.verify(first.created ?? '')).toBe(true);
    expect(second.tokens.verify(`${first.created}x`)).toBe(false);
    expect(second.tokens.verify('')).toBe(false);
  });

  it('stands nowhere in the data folder, and its file is readable by its owner alone', async () => {
    const { created } = await openTokens({ dataDir, token: null });
    const file = join(dataDir, tokenFileName);
    expect(await readFile(file, 'utf8')).not.toContain(created);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('set from outside is used and never written down', async () => {
    const { tokens, created } = await openTokens({ dataDir, token: 'set-from-outside' });
    expect(created).toBeNull();
    expect(tokens.verify('set-from-outside')).toBe(true);
    expect(tokens.verify('set-from-outsidE')).toBe(false);
    await expect(stat(join(dataDir, tokenFileName))).rejects.toThrow('ENOENT');
  });

  it('is the same for two services that start at once on one folder', async () => {
    const [a, b] = await Promise.all([
      openTokens({ dataDir, token: null }),
      openTokens({ dataDir, token: null }),
    ]);
    const token = a.created ?? b.created ?? '';
    expect([a.created, b.created].filter(Boolean)).toHaveLength(1);
    expect([a.tokens.verify(token), b.tokens.verify(token)]).toEqual([true, true]);
  });

  it('of a broken file is refused with what to do, not replaced', async () => {
    await writeFile(join(dataDir, tokenFileName), '{"version":1');
    await expect(openTokens({ dataDir, token: null })).rejects.toMatchObject({ code: 'token.file-broken' });
    expect(await readFile(join(dataDir, tokenFileName), 'utf8')).toBe('{"version":1');
  });
});

describe('a session', () => {
  it('holds after a restart of the service, and runs out', async () => {
    const session = (await openTokens({ dataDir, token: null })).tokens.openSession(now);
    const { tokens } = await openTokens({ dataDir, token: null });
    expect(tokens.verifySession(session, now)).toBe(true);
    const dayBefore = new Date(now.getTime() + (sessionDays * 86_400 - 1) * 1000);
    expect(tokens.verifySession(session, dayBefore)).toBe(true);
    expect(tokens.verifySession(session, new Date(dayBefore.getTime() + 2000))).toBe(false);
  });

  it('cannot be lengthened, made up, or used with another token', async () => {
    const { tokens } = await openTokens({ dataDir, token: 'first-token' });
    const session = tokens.openSession(now);
    const [expires, signature] = session.split('.');
    expect(tokens.verifySession(`${Number(expires) + 1}.${signature}`, now)).toBe(false);
    for (const made of ['', '.', `${expires}.`, `${expires}.${'A'.repeat(43)}`, 'x'.repeat(500)]) {
      expect(tokens.verifySession(made, now)).toBe(false);
    }
    const other = await openTokens({ dataDir, token: 'second-token' });
    expect(other.tokens.verifySession(session, now)).toBe(false);
  });
});
