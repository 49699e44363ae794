/** Plain data as texts that each fit a cell of the hidden sheet. */

/** Characters of a cell; the lowest limit of all hosts is 32,767, and a few more are added below. */
const longest = 29_000;
const isHighSurrogate = (unit: string): boolean => unit >= '\ud800' && unit <= '\udbff';
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Prints data as JSON in texts that fit a cell each, the first with their number before it: `2;{"a":…`. A text never begins
 * or ends with a blank, which a cell may lose: JSON without indents has blanks only inside its strings, where they can be
 * written as \u0020.
 */
export const splitJson = (data: unknown): string[] => {
  // JSON leaves a few characters as they are that no workbook file can carry (XML 1.0, section 2.2).
  const text = JSON.stringify(data).replace(/[\ufffe\uffff\u007f-\u009f]/g, escaped);
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + longest);
    if (to < text.length && isHighSurrogate(text[to - 1] ?? '')) to--;
    parts.push(text.slice(from, to).replace(/^\s|\s$/g, escaped));
    from = to;
  }
  return parts.map((part, i) => (i === 0 ? `${parts.length};${part}` : part));
};

/** The data of printed texts in their order; null where one is missing or they are damaged. */
export const joinJson = (parts: readonly string[]): unknown => {
  const text = parts.join('');
  const head = /^(\d+);/.exec(text);
  if (!head || Number(head[1]) !== parts.length) return null;
  try {
    return JSON.parse(text.slice(head[0].length));
  } catch {
    return null;
  }
};
