import type { AnyRecord, Kind } from '../records/kinds.ts';
import { confidences } from './confidences.ts';
import type { Clause } from './structure/types.ts';

/** What a calibration weighs: the figures of one kind. */
export interface Weights {
  /** Log odds of being right of a record with none of the signals below. */
  readonly base: number;
  /** What each rule and each signal adds to them. */
  readonly weights: Readonly<Record<string, number>>;
}

type Unidentified = Omit<AnyRecord, 'id'>;

/** Rules that add what a catalogue says of the record; whether it is right they do not tell. */
const cataloguing = new Set([
  'target-measure',
  'target-industry',
  'park-location-code',
  'assignment-agency-name',
]);

const commonUnits = new Set([
  '%',
  '亿元',
  '家',
  '个',
  '项',
  '个百分点',
  '名',
  '万户',
  '户',
  '人',
  '台',
  '座',
]);

/** True where a deadline is not said in the passage itself, but governs it from elsewhere. */
const isInherited = (by: string | null, passage: string): boolean =>
  by !== null && !passage.includes(by.slice(0, 4));

const lengthSignal = (text: string, short: number, long: number): string[] =>
  text.length <= short ? ['short name'] : text.length > long ? ['long name'] : [];

const of = (holds: boolean, signal: string): string[] => (holds ? [signal] : []);

/**
 * What bears on how sure a record is: the rules that made it, and signals that readers know to be tricky.
 * @param clause where the finder met it
 */
export const signalsOf = (record: Unidentified, clause: Clause): string[] => {
  const fields = record as AnyRecord;
  const passage = record.evidence[0]?.text ?? '';
  const { section, isHeading } = clause.sentence;
  const signals = [
    ...record.rules.filter((rule) => !cataloguing.has(rule)),
    ...of(section.inBox, 'in a box'),
    ...of(isHeading, 'in a heading'),
    ...of(record.evidence.length > 1, 'several passages'),
  ];
  if ('indicator' in fields)
    return [
      ...signals,
      ...of(section.isGoals, 'in a goal section'),
      ...of(fields.by === null, 'no deadline'),
      ...of(isInherited(fields.by, passage), 'inherited deadline'),
      ...of(!passage.includes(fields.indicator), 'subject from elsewhere'),
      ...of(!commonUnits.has(fields.unit), 'unusual unit'),
      ...of(fields.qualifier !== null, 'qualified'),
      ...of(fields.change !== 'level', 'change'),
      ...of((passage.match(/\d+/gu)?.length ?? 0) > 2, 'many numbers'),
      ...lengthSignal(fields.indicator, 3, 16),
    ];
  if ('statement' in fields)
    return [
      ...signals,
      ...of(fields.by === null, 'no deadline'),
      ...of(isInherited(fields.by, passage), 'inherited deadline'),
      ...of(/\d/u.test(clause.sentence.text.replace(/20\d\d/gu, '')), 'beside a number'),
      ...of(/[，,].*[，,].*[，,]/u.test(fields.statement), 'many clauses'),
      ...of(/目标$/u.test(section.title), 'under a goal title'),
      ...lengthSignal(fields.statement, 12, 60),
    ];
  if ('agency' in fields)
    return [
      ...signals,
      ...of(fields.role !== 'responsible', `role ${fields.role}`),
      ...of(fields.task.length > 40, 'long task'),
      ...lengthSignal(fields.agency, 3, 14),
    ];
  if ('amount' in fields)
    return [
      ...signals,
      ...of(fields.action === 'mention', 'mention only'),
      ...of(fields.type === 'other', 'no known type'),
      ...of(fields.amount !== null, 'amount'),
      ...lengthSignal(fields.name, 5, 14),
    ];
  return [
    ...signals,
    ...of(fields.action === 'mention', 'mention only'),
    ...of(fields.action === 'upgrade', 'upgrade'),
    ...of(fields.location === null, 'no location'),
    ...of(fields.industries.length === 0, 'no industry'),
    ...of(fields.industries.length > 2, 'many industries'),
    ...of(fields.type === 'other', 'no known type'),
    ...of(fields.type === 'base', 'base'),
    ...lengthSignal(fields.name, 4, 14),
  ];
};

/** Nothing that is read by rule is certain, or certainly wrong. */
const least = 0.05;
const most = 0.98;

/** Share of records with such signals that are right, by the figures of a calibration; 0 to 1, two places. */
export const shareRight = ({ base, weights }: Weights, signals: readonly string[]): number => {
  const odds = signals.reduce((sum, signal) => sum + (weights[signal] ?? 0), base);
  return Math.round(100 * Math.min(most, Math.max(least, 1 / (1 + Math.exp(-odds))))) / 100;
};

/**
 * How sure a record is: the share of records with the same rules and signals that careful readers found right in every
 * field (scripts/calibrate.ts, docs/extraction.md).
 * @param clause where the finder met it
 * @returns 0.05 to 0.98
 */
export const confidenceOf = (kind: Kind, record: Unidentified, clause: Clause): number =>
  shareRight(confidences[kind], signalsOf(record, clause));
