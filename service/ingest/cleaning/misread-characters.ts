import type { Edit, TracedText } from '../traced-text.ts';
import { gbkCodes } from './gbk-codes.ts';
import { type PairModel, pairModelOf } from './pair-model.ts';
import { withoutReadings } from './pinyin.ts';

/**
 * Repairs runs that a program read one byte out of step in GBK. A lead byte is lost (a question mark stands for it), and
 * until some byte is below 0x80 every pair is made of the second byte of one character and the first of the next:
 * 规模化 (B9E6 C4A3 BBAF) comes out as 规?；… (? A3BB AF…). Pairs that are no character were dropped, a full-width mark
 * was later made a half-width one. The bytes that are left name most characters; of several that fit, the one wins that
 * this text (or common official prose) has beside its neighbours. A run that cannot be told apart stays as it is.
 */
export const repairMisreadCharacters = (text: TracedText): TracedText => {
  const starts = [
    ...text.text.matchAll(
      /(?<=[\p{Script=Han}。，、；：)”])[?？](?=[!-/:;?]|[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{P}\p{Script=Cyrillic}\p{Script=Greek}])/gu,
    ),
  ];
  if (starts.length === 0 || (starts.length > 20 && starts.length * leastDistance > text.length)) return text;
  const model = pairModelOf(withoutReadings(text.text));
  const edits: Edit[] = [];
  let done = 0;
  for (const start of starts) {
    if (start.index < done) continue;
    const run = runAt(text.text, start.index);
    const repaired = run && bestReading(run, text.text, model);
    if (!run || !repaired) continue;
    edits.push({ start: start.index, end: run.end, text: repaired, asWhole: true });
    done = run.end;
  }
  return text.edit(edits);
};

/** Where question marks stand closer than this on the average, they are no damage here and there. */
const leastDistance = 50;

/** Two bytes that stood together in the misread text; `last` is the lone byte that put the text in step again. */
interface Run {
  start: number;
  end: number;
  pairs: readonly (readonly [number, number])[];
  /** The low byte that closes the run, or null where it was lost as well. */
  last: number | null;
}

/** Longest run, in characters. A longer one is no run. */
const longestRun = 40;

const runAt = (text: string, start: number): Run | null => {
  const { codeOf } = gbkCodes();
  const pairs: [number, number][] = [];
  for (let i = start + 1; i < Math.min(text.length, start + longestRun); i++) {
    const character = text[i] ?? '';
    const code = character.charCodeAt(0);
    const gbk = codeOf.get(character);
    if (gbk !== undefined) {
      pairs.push([gbk >> 8, gbk & 0xff]);
      continue;
    }
    // Only right after the lost byte is a half-width mark a full-width one that was narrowed.
    if (pairs.length === 0 && code > 0x20 && code < 0x40) {
      pairs.push([0xa3, code + 0x80]);
      continue;
    }
    if (pairs.length === 0) return null;
    if (code >= 0x40 && code < 0x7f) return { start, end: i + 1, pairs, last: code };
    if (character === '?') return { start, end: i + 1, pairs, last: null };
    return null;
  }
  return null;
};

interface Reading {
  text: string;
  score: number;
}

/** Readings kept at each step. */
const beam = 24;
/** Pairs of bytes that are no character and so were dropped: the user's areas of GBK. */
const isDroppedLead = (byte: number): boolean => (byte >= 0xaa && byte <= 0xaf) || byte >= 0xf8;

const bestReading = (run: Run, text: string, model: PairModel): string | null => {
  const before = withoutReadings(text.slice(Math.max(0, run.start - 20), run.start)).at(-1) ?? '';
  const after =
    withoutReadings(text.slice(run.end, run.end + 20)).match(/\p{Script=Han}|[，。、；“”]/u)?.[0] ?? '';
  const { charOf } = gbkCodes();
  const fits = (lead: (byte: number) => boolean, trail: (byte: number) => boolean): string[] =>
    model.characters
      .filter(({ code }) => lead(code >> 8) && trail(code & 0xff))
      .map(({ character }) => character);
  const is = (byte: number) => (other: number) => other === byte;
  const any = (): boolean => true;
  let readings: Reading[] = [{ text: '', score: 0 }];
  const extend = (from: readonly Reading[], characters: readonly string[], known: boolean): Reading[] =>
    from.flatMap((reading) =>
      characters.flatMap((character): Reading[] => {
        const left = model.likelihood(reading.text.at(-1) ?? before, character);
        // What is only guessed must be seen beside its neighbour; what the bytes name may be new.
        return left === null && !known
          ? []
          : [{ text: reading.text + character, score: reading.score + (left ?? -9) }];
      }),
    );
  const keepBest = (all: readonly Reading[]): Reading[] =>
    [...all].sort((a, b) => b.score - a.score).slice(0, beam);
  const exact = (lead: number, trail: number): string[] => {
    const character = charOf.get((lead << 8) | trail);
    return character === undefined ? [] : [character];
  };
  const [first] = run.pairs;
  if (!first) return null;
  readings = keepBest(extend(readings, fits(any, is(first[0])), false));
  run.pairs.forEach(([, second], i) => {
    const next = run.pairs[i + 1]?.[0] ?? run.last;
    if (next === null) {
      readings = keepBest(
        extend(
          readings,
          fits(is(second), (byte) => byte >= 0x80),
          false,
        ),
      );
      return;
    }
    const whole = extend(readings, exact(second, next), true);
    const droppedOne = keepBest(extend(readings, fits(is(second), isDroppedLead), false));
    const droppedTwo = keepBest(extend(droppedOne, fits(any, isDroppedLead), false));
    const afterDropped = extend([...droppedOne, ...droppedTwo], fits(any, is(next)), false);
    readings = keepBest([...whole, ...afterDropped]);
  });
  const closed = readings.map((reading) => ({
    ...reading,
    score: reading.score + (model.likelihood(reading.text.at(-1) ?? '', after) ?? -9),
  }));
  return keepBest(closed)[0]?.text ?? null;
};
