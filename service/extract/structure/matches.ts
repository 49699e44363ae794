const none: readonly RegExpExecArray[] = [];

/**
 * All matches of a global pattern in a text, as `text.matchAll(pattern)` gives them; without the copy of the pattern that
 * it makes at every call, which takes longer than reading a clause.
 */
export const matchesOf = (pattern: RegExp, text: string): readonly RegExpExecArray[] => {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return none;
  const found: RegExpExecArray[] = [];
  for (; match !== null; match = pattern.exec(text)) {
    found.push(match);
    // An empty match does not move on by itself.
    if (match[0] === '') pattern.lastIndex++;
  }
  return found;
};
