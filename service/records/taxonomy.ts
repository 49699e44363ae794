/**
 * The published taxonomy by which targets of different documents can be compared: what a target measures, and the
 * industry that it concerns. Described with examples in docs/taxonomy.md. Ids never change their meaning; a new class
 * gets a new id.
 */

interface Term {
  readonly zh: string;
  readonly en: string;
}

/** What a target measures, in the order of listings: economy, innovation, facilities, people and nature, then ratios. */
export const measures = {
  scale: { zh: '产业规模', en: 'industry scale' },
  output: { zh: '产值', en: 'output value' },
  revenue: { zh: '营业收入', en: 'revenue' },
  valueAdded: { zh: '增加值', en: 'value added' },
  growth: { zh: '增速', en: 'growth' },
  investment: { zh: '投资额', en: 'investment' },
  trade: { zh: '贸易额', en: 'trade' },
  research: { zh: '研发投入', en: 'research spending' },
  enterprises: { zh: '企业数量', en: 'number of enterprises' },
  parks: { zh: '园区与集群数量', en: 'number of parks and clusters' },
  platforms: { zh: '平台与中心数量', en: 'number of platforms and centres' },
  projects: { zh: '项目数量', en: 'number of projects' },
  applications: { zh: '试点与应用数量', en: 'number of pilots and applications' },
  products: { zh: '产品与品牌数量', en: 'number of products and brands' },
  technologies: { zh: '技术成果数量', en: 'number of technologies' },
  patents: { zh: '专利与标准数量', en: 'number of patents and standards' },
  talent: { zh: '人才数量', en: 'people' },
  facilities: { zh: '设施与设备数量', en: 'number of facilities' },
  data: { zh: '数据资源', en: 'data resources' },
  capacity: { zh: '产能与能力', en: 'capacity' },
  performance: { zh: '技术指标', en: 'technical performance' },
  share: { zh: '占比', en: 'share' },
  rate: { zh: '比率与覆盖率', en: 'rate or coverage' },
  rank: { zh: '排名', en: 'rank' },
  efficiency: { zh: '时限与成本', en: 'time and cost' },
  energy: { zh: '能耗与排放', en: 'energy use and emissions' },
  area: { zh: '面积与资源量', en: 'area and natural resources' },
} as const satisfies Record<string, Term>;

export type Measure = keyof typeof measures;

/** Industries, the general ones (新一代信息技术, 数字经济) beside the particular. */
export const industries = {
  ai: { zh: '人工智能', en: 'artificial intelligence' },
  integratedCircuits: { zh: '集成电路', en: 'integrated circuits' },
  bigData: { zh: '大数据与云计算', en: 'big data and cloud computing' },
  software: { zh: '软件和信息技术服务', en: 'software and IT services' },
  electronics: { zh: '电子信息制造', en: 'electronics' },
  industrialInternet: { zh: '工业互联网', en: 'industrial internet' },
  telecom: { zh: '信息通信', en: 'telecommunications' },
  informationTechnology: { zh: '新一代信息技术', en: 'information technology' },
  digitalEconomy: { zh: '数字经济', en: 'digital economy' },
  newMaterials: { zh: '新材料', en: 'new materials' },
  biomedicine: { zh: '生物医药与健康', en: 'biomedicine and health' },
  automotive: { zh: '新能源与智能网联汽车', en: 'new-energy and intelligent vehicles' },
  newEnergy: { zh: '新能源与氢能', en: 'new energy and hydrogen' },
  greenIndustry: { zh: '节能环保', en: 'energy saving and environmental protection' },
  equipment: { zh: '装备制造', en: 'equipment manufacturing' },
  aerospace: { zh: '航空航天', en: 'aerospace' },
  marine: { zh: '海洋产业', en: 'marine industries' },
  materials: { zh: '原材料工业', en: 'basic materials' },
  consumerGoods: { zh: '消费品工业', en: 'consumer goods' },
  agriculture: { zh: '现代农业', en: 'agriculture' },
  scienceServices: { zh: '科技服务', en: 'science and technology services' },
  finance: { zh: '金融', en: 'finance' },
  commerce: { zh: '商贸与电子商务', en: 'commerce and e-commerce' },
  logistics: { zh: '现代物流', en: 'logistics' },
  tourism: { zh: '文化旅游', en: 'culture and tourism' },
  sports: { zh: '体育', en: 'sports' },
  futureIndustries: { zh: '未来产业', en: 'future industries' },
} as const satisfies Record<string, Term>;

export type Industry = keyof typeof industries;

const idsOf = <T extends object>(terms: T): [keyof T, ...(keyof T)[]] =>
  Object.keys(terms) as [keyof T, ...(keyof T)[]];

/**
 * The industries that words name, by id or by a part of a label: 集成电路, ai, 新能源 (two of them).
 * @returns ids in their order; none for words of one character
 */
export const industriesNamed = (words: string): Industry[] => {
  const asked = words.trim().toLowerCase();
  if (asked.length < 2) return [];
  return industryIds.filter(
    (id) =>
      id.toLowerCase() === asked ||
      industries[id].zh.includes(asked) ||
      // English by whole words: "ai" is no part of "maintenance".
      ` ${industries[id].en.toLowerCase()} `.includes(` ${asked} `),
  );
};

/** Ids of all measures, in their order. */
export const measureIds = idsOf(measures);
/** Ids of all industries, in their order. */
export const industryIds = idsOf(industries);
