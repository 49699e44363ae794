import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newTableOf } from './bind.ts';
import { parseBindings, printBindings } from './binding-sheet.ts';
import { parseFacts } from './fact-lines.ts';
import type { FactBinding } from './fact-types.ts';
import { joinJson, splitJson } from './json-cells.ts';
import type { TableBinding, UndoNote } from './types.ts';

const { binding } = newTableOf({
  table: 'T',
  sheet: 'S',
  title: 'T',
  kind: 'target',
  language: 'zh-CN',
  fields: ['indicator', 'value'],
});
const note = (cells: UndoNote['rows'][number]['cells']): UndoNote => ({
  before: { asOf: '2026-02-01T08:00:00.000Z', cursor: 3, refreshedAt: null, refreshedBy: '王分析' },
  rows: [{ key: 'tgt_a@2', was: 'tgt_a@1', cells }],
  added: [{ key: 'tgt_b@1', mark: '0123abcd' }],
  filled: [],
  removed: [
    {
      index: 4,
      after: null,
      key: 'tgt_c@1',
      cells: [{ header: '我的 公式', value: 3, formula: 'A1 & " "' }],
    },
  ],
  emptied: false,
  archivedAt: '2026-02-01T09:00:00.000Z',
});
const read = (one: TableBinding): TableBinding | undefined =>
  // A cell may lose the blanks around its text, as some programs do.
  parseBindings(printBindings([one]).map((line) => line.map((text) => text.trim())))[0];

describe('data in cells of the hidden sheet', () => {
  it('comes back whole, whatever texts it holds, in cells that every host can hold', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.nat(40_000), (texts, filler) => {
        const data = { texts, filler: ' 长 '.repeat(Math.floor(filler / 3)) };
        const parts = splitJson(data);
        for (const part of parts) {
          expect(part.length).toBeLessThan(30_000);
          expect(part).toBe(part.trim());
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no workbook can hold
          expect(part).not.toMatch(/[\u0000-\u001f\ufffe\uffff]|^[\udc00-\udfff]/);
        }
        expect(joinJson(parts)).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  it('is nothing where it is damaged', () => {
    const parts = splitJson({ long: '长'.repeat(70_000) });
    expect(parts.length).toBe(3);
    expect(joinJson(parts.toSpliced(1, 1))).toBeNull();
    expect(joinJson([])).toBeNull();
  });
});

describe('the note for an undo in the hidden sheet', () => {
  it('is read back as it was printed, over many cells where it is long', () => {
    const long = '规'.repeat(65_000);
    const whole = { ...binding, undo: note({ indicator: { was: { value: long }, now: '=新的' } }) };
    const lines = printBindings([whole]).filter((line) => line[1] === 'undo');
    expect(lines.map((line) => line[2])).toEqual(['1/3', '2/3', '3/3']);
    expect(read(whole)).toEqual(whole);
  });

  it('asks for the newer format, and a sheet without one is read by older versions as before', () => {
    const formatOf = (one: TableBinding) => printBindings([one]).find((line) => line[1] === 'format')?.[3];
    expect(formatOf(binding)).toBe('1');
    expect(formatOf({ ...binding, undo: note({}) })).toBe('2');
    expect(formatOf({ ...binding, blanks: 'typed' })).toBe('2');
    expect(read({ ...binding, blanks: 'typed' })).toEqual({ ...binding, blanks: 'typed' });
  });

  it('is none where a line of it is missing or was changed: the table can still be refreshed', () => {
    const lines = printBindings([{ ...binding, undo: note({}) }]);
    const damaged = lines.map((line) => (line[1] === 'undo' ? [...line.slice(0, 3), '{"rows":1}'] : line));
    expect(parseBindings(damaged)).toEqual([binding]);
    expect(parseBindings(lines.filter((line) => line[1] !== 'undo'))).toEqual([binding]);
  });
});

describe('facts in the hidden sheet', () => {
  const facts: FactBinding[] = [
    {
      name: 'ps_数',
      ask: { ask: 'count', kind: 'target', query: { region: '云山省' } },
      written: null,
      undo: null,
    },
    {
      name: 'ps_清单',
      ask: { ask: 'list', kind: 'fund', limit: 3 },
      written: [
        ['=甲', 1],
        [null, true],
      ],
      undo: { cells: [[{ value: null, formula: '1+1' }, { value: '旧' }]], written: [[' ', null]] },
    },
  ];
  it('stand beside the bindings of tables, and neither disturbs the other', () => {
    const lines = printBindings([binding], facts);
    expect(parseFacts(lines)).toEqual(facts);
    expect(parseBindings(lines)).toEqual([binding]);
    expect(parseFacts(printBindings([binding]))).toEqual([]);
  });

  it.each([
    ['what is asked is none', ['', 'fact', 'ps_x', '{"ask":"weather"}']],
    ['the name is missing', ['', 'fact', '', '{"ask":"asOf"}']],
    ['a name stands twice', ['', 'fact', 'ps_数', '{"ask":"asOf"}']],
  ])('where %s, the error names the row', (_what, line) => {
    const lines = [...printBindings([], facts), line];
    expect(() => parseFacts(lines)).toThrow(
      expect.objectContaining({ code: 'binding.broken', facts: { row: lines.length } }),
    );
  });
});
