import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SignedInPerson } from './google-credentials.ts';
import { beginSignIn, type SignInOptions } from './google-sign-in.ts';

const page = (text: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Policy Sheets</title><p>${text}</p></html>`;

/**
 * Signs a person in from the command line: her browser comes back to a port of this machine that is open for this one
 * answer (RFC 8252, 7.3).
 * @param show tells her which address to open
 * @param signal ends the waiting
 * @throws Problem of beginSignIn and of the sign-in itself
 */
export const signInByLoopback = async (
  options: Omit<SignInOptions, 'redirectUri'>,
  show: (url: string) => void,
  signal: AbortSignal,
): Promise<SignedInPerson> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const signIn = await beginSignIn({ ...options, redirectUri: `http://127.0.0.1:${port}/signed-in` });
    const answer = new Promise<URLSearchParams>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      server.on('request', (request, response) => {
        const url = new URL(request.url ?? '/', 'http://127.0.0.1');
        response.setHeader('content-type', 'text/html; charset=utf-8');
        // Browsers ask for icons, and others may knock: only the answer to this sign-in ends it.
        if (url.pathname !== '/signed-in' || url.searchParams.get('state') !== signIn.state) {
          response.writeHead(404).end(page('—'));
          return;
        }
        response.end(page('可以关闭此页，回到终端。 You may close this page and go back to the terminal.'));
        resolve(url.searchParams);
      });
    });
    show(signIn.url);
    const given = await answer;
    const text = (name: string): string | undefined => given.get(name) ?? undefined;
    return await signIn.finish({ code: text('code'), state: text('state'), error: text('error') });
  } finally {
    server.closeAllConnections();
    server.close();
  }
};
