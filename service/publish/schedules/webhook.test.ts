import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Problem } from '../../records/problem.ts';
import { allowedWebhooks, checkWebhook, isPublicAddress, postWebhook } from './webhook.ts';

let close: (() => void) | undefined;
afterEach(() => close?.());

const serve = async (
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> => {
  const server = createServer(handle);
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'none';
};

describe('a webhook cannot lead into the network', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'localhost',
  ])('%s is no public address', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '2400:3200::1'])('%s is one', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    'http://hooks.example.com/x',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://user:secret@hooks.example.com/',
  ])('%s is refused before anything is asked', async (address) =>
    expect(await codeOf(() => checkWebhook(address, []))).toBe('webhook.refused'),
  );

  it('a name that leads to this machine is refused', async () => {
    expect(await codeOf(() => postWebhook('https://localhost/', 'x', {}, { allow: [] }))).toBe(
      'webhook.refused',
    );
  });

  it('where a list is given, nothing else may be told', async () => {
    const allow = allowedWebhooks({
      WEBHOOK_ALLOW: 'hooks.corp.example, *.chat.example:443 , *.chat.example',
    });
    expect(await codeOf(() => checkWebhook('https://other.example/', allow))).toBe('webhook.refused');
    expect(await codeOf(() => checkWebhook('https://hooks.corp.example.evil.example/', allow))).toBe(
      'webhook.refused',
    );
    expect(checkWebhook('http://hooks.corp.example:8080/a', allow)).toBe(true);
    expect(checkWebhook('https://a.chat.example/', allow)).toBe(true);
  });
});

describe('telling a webhook', () => {
  it('posts the text and the facts as JSON', async () => {
    const bodies: string[] = [];
    const host = await serve(async (request, response) => {
      let body = '';
      for await (const part of request) body += String(part);
      bodies.push(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`);
      response.end('ok');
    });
    await postWebhook(`http://${host}/hook?key=1`, '失败', { code: 'x' }, { allow: [host] });
    expect(bodies).toEqual(['POST /hook?key=1 application/json; charset=utf-8 {"text":"失败","code":"x"}']);
  });

  it('follows no redirect, and tells a failure without the address', async () => {
    const host = await serve((_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    });
    const error = await postWebhook(`http://${host}/secret-key`, 'x', {}, { allow: [host] }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'webhook.failed', facts: { reason: 'HTTP 302' } });
    expect(JSON.stringify(error) + String(error)).not.toContain('secret-key');
  });

  it('gives up on one that does not answer', async () => {
    const host = await serve(() => {});
    expect(await codeOf(() => postWebhook(`http://${host}/`, 'x', {}, { allow: [host], timeout: 100 }))).toBe(
      'webhook.failed',
    );
  });
});
