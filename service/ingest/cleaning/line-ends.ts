import type { TracedText } from '../traced-text.ts';

/** Makes every line end a \n: of Windows, of old Macs, of Unicode. */
export const unifyLineEnds = (text: TracedText): TracedText =>
  text.replace(/\r\n?|[\u2028\u2029\u0085\v]/g, '\n');
