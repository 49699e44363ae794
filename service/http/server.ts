import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem } from '../records/problem.ts';
import { type AppOptions, createApp } from './app.ts';

export interface RunningServer {
  /** Where this machine reaches it, without a trailing slash. People elsewhere may need PUBLIC_URL. */
  address: string;
  port: number;
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

const addressOf = (host: string, port: number): string => {
  const local = ['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost'].includes(host);
  const name = local ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
};

/**
 * Starts the service.
 * @returns where it is reached, and how to close it. Closing leaves the store open: whoever opened it closes it.
 * @throws Problem `service.port-in-use`, `service.cannot-listen`
 */
export const startServer = async (options: AppOptions): Promise<RunningServer> => {
  const { host, port } = options.settings;
  const server = createServer(createApp(options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, port, host)));
    server.listen(port, host, resolve);
  });
  const listening = (server.address() as AddressInfo).port;
  let closing: Promise<void> | undefined;
  return {
    address: addressOf(host, listening),
    port: listening,
    close: () => {
      closing ??= new Promise<void>((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      });
      return closing;
    },
  };
};
