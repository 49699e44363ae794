import { createServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Problem } from '../records/problem.ts';
import { type AppOptions, createApp } from './app.ts';
import { readTls, watchTls } from './tls.ts';

export interface RunningServer {
  /** Where this machine reaches it, without a trailing slash. People elsewhere may need PUBLIC_URL. */
  address: string;
  port: number;
  /**
   * Where the command line on this machine reaches it: plain http on the loopback interface, so that it needs to trust no
   * certificate. The same address where the service speaks plain http anyway.
   */
  commandAddress: string;
  /** Takes no new request, lets those under way finish for a few seconds, then cuts them off. */
  close(): Promise<void>;
}

/** How long requests under way may take to finish once the service closes. */
const graceMilliseconds = 5000;

const cannotListen = (error: NodeJS.ErrnoException, port: number, host: string): Problem => {
  if (error.code === 'EADDRINUSE') {
    return new Problem(
      'service.port-in-use',
      { zh: `端口 ${port} 已被占用。`, en: `Port ${port} is in use.` },
      {
        zh: '请停止占用它的程序，或用环境变量 PORT 换一个端口，例如 PORT=4311 npm start。',
        en: 'Stop what uses it, or choose another by the variable PORT, such as PORT=4311 npm start.',
      },
      { port },
      error,
    );
  }
  return new Problem(
    'service.cannot-listen',
    {
      zh: `无法在 ${host}:${port} 上提供服务（${error.code}）。`,
      en: `Cannot listen on ${host}:${port} (${error.code}).`,
    },
    {
      zh: '请核对环境变量 HOST 与 PORT；1024 以下的端口通常需要管理员权限。',
      en: 'Check the variables HOST and PORT; ports below 1024 usually need an administrator.',
    },
    { host, port },
    error,
  );
};

const addressOf = (host: string, port: number, scheme: 'http' | 'https'): string => {
  const local = ['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost'].includes(host);
  const name = local ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${name}:${port}`;
};

/** Listens, and gives the port. */
const listen = async (server: Server, port: number, host: string): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, port, host)));
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
};
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });

/**
 * Starts the service, over HTTPS where the settings name a certificate.
 * @param renewEvery milliseconds between looks for a renewed certificate
 * @returns where it is reached, and how to close it. Closing leaves the store open: whoever opened it closes it.
 * @throws Problem `service.port-in-use`, `service.cannot-listen`, and of the certificate (tls.ts)
 */
export const startServer = async (options: AppOptions, renewEvery = 60_000): Promise<RunningServer> => {
  const { host, port, tls } = options.settings;
  const app = createApp(options);
  if (!tls) {
    const server = createServer(app);
    const listening = await listen(server, port, host);
    const address = addressOf(host, listening, 'http');
    let closing: Promise<void> | undefined;
    return {
      address,
      port: listening,
      commandAddress: address,
      close: () => {
        closing ??= closed(server);
        return closing;
      },
    };
  }
  const secure = createHttpsServer({ ...readTls(tls), minVersion: 'TLSv1.2' }, app);
  const listening = await listen(secure, port, host);
  const local = createServer(app);
  const localPort = await listen(local, 0, '127.0.0.1');
  const stopWatching = watchTls(
    tls,
    (pair) => {
      secure.setSecureContext({ ...pair, minVersion: 'TLSv1.2' });
      options.logger.info('tls certificate renewed');
    },
    renewEvery,
  );
  let closing: Promise<unknown> | undefined;
  return {
    address: addressOf(host, listening, 'https'),
    port: listening,
    commandAddress: `http://127.0.0.1:${localPort}`,
    close: async () => {
      stopWatching();
      closing ??= Promise.all([closed(secure), closed(local)]);
      await closing;
    },
  };
};
