import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { parkNamed } from '../finders/park-named.ts';
import { parkMerge } from './park-merge.ts';

const read = (text: string) => readWith(text, [parkNamed], [parkMerge]);

describe('the same park in several passages', () => {
  it('is one record under the longer name, whichever comes first', () => {
    for (const text of [
      '依托天津东河经济技术开发区发展软件。优化提升东河经济技术开发区。',
      '优化提升东河经济技术开发区。依托天津东河经济技术开发区发展软件。',
    ]) {
      const parks = read(text);
      expect(parks.map(({ name, action }) => [name, action])).toEqual([
        ['天津东河经济技术开发区', 'upgrade'],
      ]);
      expect(parks[0]?.evidence).toHaveLength(2);
    }
  });

  it('is one record under the short name that its own park goes by', () => {
    expect(read('依托双河高科技园区发展软件。双河园区现有企业。').map(({ name }) => name)).toEqual([
      '双河高科技园区',
    ]);
  });

  it('is not another park of the same kind elsewhere', () => {
    expect(read('建设贵阳大数据产业园。建设遵义大数据产业园。')).toHaveLength(2);
    expect(read('依托北京经济技术开发区。依托天津经济技术开发区。')).toHaveLength(2);
  });
});
