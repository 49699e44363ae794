import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { readWith } from '../../../test/extract/read-with.ts';
import { parkNamed } from '../finders/park-named.ts';
import { runRules } from '../rule.ts';
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
    ['对新认定的临江市级特色产业园区，给予20万元奖励。'],
    ['鼓励企业入园，每个园区补助不超过100万元。'],
    ['建设“五好”园区。'],
    ['淘汰散乱污园区。'],
    ['鼓励建设“飞地”园区。'],
    ['对小微企业园内的企业加强服务。'],
    ['带动中心城区“西翼”开发区发展。'],
    ['定期通报产业集聚区工作进展。'],
    ['研究、协调、解决产业集聚区发展中的问题。'],
    ['加快打造大湾区重要储能生产基地。'],
    ['推动白鹭集团云山基地加快建设。'],
    ['突出主导产业，“以产定园”。'],
    ['牵头单位：区工信局；责任单位：云山经济开发区'],
    ['云山经济开发区，各街道办事处，各有关单位：'],
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

  const readOf = (region: string | null, text: string) =>
    runRules(
      { finders: [parkNamed], refiners: [parkLocation, parkUnnamed] },
      inventedContext(text, { region }),
    ).map(({ record }) => record.name);

  it.each([
    ['规划建设合成生物产业园。', ['合成生物产业园']],
    ['高标准打造低空经济集聚区。', ['低空经济集聚区']],
    ['汽车零部件产业园已入驻企业16家。', ['汽车零部件产业园']],
    ['绿色建材产业园30万平方米厂房投用。', ['绿色建材产业园']],
    ['智能装备产业园积极推进。', ['智能装备产业园']],
    ['在青石建设智能装备产业园。', ['智能装备产业园']],
    ['建设一批汽车零部件产业园。', []],
    ['鼓励建设汽车零部件产业园。', []],
    ['打造全国装备产业示范区。', []],
    ['建设专业园区。', []],
  ])(
    'is told by its industry alone in the document of a city or county, and nowhere else: %s',
    (text, names) => {
      expect(readOf('云山省临江市', text)).toEqual(names);
      expect(readOf('云山省', text)).toEqual([]);
    },
  );

  it('is a part that a layout counts and names, or a title with a field that is applied for', () => {
    expect(readOf('云山省', '一区六园中，六园即高端化工产业园、港航物流产业园。')).toEqual([
      '高端化工产业园',
      '港航物流产业园',
    ]);
    expect(readOf('云山省', '推动符合条件的开发区申报省物联网产业集聚区。')).toEqual(['省物联网产业集聚区']);
    expect(readOf('云山省', '加快打造省绿色建材生产基地。')).toEqual([]);
  });
});
