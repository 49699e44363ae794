import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { parkNamed } from './park-named.ts';

const read = (text: string) =>
  readWith(text, [parkNamed]).map(({ name, type, action }) => `${name} ${type} ${action}`);

describe('parks by the heads of their names', () => {
  it.each([
    [
      '依托临江高新技术产业开发区、云山综合保税区，发展新材料。',
      ['临江高新技术产业开发区 hightech rely', '云山综合保税区 ftz rely'],
    ],
    ['支持青石湖科学城开展基础研究。', ['青石湖科学城 sciencecity rely']],
    [
      '支持在西岭区建设云山保险产业园和云山基金小镇。',
      ['云山保险产业园 industrial build', '云山基金小镇 town build'],
    ],
    [
      '加快云山军民结合产业园、临江核技术产业园等园区建设。',
      ['云山军民结合产业园 industrial build', '临江核技术产业园 industrial build'],
    ],
    ['云山经济开发区，重点发展氢能装备。', ['云山经济开发区 etdz rely']],
    ['- 云山高新区：建设氢能装备基地。', ['云山高新区 hightech rely', '氢能装备基地 base build']],
    ['名称为“云山高新技术产业开发区”。', ['云山高新技术产业开发区 hightech build']],
    ['支持云山光电产业园扩建。', ['云山光电产业园 industrial upgrade']],
    ['云山氢能产业园位于东河区。', ['云山氢能产业园 industrial mention']],
    ['确保云山氢能产业园开工建设。', ['云山氢能产业园 industrial build']],
    ['联动青石湖科学城发展云数小镇。', ['青石湖科学城 sciencecity mention', '云数小镇 town mention']],
    ['促进云山高新区（以下简称高新区）高质量发展。', ['云山高新区 hightech upgrade']],
    ['适用于在云山高新区依法登记注册的企业。', ['云山高新区 hightech mention']],
    [
      '统计对象为省里规划管理的临江园区和云山中药产业园区。',
      ['临江园区 industrial mention', '云山中药产业园区 industrial mention'],
    ],
    ['打造云山跨境电子商务综试区建设升级版。', ['云山跨境电子商务综试区 demo upgrade']],
    ['包括云山新区、临江经开区等电子信息产业辐射区。', ['云山新区 newarea rely', '临江经开区 etdz rely']],
    ['临江出口加工区板块。规划面积60平方公里。', ['临江出口加工区 ftz mention']],
    ['临江港口产业区板块。重点布局海工装备。', ['临江港口产业区 industrial rely']],
    ['把双溪与青石工业园区整合在一起。', ['青石工业园区 industrial mention']],
    ['加快青石科创走廊建设。', ['青石科创走廊 other build']],
    ['建有“园中园”的要设机构。', []],
    [
      '提升临江经济技术开发区（以下称临江开发区）功能。支持临江开发区扩区。',
      ['临江经济技术开发区 etdz upgrade', '临江经济技术开发区 etdz upgrade'],
    ],
    ['优化提升临江经济技术开发区功能。', ['临江经济技术开发区 etdz upgrade']],
    ['继续推进东河大数据产业园建设。', ['东河大数据产业园 industrial upgrade']],
    ['申建国家级人工智能创新试验区。', ['国家级人工智能创新试验区 demo apply']],
    ['以云山开发区为核心，发展装备。', ['云山开发区 etdz rely']],
    ['将云山经济开发区打造成为全国领先的高地。', ['云山经济开发区 etdz build']],
    ['推动科技创新集聚于青石湖科学城。', ['青石湖科学城 sciencecity rely']],
    ['充分发挥中国(云山)自由贸易试验区作用。', ['中国(云山)自由贸易试验区 ftz rely']],
    ['推动“中国云坝”云计算产业基地建设。', ['“中国云坝”云计算产业基地 base build']],
    ['推进创业大街、智造大街发展。', ['创业大街 town upgrade', '智造大街 town upgrade']],
    ['在临江经开区重点布局装备制造。', ['临江经开区 etdz rely']],
  ])('%s', (text, parks) => {
    expect(read(text)).toEqual(parks);
  });

  it.each([
    [
      '加快打造成都、绵阳、天府新区等柔性显示产业集聚区。',
      ['成都柔性显示产业集聚区', '绵阳柔性显示产业集聚区', '天府新区柔性显示产业集聚区'],
    ],
    ['建设兰州新区、金昌新材料产业园。', ['兰州新区新材料产业园', '金昌新材料产业园']],
    ['依托济南和青岛两地国家数字出版产业基地。', ['济南国家数字出版产业基地', '青岛国家数字出版产业基地']],
    ['支持龙山、虎山、凤山三个省级开发区扩区。', ['龙山省级开发区', '虎山省级开发区', '凤山省级开发区']],
    ['整合青石、红岭、白沙民营创业园。', ['青石民营创业园', '红岭民营创业园', '白沙民营创业园']],
    ['六园即红岭化工产业园、港航物流产业园。', ['六园', '红岭化工产业园', '港航物流产业园']],
    ['支持云山软件园、临江软件园2个国家级软件产业园建设。', ['云山软件园', '临江软件园']],
    ['支持东河区、云山大学等双创示范基地建设。', ['东河区双创示范基地', '云山大学双创示范基地']],
  ])('restore the tail that a list shares: %s', (text, names) => {
    expect(readWith(text, [parkNamed]).map(({ name }) => name)).toEqual(names);
  });

  it('are one of each industry that is listed before a tail, but none of parks that a class closes', () => {
    const names = (text: string) => readWith(text, [parkNamed]).map(({ name }) => name);
    expect(names('加快建设新材料、光电子、再制造等在建园区，完善配套。')).toEqual([
      '新材料园区',
      '光电子园区',
      '再制造园区',
    ]);
    expect(names('规划启动新材料、机器人等一批专业园区。')).toEqual(['新材料专业园区', '机器人专业园区']);
    expect(names('建设云山航空产业园、新材料产业园等专业园区。')).toEqual(['云山航空产业园', '新材料产业园']);
    expect(names('推进土地、资金等园区要素改革。')).toEqual([]);
  });

  it('bear the full name that the document gives for a short one', () => {
    const text = '建好中国（云山）自由贸易试验区（以下简称“云山自贸试验区”）。加强云山自贸试验区与各地联动。';
    expect(read(text)).toContain('中国（云山）自由贸易试验区 ftz mention');
    expect(read(text).filter((park) => park.startsWith('云山自贸试验区'))).toEqual([]);
  });

  it('keep together names that hold 和, 与 or a verb', () => {
    expect(read('打造国际创新人才和项目集聚区。')).toEqual(['国际创新人才和项目集聚区 cluster build']);
    expect(read('建立人工智能产业与示范小镇。')).toEqual(['人工智能产业与示范小镇 town build']);
  });

  it.each([
    ['开放校园、公园和果园。'],
    ['缩小峰谷差，错峰用电。'],
    ['云山高新区管委会要制定方案。'],
    ['根据《云山自由贸易试验区总体方案》，制定本方案。'],
    ['各地区要落实责任。'],
  ])('are none where the same character ends something else: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('share no tail where what is listed is no name', () => {
    const names = (text: string) => readWith(text, [parkNamed]).map(({ name }) => name);
    expect(names('完善研发、生产园区。')).toEqual(['生产园区']);
    expect(names('推进土地、仓储园区改革。')).toEqual(['仓储园区']);
    expect(names('研究、协调、解决产业集聚区的问题。')).toEqual(['解决产业集聚区']);
  });

  it('are mentioned where they were built already, and none in the title', () => {
    expect(read('一、发展基础\n建成云山工业园。')).toEqual(['云山工业园 industrial mention']);
    expect(read('云山经济开发区产业发展规划\n一、总体要求')).toEqual([]);
  });

  it('name a part of a larger park by its whole name, once', () => {
    expect(read('依托临江高新区国家数字服务出口基地。')).toEqual([
      '临江高新区国家数字服务出口基地 base rely',
    ]);
  });

  it('do not count a second name in brackets', () => {
    expect(read('依托云山芯谷（云山国际创新园）。')).toEqual(['云山芯谷 town rely']);
  });

  it('may be a heading, and no other heading is one', () => {
    expect(read('专栏1 重点园区\n1.云山低空产业园。发展整机。')).toEqual(['云山低空产业园 industrial rely']);
    expect(read('专栏1 重点园区\n1.云山低空产业园。面积2平方公里。')).toEqual([
      '云山低空产业园 industrial mention',
    ]);
    expect(read('（五）加快建设云山低空产业园\n推进工作。')).toEqual([]);
  });
});
