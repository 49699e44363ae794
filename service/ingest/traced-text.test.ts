import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edit, TracedText } from './traced-text.ts';

const source = '一、总体要求&amp;目标';

describe('a traced text', () => {
  it('knows every character of a source as itself', () => {
    expect(TracedText.ofSource(source).runs()).toEqual([
      { clean: 0, length: source.length, source: 0, sourceLength: source.length, exact: true },
    ]);
  });

  it('gives a replacement of another length the whole span that it stands for', () => {
    const text = TracedText.ofSource(source).replace(/&amp;/g, '&');
    expect(text.text).toBe('一、总体要求&目标');
    expect(text.runs()).toEqual([
      { clean: 0, length: 6, source: 0, sourceLength: 6, exact: true },
      { clean: 6, length: 1, source: 6, sourceLength: 5, exact: false },
      { clean: 7, length: 2, source: 11, sourceLength: 2, exact: true },
    ]);
  });

  it('maps a replacement of the same length one to one', () => {
    const text = TracedText.ofSource('要求').replace(/求/g, '點');
    expect(text.runs()).toEqual([{ clean: 0, length: 2, source: 0, sourceLength: 2, exact: true }]);
  });

  it('keeps origins over several changes, cuts and joins', () => {
    const changed = TracedText.ofSource('甲  乙丙丁').replace(/ +/g, '').slice(1, 3);
    const joined = TracedText.join([changed, TracedText.ofSource('甲')], '\n');
    expect(joined.text).toBe('乙丙\n甲');
    expect(joined.runs()).toEqual([
      { clean: 0, length: 2, source: 3, sourceLength: 2, exact: true },
      { clean: 2, length: 1, source: 5, sourceLength: 0, exact: false },
      { clean: 3, length: 1, source: 0, sourceLength: 1, exact: true },
    ]);
  });

  const edits = (length: number): fc.Arbitrary<Edit[]> =>
    fc
      .array(fc.tuple(fc.nat(length), fc.nat(3), fc.string({ maxLength: 4 })), { maxLength: 8 })
      .map((list) => {
        const made: Edit[] = [];
        let done = 0;
        for (const [at, span, text] of [...list].sort((a, b) => a[0] - b[0])) {
          if (at < done) continue;
          const end = Math.min(length, at + span);
          made.push({ start: at, end, text });
          done = end + 1;
        }
        return made;
      });

  it('covers its text with runs in order, and its exact runs are the source where nothing was replaced', () => {
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 1, maxLength: 40 })
          .chain((text) => fc.tuple(fc.constant(text), edits(text.length))),
        ([text, changes]) => {
          // Replacements of the same length change characters one to one; they are left out to compare texts.
          const apart = changes.filter((edit) => edit.text.length !== edit.end - edit.start);
          const traced = TracedText.ofSource(text).edit(apart);
          let at = 0;
          for (const run of traced.runs()) {
            expect(run.clean).toBe(at);
            at += run.length;
            expect(run.source + run.sourceLength).toBeLessThanOrEqual(text.length);
            if (run.exact)
              expect(traced.text.slice(run.clean, at)).toBe(text.slice(run.source, run.source + run.length));
          }
          expect(at).toBe(traced.length);
        },
      ),
    );
  });

  it('gives the text that the changes, done one by one from the end, give', () => {
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 1, maxLength: 40 })
          .chain((text) => fc.tuple(fc.constant(text), edits(text.length))),
        ([text, changes]) => {
          const expected = [...changes]
            .reverse()
            .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
          expect(TracedText.ofSource(text).edit(changes).text).toBe(expected);
        },
      ),
    );
  });
});
