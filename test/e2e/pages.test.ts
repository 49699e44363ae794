import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../service/store/package-place.ts';
import { planInput, starterInput, startTestService, type TestService } from '../hosts/http-service.ts';

/** The service's own pages in a real browser: what the content security policy lets run, and how they look. */

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const pictures = join(packageRoot(), 'test', 'output');

describe.skipIf(!existsSync(executablePath))(`pages in Chromium (${executablePath})`, () => {
  let service: TestService;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    service = await startTestService();
    await service.store.put(planInput(3500));
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  /** A browser that came by the printed address, and everything that it complains about or asks of other hosts. */
  const visit = async (options: Parameters<Browser['newContext']>[0] = {}) => {
    const context: BrowserContext = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    const page: Page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== service.address) complaints.push(request.url());
    });
    await page.goto(`${service.address}/?token=${service.token}`);
    return { context, page, complaints };
  };
  const targetId = planInput().records.targets[0]?.id ?? '';
  const starterId = starterInput().records.targets[0]?.id ?? '';

  it('open by the printed address, which leaves no token in the address bar', async () => {
    const { page, context } = await visit({ locale: 'zh-CN' });
    expect(page.url()).toBe(`${service.address}/`);
    expect(await page.textContent('h1')).toBe('政策表格');
    await context.close();
  });

  it('load and run without a complaint of the browser, and ask no other host for anything', async () => {
    const { page, context, complaints } = await visit();
    for (const path of [
      '/documents',
      `/documents/${planInput().document.id}`,
      '/records/targets',
      `/evidence/${targetId}`,
      `/evidence/${starterId}`,
    ]) {
      await page.goto(`${service.address}${path}`);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('let the API be browsed and tried out with the session of the browser', async () => {
    const { page, context, complaints } = await visit();
    await page.goto(`${service.address}/docs`);
    await page.click('#operations-data-countTargets .opblock-summary-control');
    await page.click('#operations-data-countTargets .try-out__btn');
    await page.click('#operations-data-countTargets .execute');
    const answer = page.locator(
      '#operations-data-countTargets .live-responses-table tbody td.response-col_description',
    );
    await expect.poll(() => answer.first().textContent()).toContain('"count": 3');
    expect(complaints).toEqual([]);
    await page.screenshot({ path: join(pictures, 'page-docs.png') });
    await context.close();
  });

  it('copy a citation', async () => {
    const { page, context } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(`${service.address}/evidence/${targetId}`);
    await page.click('button[data-copy="cite-gbt"]');
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe(await page.textContent('#cite-gbt'));
    await context.close();
  });

  it('sign in by the form and out by the button', async () => {
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${service.address}/evidence/${targetId}`);
    await page.fill('input[name=token]', 'wrong-token');
    await page.click('main button');
    expect(await page.textContent('[role=alert]')).toBe('The token is wrong.');
    await page.fill('input[name=token]', service.token);
    await page.click('main button');
    expect(page.url()).toBe(`${service.address}/evidence/${targetId}`);
    expect(await page.textContent('mark')).toContain('3500亿元');
    await page.click('footer button');
    expect(await page.textContent('h1')).toBe('An access token is needed');
    await context.close();
  });

  it('fit a phone without scrolling sideways, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await visit({ colorScheme, viewport: { width: 390, height: 844 } });
      for (const path of ['/', '/documents', '/records/assignments', `/evidence/${targetId}`]) {
        await page.goto(`${service.address}${path}`);
        const width = await page.evaluate('document.documentElement.scrollWidth');
        expect([path, width]).toEqual([path, 390]);
      }
      await page.screenshot({ path: join(pictures, `page-evidence-phone-${colorScheme}.png`) });
      await context.close();
    }
  });
});
