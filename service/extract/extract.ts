import type { DocumentFields } from '../records/document.ts';
import { recordIdOf } from '../records/ids.ts';
import type { AnyRecord, Kind, RecordOf, RecordSet } from '../records/kinds.ts';
import { confidenceOf } from './confidence.ts';
import { pipeline } from './pipeline.ts';
import { type Context, type Draft, runRules } from './rule.ts';
import { structureOf } from './structure/structure.ts';
import type { Trace } from './trace.ts';

/** A clean document, as far as extraction looks at it. */
export interface ExtractionInput {
  id: string;
  /** Clean text: one heading or paragraph a line, ended by \n. */
  text: string;
  fields: DocumentFields;
}

/** Gives every record its id and its confidence; records with the same natural key are told apart by ordinal. */
const identified = <K extends Kind>(
  kind: K,
  drafts: readonly Draft<K>[],
  documentId: string,
): RecordOf<K>[] => {
  /** How many records have had a natural key, by the id of the first of them. */
  const had = new Map<string, number>();
  return drafts.map(({ record, clause }) => {
    const unidentified = record as unknown as Omit<AnyRecord, 'id'>;
    const first = recordIdOf(kind, documentId, unidentified, 0);
    const ordinal = had.get(first) ?? 0;
    had.set(first, ordinal + 1);
    const id = ordinal === 0 ? first : recordIdOf(kind, documentId, unidentified, ordinal);
    return { id, ...record, confidence: confidenceOf(kind, unidentified, clause) } as RecordOf<K>;
  });
};

/** The records of one kind, and the drafts that they came from, in the same order. */
export const readKind = <K extends Kind>(
  kind: K,
  context: Context,
  documentId: string,
  trace?: Trace,
): { records: RecordOf<K>[]; drafts: Draft<K>[] } => {
  const drafts = runRules(pipeline[kind], context, trace);
  return { records: identified(kind, drafts, documentId), drafts };
};

/** What the rules see of a document. */
export const contextOf = ({ text, fields }: ExtractionInput): Context => ({
  fields,
  text,
  structure: structureOf(text),
});

/**
 * Reads the records out of one document. Deterministic, offline, linear in the length of the text.
 * @param document id, clean text and fields, as ingestion hands them over
 * @returns records by collection, in the order of the text within each kind; evidence offsets are UTF-16 offsets into
 *   `document.text`. Never throws: a text that holds nothing gives empty collections.
 */
export const extractRecords = (document: ExtractionInput): RecordSet => {
  const context = contextOf(document);
  const read = <K extends Kind>(kind: K): RecordOf<K>[] => readKind(kind, context, document.id).records;
  return {
    targets: read('target'),
    goals: read('goal'),
    funds: read('fund'),
    parks: read('park'),
    assignments: read('assignment'),
  };
};
