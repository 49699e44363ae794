import type { Target } from '../../records/target.ts';
import type { Measure } from '../../records/taxonomy.ts';

/** What of a target decides its measure. */
export type MeasuredTarget = Pick<Target, 'indicator' | 'change' | 'unit' | 'qualifier'>;

/** What is counted, by the noun with which the indicator ends; the first that fits holds. */
const counted: readonly (readonly [Measure, RegExp])[] = [
  [
    'talent',
    /(?:人才|人员|专家|院士|团队|工程师|科学家|技能人才|带头人|劳动力|就业|创业者|学生|教师|农民|人次|岗位|班组)$/u,
  ],
  ['data', /(?:数据集?|数据资源|数据库|目录|语料库?|数据产品)$/u],
  ['patents', /(?:专利|标准|规范|著作权|论文|专利申请|专利授权)$/u],
  [
    'applications',
    /(?:场景|应用|试点|示范|示范区?试点|案例|标杆|样板|解决方案|应用示范|先行区|示范点|创建|应用试点)$/u,
  ],
  [
    'parks',
    /(?:园区?|基地|集[聚群]区?|集聚地|聚集区|先导区|示范区|试验区|小镇|开发区|片区|特色镇|产业带|推广区)$/u,
  ],
  [
    'enterprises',
    /(?:企业|公司|供应商|服务商|运营商|制造商|集团|商户|“?小巨人”?|独角兽|瞪羚|冠军|供应企业|单位|合作社|农场|农户|主体|经营者|机构投资者)$/u,
  ],
  [
    'platforms',
    /(?:平台|中心|实验室|研究院|研究所|研发机构|机构|孵化器|众创空间|工作站|加速器|联盟|创新体|联合体|智库|院所|高校|学校)$/u,
  ],
  ['projects', /(?:项目|工程|课题|任务|计划)$/u],
  ['technologies', /(?:技术|成果|攻关|工艺|瓶颈|难题|技术突破|算法|模型|“?卡脖子”?技术)$/u],
  ['products', /(?:产品|品牌|药物?|新药|新品|软件|APP|装备|赛事|首台套|套件|作品|芯片|品种|器械|服务)$/iu],
  [
    'facilities',
    /(?:站点?|网点|基站|服务器|桩|桩群|生产线|产线|车间|工厂|监测点|观测点|查验点|点位?|机架|场|场所|设施|设备|系统|政务云|泊位|机组|终端|样区|棚圈|围栏|终端机|灯杆|车位|厂|库|医院|学堂|仪器|用户|接口|端口|传感器|车辆|航线|线路|通道|仓)$/u,
  ],
];

const money = /(?:元|美元|欧元)$/u;
const ratio = /^(?:%|个百分点|百分点|‰|倍)$/u;
const countUnit =
  /^(?:家|户|个|项|种|条|座|处|台|套|台\(套\)|款|人|名|位|件|只|批|所|项次|例|块|部|支|类|台（套）|台套|次|场|辆|艘|架|人次|万人次)$/u;
const timeUnit = /^(?:个?(?:工作日|自然日|月)|天|日|小时|分钟|秒|毫秒|次|环节)$/u;
const dataUnit = /^(?:[KMGTPE]B|万条|亿条)$/iu;
const areaUnit = /^万?(?:公顷|亩|平方公里|平方米|平方千米|立方米|立方米\/公顷|公里|千米|米|株)$/u;
const energyUnit = /标准煤|标煤|吨二氧化碳|千瓦时\/(?:平方米|吨|万元|百公里)/u;
const powerUnit = /^[万亿]?千瓦$|^[万亿]?瓦$|^[MG]W$/u;
const speedUnit = /^(?:[KMGT]?bps|[MGT]b\/s|[KMGT]|兆|兆\/秒)$/iu;
const performanceUnit =
  /(?:纳米|微米|毫米|英寸|瓦时|瓦\/|千瓦\/公斤|Wh|[KMGTPE]?FLOPS|赫兹|[MG]Hz|摄氏度|℃|比特|位|分贝|层|像素|PPI)/iu;

const energy =
  /能耗|排放|二氧化碳|碳强度|碳排|煤炭?消费|消耗|水耗|电耗|(?<!饮)用水|用汞|用电|耗能|氮氧化物|化学需氧量|氨氮|污染物|颗粒物|PM/u;
const research = /(?:研发|科研|研究与试验发展|R&D)[^率]{0,6}(?:投入|经费|支出|强度|费用)/iu;
const economic = /投资|外资|贸易|进出口|收入|产值|增加值|销售额|交易额|规模$/u;
const efficiency = /成本|时间|时限|时长|周期|材料|不良品?率|环节|跑动|次数|审批|工作日|延时|时延/u;
const capacity =
  /产能|产量|能力|装机|带宽|出口带宽|保有量|吞吐量|供应|容量|发电|消纳|规模|算力|存储|流量|水电|光伏|风电|量$/u;
const natural =
  /面积|森林|林地|林木|草原|湿地|耕地|岸线|植被|绿地|水土|土地|用地|农田|水面|储备林|治理|改良|草地/u;

/** An indicator without the words that only say that it is a number. */
const bare = (indicator: string): string =>
  indicator
    .replace(/[“”"'（）()《》]/gu, '')
    .replace(/(?:的)?(?:总?数量|个数|总数|家数|数目|户数|总量|数)$/u, '')
    .replace(/(?:建设|培育|打造|实施|落地|引进|试制|建成|等)+$/u, '');

const ofMoney = (indicator: string): Measure | null => {
  if (/投资|融资|外资|到位资金|引资|投入/u.test(indicator) && !/投入产出/u.test(indicator))
    return research.test(indicator) ? 'research' : 'investment';
  if (research.test(indicator)) return 'research';
  if (/进出口|贸易|出口额?$|进口额?$|出口总/u.test(indicator)) return 'trade';
  if (/增加值/u.test(indicator)) return 'valueAdded';
  if (/产值|产出/u.test(indicator)) return 'output';
  if (/收入|销售额|营收|营业额|交易额|成交额|零售额/u.test(indicator)) return 'revenue';
  if (/规模|产业|市场|集群|经济|服务业|工业|制造业|总量/u.test(indicator)) return 'scale';
  return null;
};

const ofRatio = ({ indicator, change }: MeasuredTarget): Measure | null => {
  if (research.test(indicator)) return 'research';
  if (/占|比重|份额/u.test(indicator)) return 'share';
  // 覆盖率提高5个百分点 is a rate still; 产值增长20% is growth.
  if (
    /率$|率[（(]|覆盖|比例|普及|满意度|水平$/u.test(indicator) &&
    !/(?:不良品?|次品|能耗|损耗)率$/u.test(indicator)
  )
    return 'rate';
  if (change !== 'level' && /密度|精度|效率$|寿命|性能|功率|速率|比能量/u.test(indicator))
    return 'performance';
  if (energy.test(indicator)) return 'energy';
  if (change === 'decrease') return decreaseOf(indicator);
  if (change === 'increase') return 'growth';
  // 对外投资20% is a share or a growth of which the words are lost.
  return economic.test(indicator) ? null : 'rate';
};

const decreaseOf = (indicator: string): Measure =>
  efficiency.test(indicator) ? 'efficiency' : /产能|产量|装机/u.test(indicator) ? 'capacity' : 'rate';

const ofCount = (indicator: string): Measure | null =>
  counted.find(([, words]) => words.test(indicator))?.[0] ?? null;

/** What a measure word says where the noun says nothing: machines, products, enterprises. */
const byCountUnit = (indicator: string, unit: string): Measure | null => {
  if (/^[家户]$/u.test(unit)) return /企业|公司/u.test(indicator) ? 'enterprises' : null;
  if (capacity.test(indicator)) return 'capacity';
  if (/^(?:台|台\(套\)|台（套）|台套|座|部|架)$/u.test(unit)) return 'facilities';
  return /^[款种]$/u.test(unit) ? 'products' : null;
};

/**
 * The class of the published taxonomy (docs/taxonomy.md) to which a target belongs: by its unit first, then by the noun
 * with which its indicator ends.
 * @returns null where no class applies
 */
export const measureOf = (target: MeasuredTarget): Measure | null => {
  const { unit, change } = target;
  const indicator = bare(target.indicator);
  if (unit === '名') return ofCount(indicator) === 'talent' ? 'talent' : 'rank';
  if (money.test(unit)) return ofMoney(indicator);
  if (ratio.test(unit)) return ofRatio({ ...target, indicator });
  if (timeUnit.test(unit) && efficiency.test(indicator)) return 'efficiency';
  if (/^(?:个?工作日|天|小时|分钟)$/u.test(unit)) return 'efficiency';
  if (/^(?:人|人次|人年)$/u.test(unit)) return 'talent';
  if (countUnit.test(unit)) return ofCount(indicator) ?? byCountUnit(indicator, unit);
  if (unit.includes('元/')) return null;
  if (powerUnit.test(unit)) return 'capacity';
  if (energyUnit.test(unit) || energy.test(indicator)) return 'energy';
  if (areaUnit.test(unit))
    return /道路|铁路|轨道|管网|管道|光缆|线路/u.test(indicator) ? 'facilities' : 'area';
  if (dataUnit.test(unit)) return /承载|存储|能力/u.test(indicator) ? 'capacity' : 'data';
  if (speedUnit.test(unit)) return 'capacity';
  if (performanceUnit.test(unit)) return 'performance';
  if (natural.test(indicator)) return 'area';
  if (
    capacity.test(indicator) ||
    /(?:吨|千瓦|瓦|千瓦时|立方米|片\/月|辆|台|斤|升)(?:\/[年月日天])?$/u.test(unit)
  )
    return 'capacity';
  return change === 'level' ? ofCount(indicator) : null;
};
