import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type Frame, writeMovingPicture } from './moving-picture.ts';

/**
 * Goes once through the playground as a newcomer does, and keeps it as a picture and as a moving one.
 * @param address of the service, with its token
 */
export const takePlaygroundPictures = async (
  browser: Browser,
  origin: string,
  token: string,
  images: string,
): Promise<void> => {
  const context = await browser.newContext({
    viewport: { width: 1120, height: 630 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const frames: Frame[] = [];
  const take = async (stands: number): Promise<void> => {
    await page.waitForTimeout(700);
    frames.push({ png: await page.screenshot(), stands });
  };
  await page.goto(`${origin}/try?token=${encodeURIComponent(token)}`);
  const pane = page.frameLocator('#pane');
  const cell = (text: string) => page.locator('revogr-data .cell').filter({ hasText: text }).first();
  await pane.getByRole('button', { name: '插入并填入' }).waitFor();
  await pane.getByLabel('地区').selectOption('云山省');
  await pane
    .getByTestId('count')
    .filter({ hasText: /：\d+ 条/ })
    .waitFor();
  await take(1600);
  await pane.getByRole('button', { name: '插入并填入' }).click();
  await pane.getByText('已插入').first().waitFor();
  await take(1800);
  const value = page.locator('revogr-data .cell.number').first();
  await value.click();
  await pane.getByRole('tab', { name: '原文' }).click();
  await pane.locator('blockquote mark').first().waitFor();
  await take(2800);
  await page.screenshot({ path: join(images, 'playground.png') });
  const before = (await value.textContent()) ?? '';
  await value.dblclick();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(String(Number(before) + 100));
  await take(1000);
  await page.keyboard.press('Enter');
  await cell(String(Number(before) + 100)).waitFor();
  await pane.getByRole('tab', { name: '刷新' }).click();
  await pane.getByRole('button', { name: '查看刷新计划' }).click();
  await pane.getByText('您改过的单元格').waitFor();
  await take(3000);
  await context.close();
  await writeMovingPicture(browser, frames, join(images, 'playground.gif'));
};
