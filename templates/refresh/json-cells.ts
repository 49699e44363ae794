/** Plain data as texts that each fit a cell of the hidden sheet. */

/** Characters of a cell; the lowest limit of all hosts is 32,767. */
const longest = 29_000;
const isLowSurrogate = (unit: string): boolean => unit >= '\udc00' && unit <= '\udfff';

/** Prints data as JSON in texts that fit a cell each. A text never begins or ends with a space, which a cell may lose. */
export const splitJson = (data: unknown): string[] => {
  // JSON leaves a few characters as they are that no workbook file can carry (XML 1.0, section 2.2).
  const text = JSON.stringify(data).replace(
    /[\ufffe\uffff\u007f-\u009f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + longest);
    while (
      to > from + 1 &&
      to < text.length &&
      (isLowSurrogate(text[to] ?? '') || /\s/.test(text[to] ?? '') || /\s/.test(text[to - 1] ?? ''))
    )
      to--;
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
};

/** The data of printed texts in their order; null where they are damaged. */
export const joinJson = (parts: readonly string[]): unknown => {
  try {
    return JSON.parse(parts.join(''));
  } catch {
    return null;
  }
};
