import { z } from 'zod';
import { documentSchema } from '../records/document.ts';
import { type ExtractedDocument, extractedDocumentSchema, recordSetSchema } from '../records/kinds.ts';
import type { Store } from '../store/store.ts';
import starter from './starter.json' with { type: 'json' };

/**
 * The starter data: facts from real documents (titles, numbers, names, dates, places in the text), so that a newcomer sees
 * real policy data in a real workbook within a minute. No sentences: every passage has its place and a text of null, until
 * the original file is ingested. Made by scripts/make-starter.ts.
 */
export const starterSchema = z.object({
  /** What was read to make it: file names and their SHA-256. */
  sources: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.int() })),
  documents: z.array(extractedDocumentSchema.extend({ source: z.int() })),
});
export type Starter = z.infer<typeof starterSchema>;

/**
 * Fills an empty store with the starter data; leaves any other store alone.
 * @returns how many documents were put in; 0 where the store held something
 */
export const fillWithStarter = async (store: Store): Promise<number> => {
  if ((await store.cursor()) > 0) return 0;
  const { documents, sources } = starterSchema.parse(starter);
  for (const entry of documents) {
    const source = sources[entry.source];
    if (!source) throw new Error(`starter.json names no source ${entry.source}`);
    await store.put({
      document: documentSchema.parse(entry),
      text: null,
      records: recordSetSchema.parse(entry),
      source,
    });
  }
  return documents.length;
};

/** Longest text that counts as a name and not as words of the document, in characters. */
export const longestName = 14;

const isName = (text: string): boolean => text.length <= longestName;

/**
 * Takes from an extracted document what may stand in the starter data: facts and places, no sentences.
 * Goals are sentences and are left out; so are conditions, terms, and whatever is longer than a name.
 */
export const factsOf = (document: ExtractedDocument): ExtractedDocument => {
  const bare = <R extends { evidence: ExtractedDocument['targets'][number]['evidence'] }>(record: R): R => ({
    ...record,
    evidence: record.evidence.map((passage) => ({ ...passage, text: null })),
  });
  return {
    ...document,
    targets: document.targets
      .filter((target) => isName(target.indicator))
      .map((target) => ({ ...bare(target), qualifier: null })),
    goals: [],
    funds: document.funds.filter((fund) => isName(fund.name)).map((fund) => ({ ...bare(fund), terms: null })),
    parks: document.parks.filter((park) => isName(park.name)).map(bare),
    // A heading that is longer than a name is text, not a fact; the section tells its place.
    assignments: document.assignments.map((assignment) => ({
      ...bare(assignment),
      task: isName(assignment.task) ? assignment.task : '',
    })),
  };
};
