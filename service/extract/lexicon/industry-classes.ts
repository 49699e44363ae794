import type { Industry } from '../../records/taxonomy.ts';
import { characterSet } from '../structure/character-set.ts';

/** Words by which a text names an industry of the published taxonomy (docs/taxonomy.md). */
const words: Readonly<Record<Industry, string>> = {
  ai: '人工智能 智能体 智能机器 机器学习 智能语音 计算机视觉 大模型 深度学习 智能算法 类脑智能',
  integratedCircuits: '集成电路 半导体 芯片 晶圆 微电子 封装测试',
  bigData: '大数据 云计算 数据中心 云服务 数据要素 区块链 上云 数据产业 云应用 算力 数据存储 数据资源',
  software: '软件 信创 操作系统 信息技术服务业 信息安全 网络安全 网信安全',
  electronics:
    '电子信息制造 电子信息产业 电子信息 新型显示 智能终端 智能家居 虚拟现实 可穿戴 电子元器件 传感器 光电子 电子制造 超高清视频 汽车电子',
  industrialInternet: '工业互联网 工业APP 工业设备上云 工业云',
  telecom: '信息通信 5G 移动通信 光纤 基站 宽带 电信 通信 物联网 互联网出省带宽 家庭接入',
  informationTechnology: '新一代信息技术 信息技术产业 信息技术 信息产业',
  digitalEconomy: '数字经济 数字产业',
  newMaterials: '新材料 石墨烯 碳纤维 先进材料 前沿材料 稀土功能材料',
  biomedicine:
    '生物医药 医药健康 生物技术 医药 中医药 中药 医疗器械 医疗 大健康 健康产业 脑机接口 疫苗 新药 药品 细胞 基因 康养 健康服务 生物制造',
  automotive:
    '新能源智能汽车 新能源汽车 智能网联汽车 智能网联新能源汽车 智能网联 汽车 充电桩 充电设施 换电 车联网 动力电池 无人驾驶 自动驾驶 燃料电池汽车 燃料电池车辆 燃料电池 电池单体',
  newEnergy:
    '新能源 氢能 制氢 可再生能源 风电 光伏 太阳能 生物质 储能 水电 核电 地热 电池 加氢 风能 发电装机',
  greenIndustry:
    '节能环保 环保产业 环保 节能 绿色制造 绿色工厂 绿色供应链 绿色园区 绿色设计 资源综合利用 再生资源 综合利用 循环经济 固体废物 固废 污水处理 碳捕集 绿色新兴产业 清洁生产 绿色低碳 垃圾 污水',
  equipment:
    '装备制造 高端装备 智能装备 智能制造 机器人 数控机床 轨道交通装备 工程机械 仪器仪表 增材制造 装备产业 装备工业 能源装备 电力装备 机床',
  aerospace: '航空航天 航空 航天 无人机 卫星 低空经济 大飞机 通用航空 北斗',
  marine: '海洋 船舶 海工 渔业 海水淡化',
  materials: '石化 化工 钢铁 有色金属 有色 冶金 建材 水泥 磷化工 煤化工 铝 聚氯乙烯 平板玻璃 原材料',
  consumerGoods: '消费品 食品工业 食品 纺织 服装 轻工 白酒 家电 家具 陶瓷 茶叶 烟草',
  agriculture: '现代农业 农业 农产品 种业 畜牧 畜禽 农机 农村电商服务 粮食 化肥 农膜 秸秆 种植 养殖 渔业养殖',
  scienceServices:
    '科技服务业 科技服务 技术转移服务业 检验检测服务业 检验检测认证服务业 检验检测产业 研发服务业 工业设计 创业孵化服务业 知识产权服务业 技术市场 人力资源服务',
  finance: '金融 金融服务业 保险 银行 证券 基金业 资本市场',
  commerce: '电子商务 电商 商贸 贸易 外贸 会展 零售 跨境电商 消费市场 外资',
  logistics: '物流 快递 冷链 货运 仓储 港口',
  tourism: '文化旅游 旅游 文化产业 文旅 景区 动漫 影视 文创 游客',
  sports: '体育 赛事 健身 竞赛表演',
  futureIndustries: '未来产业 量子 元宇宙 6G 深海空天',
};

/** Words that hold the name of an industry but are none of it. */
const others =
  '大数据发展 贸易区 自由贸易试验区 节能减排 政务大数据 政务云 通信管理 数据共享 化工作 化工程 化工具 化工艺 国家电 节能力 金融支持 金融服务 金融保障 金融扶持'.split(
    ' ',
  );

interface Word {
  readonly text: string;
  readonly industry: Industry | null;
}

const byFirst = new Map<string, Word[]>();
const add = (text: string, industry: Industry | null): void => {
  const first = text[0] ?? '';
  byFirst.set(first, [...(byFirst.get(first) ?? []), { text, industry }]);
};
for (const [industry, names] of Object.entries(words))
  for (const name of names.split(' ')) add(name, industry as Industry);
for (const name of others) add(name, null);
for (const list of byFirst.values()) list.sort((a, b) => b.text.length - a.text.length);

/** Industries of which another is a part: where a text names both, it speaks of the part. */
const parts: Readonly<Partial<Record<Industry, readonly Industry[]>>> = {
  informationTechnology: [
    'ai',
    'integratedCircuits',
    'bigData',
    'software',
    'electronics',
    'industrialInternet',
    'telecom',
  ],
  digitalEconomy: ['informationTechnology', 'ai', 'bigData', 'software', 'electronics', 'industrialInternet'],
  futureIndustries: ['ai', 'biomedicine', 'newEnergy', 'newMaterials', 'aerospace'],
};

const particulars = Object.entries(parts);
/** Characters that no word begins with are most of a text: a table is quicker than the map. */
const begins = characterSet([...byFirst.keys()].join(''));

/** The classes of the industries that a text names, each once; the longest name at a place counts. */
export const industryClassesIn = (text: string): Industry[] => {
  const found = new Set<Industry>();
  for (let i = 0; i < text.length; ) {
    if (begins[text.charCodeAt(i)] !== 1) {
      i++;
      continue;
    }
    const word = byFirst.get(text[i] ?? '')?.find(({ text: name }) => text.startsWith(name, i));
    if (word?.industry) found.add(word.industry);
    i += word?.text.length ?? 1;
  }
  for (const [general, particular] of found.size > 1 ? particulars : [])
    if (particular.some((part) => found.has(part))) found.delete(general as Industry);
  return [...found];
};
