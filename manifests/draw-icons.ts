import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { commandIcons, largeIconSizes, ribbonIconSizes } from './manifest.ts';

/**
 * Draws the icons of the add-in from manifests/icons.svg, in Chromium:
 * npx tsx manifests/draw-icons.ts [PATH OF CHROMIUM]
 */

const here = path.dirname(fileURLToPath(import.meta.url));
const served = path.join(here, '..', 'addin', 'pane', 'public', 'icons');
const svg = readFileSync(path.join(here, 'icons.svg'), 'utf8');

const pictures: { symbol: string; size: number; file: string }[] = [
  ...commandIcons.flatMap((symbol) =>
    ribbonIconSizes.map((size) => ({ symbol, size, file: path.join(served, `${symbol}-${size}.png`) })),
  ),
  ...largeIconSizes.map((size) => ({
    symbol: 'icon',
    size,
    file: path.join(served, `icon-${size}.png`),
  })),
  { symbol: 'icon', size: 192, file: path.join(here, 'color.png') },
  { symbol: 'outline', size: 32, file: path.join(here, 'outline.png') },
];

mkdirSync(served, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
});
try {
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  for (const { symbol, size, file } of pictures) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>html,body{margin:0;background:none}svg{display:block}</style>
<div style="display:none">${svg}</div>
<svg width="${size}" height="${size}" viewBox="0 0 32 32"><use href="#${symbol}"/></svg>`,
    );
    writeFileSync(file, await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
