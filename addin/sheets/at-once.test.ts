import { describe, expect, it } from 'vitest';
import { AtOnce, toEnd } from './at-once.ts';

/** An async function as the build brings it down: each await hangs the rest on a promise. */
const times = (count: number): AtOnce<number> => {
  const step = (done: number): AtOnce<number> =>
    done === count
      ? AtOnce.resolve(done)
      : (AtOnce.resolve(done).then((n) => step(n + 1)) as unknown as AtOnce<number>);
  return step(0);
};

describe('promises that are worked off before a function returns', () => {
  it('gives the plain result of work and of all that follows from it', () => {
    expect(toEnd(() => AtOnce.resolve(1).then((n) => AtOnce.resolve(n + 1)) as PromiseLike<number>)).toBe(2);
    expect(
      toEnd(() => AtOnce.all([AtOnce.resolve(1), 2, new AtOnce<number>((resolve) => resolve(3))])),
    ).toEqual([1, 2, 3]);
    expect(toEnd(() => AtOnce.all([]))).toEqual([]);
  });

  it('throws what the work was rejected with, wherever on its way', () => {
    const failing = () =>
      AtOnce.resolve(1).then(() => {
        throw new Error('half-way');
      });
    expect(() => toEnd(failing)).toThrow('half-way');
    expect(() =>
      toEnd(() => AtOnce.all([AtOnce.resolve(1), AtOnce.reject(new Error('one of them'))])),
    ).toThrow('one of them');
    expect(toEnd(() => AtOnce.reject(new Error('x')).catch(() => 'caught'))).toBe('caught');
  });

  it('runs what hangs on a promise after the code that hung it there, as any promise does', () => {
    const order: string[] = [];
    toEnd(() => {
      const promise = AtOnce.resolve('value').then((value) => order.push(value));
      order.push('first');
      return promise.finally(() => order.push('last'));
    });
    expect(order).toEqual(['first', 'value', 'last']);
  });

  it('settles once, and drops what is thrown afterwards', () => {
    const promise = new AtOnce<number>((resolve, reject) => {
      resolve(1);
      reject(new Error('too late'));
      throw new Error('later still');
    });
    expect(toEnd(() => promise)).toBe(1);
  });

  it('goes a long way without filling the stack', () => {
    expect(toEnd(() => times(50_000))).toBe(50_000);
  });

  it('says so where work waits for what does not come', () => {
    expect(() => toEnd(() => new AtOnce(() => {}))).toThrow('does not come');
  });
});
