import type { TracedText } from '../traced-text.ts';

const plain: Readonly<Record<string, string>> = { n: '\n', r: '', t: ' ', b: '', f: '' };

/** Whether a text is HTML that was cut out of a JSON string without being unescaped. */
export const isEscapedHtml = (text: string): boolean =>
  /<\\\/(p|div|span|td)>/.test(text) || (/<[a-z]+ [^<>]{0,200}=\\"/.test(text) && /\\"/.test(text));

/** Takes the escapes of a JSON string back: \" \/ \n \uXXXX. */
export const unescapeJson = (text: TracedText): TracedText =>
  text.replace(/\\(?:u([0-9a-fA-F]{4})|(["\\/nrtbf]))/g, (match) => {
    if (match[1] !== undefined) return String.fromCharCode(Number.parseInt(match[1], 16));
    const character = match[2] ?? '';
    return plain[character] ?? character;
  });
