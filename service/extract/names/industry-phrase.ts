import { industriesIn } from '../lexicon/industries.ts';
import { leadingPlace } from '../lexicon/places.ts';
import { matchesOf } from '../structure/matches.ts';
import { modifierStart } from './modifier-start.ts';

/** Words before an industry that say where or how it ranks and not what it is. */
const rank =
  /^(?:国家级|国家|国际|全国|全球|世界|国内|区域|本地|地方|城市|重点|重大|重要|主要|关键|核心|相关|有关|特定|优势|主导|支柱|新兴|前沿|高水平|高质量|一流|领先|知名|龙头|骨干|大型|中小|各类|多种|未来形态|形态|省级|市级|新一轮|以|为|对|从|向|就|按|如|即)+/u;
/** Words behind an industry that say what is done with it and not what it is. */
const activity =
  /(?:领域|方面|行业|环节|方向|全产业链|产业链|产业集群|产业集聚|产业生态|产业化|规模化|产业|双创|集聚|聚集|集群|发展|建设|研发|研究|创新|攻关|突破|应用|示范|试点|推广|转化|孵化|生产|开发|布局|培育|技术|关键核心技术|关键技术|核心技术|前沿技术|共性技术|等|企业|项目|工程|基地|平台|中心|新业态|新模式|业态|模式|场景|能力|水平|优势|特色|任务|重点)+$/u;
/** What an industry makes or does, as its name goes on: 输变电(设备), 新能源并网(关键装备), 浅层地热能(集中供能). */
const product =
  /^(?:关键|核心|高端|智能|专用|成套|并网|特种|精密|功能|配套|综合|集中|跨境|高性能|分布式|基础|大型|微型|整机)*(?:(?:设备|装备|材料|零部件|元器件|器件|部件|组件|终端|整车|整机|制造业?|加工业?|设计业?|服务业|封装|测试|检测|制品|药|器械|机床|电池|电站|发电|供能|供热|供暖|制氢|制备|储运|加氢|回收|再利用|利用|回用|修复|治理|治疗|诊疗|贸易|物流|旅游|保护|流动|便利化|运维|运营|交易|软件|系统|芯片|云|业)+)?$/u;
/** Words before an industry that make it another, narrower one: 柔性智能(输变电), 海上(风电), 浅层(地热能). */
const narrowing =
  /(?:柔性|智能化|智能|智慧|高端|高档|新型|先进|精密|精细|特色|特种|专用|通用|现代|海上|陆上|深远海|深海|分布式|集中式|固定式|移动式|大型|微型|小型|民用|军用|医用|车用|船用|工业|农业|生物|化学|高性能|高精度|高效|高纯|超导|超高清|绿色|清洁|低碳|零碳|数字|数字化|虚拟|新一代|战略性|精准|浅层|中深层|深层|空间|海洋|轻量化|模块化|国产|自主可控|开源|跨境|离岸|乡村|生态|文化|数据|网络|信息|健康|医疗|运动|户外|光|电|热|水|冷|干细胞|可再生|可穿戴|服务|安全|仿生|人形|纯电动|电动|混合动力|无人|有机|道地|功能|营养|复合|纳米|高分子|金属|非金属|半|核)+$/u;
/** The words right before an industry that make it a narrower one: 云山高端(化工) → 高端; '' where none do. */
export const narrowedBy = (before: string): string => narrowing.exec(before)?.[0] ?? '';

/** Things that any plan lists and that are no industry. */
const anything =
  /^(?:技术|人才|资金|资本|土地|用地|政策|规划|市场|标准|产业|项目|信息|数据|资源|要素|服务|管理|平台|企业|产品|品牌|创新|生产|研发|设计|制造|销售|采购|运营|应用|示范|试验|检测|检验|认证|评价|孵化|投资|贸易|合作|交流|培训|教育|生活|居住|商业|办公|交通|环境|生态|文化|政府|高校|院所|科研|科研院所|金融|税收|财政|财税|法律|咨询|展示|交易|仓储|配送|加工|存储|清洗|分析|规则|规制|器件|零部件|材料|设备|终端|软件|芯片|监管|制度|机制|体制|模式|业态|装备|系统)$/u;
/** How the names of industries end that no list knows. */
const nounOfTrade =
  /(?:加工|制造|设备|装备|材料|零部件|元器件|器件|电池|芯片|软件|终端|机床|机械|制品|食品|饮料|药|器械|旅游|物流|贸易|金融|经济|保险|会展|文创|电商|养殖|种植|纺织|服装|印刷|包装|修复|维修|回收|利用|发电|供能|运维|保护|便利化|流动|化工|冶炼|铸造|家具|陶瓷|能源|检测|认证|[^产行企专作就商]业)$/u;
const farming = /(?:发展|主攻|聚焦|培育|壮大|布局|做强|做大|做优|生产|打造|引进|集聚)$/u;
/** Without one of these a clause tells only the industries that it names. */
const mayList = /等|发展|主攻|聚焦|培育|壮大|布局|做强|做大|做优|生产|打造|引进|集聚|[“”\s]/u;
/** A list that a class of industries closes: 等领域, 等重点产业. */
const closesIndustries =
  /^等?(?:\d+|[一二三四五六七八九十两]+)?(?:个|大)?(?:重点|关键|优势|特色|主导|新兴|细分|支柱|未来|战略性新兴|先进|高端|高技术|传统|相关|产业|高新技术)*(?:领域|产业|行业|业态|新业态|赛道|环节|产品|装备|制造业|服务业)/u;

const longestPhrase = 16;
const longestClause = 300;
/** A remark in brackets speaks of the word before it. */
const remarks = /[（(][^（()）]{0,40}[）)]/gu;
const separators = /、|以及|及其|和|与|及(?!制品|配套|相关)|\/|／/gu;

interface Piece {
  readonly text: string;
  /** True where 等 stands right behind. */
  readonly etc: boolean;
  /** What stands behind 等. */
  readonly behind: string;
  /** True where a verb stands before it that opens a list of what is developed. */
  readonly opened: boolean;
}

/**
 * What a passage says is developed, in its own words: industries with the words that make them precise
 * (柔性输变电设备, 浅层地热能集中供能), and their neighbours in a list that names fields.
 * @returns phrases in order, each once
 */
export const industryPhrasesIn = (passage: string): string[] => {
  const found = new Set<string>();
  for (const clause of passage.replace(remarks, '').split(/[，,；;。：:！？\n（）()《》]/u)) {
    if (clause.length < 2 || clause.length > longestClause) continue;
    // Quotes and blanks may part the name of an industry.
    if (!mayList.test(clause) && !/主导|支柱|首位/u.test(clause) && industriesIn(clause).length === 0)
      continue;
    for (const phrase of inClause(clause)) found.add(phrase);
  }
  return [...found];
};

/** 以煤炭、建材为主导产业, 主导产业为煤炭、建材: all that is listed is one. */
const leading =
  /以(?<list>[^，,。；;]{2,60}?)(?:等)?为(?:主导|主业|支柱|首位|特色产业|重点产业)|(?:主导产业|首位产业|支柱产业)(?:为|是|有|包括)[：:]?(?<told>[^，,。；;]{2,60})/u;
const leadingIn = (clause: string): string[] => {
  const { list = '', told = '' } = leading.exec(clause)?.groups ?? {};
  return (list || told)
    .split(separators)
    .map((item) =>
      item
        .replace(/等.*$/u, '')
        .replace(rank, '')
        .replace(/(?:产业|行业|领域)$/u, ''),
    )
    .filter(
      (item) =>
        /^[\p{Script=Han}\dA-Za-z]{2,10}$/u.test(item) &&
        !anything.test(item) &&
        !/[的在了将把使让被由]/u.test(item),
    );
};

const inClause = (clause: string): string[] => {
  const leads = clause.includes('为') || clause.includes('主导') ? leadingIn(clause) : [];
  if (leads.length > 1) return leads;
  const pieces = piecesOf(clause);
  const known = pieces.map(({ text }) => phrasesOfPiece(text));
  const sure = known.filter((phrases) => phrases.length > 0).length;
  const closed = pieces.findIndex(({ etc, behind }) => etc && closesIndustries.test(behind));
  const opened = pieces.findIndex((piece) => piece.opened);
  return pieces.flatMap(({ text, opened: first }, i) => {
    const phrases = known[i] ?? [];
    if (phrases.length > 0) return phrases;
    const item = bare(text);
    if (item.length < 2 || item.length > 10 || anything.test(item) || /[的在了将把使让被由]/u.test(item))
      return [];
    // 外汇便利化、数据流动、知识产权保护等领域: what stands in a list of fields is one.
    const listed = i <= closed && (sure > 0 || nounOfTrade.test(item)) && !first;
    const told = opened >= 0 && i >= opened && nounOfTrade.test(item) && item.length >= 3;
    return (listed && (sure > 0 || closed > 0)) || told ? [item] : [];
  });
};

const piecesOf = (clause: string): Piece[] => {
  const pieces: Piece[] = [];
  const add = (raw: string): void => {
    const etc = raw.search(/等(?![级离])/u);
    const head = etc < 0 ? raw : raw.slice(0, etc);
    const behind = etc < 0 ? '' : raw.slice(etc + 1);
    // 零碳园区建设模式: a verb in what is done with it opens nothing.
    const { start, introducer } = modifierStart(head, 0, head.replace(activity, '').length);
    const verb =
      /^(?:重点|大力|优先|加快|积极|着力|错位|差异化|特色化|协同|融合|联动|集聚|集群|组团|一体化|联合|共同|创新)*发展(?![区壮战])/u.exec(
        head.slice(start),
      )?.[0] ?? '';
    const opened = verb !== '' || farming.test(introducer) || farming.test(head.slice(0, start));
    pieces.push({ text: head.slice(start + verb.length), etc: etc >= 0, behind, opened });
    const tail = behind.replace(closesIndustries, '').replace(/^的/u, '');
    if (behind && tail && tail.length < behind.length + 1)
      pieces.push({
        text: tail.slice(modifierStart(tail, 0, tail.length).start),
        etc: false,
        behind: '',
        opened: false,
      });
  };
  let from = 0;
  for (const match of matchesOf(separators, clause)) {
    const left = clause.slice(from, match.index);
    // 软件和信息服务 is one industry.
    const around = clause.slice(Math.max(0, match.index - 8), match.index + 10);
    const at = Math.min(8, match.index);
    if (industriesIn(around).some((term) => spans(around, term, at))) continue;
    if (left) add(left);
    from = match.index + match[0].length;
  }
  add(clause.slice(from));
  return pieces;
};

/** True where a term of more than one word runs over an offset. */
const spans = (text: string, term: string, at: number): boolean => {
  const start = text.indexOf(term);
  return start >= 0 && start < at && start + term.length > at + 1;
};

const bare = (text: string): string => {
  const plain = text
    .replace(/[“”\s]/gu, '')
    .replace(rank, '')
    .replace(activity, '');
  return plain.slice(leadingPlace(plain).length);
};

/** The phrase that a piece of a list is, or the industries in it where it says more than a phrase. */
const phrasesOfPiece = (text: string): string[] => {
  const whole = text.replace(/[“”\s]/gu, '');
  const terms = industriesIn(whole);
  const first = terms[0];
  const last = terms.at(-1);
  if (!first || !last) return [];
  const said = bare(whole);
  const at = said.indexOf(first);
  // What stands before the industry belongs to it only where it narrows it down.
  const before = at > 0 ? (narrowing.exec(said.slice(0, at))?.[0] ?? '') : '';
  const phrase = said.slice(Math.max(0, at - before.length));
  const start = phrase.indexOf(first);
  const end = phrase.lastIndexOf(last) + last.length;
  const middle = terms.length > 1 ? phrase.slice(start + first.length, end - last.length) : '';
  const twoIndustries = terms.length > 1 && last.length > 2 && middle.length < 2;
  const fits =
    start >= 0 &&
    end > start &&
    middle.length <= 4 &&
    phrase.length <= longestPhrase &&
    !twoIndustries &&
    !/[的在了将把使让被由]/u.test(phrase) &&
    product.test(phrase.slice(end));
  return fits ? [phrase] : terms;
};
