import type { TracedText } from '../traced-text.ts';

/** Drops what is left of a script that held the page as a string: ``text: `​`` before it, `` ` `` after it. */
export const dropScriptLeftovers = (text: TracedText): TracedText =>
  text
    .replace(/^[ \t]*`?,?[ \t]*(?:[A-Za-z_]\w{0,30}[ \t]*:[ \t]*`)?[ \t]*$/gm, '')
    .replace(/`?,?[ \t]*[A-Za-z_]\w{0,30}[ \t]*:[ \t]*`|`[ \t]*,?[ \t]*$/gm, '\n');
