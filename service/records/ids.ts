import { hash } from 'node:crypto';
import type { DocumentFields } from './document.ts';
import type { AnyRecord, Kind } from './kinds.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Sixty bits of SHA-256 as twelve characters of Crockford's base 32: short enough to read in a cell. */
const digest = (text: string): string => {
  // As a string of bytes: a buffer takes twice as long to make, and every record has an id.
  const bytes = hash('sha256', text, 'binary');
  let id = '';
  for (let i = 0; i < 12; i++) {
    const bit = i * 5;
    const pair = (bytes.charCodeAt(bit >> 3) << 8) | bytes.charCodeAt((bit >> 3) + 1);
    id += alphabet[(pair >> (11 - (bit & 7))) & 31];
  }
  return id;
};

/** Such text is its own reduction; most names are. */
const plainHan = /^[\u4e00-\u9fa5\da-z]*$/;

/** Text reduced to what two honest copies of it share: NFKC, lower case, no space, punctuation or symbol. */
export const identityText = (text: string | null): string =>
  text === null || plainHan.test(text)
    ? (text ?? '')
    : text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s\p{P}\p{S}]/gu, '');

/**
 * Id of a document. Two copies of one document have the same title and region; the number and the date are left out
 * because an excerpt or a scrape often lacks them.
 * @param edition what tells this document from an earlier one of the same title and region; most have none
 */
export const documentIdOf = (fields: Pick<DocumentFields, 'title' | 'region'>, edition?: string): string => {
  const key = [fields.title, fields.region, ...(edition === undefined ? [] : [edition])]
    .map(identityText)
    .join('|');
  return `doc_${digest(key)}`;
};

/** What tells two documents of the same title and region apart: the number, else the day of issue; null where both are missing. */
export const editionOf = (fields: Pick<DocumentFields, 'docNumber' | 'issuedOn'>): string | null =>
  fields.docNumber ?? fields.issuedOn;

const prefix: Record<Kind, string> = {
  target: 'tgt',
  goal: 'goal',
  fund: 'fund',
  park: 'park',
  assignment: 'asg',
};

/** What makes a record itself within its document, whatever else about it changes. */
const naturalKey: { [K in Kind]: (record: AnyRecord) => unknown[] } = {
  target: (r) => ('indicator' in r ? [r.indicator, r.change, r.value, r.valueHigh, r.unit, r.by] : []),
  goal: (r) => ('statement' in r ? [r.statement] : []),
  fund: (r) => ('name' in r ? [r.name] : []),
  park: (r) => ('name' in r ? [r.name] : []),
  assignment: (r) => ('agency' in r ? [r.section, r.task, r.agency, r.role] : []),
};

/**
 * Id that an extraction gives a record. The store keeps the id of an earlier form of the same record where it
 * recognises one, so that an id survives re-extraction (store/reconcile).
 * @param ordinal 0 for the first record of a document with this natural key, 1 for the next
 */
export const recordIdOf = (
  kind: Kind,
  documentId: string,
  record: Omit<AnyRecord, 'id'>,
  ordinal = 0,
): string => {
  const key = naturalKey[kind](record as AnyRecord).map((part) =>
    typeof part === 'string' ? identityText(part) : part,
  );
  return `${prefix[kind]}_${digest(JSON.stringify([documentId, ...key, ordinal]))}`;
};
