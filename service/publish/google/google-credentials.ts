import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Label } from '../../records/catalogue.ts';
import { Problem } from '../../records/problem.ts';

/** A service account: its address and what signs its requests. The key is never logged. */
export interface ServiceAccount {
  type: 'service';
  email: string;
  privateKey: string;
}
/** A person who signed in (google-sign-in.ts), and the program that she allowed to act for her. Never logged. */
export interface SignedInPerson {
  type: 'person';
  /** Her address; null where an older key does not tell it. */
  email: string | null;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
}
/** What stands behind requests to Google. */
export type GoogleCredentials = ServiceAccount | SignedInPerson;

type Env = Readonly<Record<string, string | undefined>>;

const serviceSchema = z.object({
  type: z.literal('service_account'),
  client_email: z.email(),
  private_key: z.string().startsWith('-----BEGIN'),
});
/** The form of gcloud's application default credentials, with the address that we keep beside it. */
export const personSchema = z.object({
  type: z.literal('authorized_user'),
  client_id: z.string().min(1),
  client_secret: z.string(),
  refresh_token: z.string().min(1),
  email: z.email().nullable().default(null),
});
const keySchema = z.discriminatedUnion('type', [serviceSchema, personSchema]);

/** File of the data folder that keeps who signed in; readable by its owner alone (mode 0600). */
export const personFileName = 'google-account.json';

const unreadable = (what: Label, facts: Record<string, unknown>): Problem =>
  new Problem(
    'google.credentials-unreadable',
    what,
    {
      zh: '请使用 Google Cloud 控制台下载的服务账号密钥文件（JSON）。',
      en: 'Use the key file (JSON) of a service account as the Google Cloud console gives it.',
    },
    facts,
  );

/** JSON of an environment variable or a file. What comes from there names where it stood, never what it said. */
export const parseSecret = <T>(schema: z.ZodType<T>, text: string, source: string): T => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw unreadable(
      { zh: `${source} 中的 Google 凭据不是 JSON。`, en: `The Google credentials in ${source} are no JSON.` },
      { source },
    );
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const fields = read.error.issues.map((issue) => issue.path.join('.'));
  throw unreadable(
    {
      zh: `${source} 不是所需的 Google 凭据（有问题的字段：${fields.join('、')}）。`,
      en: `${source} is not the Google credentials needed (fields at fault: ${fields.join(', ')}).`,
    },
    { source, fields },
  );
};

/** Text of a file that an environment variable names. @throws Problem `google.credentials-unreadable` */
export const readSecretFile = (path: string, variable: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(
      {
        zh: `读不到 ${variable} 所指的文件（${error.code ?? '未知原因'}）。`,
        en: `The file named by ${variable} cannot be read (${error.code ?? 'unknown reason'}).`,
      },
      { path, reason: error.code },
    );
  });

const parse = (text: string, source: string): GoogleCredentials => {
  const key = parseSecret(keySchema, text, source);
  return key.type === 'service_account'
    ? { type: 'service', email: key.client_email, privateKey: key.private_key }
    : {
        type: 'person',
        email: key.email,
        clientId: key.client_id,
        clientSecret: key.client_secret,
        refreshToken: key.refresh_token,
      };
};

/** Credentials of the environment; null where it names none. */
const fromEnvironment = async (env: Env): Promise<GoogleCredentials | null> => {
  if (env.GOOGLE_CREDENTIALS_JSON) return parse(env.GOOGLE_CREDENTIALS_JSON, 'GOOGLE_CREDENTIALS_JSON');
  const path = env.GOOGLE_APPLICATION_CREDENTIALS;
  if (!path) return null;
  const variable = 'GOOGLE_APPLICATION_CREDENTIALS';
  return parse(await readSecretFile(path, variable), variable);
};

/** Who signed in with this data folder; null where nobody did. @throws Problem `google.credentials-unreadable` */
export const readPerson = async (dataDir: string): Promise<SignedInPerson | null> => {
  const path = join(dataDir, personFileName);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw unreadable(
      { zh: `读不到 ${path}（${error.code}）。`, en: `${path} cannot be read (${error.code}).` },
      { path, reason: error.code },
    );
  });
  if (text === null) return null;
  const found = parse(text, personFileName);
  return found.type === 'person' ? found : null;
};

/** All accounts at hand: that of the environment first, then who signed in. */
export const allGoogleCredentials = async (env: Env, dataDir?: string): Promise<GoogleCredentials[]> => {
  const own = await fromEnvironment(env);
  const person = dataDir === undefined ? null : await readPerson(dataDir);
  return [own, person].filter((one) => one !== null);
};

/**
 * Reads what stands behind requests: GOOGLE_CREDENTIALS_JSON (a key itself), GOOGLE_APPLICATION_CREDENTIALS (the path of
 * a key file), or who signed in with the data folder, in that order.
 * @throws Problem `google.no-credentials`, `google.credentials-unreadable`
 */
export const readGoogleCredentials = async (env: Env, dataDir?: string): Promise<GoogleCredentials> => {
  const [found] = await allGoogleCredentials(env, dataDir);
  if (found) return found;
  throw new Problem(
    'google.no-credentials',
    { zh: '没有设置 Google 凭据。', en: 'There are no Google credentials.' },
    {
      zh: '请将环境变量 GOOGLE_APPLICATION_CREDENTIALS 设为服务账号密钥文件的路径，并把表格共享给该服务账号的邮箱；或用 sheets connect 以自己的 Google 账号登录。',
      en: 'Set GOOGLE_APPLICATION_CREDENTIALS to the path of a service account key file, and share the spreadsheet with the e-mail address of that account; or sign in with your own Google account by sheets connect.',
    },
  );
};
