import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/hosts/http-service.ts';
import { Problem } from '../records/problem.ts';
import { type RunningServer, startServer } from './server.ts';
import { chinaOfficeJs, readSettings } from './settings.ts';
import { readTls } from './tls.ts';

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version']);
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasOpenssl)(
  'HTTPS by the service itself (certificates for the tests are made by openssl)',
  () => {
    let folder: string;
    let service: TestService;
    let running: RunningServer;
    const file = (name: string): string => join(folder, name);
    /** A certificate of its own, as office-addin-dev-certs makes one for localhost. */
    const make = (name: string): void => {
      execFileSync(
        'openssl',
        [
          ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`],
          ...[
            '-addext',
            'subjectAltName=DNS:localhost',
            '-keyout',
            file(`${name}.key`),
            '-out',
            file(`${name}.crt`),
          ],
        ],
        { stdio: 'ignore' },
      );
    };
    const ask = (
      port: number,
      path: string,
    ): Promise<{ status: number; headers: Record<string, unknown>; body: string }> =>
      new Promise((resolve, reject) => {
        const asked = request(
          { host: 'localhost', port, path, rejectUnauthorized: false, headers: { connection: 'close' } },
          (response) => {
            let body = '';
            response.on('data', (part) => {
              body += String(part);
            });
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
            );
          },
        );
        asked.on('error', reject);
        asked.end();
      });
    const commonName = (port: number): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(
          { port, host: 'localhost', rejectUnauthorized: false, servername: 'localhost' },
          () => {
            resolve(String(socket.getPeerCertificate().subject.CN));
            socket.destroy();
          },
        );
        socket.on('error', reject);
      });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'policy-sheets-tls-'));
      make('first');
      make('second');
      copyFileSync(file('first.crt'), file('live.crt'));
      copyFileSync(file('first.key'), file('live.key'));
      writeFileSync(
        file('index.html'),
        '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>',
      );
      writeFileSync(file('manifest.xml'), '<Pane at="https://localhost:4310/addin/index.html"/>');
      service = await startTestService();
      const settings = readSettings({
        PORT: '0',
        TLS_CERT: file('live.crt'),
        TLS_KEY: file('live.key'),
        OFFICE_JS_URL: '21vianet',
      });
      running = await startServer({
        store: service.store,
        settings,
        tokens: service.tokens,
        logger: pino({ level: 'silent' }),
        addinDir: folder,
      });
    });
    afterAll(async () => {
      await running.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('serves the add-in over https, and 21Vianet’s office.js is the only script from elsewhere', async () => {
      expect(running.address).toBe(`https://localhost:${running.port}`);
      const { status, headers, body } = await ask(running.port, '/addin/index.html');
      expect(status).toBe(200);
      expect(body).toContain(chinaOfficeJs);
      expect(body).not.toContain('microsoft.com');
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("script-src 'self' https://appsforoffice.cdn.partner.office365.cn;");
      // It would hold for every port of localhost.
      expect(headers['strict-transport-security']).toBeUndefined();
    });

    it('keeps the API behind the token all the same', async () => {
      expect((await ask(running.port, '/v1/documents')).status).toBe(401);
    });

    it('is reached by the command line on this machine without trusting its certificate', async () => {
      expect(running.commandAddress).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect((await fetch(`${running.commandAddress}/healthz`)).status).toBe(200);
      expect((await fetch(`${running.commandAddress}/v1/documents`)).status).toBe(401);
    });

    it('takes a renewed certificate without a restart, once both of its files are there', async () => {
      const files = { TLS_CERT: file('renewed.crt'), TLS_KEY: file('renewed.key') };
      copyFileSync(file('first.crt'), files.TLS_CERT);
      copyFileSync(file('first.key'), files.TLS_KEY);
      const { store, tokens } = service;
      const settings = readSettings({ PORT: '0', ...files });
      const other = await startServer({ store, settings, tokens, logger: pino({ level: 'silent' }) }, 20);
      try {
        copyFileSync(file('second.crt'), files.TLS_CERT);
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(await commonName(other.port)).toBe('first');
        copyFileSync(file('second.key'), files.TLS_KEY);
        await expect.poll(() => commonName(other.port), { timeout: 5000 }).toBe('second');
      } finally {
        await other.close();
      }
    });

    it('says what is wrong with a certificate before it listens', () => {
      const codeOf = (cert: string, key: string): string => {
        try {
          readTls({ cert, key });
          return 'taken';
        } catch (error) {
          if (error instanceof Problem) return error.code;
          throw error;
        }
      };
      expect(codeOf(file('first.crt'), file('second.key'))).toBe('tls.invalid');
      expect(codeOf(file('nowhere.crt'), file('first.key'))).toBe('tls.file-unreadable');
      expect(codeOf(file('first.key'), file('first.crt'))).toBe('tls.invalid');
    });
  },
);

describe('the settings of HTTPS', () => {
  it('need certificate and key together', () => {
    for (const name of ['TLS_CERT', 'TLS_KEY'])
      expect(() => readSettings({ [name]: '/tmp/x.pem' })).toThrow(/TLS_/);
  });

  it('make localhost the public address where none is given', () => {
    const files = { TLS_CERT: 'a.pem', TLS_KEY: 'b.pem' };
    expect(readSettings({ ...files, PORT: '4443' }).publicUrl).toBe('https://localhost:4443');
    expect(readSettings({ ...files, PUBLIC_URL: 'https://p.example' }).publicUrl).toBe('https://p.example');
    expect(readSettings({}).tls).toBeNull();
  });
});
