import { writeFile } from 'node:fs/promises';
import gifenc from 'gifenc';
import type { Browser } from 'playwright-core';

const { applyPalette, GIFEncoder, quantize } = gifenc;

/** One picture (PNG) and how long it stands, in milliseconds. */
export interface Frame {
  png: Uint8Array;
  stands: number;
}

/** The pixels of a PNG, four bytes each; the browser decodes it, so that no decoder of images is needed. */
const pixelsOf = async (browser: Browser, png: Uint8Array) => {
  const page = await browser.newPage();
  try {
    const { width, height, data } = (await page.evaluate(
      `(async () => {
        const image = new Image();
        image.src = 'data:image/png;base64,${Buffer.from(png).toString('base64')}';
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const drawing = canvas.getContext('2d');
        drawing.drawImage(image, 0, 0);
        const { data } = drawing.getImageData(0, 0, image.width, image.height);
        let text = '';
        for (let i = 0; i < data.length; i += 32768)
          text += String.fromCharCode(...data.subarray(i, i + 32768));
        return { width: image.width, height: image.height, data: btoa(text) };
      })()`,
    )) as { width: number; height: number; data: string };
    return { width, height, rgba: new Uint8Array(Buffer.from(data, 'base64')) };
  } finally {
    await page.close();
  }
};

/** Writes pictures of one size as an animated GIF that runs for ever. */
export const writeMovingPicture = async (
  browser: Browser,
  frames: readonly Frame[],
  file: string,
): Promise<void> => {
  const gif = GIFEncoder();
  for (const { png, stands } of frames) {
    const { width, height, rgba } = await pixelsOf(browser, png);
    const palette = quantize(rgba, 256);
    gif.writeFrame(applyPalette(rgba, palette), width, height, { palette, delay: stands });
  }
  gif.finish();
  await writeFile(file, gif.bytes());
};
