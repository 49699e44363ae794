import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { Problem } from '../../records/problem.ts';
import { type GoogleCredentials, readGoogleCredentials } from './google-credentials.ts';
import { type GoogleAttempt, googleProblem } from './google-problems.ts';
import { type GoogleQuota, quotaOf } from './google-quota.ts';
import { withTries } from './google-tries.ts';

/** Sheets for reading and writing, Drive for making and sharing files of ours and for files in shared drives. */
const serviceScopes = [
  'https://www.googleapis.com/auth/spreadsheets',
  'https://www.googleapis.com/auth/drive',
];
/** Google ends a request of its own after 180 seconds (developers.google.com/sheets/api/limits). */
const longestRequest = 180_000;

export interface GoogleAccessOptions {
  /** Environment with the credentials, and SHEETS_ROOT_URL for an emulator on this machine. */
  env: Readonly<Record<string, string | undefined>>;
  /** Folder with the account that signed in. */
  dataDir?: string | undefined;
  /** Instead of what the environment and the folder give. */
  credentials?: GoogleCredentials | undefined;
  /** Waits between tries, in milliseconds; for tests. */
  wait?: ((milliseconds: number) => Promise<void>) | undefined;
  /** Stands in for fetch; for tests. */
  fetch?: typeof fetch | undefined;
  /** Leave to send requests; that of the account in this process by default. */
  quota?: GoogleQuota | undefined;
  /** How long one request may take, in milliseconds. */
  timeout?: number | undefined;
}

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

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Google's services under one account, with quotas and tries, and with failures as Problems. */
export interface GoogleAccess {
  /** Address of the account, for people to share with. */
  account: string;
  person: boolean;
  sheets: sheets_v4.Sheets;
  drive(): Promise<drive_v3.Drive>;
  /** Options that go with every request: one try, and no longer than Google itself would take. */
  request: { retry: false; timeout: number; rootUrl?: string };
  /**
   * Sends a request when the quota allows, and again where that can help.
   * @param applied for a write: whether it was carried out, asked where that is not known
   * @returns undefined where `applied` said that a write without an answer was carried out
   * @throws Problem `google.…`
   */
  send<T>(
    attempt: Pick<GoogleAttempt, 'doing' | 'spreadsheetId'>,
    work: () => Promise<T>,
    applied?: () => Promise<boolean>,
  ): Promise<T | undefined>;
}

/**
 * Opens Google's services under the account that the options give. The library is loaded here and not before, and only
 * its parts for Sheets and Drive: the whole takes seven times as long and three times the memory.
 * @throws Problem `google.no-credentials`, `google.credentials-unreadable`, `google.root-url`
 */
export const openGoogleAccess = async (options: GoogleAccessOptions): Promise<GoogleAccess> => {
  const credentials = options.credentials ?? (await readGoogleCredentials(options.env, options.dataDir));
  const rootUrl = options.env.SHEETS_ROOT_URL ? loopbackUrl(options.env.SHEETS_ROOT_URL) : undefined;
  const { sheets, auth: library } = await import('googleapis/build/src/apis/sheets/index.js');
  const transport = options.fetch ? { transporterOptions: { fetchImplementation: options.fetch } } : {};
  const auth =
    credentials.type === 'service'
      ? new library.JWT({
          email: credentials.email,
          key: credentials.privateKey,
          scopes: serviceScopes,
          forceRefreshOnFailure: true,
          ...transport,
        })
      : new library.OAuth2({
          clientId: credentials.clientId,
          clientSecret: credentials.clientSecret,
          // A token may end before its time: revoked, or by another clock.
          forceRefreshOnFailure: true,
          ...(rootUrl ? { endpoints: { oauth2TokenUrl: `${rootUrl}token` } } : {}),
          ...transport,
        });
  if (credentials.type === 'person') auth.setCredentials({ refresh_token: credentials.refreshToken });
  // The address of the token service cannot be changed for these, so an emulator is given the signed claim itself.
  else if (rootUrl && auth instanceof library.JWT) auth.useJWTAccessWithScope = true;

  const wait = options.wait ?? sleep;
  const account = credentials.email ?? 'Google';
  const person = credentials.type === 'person';
  const quota =
    options.quota ?? quotaOf(credentials.type === 'service' ? account : credentials.clientId + account);
  const service = { auth, ...(rootUrl ? { rootUrl } : {}) };
  return {
    account,
    person,
    sheets: sheets({ version: 'v4', ...service }),
    async drive() {
      const { drive } = await import('googleapis/build/src/apis/drive/index.js');
      // Both parts of the library carry the same class of credentials under different declarations.
      return drive({ version: 'v3', ...service } as drive_v3.Options & { version: 'v3' });
    },
    // Uploads take the address from the request alone.
    request: {
      retry: false,
      timeout: options.timeout ?? longestRequest,
      ...(rootUrl ? { rootUrl } : {}),
    },
    async send(attempt, work, applied) {
      const whole = { ...attempt, account, person };
      try {
        return await withTries(
          async () => {
            await quota.take(attempt.doing);
            return work();
          },
          { wait, ...(applied ? { applied } : {}) },
        );
      } catch (error) {
        throw googleProblem(error, whole);
      }
    },
  };
};
