import type { TracedText } from '../traced-text.ts';

/** Ends the line after the addressees (各市人民政府，各有关单位：) where the text goes on behind them. */
export const breakAfterSalutation = (text: TracedText): TracedText =>
  text.replace(/(?<=^各[^。！？；:：\n]{2,300}[:：])[ \u3000]*(?=\p{Script=Han})/gmu, '\n');
