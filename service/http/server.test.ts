import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/hosts/http-service.ts';
import type { Store } from '../store/store.ts';
import { startServer } from './server.ts';
import { readSettings } from './settings.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ inputs: [] });
});
afterAll(() => service?.close());

const optionsFor = (port: string, store: Store = service.store) => ({
  store,
  settings: readSettings({ PORT: port }),
  tokens: service.tokens,
  logger: pino({ level: 'silent' }),
});

describe('the server', () => {
  it('tells its address and stops answering once closed', async () => {
    const running = await startServer(optionsFor('0'));
    expect(running.address).toBe(`http://localhost:${running.port}`);
    expect((await fetch(`http://127.0.0.1:${running.port}/healthz`)).status).toBe(200);
    await running.close();
    await running.close();
    await expect(fetch(`http://127.0.0.1:${running.port}/healthz`)).rejects.toThrow();
  });

  it('lets a request under way finish before it closes', async () => {
    let go: () => void = () => {};
    const slow = new Promise<void>((resolve) => {
      go = resolve;
    });
    let asked: () => void = () => {};
    const arrived = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const store = {
      ...service.store,
      cursor: async () => {
        asked();
        await slow;
        return 0;
      },
    };
    const running = await startServer(optionsFor('0', store));
    const answer = fetch(`http://127.0.0.1:${running.port}/healthz`);
    await arrived;
    const closed = running.close();
    go();
    expect((await answer).status).toBe(200);
    await closed;
  });

  it('says that its port is in use and how to choose another', async () => {
    const port = new URL(service.address).port;
    await expect(startServer(optionsFor(port))).rejects.toMatchObject({ code: 'service.port-in-use' });
  });
});
