import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Label } from '../../records/catalogue.ts';
import { Problem } from '../../records/problem.ts';

/** What signs requests to Google: a service account's address and its private key. The key is never logged. */
export interface GoogleCredentials {
  email: string;
  privateKey: string;
}

const keyFileSchema = z.object({
  type: z.literal('service_account'),
  client_email: z.email(),
  private_key: z.string().startsWith('-----BEGIN'),
});

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

/** What comes from the environment names where it stood, never what it said. */
const parse = (text: string, source: string): GoogleCredentials => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw unreadable(
      { zh: `${source} 中的 Google 凭据不是 JSON。`, en: `The Google credentials in ${source} are no JSON.` },
      { source },
    );
  }
  const read = keyFileSchema.safeParse(json);
  if (!read.success) {
    const fields = read.error.issues.map((issue) => issue.path.join('.'));
    throw unreadable(
      {
        zh: `${source} 不是服务账号密钥（有问题的字段：${fields.join('、')}）。`,
        en: `${source} is no service account key (fields at fault: ${fields.join(', ')}).`,
      },
      { source, fields },
    );
  }
  return { email: read.data.client_email, privateKey: read.data.private_key };
};

/**
 * Reads the service account from GOOGLE_CREDENTIALS_JSON (the key itself) or GOOGLE_APPLICATION_CREDENTIALS (the path
 * of the key file), in that order.
 * @throws Problem `google.no-credentials`, `google.credentials-unreadable`
 */
export const readGoogleCredentials = async (
  env: Readonly<Record<string, string | undefined>>,
): Promise<GoogleCredentials> => {
  if (env.GOOGLE_CREDENTIALS_JSON) return parse(env.GOOGLE_CREDENTIALS_JSON, 'GOOGLE_CREDENTIALS_JSON');
  const path = env.GOOGLE_APPLICATION_CREDENTIALS;
  if (!path) {
    throw new Problem(
      'google.no-credentials',
      { zh: '没有设置 Google 凭据。', en: 'There are no Google credentials.' },
      {
        zh: '请将环境变量 GOOGLE_APPLICATION_CREDENTIALS 设为服务账号密钥文件的路径，并把表格共享给该服务账号的邮箱。',
        en: 'Set GOOGLE_APPLICATION_CREDENTIALS to the path of a service account key file, and share the spreadsheet with the e-mail address of that account.',
      },
    );
  }
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(
      {
        zh: `读不到 GOOGLE_APPLICATION_CREDENTIALS 所指的文件（${error.code ?? '未知原因'}）。`,
        en: `The file named by GOOGLE_APPLICATION_CREDENTIALS cannot be read (${error.code ?? 'unknown reason'}).`,
      },
      { path, reason: error.code },
    );
  });
  return parse(text, 'GOOGLE_APPLICATION_CREDENTIALS');
};
