import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../records/problem.ts';

/** Who may read: the bearer token, and the browser sessions that it opened. */
export interface TokenStore {
  /** Whether a token is the service's, compared in constant time. */
  verify(token: string): boolean;
  /** A session for a browser that has shown the token, valid for `sessionDays`. */
  openSession(now: Date): string;
  /** Whether a session was opened by this token and has not run out. */
  verifySession(session: string, now: Date): boolean;
}

export const tokenFileName = 'token.json';
export const sessionDays = 30;

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
const sign = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * A session is its expiry and a signature over it: nothing to keep, so it survives a restart of the service, and a
 * new token (with a new key) ends every session.
 */
const tokenStore = (tokenHash: Buffer, sessionKey: Buffer): TokenStore => ({
  // Both sides are hashed first, so that the comparison takes as long for every token of every length.
  verify: (token) => timingSafeEqual(digest(token), tokenHash),
  openSession: (now) => {
    const expires = String(Math.floor(now.getTime() / 1000) + sessionDays * 86_400);
    return `${expires}.${sign(sessionKey, expires).toString('base64url')}`;
  },
  verifySession: (session, now) => {
    const match = /^(\d{1,12})\.([\w-]{43})$/.exec(session);
    if (!match?.[1] || !match[2]) return false;
    const given = Buffer.from(match[2], 'base64url');
    return timingSafeEqual(given, sign(sessionKey, match[1])) && Number(match[1]) * 1000 > now.getTime();
  },
});

const hex256 = z.string().regex(/^[0-9a-f]{64}$/);
const tokenFileSchema = z.object({
  version: z.literal(1),
  algorithm: z.literal('sha-256'),
  hash: hex256,
  sessionKey: hex256,
  createdAt: z.string(),
});

const brokenFile = (file: string, cause: unknown): Problem =>
  new Problem(
    'token.file-broken',
    { zh: `令牌文件无法读取：${file}。`, en: `The token file cannot be read: ${file}.` },
    {
      zh: '请删除该文件后重新启动，服务会生成并显示新的令牌；或设置 POLICY_SHEETS_TOKEN。',
      en: 'Delete the file and start again: the service makes and prints a new token. Or set POLICY_SHEETS_TOKEN.',
    },
    { file },
    cause,
  );

const readTokenFile = async (file: string): Promise<TokenStore | null> => {
  try {
    const { hash, sessionKey } = tokenFileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    // A copied or restored data folder may have lost the mode; Windows has none to set.
    if (process.platform !== 'win32') await chmod(file, 0o600);
    return tokenStore(Buffer.from(hash, 'hex'), Buffer.from(sessionKey, 'hex'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw brokenFile(file, error);
  }
};

/**
 * Opens the service's token, making one where there is none.
 *
 * A token that the service makes has 256 random bits, so that one round of SHA-256 keeps it safe at rest (there is
 * nothing to guess). A token set from outside may be weaker and is therefore never written down, hashed or not.
 * @param options the data folder, and the token of POLICY_SHEETS_TOKEN where it is set
 * @returns the store, and the new token in clear where one was made: to be shown once, it is kept nowhere
 * @throws Problem `token.file-broken`
 */
export const openTokens = async (options: {
  dataDir: string;
  token: string | null;
}): Promise<{ tokens: TokenStore; created: string | null }> => {
  if (options.token !== null) {
    const hash = digest(options.token);
    return {
      tokens: tokenStore(hash, sign(digest(options.token), 'policy-sheets session key')),
      created: null,
    };
  }
  const file = join(options.dataDir, tokenFileName);
  const known = await readTokenFile(file);
  if (known) return { tokens: known, created: null };

  // Hexadecimal, so that a double click picks all of it and no shell takes it for an option.
  const created = `ps_${randomBytes(32).toString('hex')}`;
  const sessionKey = randomBytes(32);
  const content = {
    version: 1,
    algorithm: 'sha-256',
    hash: digest(created).toString('hex'),
    sessionKey: sessionKey.toString('hex'),
    createdAt: new Date().toISOString(),
  } satisfies z.infer<typeof tokenFileSchema>;
  await mkdir(options.dataDir, { recursive: true });
  try {
    // wx: where two services start at once on one folder, the second takes the first's token instead of replacing it.
    await writeFile(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return openTokens(options);
  }
  return { tokens: tokenStore(digest(created), sessionKey), created };
};
