import { describe, expect, it } from 'vitest';
import { industryPhrasesIn } from './industry-phrase.ts';

describe('what a passage says is developed, in its own words', () => {
  it.each([
    [
      '发展海上风电装备、新型储能、氢能等清洁能源成套设备',
      ['海上风电装备', '新型储能', '氢能', '清洁能源成套设备'],
    ],
    ['重点布局高端医疗器械、创新药、细胞治疗等方向', ['高端医疗器械', '创新药', '细胞治疗']],
    [
      '推进在投资便利化、数据跨境流动、知识产权保护等领域先行先试',
      ['投资便利化', '数据跨境流动', '知识产权保护'],
    ],
    ['大力发展竹木加工、生态旅游', ['竹木加工', '生态旅游']],
    ['开展浅层地热能集中供能', ['浅层地热能集中供能']],
    ['探索建设绿色低碳、零碳园区建设模式', ['绿色低碳', '零碳']],
    ['发展航空航天、新能源等产业领域的工程技术服务', ['航空航天', '新能源', '工程技术服务']],
    ['加快氢能与燃料电池技术产业化、规模化发展', ['氢能', '燃料电池']],
    ['引进精密铸造、汽车零部件和新材料企业', ['精密铸造', '汽车零部件', '新材料']],
    ['做大做强软件和信息服务', ['软件和信息服务']],
  ])('%s', (passage, phrases) => {
    expect(industryPhrasesIn(passage)).toEqual(phrases);
  });

  it.each([
    ['加强规划、土地、资金等保障'],
    ['开展前沿技术研究和重大任务攻关'],
    ['集聚技术、人才、资本等要素'],
    ['完善体制机制，优化营商环境'],
    ['发展壮大，形成优势'],
  ])('is nothing where it names no field: %s', (passage) => {
    expect(industryPhrasesIn(passage)).toEqual([]);
  });
});
