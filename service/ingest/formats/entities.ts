import type { Edit, TracedText } from '../traced-text.ts';

const entity = /&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?/y;

/**
 * Holds the value that an HTML parser gives for a piece of source against that source, so that a decoded `&nbsp;` or
 * `&#x4e2d;` knows the characters it came from.
 * @param source the piece of source as it stands
 * @param value what the parser made of it
 */
export const alignEntities = (source: TracedText, value: string): TracedText => {
  if (source.text === value) return source;
  const edits: Edit[] = [];
  let at = 0;
  let i = 0;
  while (i < source.length && at < value.length) {
    const character = source.text[i];
    if (character === '&') {
      entity.lastIndex = i;
      const match = entity.exec(source.text);
      if (match && value[at] !== '&') {
        const text = String.fromCodePoint(value.codePointAt(at) ?? 0);
        edits.push({ start: i, end: i + match[0].length, text });
        at += text.length;
        i += match[0].length;
        continue;
      }
      if (match && /^&amp;?$/i.test(match[0])) {
        edits.push({ start: i, end: i + match[0].length, text: '&' });
        at++;
        i += match[0].length;
        continue;
      }
    }
    if (character === value[at]) at++;
    // A tag between two pieces that the parser put together, or a character that it dropped.
    else edits.push({ start: i, end: i + 1, text: '' });
    i++;
  }
  if (i < source.length) edits.push({ start: i, end: source.length, text: '' });
  return source.edit(edits);
};
