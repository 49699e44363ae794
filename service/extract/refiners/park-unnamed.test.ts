import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { parkNamed } from '../finders/park-named.ts';
import { parkLocation } from './park-location.ts';
import { parkUnnamed } from './park-unnamed.ts';

const read = (text: string) =>
  readWith(text, [parkNamed], [parkLocation, parkUnnamed]).map(({ name }) => name);

describe('what names no park', () => {
  it.each([
    ['建设一批特色产业园。'],
    ['建成5个以上低空产业园区。'],
    ['支持各类园区完善配套。'],
    ['支持有条件的高新技术产业园区建设孵化器。'],
    ['依托国家高新技术产业开发区、综合保税区开展试点。'],
    ['把云山建成国际领先的量子技术研发基地。'],
    ['成为国内领先的新材料产业集聚区。'],
    ['建设药品临床试验基地和人才实训基地。'],
    ['打造“一核两带多园”。'],
    ['提高物流园区智能化水平。'],
    ['培育小微企业创业创新示范基地。'],
    ['引导贵阳、遵义等地发展。'],
    ['加强基地园区建设。'],
  ])('is dropped: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    ['支持云山大学、白鹭集团等双创示范基地建设。', ['云山大学双创示范基地', '白鹭集团双创示范基地']],
    ['支持西岭区建设智能硬件产业园。', ['智能硬件产业园']],
    ['支持临江经开区建设先进通信产业基地。', ['临江经开区', '先进通信产业基地']],
    ['支持在朝阳区打造国际研发创新集聚区。', ['国际研发创新集聚区']],
    ['打造国家航空安全产业示范园区。', ['国家航空安全产业示范园区']],
    ['建设石桥堡医疗大数据产业基地。', ['石桥堡医疗大数据产业基地']],
    ['规划建设国家航空产业园、虚拟现实产业园等专业园区。', ['国家航空产业园', '虚拟现实产业园']],
    ['加快建设云山无线通信谷、智能制造产业园。', ['云山无线通信谷', '智能制造产业园']],
    ['引导贵安新区培育人工智能产业。', ['贵安新区']],
  ])('is kept where a place, a list or a designation tells it: %s', (text, names) => {
    expect(read(text)).toEqual(names);
  });

  it.each([
    [
      '到2032年，全面建成国家绿色建材示范产业基地、海洋装备产业示范区。',
      ['国家绿色建材示范产业基地', '海洋装备产业示范区'],
    ],
    ['完善布局，推进智能制造示范区建设。', ['智能制造示范区']],
    ['依托自由贸易试验区发展离岸贸易。', ['自由贸易试验区']],
  ])('is kept where the region of the document is to become or to have it: %s', (text, names) => {
    expect(read(text)).toEqual(names);
  });

  it.each([
    ['建成一批国家绿色建材示范产业基地。'],
    ['依托自由贸易试验区、综合保税区等开展试点。'],
    ['推进示范区建设。'],
    ['支持各地推进智能制造示范区建设。'],
  ])('is dropped where it is any or one of many: %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
