import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { parkNamed } from '../finders/park-named.ts';
import { parkIndustries } from './park-industries.ts';

const read = (text: string) =>
  readWith(text, [parkNamed], [parkIndustries]).map(({ industries }) => industries);

describe('what is to be developed in a park', () => {
  it.each([
    ['建设国家网络安全核心产业基地。', ['网络安全']],
    ['建设云山集成电路设计园。', ['集成电路设计']],
    ['加快云山节能环保产业园、临江再制造产业园等节能环保产业园建设。', ['节能环保'], ['再制造', '节能环保']],
    ['优化提升云山经济开发区（电子信息）、临江高新区（软件）。', ['电子信息'], ['软件']],
    ['统计云山玻璃及制品产业园区。', ['玻璃及制品']],
    ['云山新区，是我市软件产业发展的主体载体。', ['软件']],
    ['包括云山新区、临江经开区等电子信息产业辐射区。', ['电子信息'], ['电子信息']],
    ['建设云山新能源数字技术产业园。', ['新能源数字技术']],
    ['建设云山高端化工产业园。', ['高端化工']],
    ['建设临江市绿色交通示范区。', ['绿色交通']],
    ['支持云山开发区发展智能制造、智慧物流。', ['智能制造', '智慧物流']],
    ['（三）发展航空航天产业\n支持云山开发区扩区。', ['航空航天']],
    ['支持云山大学双创示范基地建设。', ['双创']],
    ['加快建设新材料、光电子等在建园区。', ['新材料'], ['光电子']],
  ])('%s', (text, ...industries) => {
    expect(read(text)).toEqual(industries);
  });

  it('is not what companies in it own', () => {
    expect(read('支持云山开发区培育拥有自主知识产权的无人机产品。')).toEqual([['无人机']]);
  });
});
