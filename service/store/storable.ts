// PostgreSQL's text and jsonb hold neither NUL nor half a surrogate pair; both are one UTF-16 unit, as U+FFFD is.
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for.
const unstorable = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text that PostgreSQL can hold, of the same length, so that offsets into it stay right. */
export const storableText = (text: string): string => text.replace(unstorable, '\ufffd');

/** A copy of a plain value in which every text is storable, as JSON would carry it (no undefined). */
export const storable = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_name, part: unknown) => (typeof part === 'string' ? storableText(part) : part)),
  ) as T;
