import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { pipeline } from '../pipeline.ts';

const read = (text: string) =>
  readWith(text, pipeline.park.finders, pipeline.park.refiners).map(
    ({ name, type, location, industries }) => `${name} ${type} @ ${location}: ${industries.join('、')}`,
  );

const parks = [
  '白鹭经济技术开发区 etdz @ 东河区: 新能源汽车、电子信息',
  '北岭锂电新材料产业园 industrial @ 北岭县: 锂电材料',
];

describe('parks of a table', () => {
  it('are read by its columns, as a table or where copying took its lines away', () => {
    expect(
      read(
        '一、布局\n序号 园区名称 级别 所在县（市、区） 主导产业\n1 白鹭经济技术开发区 国家级 东河区 新能源汽车、电子信息\n2 北岭锂电新材料产业园 市级 北岭县 锂电材料\n二、其他\n',
      ),
    ).toEqual(parks);
    expect(
      read(
        '| 园区名称 | 所在地 | 主导产业 |\n| 白鹭经济技术开发区 | 东河区 | 新能源汽车、电子信息 |\n| 北岭锂电新材料产业园 | 北岭县 | 锂电材料 |',
      ),
    ).toEqual(parks);
  });

  it('are none where the column names something else', () => {
    expect(read('序号 项目名称 所在地\n1 白鹭产业园标准厂房 东河区')).toEqual([]);
    expect(read('序号 园区名称 主导产业\n1 合计 三个')).toEqual([]);
  });
});
