import { elementEnd, findTag, nextTag } from '../../service/publish/xlsx/xml.ts';

/** Children of font in the schema's order (ECMA-376 part 1, CT_Font as Office reads it). */
const order = [
  'b',
  'i',
  'strike',
  'condense',
  'extend',
  'outline',
  'shadow',
  'u',
  'vertAlign',
  'sz',
  'color',
  'name',
  'family',
  'charset',
  'scheme',
];

/**
 * Puts the children of every font of a styles part in order: ExcelJS 4.4 writes the colour before the size, which
 * Microsoft's validator reports.
 */
export const orderFonts = (styles: string): string => {
  let text = styles;
  for (let font = findTag(text, 'font'); font; font = findTag(text, 'font', font.end)) {
    if (font.empty) continue;
    const close = text.lastIndexOf('</', elementEnd(text, font) - 1);
    const children: { name: string; xml: string }[] = [];
    for (let at = font.end; at < close; ) {
      const child = nextTag(text, at);
      if (!child || child.start >= close) break;
      at = elementEnd(text, child);
      children.push({ name: child.name, xml: text.slice(child.start, at) });
    }
    children.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
    text = text.slice(0, font.end) + children.map((child) => child.xml).join('') + text.slice(close);
  }
  return text;
};
