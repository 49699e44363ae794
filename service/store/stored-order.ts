import { documentSchema, type PolicyDocument } from '../records/document.ts';
import { type Evidence, evidenceSchema } from '../records/evidence.ts';
import { type AnyRecord, type Kind, kinds, recordSchemas } from '../records/kinds.ts';

/**
 * jsonb forgets the order of names. Answers show fields in the order of their schemas, where a reader looks for them,
 * so that the same record always prints the same.
 */
const recordNames = Object.fromEntries(
  kinds.map((kind) => [kind, Object.keys(recordSchemas[kind].shape)]),
) as Record<Kind, string[]>;
const documentNames = Object.keys(documentSchema.shape);
const evidenceNames = Object.keys(evidenceSchema.shape);

const inOrder = (names: readonly string[], stored: object): object => {
  const values = stored as Record<string, unknown>;
  // A field that came to the schema after the record was stored is one of which nothing is known: null.
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
};

/** A record's fields in the order of its schema. */
export const orderedRecord = (
  kind: Kind,
  stored: { evidence: readonly Evidence[]; [name: string]: unknown },
): AnyRecord =>
  inOrder(recordNames[kind], {
    ...stored,
    evidence: stored.evidence.map((passage) => inOrder(evidenceNames, passage)),
  }) as AnyRecord;

/** A document's fields in the order of its schema. */
export const orderedDocument = (stored: Partial<PolicyDocument> & { id: string }): PolicyDocument =>
  inOrder(documentNames, stored) as PolicyDocument;
