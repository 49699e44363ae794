import type { Park } from '../../records/park.ts';
import { characterSet, isIn } from '../structure/character-set.ts';
import { matchesOf } from '../structure/matches.ts';

type ParkType = Park['type'];

/** Heads of the names of parks by their last character, the longest first: what ends in one of them may be a park. */
const heads =
  '经济技术开发区 经济开发区 高新技术产业开发区 高新技术产业园区 高新技术开发区 新技术产业开发区 新技术开发区 产业开发区 工业开发区 旅游开发区 开发区 高新区 经开区 自由贸易试验区 自由贸易区 自贸试验区 自贸片区 自贸区 自由贸易港 自贸港 综合保税区 综保区 保税港区 保税区 自主创新示范区 先行示范区 综合试点示范区 示范园区 示范区 先导区 综合试验区 综试区 试验区 实验区 先行区 合作区 产业集聚区 产业聚集区 集聚区 聚集区 集群区 产业园区 产业园 工业园区 工业园 工业区 产业区 出口加工区 金融贸易区 科创走廊 科创大走廊 创新走廊 创新大走廊 工业集中区 产业集中区 集中区 科技园区 科技园 软件园区 软件园 创新园 创业园 设计园 创意园 文创园 物流园区 物流园 孵化园 示范园 园区 园 科学城 科技城 科技新城 产业新城 知识城 创新城 科创城 生态城 航空城 航天城 医药城 医疗城 汽车城 健康城 健康产业城 产业城 生物城 制造城 智造城 电子城 光电城 能源城 装备城 数字城 新材料城 信息港 数据港 数字港 软件港 创新港 科创港 科技创新港 物流港 智造港 临空经济区 空港经济区 临港经济区 航空港经济区 高铁经济区 生物岛 科技岛 创新岛 智能岛 数字岛 产业化基地 产业基地 示范基地 基地 小镇 谷 大街 金融街 一条街 商务区 产业综合服务区 双创社区 创业社区 创新社区 新区 片区'.split(
    ' ',
  );

/** Heads by their last two characters, the longest first; those of one character apart. */
const byEnding = new Map<string, string[]>();
const ofOneCharacter = new Set<string>();
for (const head of heads) {
  if (head.length === 1) ofOneCharacter.add(head);
  const ending = head.slice(-2);
  byEnding.set(
    ending,
    [...(byEnding.get(ending) ?? []), head].sort((a, b) => b.length - a.length),
  );
}
const lastCharacters = characterSet('区园城港地镇谷街岛廊');
/** The longest head that ends at an offset. */
const headEndingAt = (text: string, end: number): string | undefined => {
  const longer = byEnding.get(text.slice(Math.max(0, end - 2), end));
  if (longer)
    for (const head of longer)
      if (end >= head.length && text.startsWith(head, end - head.length)) return head;
  const last = text.slice(end - 1, end);
  return ofOneCharacter.has(last) ? last : undefined;
};
/** Names in quotes that are made up for a park: “云山氢港”, “临江药港”. */
const coinedInQuotes = /“\p{Script=Han}{2,6}港(?=”)/gu;

/** “自由港”, “避风港”: no parks. */
const otherCities =
  /(?:自由|空|海|河|渔|避风|口|机|长|古|京|县|省|山|名|之|影视|不夜|水|全|半|小|花|商|宝|群|孤|绿|新|老|天)港$/u;
/** 公园, 校园: gardens and schools. 峰谷, 低谷: curves. 硅谷: abroad. */
const otherPlaces =
  /(?:定|公|校|果|花|田|家|乐|茶|菜|桑|庄|陵|林|幼儿|植物|动物|游乐|葡萄|梨|桃|园中)园$|(?:峰|低|硅|山|河|稻|五|波|深|沟|空)谷$|牧草基地$/u;
/** What follows makes another thing of it: a body, a building, a voltage. */
const goesOn =
  /^(?:管委会|管理委员会|(?:建设)?(?:领导小组|工作小组|总体方案|实施方案|发展规划|条例)|”?模式|管理局|党工委|政府|人民政府|公司|集团|法院|分局|街道|海关|化(?!工|学|妆|肥)|城市|沿线|长(?!江|三角|期)|别|域|位(?!于|列|居)|块|间|分(?!别|为|布)|委|项目部|电价|电量|歌|物|氨|类|雨|段|差|底|游|艺|林|丁|税)/u;

/** A head as it stands in a text. */
export interface ParkHead {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** All heads of parks in a text, in order; where one ends inside another the longer one. */
export const parkHeadsIn = (text: string): ParkHead[] => {
  const found: ParkHead[] = [];
  let isQuoting = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '“') isQuoting = true;
    if (!isIn(lastCharacters, text, i)) continue;
    const end = i + 1;
    if (text[i] === '园' && text[end] === '区') continue;
    const word = headEndingAt(text, end);
    if (
      !word ||
      otherPlaces.test(text.slice(Math.max(0, end - 3), end)) ||
      goesOn.test(text.slice(end, end + 10))
    )
      continue;
    if (word === '新区' && text[end] === '块') continue;
    found.push({ start: end - word.length, end, word });
  }
  return isQuoting ? withCoined(text, found) : found;
};

/** Adds the names in quotes that are made up. */
const withCoined = (text: string, found: ParkHead[]): ParkHead[] => {
  for (const match of matchesOf(coinedInQuotes, text)) {
    const end = match.index + match[0].length;
    if (otherCities.test(match[0]) || found.some((head) => head.end === end)) continue;
    found.push({ start: end - 1, end, word: text.slice(end - 1, end) });
  }
  return found.sort((a, b) => a.end - b.end);
};

/** The type that a park's name shows (record-model.md, park, `type`). */
export const parkTypeOf = (name: string): ParkType => {
  const bare = name.replace(/[（(][^（()）]*[）)]/gu, '').replace(/[“”]/gu, '');
  if (/自由贸易|自贸|保税|出口加工/u.test(bare) && /(?:区|港)$/u.test(bare)) return 'ftz';
  if (/高新区$|新技术(?:产业)?开发区$|高新技术产业园区$/u.test(bare)) return 'hightech';
  // A 开发区 that does not say more is one of the economic ones.
  if (/(?<!旅游|农业|扶贫|生态)开发区$|经开区$/u.test(bare)) return 'etdz';
  if (/(?:集聚区|聚集区|集群区)$/u.test(bare)) return 'cluster';
  if (/(?:示范区|先导区|试验区|综试区|实验区|先行区|示范园区)$/u.test(bare)) return 'demo';
  if (/(?:科学城|科技城|科技新城|知识城|创新城|科创城)$/u.test(bare)) return 'sciencecity';
  if (/基地$/u.test(bare)) return 'base';
  if (/(?:小镇|谷|街)$/u.test(bare)) return 'town';
  if (/新区$/u.test(bare)) return 'newarea';
  if (/(?:园|园区|工业区|产业区|集中区|产业新城|产业城)$/u.test(bare)) return 'industrial';
  return 'other';
};

/** Words of a park's name that say what sort it is, and not which. */
const genericWords =
  /飞地|国家级|国家|中国|省级|市级|县级|国际化|国际|全国|全省|全市|世界级|世界|全球|高端|现代|特色|新型|新兴|新一代|优势|重点|重大|专业化|专业|示范|试点|综合|创新|创业|双创|产业化|产业集群|产业|集群|集聚|聚集|协同|融合|合作|共建|核心|主导|主|高新技术|高科技|科技|技术|工业化|工业|绿色|智慧|智能化|智能|数字化|数字|低碳|零碳|近零|生态|未来|战略性|战略|先进|先行|应用|研发|研究|制造|生产|加工|服务业|服务|孵化|加速|培训|实训|实践|试验|测试|验证|推广|转化|成果|人才|项目|企业|中小微|中小|军民|区域|城市|城乡|循环|经济|体系|发展|转型|升级|改革|开放|扩大|建设|平台|公共|优秀|杰出|功能|载体|空间|资源|要素|信息|材料|产品|装备|系统|运行|运营|临床|种植|养殖|原料|道地|有机|标准化|规模|开源|众创|基础|安全|管理|治理|教育|培养|文化|社会|境外|海外|跨境|口岸|商务|中央|内陆|沿边|前沿|关键|领先|一流|大型|高水平|高质量|外包|出口|进口|贸易|促进|开放式|两国|基地|改造|重金属|品牌|大学|森林|矿产|再生|节约|清洁|静脉|老旧|传统|龙头|骨干|民营|外资|国有|自主|专用|精品|精细|乡村|农村|总部|楼宇|青年|大学生|返乡|留学|军工|民用|双(?=[创碳])|利用|回收|万兆|千兆|百兆|级|型|类|化|性|与|和|及|、|等|·|·|-|—|\s/gu;

/** What is left of a text when the words are taken away that many parks share. */
export const withoutGenericWords = (text: string): string => text.replace(genericWords, '');

/** Official designations that many places bear: without a place they are a class and no park. */
export const isDesignationOnly = (name: string): boolean =>
  /^(?:国家|国家级|省级)?(?:新型工业化(?:产业)?示范(?:产业)?基地|(?:国家)?自主创新示范区|高新技术产业(?:开发区|园区)|高新技术开发区|高新区|高新技术产业化基地|经济技术开发区|经济开发区|经开区|开发区|双创示范基地|(?:大众)?创业创新示范基地|战略性新兴产业(?:示范)?基地|产业示范基地|新区|自由贸易试验区|自贸试验区|自贸区|自由贸易区|综合保税区|综保区|保税区|(?:国家)?级?新区|跨境电子商务综合试验区|跨境电商综合试验区|农业科技园区?|大学科技园区?|现代农业示范区|“城市矿产”示范基地|火炬(?:特色)?产业基地|科技园区?|工业园区?|产业园区?|生态文明试验区|可持续发展议程创新示范区|现代农业产业园|物流园区?|软件园|小镇)$/u.test(
    name,
  );
