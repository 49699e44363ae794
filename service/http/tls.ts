import { type FSWatcher, readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { Problem } from '../records/problem.ts';

/** HTTPS by the service itself, so that Excel loads the add-in without a proxy in front. */

export interface TlsFiles {
  /** PEM file of the certificate, its chain behind it. */
  cert: string;
  /** PEM file of its private key. */
  key: string;
}
export interface TlsPair {
  cert: Buffer;
  key: Buffer;
}

const unreadable = (file: string, error: NodeJS.ErrnoException): Problem =>
  new Problem(
    'tls.file-unreadable',
    {
      zh: `无法读取证书文件 ${file}（${error.code}）。`,
      en: `The file ${file} cannot be read (${error.code}).`,
    },
    {
      zh: '请核对 TLS_CERT 与 TLS_KEY（或 --tls-cert 与 --tls-key）的路径和读取权限。',
      en: 'Check the paths in TLS_CERT and TLS_KEY (or --tls-cert and --tls-key), and that they may be read.',
    },
    { file },
    error,
  );
const invalid = (files: TlsFiles, error: unknown): Problem =>
  new Problem(
    'tls.invalid',
    {
      zh: `证书 ${files.cert} 与私钥 ${files.key} 不能一起使用。`,
      en: `The certificate ${files.cert} and the key ${files.key} cannot be used together.`,
    },
    {
      zh: '两个文件都须为 PEM 格式，且私钥属于该证书、没有口令。',
      en: 'Both are PEM files; the key is that of the certificate and has no passphrase.',
    },
    // What OpenSSL says names no secret: a routine and a reason.
    { reason: error instanceof Error ? error.message : String(error) },
    error,
  );

const read = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, error as NodeJS.ErrnoException);
  }
};

/** Reads a certificate and its key, and tries them. @throws Problem `tls.file-unreadable`, `tls.invalid` */
export const readTls = (files: TlsFiles): TlsPair => {
  const pair = { cert: read(files.cert), key: read(files.key) };
  try {
    createSecureContext(pair);
  } catch (error) {
    throw invalid(files, error);
  }
  return pair;
};

/**
 * Calls back with a new pair whenever the files change, so that a renewed certificate needs no restart. While one of the
 * two is still the old one, nothing is said.
 * @param every milliseconds between looks
 * @returns stops looking
 */
export const watchTls = (files: TlsFiles, renewed: (pair: TlsPair) => void, every = 60_000): (() => void) => {
  const look = (): void => {
    let pair: TlsPair;
    try {
      pair = readTls(files);
    } catch {
      return;
    }
    renewed(pair);
  };
  const names = [files.cert, files.key];
  for (const name of names) {
    const watching = watchFile(name, { interval: every }, look) as unknown as FSWatcher;
    watching.unref();
  }
  return () => {
    for (const name of names) unwatchFile(name, look);
  };
};
