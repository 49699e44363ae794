import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { parkNamed } from '../finders/park-named.ts';
import { parkLocation } from './park-location.ts';

const read = (text: string) =>
  readWith(text, [parkNamed], [parkLocation]).map(({ name, location }) => `${name} @ ${location}`);

describe('where a park lies', () => {
  it.each([
    ['依托济南高新区发展软件。', ['济南高新区 @ 济南市']],
    ['支持在西岭区建设云山保险产业园。', ['云山保险产业园 @ 西岭区']],
    ['支持在海淀区、朝阳区等地布局检测产业园。', ['检测产业园 @ 海淀区、朝阳区']],
    ['推动东河区智能网联车产业聚集发展，建立人工智能小镇。', ['人工智能小镇 @ 东河区']],
    ['推动云山开发区建设智能制造示范区。', ['云山开发区 @ null', '智能制造示范区 @ 云山开发区']],
    ['充分发挥中国（海南）自由贸易试验区作用。', ['中国（海南）自由贸易试验区 @ 海南省']],
    ['依托青岛西海岸新区发展家电。', ['青岛西海岸新区 @ 青岛市']],
    ['东河区重点打造检测产业园，西岭县培育陶瓷集聚区。', ['检测产业园 @ 东河区', '陶瓷集聚区 @ 西岭县']],
    [
      '在西岭区打造云山健康城，推动白鹭创新港、东河创新城协同发展。',
      ['云山健康城 @ 西岭区', '白鹭创新港 @ null', '东河创新城 @ null'],
    ],
    [
      '在云山零碳产业园、临江综合保税区、双河化工园开展试点。',
      ['云山零碳产业园 @ null', '临江综合保税区 @ null', '双河化工园 @ null'],
    ],
    ['建设云山产业园。', ['云山产业园 @ null']],
  ])('%s', (text, parks) => {
    expect(read(text)).toEqual(parks);
  });
});
