import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../records/problem.ts';
import { loopbackUrl } from './google-access.ts';
import {
  parseSecret,
  personFileName,
  readPerson,
  readSecretFile,
  type SignedInPerson,
} from './google-credentials.ts';
import { googleProblem } from './google-problems.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A program as Google knows it: an OAuth client of the kind Desktop app (command line) or Web application (service). */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
}

const clientSchema = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) });
const clientFileSchema = z.union([
  z.object({ installed: clientSchema }).transform(({ installed }) => installed),
  z.object({ web: clientSchema }).transform(({ web }) => web),
]);

/**
 * The OAuth client of GOOGLE_OAUTH_CLIENT_JSON (the file's content) or GOOGLE_OAUTH_CLIENT (its path).
 * @throws Problem `google.no-oauth-client`, `google.credentials-unreadable`
 */
export const readOAuthClient = async (env: Env): Promise<OAuthClient> => {
  const path = env.GOOGLE_OAUTH_CLIENT;
  const text =
    env.GOOGLE_OAUTH_CLIENT_JSON || (path ? await readSecretFile(path, 'GOOGLE_OAUTH_CLIENT') : null);
  if (text === null) {
    throw new Problem(
      'google.no-oauth-client',
      {
        zh: '没有设置 OAuth 客户端，不能用 Google 账号登录。',
        en: 'There is no OAuth client to sign in to Google with.',
      },
      {
        zh: '请在 Google Cloud 控制台建一个 OAuth 客户端（命令行用“桌面应用”，服务用“Web 应用”），下载 JSON，并将 GOOGLE_OAUTH_CLIENT 设为其路径。',
        en: 'Make an OAuth client in the Google Cloud console (Desktop app for the command line, Web application for the service), download its JSON and set GOOGLE_OAUTH_CLIENT to its path.',
      },
    );
  }
  const client = parseSecret(clientFileSchema, text, 'GOOGLE_OAUTH_CLIENT');
  return { clientId: client.client_id, clientSecret: client.client_secret };
};

/** Her spreadsheets, files that we make, and who she is; folders and shared drives only where she asks for it. */
const scopesFor = (withDrive: boolean): string[] => [
  'https://www.googleapis.com/auth/spreadsheets',
  `https://www.googleapis.com/auth/${withDrive ? 'drive' : 'drive.file'}`,
  'openid',
  'email',
];

export interface SignInOptions {
  env: Env;
  /** Where Google sends the browser back to. */
  redirectUri: string;
  /** Whether folders and shared drives are to be used. */
  withDrive?: boolean;
  fetch?: typeof fetch;
}
/** A sign-in under way. */
export interface SignIn {
  /** Address that the person opens in her browser. */
  url: string;
  /** What comes back with the answer to this sign-in and to no other. */
  state: string;
  /**
   * Takes Google's answer.
   * @throws Problem `google.sign-in-failed`, `google.scope-missing`
   */
  finish(answer: {
    code?: string | undefined;
    state?: string | undefined;
    error?: string | undefined;
  }): Promise<SignedInPerson>;
}

const failed = (zh: string, en: string): Problem =>
  new Problem(
    'google.sign-in-failed',
    { zh: `没有登录成功：${zh}。`, en: `The sign-in did not succeed: ${en}.` },
    { zh: '请重新登录一次。', en: 'Sign in once more.' },
  );

/** E-mail address in an identity token. It came from Google itself over TLS, so its signature says nothing more (OpenID Connect Core, 3.1.3.7). */
const emailOf = (token: string | null | undefined): string | null => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString());
    return z.object({ email: z.email() }).parse(claims).email;
  } catch {
    return null;
  }
};

/**
 * Begins a sign-in with proof key (RFC 7636) and state (RFC 6749, 10.12): the authorization code alone is worth nothing.
 * @throws Problem `google.no-oauth-client`, `google.credentials-unreadable`
 */
export const beginSignIn = async (options: SignInOptions): Promise<SignIn> => {
  const client = await readOAuthClient(options.env);
  const root = options.env.SHEETS_ROOT_URL ? loopbackUrl(options.env.SHEETS_ROOT_URL) : null;
  const { auth: library } = await import('googleapis/build/src/apis/sheets/index.js');
  const oauth = new library.OAuth2({
    ...client,
    redirectUri: options.redirectUri,
    ...(root
      ? { endpoints: { oauth2TokenUrl: `${root}token`, oauth2AuthBaseUrl: `${root}o/oauth2/v2/auth` } }
      : {}),
    ...(options.fetch ? { transporterOptions: { fetchImplementation: options.fetch } } : {}),
  });
  const { codeVerifier, codeChallenge } = await oauth.generateCodeVerifierAsync();
  const state = randomBytes(32).toString('base64url');
  const scopes = scopesFor(options.withDrive ?? false);
  // The library names its enumeration in a part that is not loaded.
  const method = 'S256' as NonNullable<
    NonNullable<Parameters<typeof oauth.generateAuthUrl>[0]>['code_challenge_method']
  >;
  const url = oauth.generateAuthUrl({
    access_type: 'offline',
    // Google gives a refresh token at the first consent only, and hers may be lost.
    prompt: 'consent',
    scope: scopes,
    state,
    code_challenge: codeChallenge ?? '',
    code_challenge_method: method,
  });
  return {
    url,
    state,
    async finish(answer) {
      if (answer.state !== state) throw failed('回答不属于这次登录', 'the answer belongs to another sign-in');
      if (answer.error === 'access_denied') throw failed('您没有同意授权', 'the rights were not granted');
      if (!answer.code) throw failed(answer.error ?? '没有授权码', answer.error ?? 'there is no code');
      const { tokens } = await oauth.getToken({ code: answer.code, codeVerifier }).catch((error: unknown) => {
        throw googleProblem(error, { doing: 'read', account: 'Google', person: true, spreadsheetId: '' });
      });
      const granted = new Set((tokens.scope ?? '').split(' '));
      if (!granted.has(scopes[0] ?? '')) {
        throw googleProblem(
          { message: 'Request had insufficient authentication scopes.', response: { status: 403 } },
          { doing: 'read', account: 'Google', person: true, spreadsheetId: '' },
        );
      }
      if (!tokens.refresh_token) throw failed('Google 没有给出长期令牌', 'Google gave no lasting token');
      return {
        type: 'person',
        ...client,
        email: emailOf(tokens.id_token),
        refreshToken: tokens.refresh_token,
      };
    },
  };
};

/** Keeps who signed in, for this data folder's owner alone to read. */
export const savePerson = async (dataDir: string, person: SignedInPerson): Promise<void> => {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, personFileName);
  const beside = `${path}.${process.pid}`;
  const content = {
    type: 'authorized_user',
    client_id: person.clientId,
    client_secret: person.clientSecret,
    refresh_token: person.refreshToken,
    email: person.email,
  };
  await writeFile(beside, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  // A file that was there keeps its mode when it is written over.
  await chmod(beside, 0o600);
  await rename(beside, path);
};

/**
 * Signs out: takes the token back at Google, as far as Google answers, and forgets it.
 * @returns who was signed in; null where nobody was
 */
export const signOut = async (
  dataDir: string,
  options: { env: Env; fetch?: typeof fetch },
): Promise<SignedInPerson | null> => {
  const person = await readPerson(dataDir);
  if (!person) return null;
  const root = options.env.SHEETS_ROOT_URL
    ? loopbackUrl(options.env.SHEETS_ROOT_URL)
    : 'https://oauth2.googleapis.com/';
  await (options.fetch ?? fetch)(`${root}revoke`, {
    method: 'POST',
    body: new URLSearchParams({ token: person.refreshToken }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  await rm(join(dataDir, personFileName), { force: true });
  return person;
};
