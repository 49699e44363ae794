import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetUndertakenAmount } from '../finders/target-undertaken-amount.ts';
import { targetUnfounded } from './target-unfounded.ts';

const read = (text: string) => {
  const context = inventedContext(text);
  return targetUnfounded
    .refine(targetUndertakenAmount.find(context), context)
    .map(({ record }) => record.indicator);
};

describe('target-unfounded', () => {
  it('drops a bare noun and number that no goal section and no verb makes an aim', () => {
    expect(read('一、任务\n云应用服务商500家。')).toEqual([]);
    expect(read('一、发展目标\n云应用服务商500家。')).toEqual(['云应用服务商']);
  });

  it('keeps what a verb undertakes', () => {
    expect(read('一、任务\n引入云应用服务300项。')).toEqual(['云应用服务']);
  });
});
