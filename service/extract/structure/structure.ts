import type { Evidence } from '../../records/evidence.ts';
import { sectionsOf } from './sections.ts';
import { addSentences, type Parts } from './sentences.ts';
import type { Section, Span, Structure } from './types.ts';

/**
 * Takes a document's clean text apart: sections, lines, sentences, clauses, bracketed passages. Linear in its length.
 * @param text clean text, one heading or paragraph a line
 */
export const structureOf = (text: string): Structure => {
  const { lines, sections } = sectionsOf(text);
  const parts: Parts = { sentences: [], clauses: [], brackets: [] };
  for (const line of lines) addSentences(line, parts);
  return { text, lines, sections, ...parts };
};

/**
 * The passage that proves a record.
 * @param structure the document
 * @param span where the passage stands
 * @param section the section that it stands in
 */
export const evidenceOf = (structure: Structure, span: Span, section: Section): Evidence => ({
  start: span.start,
  end: span.end,
  section: section.path,
  text: structure.text.slice(span.start, span.end),
});
