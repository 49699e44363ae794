import type { DocumentFields } from '../../records/document.ts';
import { signFor } from '../structure/signs.ts';
import type { Section, Structure } from '../structure/types.ts';
import { type Deadline, deadlinesOf } from './deadline.ts';

/** One of these stands in all that is looked for here. */
const mayDate = signFor('2五');

/** Finds the deadline that governs a place in the text; null where none does. */
export type DeadlineAt = (offset: number) => Deadline | null;

/**
 * The year in which the document speaks: of its date, else of the first full date in it.
 * Numbers of earlier years are history to it.
 */
export const yearOf = (fields: DocumentFields, text: string): number | null => {
  const dated = fields.issuedOn ?? fields.publishedOn;
  if (dated) return Number(dated.slice(0, 4));
  if (fields.period) return fields.period[0] - 1;
  // 2024年工作要点: the year whose tasks a document sets is the one in which it speaks.
  const titled = new Set(fields.title.match(/20\d\d(?=\s?年(?!前|底|末))/g) ?? []);
  const [only] = titled;
  if (only !== undefined && titled.size === 1) return Number(only);
  const written = /(20\d\d)年\d{1,2}月\d{1,2}日/.exec(text);
  return written ? Number(written[1]) : null;
};

const known = new WeakMap<Structure, DeadlineAt>();

/**
 * Reads all deadlines of a document and tells which governs where (record-model.md, Decisions): one in the same
 * sentence before the place goes first, then the last one of the paragraph, then, in a goal section, the last one of
 * the section or of the goal section around it, then one in a heading over the place. A paragraph that ends in a colon
 * governs the paragraphs that follow it in its section. A box gives its deadline to the paragraph alone.
 */
export const deadlineGovernor = (structure: Structure, fields: DocumentFields): DeadlineAt => {
  const kept = known.get(structure);
  if (kept) return kept;
  const year = yearOf(fields, structure.text);
  /** Places from which on a deadline holds, in order; a null closes the one before. */
  const holds: { from: number; deadline: Deadline | null }[] = [];
  const ofSection = new Map<Section, Deadline>();
  const inherited = (section: Section): Deadline | null => {
    for (let s: Section | null = section; s; s = s.parent) {
      const deadline = ofSection.get(s);
      if (deadline) return deadline;
    }
    return null;
  };
  let sentenceAt = 0;
  for (const line of structure.lines) {
    const { section } = line;
    holds.push({ from: line.start, deadline: inherited(section) });
    let last: Deadline | null = null;
    while (sentenceAt < structure.sentences.length) {
      const sentence = structure.sentences[sentenceAt];
      if (!sentence || sentence.line !== line) break;
      sentenceAt++;
      if ((sentence.signs & mayDate) === 0) continue;
      for (const deadline of deadlinesOf(sentence.text, sentence.start, year, sentence.isHeading)) {
        holds.push({ from: deadline.start, deadline });
        last = deadline;
        if (sentence.isHeading) ofSection.set(section, deadline);
      }
    }
    if (!last || section.inBox) continue;
    const opensList = /[:：]$/.test(line.text);
    if (section.isGoals || opensList) ofSection.set(section, last);
  }
  const at: DeadlineAt = (offset) => {
    let low = 0;
    let high = holds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((holds[middle]?.from ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return holds[low - 1]?.deadline ?? null;
  };
  known.set(structure, at);
  return at;
};
