/** Shapes of lines that several steps must know: headings, signatures, places where a paragraph starts. */

const han = '[一二三四五六七八九十百]';
const numbered = [
  `第${han}{1,4}[编章节条部分]`,
  `${han}{1,3}[、．.]`,
  `[(（]${han}{1,3}[)）]`,
  `[(（]\\d{1,2}[)）]`,
  `\\d{1,2}[、．](?!\\d)`,
  `\\d{1,2}\\.(?!\\d)`,
  '[①-⑳]',
  `专栏\\s*[\\d${han.slice(1, -1)}]{1,3}`,
  `${han}是`,
].join('|');

/** A numbered heading or a numbered paragraph: 一、 (一) 1. 第一章 专栏1. */
export const headingStart = new RegExp(`^(?:${numbered})`);
/** The same as the source of a pattern, for lookaheads. */
export const headingStartSource = `(?:${numbered})`;

/** A line that ends a sentence or announces a list. */
export const sentenceEnd = /[。！？!?；;：:][”’"）)》」』]*$/;

/** Width of a text in full-width characters: an ASCII character counts half. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) < 256 ? 0.5 : 1;
  return width;
};
