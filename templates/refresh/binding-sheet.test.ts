import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../service/records/catalogue.ts';
import { Problem } from '../../service/records/problem.ts';
import { newTableOf } from './bind.ts';
import { parseBindings, printBindings, queryOf, withBinding } from './binding-sheet.ts';
import type { TableBinding } from './types.ts';

const binding: TableBinding = newTableOf({
  table: 'PolicyTargets',
  sheet: '目标',
  title: '目标',
  kind: 'target',
  language: 'zh-CN',
  query: { region: '云山省', year: '2025' },
  fields: ['indicator', 'value'],
}).binding;

const problemOf = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('no Problem');
};
/** The printed sheet with one line changed by its item. */
const edited = (item: string, change: (line: string[]) => string[]): string[][] =>
  printBindings([binding]).map((line) => (line[1] === item ? change(line) : line));

describe('the hidden sheet', () => {
  it('says in both languages what it is, and is one line a fact', () => {
    expect(printBindings([binding])).toEqual([
      [expect.stringMatching(/请勿删除.*please do not delete/s), '', '', ''],
      ['表 table', '项 item', '名称 name', '值 value'],
      ['', 'format', '', '1'],
      ['PolicyTargets', 'kind', '目标', 'target'],
      ['PolicyTargets', 'language', '', 'zh-CN'],
      ['PolicyTargets', 'query', 'region', '云山省'],
      ['PolicyTargets', 'query', 'year', '2025'],
      ['PolicyTargets', 'column', '记录编号', 'key'],
      ['PolicyTargets', 'column', '指标', 'indicator'],
      ['PolicyTargets', 'column', '目标值', 'value'],
    ]);
  });

  it('reads back what it wrote, for any tables, headers and facts', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => text.trim())
      .filter((text) => text !== '' && !text.startsWith('Policy Sheets'));
    const bindings = fc.uniqueArray(
      fc.record({
        table: word,
        kind: fc.constantFrom('target' as const, 'fund' as const),
        language: fc.constantFrom('zh-CN' as const, 'en' as const),
        query: fc.record({ region: word, year: fc.constantFrom('2020', '2035') }, { requiredKeys: [] }),
        columns: fc
          .tuple(word, fc.uniqueArray(word, { maxLength: 4 }))
          .map(([key, headers]) => [
            { header: key, field: 'key' },
            ...headers.map((header, i) => ({ header, field: fieldsOf('target')[10 + i]?.id ?? '' })),
          ])
          .filter((columns) => columns.every(({ field }) => field === 'key' || isShared(field))),
        asOf: fc.constantFrom(null, '2026-02-01T08:00:00.000Z'),
        cursor: fc.option(fc.nat()),
        refreshedAt: fc.constantFrom(null, '2026-02-01T09:00:00.000Z'),
        refreshedBy: fc.option(word),
        undo: fc.constant(null),
      }),
      { selector: (one) => one.table, maxLength: 3 },
    );
    const isShared = (id: string): boolean => fieldsOf('fund').some((field) => field.id === id);
    fc.assert(
      fc.property(bindings, (all) => {
        expect(parseBindings(printBindings(all))).toEqual(all);
      }),
    );
  });

  it('reads numbers where a program made numbers of the text, short rows, and blank rows', () => {
    const rows = printBindings([{ ...binding, cursor: 17 }]).map((line) =>
      line[1] === 'cursor' ? [line[0] ?? '', 'cursor', null, 17] : line,
    );
    expect(parseBindings([...rows, [], [null, null, null, null]])[0]?.cursor).toBe(17);
  });

  it.each([
    ['an unknown item', edited('kind', (line) => [line[0] ?? '', 'sort', '', 'x']), 4],
    ['an unknown kind', edited('kind', (line) => [...line.slice(0, 3), 'law']), 4],
    ['an unknown language', edited('language', (line) => [...line.slice(0, 3), 'fr']), 5],
    ['an unknown filter', [...printBindings([binding]), ['PolicyTargets', 'query', 'colour', 'red']], 11],
    ['a year that is none', [...printBindings([binding]), ['PolicyTargets', 'query', 'year', '今年']], 11],
    ['an unknown field', [...printBindings([binding]), ['PolicyTargets', 'column', '颜色', 'colour']], 11],
    ['a field bound twice', [...printBindings([binding]), ['PolicyTargets', 'column', '又', 'value']], 11],
    ['a cursor that is no number', [...printBindings([binding]), ['PolicyTargets', 'cursor', '', 'x']], 11],
    ['a date that is none', [...printBindings([binding]), ['PolicyTargets', 'asOf', '', 'soon']], 11],
    ['a line without a table', [...printBindings([binding]), ['', 'cursor', '', '3']], 11],
    ['a table without kind', printBindings([binding]).filter((line) => line[1] !== 'kind'), 4],
    ['a table without key column', printBindings([binding]).filter((line) => line[3] !== 'key'), 4],
  ])('%s is an error that names the row', (_what, rows, row) => {
    const problem = problemOf(() => parseBindings(rows));
    expect(problem.code).toBe('binding.broken');
    expect(problem.facts.row).toBe(row);
    expect(problem.in('zh-CN')).toContain(`第 ${row} 行`);
  });

  it('refuses a format that it does not know', () => {
    const rows = printBindings([binding]).map((line) =>
      line[1] === 'format' ? ['', 'format', '', '9'] : line,
    );
    expect(problemOf(() => parseBindings(rows)).code).toBe('binding.newer');
  });

  it('puts a binding in the place of the earlier one of its table', () => {
    const other = { ...binding, table: 'Other' };
    const later = { ...binding, cursor: 5 };
    expect(withBinding([binding, other], later)).toEqual([later, other]);
    expect(withBinding([other], later)).toEqual([other, later]);
  });

  it('gives the query in the types of the service', () => {
    expect(queryOf(binding.query)).toEqual({ region: '云山省', year: 2025 });
  });
});
