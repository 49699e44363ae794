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

/** The signals of one record, gathered in one list: every record has a confidence, so none is made on the way. */
class Signals {
  readonly all: string[] = [];

  add(holds: boolean, signal: string): void {
    if (holds) this.all.push(signal);
  }

  addLength(text: string, short: number, long: number): void {
    if (text.length <= short) this.all.push('short name');
    else if (text.length > long) this.all.push('long name');
  }
}

/** More than two numbers. */
const manyNumbers = /\d\D+\d+\D+\d/u;

/**
 * What bears on how sure a record is: the rules that made it, and signals that readers know to be tricky.
 * @param clause where the finder met it
 */
export const signalsOf = (record: Unidentified, clause: Clause): string[] => {
  const fields = record as AnyRecord;
  const passage = record.evidence[0]?.text ?? '';
  const { section, isHeading } = clause.sentence;
  const signals = new Signals();
  for (const rule of record.rules) signals.add(!cataloguing.has(rule), rule);
  signals.add(section.inBox, 'in a box');
  signals.add(isHeading, 'in a heading');
  signals.add(record.evidence.length > 1, 'several passages');
  if ('indicator' in fields) {
    signals.add(section.isGoals, 'in a goal section');
    signals.add(fields.by === null, 'no deadline');
    signals.add(isInherited(fields.by, passage), 'inherited deadline');
    signals.add(!passage.includes(fields.indicator), 'subject from elsewhere');
    signals.add(!commonUnits.has(fields.unit), 'unusual unit');
    signals.add(fields.qualifier !== null, 'qualified');
    signals.add(fields.change !== 'level', 'change');
    signals.add(manyNumbers.test(passage), 'many numbers');
    signals.addLength(fields.indicator, 3, 16);
  } else if ('statement' in fields) {
    signals.add(fields.by === null, 'no deadline');
    signals.add(isInherited(fields.by, passage), 'inherited deadline');
    signals.add(/\d/u.test(clause.sentence.text.replace(/20\d\d/gu, '')), 'beside a number');
    signals.add(/[，,].*[，,].*[，,]/u.test(fields.statement), 'many clauses');
    signals.add(/目标$/u.test(section.title), 'under a goal title');
    signals.addLength(fields.statement, 12, 60);
  } else if ('agency' in fields) {
    signals.add(fields.role !== 'responsible', `role ${fields.role}`);
    signals.add(fields.task.length > 40, 'long task');
    signals.addLength(fields.agency, 3, 14);
  } else if ('amount' in fields) {
    signals.add(fields.action === 'mention', 'mention only');
    signals.add(fields.type === 'other', 'no known type');
    signals.add(fields.amount !== null, 'amount');
    signals.addLength(fields.name, 5, 14);
  } else {
    signals.add(fields.action === 'mention', 'mention only');
    signals.add(fields.action === 'upgrade', 'upgrade');
    signals.add(fields.location === null, 'no location');
    signals.add(fields.industries.length === 0, 'no industry');
    signals.add(fields.industries.length > 2, 'many industries');
    signals.add(fields.type === 'other', 'no known type');
    signals.add(fields.type === 'base', 'base');
    signals.addLength(fields.name, 4, 14);
  }
  return signals.all;
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
