import { describe, expect, it } from 'vitest';
import { structureOf } from '../structure/structure.ts';
import { measuresOf } from './measure.ts';

const read = (text: string) =>
  measuresOf(structureOf(text)).map(({ place, before, quantity, after }) => [
    place,
    before,
    text.slice(quantity.numberStart, quantity.end),
    after,
  ]);

describe('numbers in their places', () => {
  it('count what stands behind them up to the next number of the list', () => {
    expect(read('培育3家规模超过50亿元的企业、10家平台')).toEqual([
      ['object', '培育', '3家', '规模超过50亿元的企业'],
      ['object', '', '10家', '平台'],
    ]);
  });

  it('close their item, and the next item begins behind the mark', () => {
    expect(read('服务器达到2万台、存储能力60PB')).toEqual([
      ['final', '服务器达到', '2万台', ''],
      ['final', '存储能力', '60PB', ''],
    ]);
  });

  it('make adjectives', () => {
    expect(read('打造千亿级集群')).toEqual([['grade', '打造', '千亿', '级集群']]);
  });

  it('stay linear in a text of nothing but numbers', () => {
    const started = performance.now();
    measuresOf(structureOf('培育1家'.repeat(20_000)));
    measuresOf(structureOf('1家、'.repeat(20_000)));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
