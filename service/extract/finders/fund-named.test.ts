import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { fundNamed } from './fund-named.ts';

const read = (text: string) =>
  readWith(text, [fundNamed]).map(({ name, type, action }) => `${name} ${type} ${action}`);

describe('funds by the heads of their names', () => {
  it.each([
    [
      '由云山产业投资基金（远航基金）组成。',
      ['云山产业投资基金 industry mention', '云山产业投资基金 industry mention'],
    ],
    ['设立政府产业投资引导基金——云山发展基金。', ['云山发展基金 guidance establish']],
    ['市财政出资20亿元设立母基金。', ['母基金 fundOfFunds establish']],
    ['发挥政府投资基金政策性、国企基金灵活性。', []],
    [
      '决定设立云山市工业发展专项资金（以下简称工业发展资金）。工业发展资金由市财政筹集。',
      ['云山市工业发展专项资金 special establish', '云山市工业发展专项资金 special mention'],
    ],
    ['设立云山省航空产业投资基金。', ['云山省航空产业投资基金 industry establish']],
    ['鼓励龙头企业、行业协会牵头成立市场化的海洋产业发展基金。', ['海洋产业发展基金 industry encourage']],
    ['充分发挥100亿元绿色制造财政专项资金的引导作用。', ['绿色制造财政专项资金 special use']],
    [
      '统筹科技计划专项资金、千亿级海洋产业基金群等。',
      ['科技计划专项资金 special use', '海洋产业基金群 fundOfFunds use'],
    ],
    ['积极争取国家制造业转型升级基金支持。', ['国家制造业转型升级基金 industry seek']],
    ['统筹利用政府投资引导基金、政府投资平台。', ['政府投资引导基金 guidance use']],
    ['鼓励民间资本设立竹纤维科技成果转化基金。', ['竹纤维科技成果转化基金 transfer encourage']],
    ['鼓励有条件的市县设立海洋经济天使投资基金。', ['海洋经济天使投资基金 venture encourage']],
    ['支持各类社会资本设立风险投资基金，投向早期项目。', ['风险投资基金 venture encourage']],
    ['设立30亿元的省级产业引导股权投资基金。', ['省级产业引导股权投资基金 equity establish']],
    ['完善科技贷款风险拨备资金等分担办法。', ['科技贷款风险拨备资金 subsidy mention']],
    ['争取省级融资担保风险补偿金支持。', ['省级融资担保风险补偿金 subsidy seek']],
    ['做大县级“惠农贷”风险补偿铺底资金。', ['县级惠农贷风险补偿铺底资金 subsidy mention']],
    ['发挥高精尖资金引导作用，支持企业技术改造。', ['高精尖资金 special use']],
    ['用好“三重一创”资金，加大研发投入。', ['三重一创资金 special use']],
    [
      '鼓励创业投资基金、天使投资基金等加大对早期企业的支持。',
      ['创业投资基金 venture mention', '天使投资基金 venture mention'],
    ],
    ['鼓励产业投资基金参与设备更新项目。', ['产业投资基金 industry mention']],
    [
      '发挥区产业引导基金作用，用好省级产业投资母基金。',
      ['区产业引导基金 guidance use', '省级产业投资母基金 fundOfFunds use'],
    ],
    [
      '设立50亿元云山发展基金、10亿元天使投资母基金。',
      ['云山发展基金 industry establish', '天使投资母基金 fundOfFunds establish'],
    ],
    ['用好企业应急转贷周转金。', ['企业应急转贷周转金 subsidy use']],
    ['所需资金从市级工业发展专项资金中列支。', ['市级工业发展专项资金 special mention']],
    ['探索设立知识产权质押融资风险补偿资金池。', ['知识产权质押融资风险补偿资金池 subsidy encourage']],
  ])('%s', (text, funds) => {
    expect(read(text)).toEqual(funds);
  });

  it('restore the head that a list shares', () => {
    expect(read('设立海洋产业创业投资基金和股权投资基金。')).toEqual([
      '海洋产业创业投资基金 venture establish',
      '海洋产业股权投资基金 equity establish',
    ]);
    expect(read('鼓励各市设立航空产业发展专项资金及基金。')).toEqual([
      '航空产业发展专项资金 special encourage',
      '航空产业发展基金 industry encourage',
    ]);
  });

  it('restore the tail that a list shares, and keep together what is one subject', () => {
    expect(read('设立智能制造、智能机器人等产业投资基金。')).toEqual([
      '智能制造产业投资基金 industry establish',
      '智能机器人产业投资基金 industry establish',
    ]);
    expect(read('成立一批大数据、云计算投资基金。')).toEqual(['大数据、云计算投资基金 industry establish']);
  });

  it.each([
    ['加大财政资金和社会资本投入，吸引各类基金支持。'],
    ['整合各类专项资金，提高资金使用效率。'],
    ['推动创业投资基金、产业投资基金等支持中小企业。'],
    ['鼓励金融机构与产业投资基金对接。'],
    ['发挥财政资金引导作用，撬动社会资金。'],
    ['统筹利用中央和省级资金，支持重大项目。'],
    ['用好企业自筹资金。'],
    ['申报国家自然科学基金项目。'],
    ['建设云山基金小镇，引进基金管理公司。'],
    ['足额缴纳医疗保险基金。'],
    ['分别给予2000万元、1000万元和500万元专项资金支持。'],
    ['违反规定的，追回补助资金。'],
    ['作为母基金引导社会资本投入。'],
    ['通过参股子基金等方式，力争基金总规模达到30亿元。'],
    ['再通过设立子基金等方式放大基金功能。'],
  ])('are none without a name or a purpose: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    [
      '推动天使投资基金、产业投资基金以及其他各类基金对新材料进行重点支持。',
      ['天使投资基金 venture mention', '产业投资基金 industry mention'],
    ],
    ['利用天使投资、创业投资基金及上市融资等多种渠道，引导民间投入。', ['创业投资基金 venture use']],
    ['统一的发展资金重点用于产业发展基金设立、园区建设等。', ['产业发展基金 industry establish']],
  ])('may be of a kind where the text puts the kind to work: %s', (text, funds) => {
    expect(read(text)).toEqual(funds);
  });

  it('are those of the state that a place seeks, and of research where they act themselves', () => {
    expect(read('积极争取国家专项建设基金支持港区项目。')).toEqual(['国家专项建设基金 special seek']);
    expect(read('国家自然科学基金加强对低空技术基础研究的支持。')).toEqual([
      '国家自然科学基金 other mention',
    ]);
    expect(read('加快建设基金小镇。')).toEqual([]);
  });

  it('are not taken from a look back', () => {
    expect(read('一、发展基础\n设立云山省航空产业基金。\n')).toEqual([]);
  });

  it('carry the clause that names them', () => {
    const text = '加大投入，设立云山省航空产业投资基金，支持企业发展。';
    const [fund] = readWith(text, [fundNamed]);
    expect(fund?.evidence).toEqual([{ start: 5, end: 18, section: '', text: '设立云山省航空产业投资基金' }]);
  });
});
