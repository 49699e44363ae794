import type { Evidence } from '../../records/evidence.ts';
import { sectionsOf } from './sections.ts';
import { sentencesOf } from './sentences.ts';
import type { Bracket, Clause, Section, Sentence, Span, Structure } from './types.ts';

/**
 * Takes a document's clean text apart: sections, lines, sentences, clauses, bracketed passages. Linear in its length.
 * @param text clean text, one heading or paragraph a line
 */
export const structureOf = (text: string): Structure => {
  const { lines, sections } = sectionsOf(text);
  const sentences: Sentence[] = [];
  const clauses: Clause[] = [];
  const brackets: Bracket[] = [];
  for (const line of lines) {
    const parts = sentencesOf(line, sentences.length);
    for (const sentence of parts.sentences) sentences.push(sentence);
    for (const clause of parts.clauses) clauses.push(clause);
    for (const bracket of parts.brackets) brackets.push(bracket);
  }
  return { text, lines, sections, sentences, clauses, brackets };
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
