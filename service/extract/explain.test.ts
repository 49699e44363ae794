import { describe, expect, it } from 'vitest';
import { inventedFields } from '../../test/extract/invented-context.ts';
import { inventedPlan } from '../../test/extract/invented-documents.ts';
import { collectionOf, kinds } from '../records/kinds.ts';
import { explainRecords } from './explain.ts';
import { extractRecords } from './extract.ts';

const documentOf = (text: string) => ({ id: 'doc_invented', text, fields: inventedFields() });
const explainAt = (text: string, words: string) => explainRecords(documentOf(text), [text.indexOf(words)]);

describe('an explanation', () => {
  it('holds every record that extraction gives, and no other as kept', () => {
    const document = documentOf(inventedPlan);
    const { readings } = explainRecords(document);
    const records = extractRecords(document);
    for (const kind of kinds) {
      const kept = readings.filter((reading) => reading.kind === kind && reading.outcome === 'kept');
      const byId = new Map(kept.map(({ reading, recordId }) => [recordId, reading]));
      expect(kept).toHaveLength(records[collectionOf[kind]].length);
      for (const record of records[collectionOf[kind]]) expect(byId.get(record.id)).toEqual(record);
    }
  });

  it('names the rule that found a record and what others changed in it', () => {
    const { readings } = explainAt('一、发展目标\n到2022年，全省收入达到3亿元。\n', '收入');
    const [reading] = readings.filter(({ kind }) => kind === 'target');
    expect(reading?.outcome).toBe('kept');
    expect(reading?.steps[0]).toEqual({ rule: 'target-reaching-verb', effect: 'found', changes: [] });
    expect(reading?.steps).toContainEqual({
      rule: 'target-deadline',
      effect: 'changed',
      changes: [{ field: 'by', from: null, to: '2022' }],
    });
  });

  it('says which rule dropped a reading', () => {
    const { readings } = explainAt('一、发展基础\n2018年，全省收入达到812亿元。\n', '812');
    const [reading] = readings.filter(({ kind }) => kind === 'target');
    expect(reading).toMatchObject({ outcome: 'dropped', recordId: null });
    expect(reading?.steps.at(-1)).toMatchObject({ rule: 'target-achieved', effect: 'dropped' });
  });

  it('says into which record a reading was merged', () => {
    const text =
      '一、资金\n设立云山省量子产业投资基金。\n二、保障\n发挥云山省量子产业投资基金作用，支持企业。\n';
    const { readings } = explainRecords(documentOf(text));
    const [first, second] = readings.filter(({ kind }) => kind === 'fund');
    expect(first?.outcome).toBe('kept');
    expect(second).toMatchObject({ outcome: 'merged', recordId: first?.recordId });
    expect(second?.steps.at(-1)).toMatchObject({ rule: 'fund-merge', effect: 'merged' });
  });

  it('tells what the extractor knows of a passage that holds no record', () => {
    const { passages, readings } = explainAt('一、发展基础\n采用12英寸晶圆工艺的企业发展较快。\n', '晶圆');
    expect(readings.filter(({ outcome }) => outcome === 'kept')).toEqual([]);
    expect(passages).toMatchObject([
      { section: '一', heading: '一、发展基础', isReview: true, isGoals: false },
    ]);
    expect(passages[0]?.numbers.map(({ text }) => text)).toEqual(['12英寸']);
  });

  it('is empty where the text has no such place', () => {
    expect(explainRecords(documentOf('一、目标\n收入达到3亿元。\n'), [9999])).toEqual({
      passages: [],
      readings: [],
    });
  });
});
