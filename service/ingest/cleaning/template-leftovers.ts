import type { TracedText } from '../traced-text.ts';

/** Drops placeholders that a page's script never filled: {{ hits }}. */
export const dropTemplateLeftovers = (text: TracedText): TracedText =>
  text.replace(/\{\{[^{}\n]{0,80}\}\}/g, '');
