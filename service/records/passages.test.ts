import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passagesIn } from './passages.ts';

const text = [
  '一、总体目标',
  '到2027年，产值达到3000亿元。',
  '优化结构。',
  '二、任务',
  '建设园区。',
  '设立基金。',
  '三、保障',
  '',
].join('\n');
const at = (words: string, section = '一') => {
  const start = text.indexOf(words);
  return { start, end: start + words.length, section, text: words };
};
const marked = (passages: ReturnType<typeof passagesIn>) =>
  passages.excerpts
    .flatMap(({ lines }) => lines.flatMap(({ runs }) => runs.filter((run) => run.marked)))
    .map((run) => run.text);

describe('passages', () => {
  it('are marked in their line, with two lines before and after', () => {
    const { excerpts, lost, places } = passagesIn(text, [at('产值达到3000亿元')]);
    expect([lost, places]).toEqual([[], []]);
    expect(excerpts).toHaveLength(1);
    expect(excerpts[0]?.lines.map(({ runs }) => runs.map((run) => run.text).join(''))).toEqual([
      '一、总体目标',
      '到2027年，产值达到3000亿元。',
      '优化结构。',
      '二、任务',
    ]);
    expect(excerpts[0]?.lines[1]?.runs).toEqual([
      { text: '到2027年，', marked: false },
      { text: '产值达到3000亿元', marked: true },
      { text: '。', marked: false },
    ]);
  });

  it('close to each other in one section share an excerpt', () => {
    expect(passagesIn(text, [at('建设园区', '二'), at('设立基金', '二')]).excerpts).toHaveLength(1);
    expect(passagesIn(text, [at('产值达到', '一'), at('设立基金', '二')]).excerpts).toHaveLength(2);
  });

  it('are found again where the text moved, and are lost only where their words are gone', () => {
    const moved = `新版\n\n${text}`;
    expect(marked(passagesIn(moved, [at('设立基金')]))).toEqual(['设立基金']);
    const gone = passagesIn('另一份正文\n', [at('设立基金')]);
    expect(gone.excerpts).toEqual([]);
    expect(gone.lost.map((passage) => passage.text)).toEqual(['设立基金']);
  });

  it('without words are places, with or without a text', () => {
    const place = { start: 0, end: 0, section: '二/(三)', text: null };
    expect(passagesIn(null, [place]).places).toEqual([place]);
    expect(passagesIn(text, [place])).toEqual({ excerpts: [], lost: [], places: [place] });
    expect(passagesIn(null, [at('设立基金')]).lost).toHaveLength(1);
  });

  it('cut long lines beside the passage, never the passage itself', () => {
    const long = `${'前'.repeat(900)}目标达到9家${'后'.repeat(900)}`;
    const { excerpts } = passagesIn(long, [
      { start: 900, end: 906, section: '', text: '目标达到9家'.slice(0, 6) },
    ]);
    const runs = excerpts[0]?.lines[0]?.runs ?? [];
    expect(runs.map((run) => run.marked)).toEqual([false, true, false]);
    expect(runs[0]?.text).toBe(`…${'前'.repeat(160)}`);
    expect(runs[2]?.text).toHaveLength(161);
  });

  it('over several lines are marked on each', () => {
    expect(marked(passagesIn(text, [at('建设园区。\n设立基金')]))).toEqual(['建设园区。', '设立基金']);
  });

  it('are marked whole wherever they stand, alone or over each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 12 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (places) => {
          const evidence = places.map(([start, length]) => {
            const end = Math.min(text.length, start + length);
            return { start, end, section: '', text: text.slice(start, end) };
          });
          const characters = new Set(
            evidence.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
          );
          const visible = [...characters].filter((i) => text[i] !== '\n').length;
          expect(marked(passagesIn(text, evidence)).join('')).toHaveLength(visible);
        },
      ),
    );
  });
});
