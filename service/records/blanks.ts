import type { Label } from './catalogue.ts';
import type { RecordView } from './record-view.ts';

/**
 * Typed blanks: why a cell has no value, in words, where a table asks for it (refresh.md; peers.md, 5.2, "missing means
 * something"). An empty cell leaves open whether a document states nothing or nobody looked.
 */
export const blankLabels = {
  notStated: { zh: '未载明', en: 'not stated' },
  notApplicable: { zh: '不适用', en: 'not applicable' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, Label>;
export type Blank = keyof typeof blankLabels;

/** Fields that the service fills itself, or whose text it may not show: a blank there says nothing of the document. */
const unspoken: ReadonlySet<string> = new Set([
  'key',
  'evidence',
  'evidenceUrl',
  'status',
  'confidence',
  'section',
  'regionCode',
  'locationCode',
  'agencyName',
  'measure',
  'industry',
]);

/** Whether a blank of this field is ever put into words. */
export const speaksOfBlanks = (field: string): boolean => !unspoken.has(field);

/** Whether a field can have a value at all in this record. */
const applies = (record: RecordView, field: string): boolean => {
  switch (record.kind) {
    case 'target':
      if (field === 'valueHigh') return record.comparator === 'range';
      return field !== 'baselineValue' || record.baselineYear !== null || record.change !== 'level';
    case 'fund':
      if (field === 'unit' || field === 'comparator') return record.amount !== null;
      return field !== 'terms' || record.type === 'subsidy';
    default:
      return true;
  }
};

/**
 * Why a field of a record is blank; null where its blank stays an empty cell.
 * @param record one in which the field has no value
 */
export const blankOf = (record: RecordView, field: string): Blank | null => {
  if (unspoken.has(field)) return null;
  if (record.status === 'withdrawn') return 'withdrawn';
  return applies(record, field) ? 'notStated' : 'notApplicable';
};
