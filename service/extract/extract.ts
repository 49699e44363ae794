import type { DocumentFields } from '../records/document.ts';
import { recordIdOf } from '../records/ids.ts';
import type { AnyRecord, Kind, RecordOf, RecordSet } from '../records/kinds.ts';
import { pipeline } from './pipeline.ts';
import { type Context, type Rules, runRules } from './rule.ts';
import { structureOf } from './structure/structure.ts';

/** A clean document, as far as extraction looks at it. */
export interface ExtractionInput {
  id: string;
  /** Clean text: one heading or paragraph a line, ended by \n. */
  text: string;
  fields: DocumentFields;
}

/** Runs the rules of one kind and gives every record its id; records with the same natural key are told apart by ordinal. */
const recordsOf = <K extends Kind>(
  kind: K,
  rules: Rules<K>,
  context: Context,
  documentId: string,
): RecordOf<K>[] => {
  /** How many records have had a natural key, by the id of the first of them. */
  const had = new Map<string, number>();
  return runRules(rules, context).map(({ record }) => {
    const unidentified = record as unknown as Omit<AnyRecord, 'id'>;
    const first = recordIdOf(kind, documentId, unidentified, 0);
    const ordinal = had.get(first) ?? 0;
    had.set(first, ordinal + 1);
    const id = ordinal === 0 ? first : recordIdOf(kind, documentId, unidentified, ordinal);
    return { id, ...record } as RecordOf<K>;
  });
};

/**
 * Reads the records out of one document. Deterministic, offline, linear in the length of the text.
 * @param document id, clean text and fields, as ingestion hands them over
 * @returns records by collection, in the order of the text within each kind; evidence offsets are UTF-16 offsets into
 *   `document.text`. Never throws: a text that holds nothing gives empty collections.
 */
export const extractRecords = (document: ExtractionInput): RecordSet => {
  const { id, text, fields } = document;
  const context: Context = { fields, text, structure: structureOf(text) };
  return {
    targets: recordsOf('target', pipeline.target, context, id),
    goals: recordsOf('goal', pipeline.goal, context, id),
    funds: recordsOf('fund', pipeline.fund, context, id),
    parks: recordsOf('park', pipeline.park, context, id),
    assignments: recordsOf('assignment', pipeline.assignment, context, id),
  };
};
