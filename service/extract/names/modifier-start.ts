/**
 * Verbs and function words that do not stand inside the name of a fund or a park: a name begins behind the last of them.
 * What may stand inside one (创新, 发展, 投资, 引导基金) is hedged by what surrounds it.
 */
const introducers = new RegExp(
  [
    '增创|确保|保证|力促|原有|设立|成立|组建|建立|发起|创设|筹建|筹集|增设|新设|设置|新建|(?<!专项)建设(?!兵团)|建成|建好|打造(?:成为|成(?!都|安|县|华|武))?|构建|共建|搭建|创建|争创|申建|申报|申请|申办|争取|培育(?:壮大|形成)?|形成|成为|升级为|更名为',
    '发挥好?|充分利用|利用(?!专项|基金|产业|示范)|运用|用好|用足|依托|统筹|整合|吸引|撬动|引进|承接|集聚(?!区|地|示范|发展|产业|带)|聚集(?!区|地|示范|发展|产业|带)|聚焦|布局|规划建设|规划(?!设计|馆)|实施|开展|组织|落实|夯实|筑牢|(?<!军民|产教|产融|医养|农旅|科教|军地|产城)结合(?!部|型)|获批|复制|限期|增加|改造(?=园|工业园)|落户|入驻|推广(?!应用)|推行',
    '(?<=开发区|高新区|经开区|科技城|科学城|新区|园区|产业园|新城|片区|小镇)发展(?!区|基金|资金|专项|投资)|(?<=加快|大力|积极|着力|努力|加速)发展(?!区|基金|资金|专项|产业|投资)|引导(?!基金|资金|性|示范|投资|股权|创业投资基金|母基金|子基金)|推动|推进|推荐|鼓励|支持(?!基金|资金)|通过|参与|探索|完善(?:创新)?|优化(?:创新)?|提升|增强|加大|扩大(?!开放)|加快|加强|强化|深化|促进(?!创新|中心|会)|保障|做大|做强|壮大|做优|办好|管好|建好|豁免|投向|投入|给予|享受|获得|兑现|提供|安排|列入|纳入|包括|包含|借助|对接|联合|围绕|面向|瞄准|按照|根据|具有|具备|拥有|实现|继续|率先|启动|发放|拨付|下达|出台|做好|抓好|办理|落实好|采取|采用|提高|放大|扣除|计提|使用|认定|评为|命名|批准|批复|建有|现有|已有|拓展|带动|辐射|联动|主动|重点支持|设在|位于|坐落于|迈进|迈入|作为|力争|所需(?:资金|经费)?从|资金从|创成|晋级|选择|(?<=[一二两三四五六七八九十多][区园谷城带核心廊轴极基地群片]{1,2}”?)即|(?<=[一二两三四五六七八九十多][区园谷城带核心廊轴极基地群片]{1,2}”?)是指|分别(?:为|是)',
    '的|将(?!军)|把(?!关|握|手)|被(?!动)|让(?!利)|(?<![天大行特])使(?![用馆命])|及其|其他|其中|尤其是|特别是',
    '(?<![存所现潜内正旨])在(?![建线职岗校京津沪渝川甘])|(?<![自理经缘来])由(?!贸|于)|(?<![由属等关对基处高低限至])于(?!家|都|田|洪)|以及',
  ].join('|'),
  'uy',
);

/**
 * The introducing words by the character that they begin with: hundreds of words are tried only where one of them may
 * begin, and only those that may.
 */
const introducersAt = (() => {
  const byFirst = new Map<number, string[]>();
  let depth = 0;
  let from = 0;
  /** What stands in brackets before a word looks back; the first character outside is the first that is taken. */
  let first = -1;
  const { source } = introducers;
  for (let i = 0; i <= source.length; i++) {
    const char = source[i];
    if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (depth > 0) continue;
    else if (char === '|' || char === undefined) {
      byFirst.set(first, [...(byFirst.get(first) ?? []), source.slice(from, i)]);
      from = i + 1;
      first = -1;
    } else if (first < 0) first = source.charCodeAt(i);
  }
  const patterns: (RegExp | undefined)[] = new Array(0x10000).fill(undefined);
  for (const [code, words] of byFirst) patterns[code] = new RegExp(words.join('|'), 'uy');
  return patterns;
})();

/** Adverbs, determiners and prepositions that may stand between the verb and the name. */
const fillers =
  /^(?:[、”，,]|\d{1,2}[.．](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|进一步|等|可|应|要|并|或|且|已|正|再|又|也|还|均|都|共同|积极|大力|着力|全力|努力|高水平|高标准|高质量|高起点|高效|重点|优先|适时|适度|逐步|有序|深入|持续|稳步|加速|全面|切实|充分|有效|统一|市场化|专业化|用于|向|从|由|对|以|为|与|和|及|同|到|至|给|于|如|即|该|本|我|其|此|若干|一批|一系列|部分|一些|创新完善|首批|首个|全省|全市|全县|全区|我省|我市|本市|本省|省内|市内|区内|境内|沿线|周边|以下|上述|相关|有关|相应|同类|对应|—|-|·|\s|年)+/u;

/** Fillers that are the first characters of names: 向阳, 和田, 同仁, 于都, 从化, 重点产业. */
const begun =
  /^(?:和田|和平|和硕|同仁|同德|同心|于家|于都|于洪|从化|从江|由甘|再制造|再生|正定|正宁|正阳|均安|重点产业|重点实验|已未|都匀|都江|都昌|本溪|为民|即墨|如皋|如东|与儿|即热|其林|以岭|到家|向阳|对外|等离子|应急|应用|应县|要素|并购|并网|并联|正极|同步|同位素|向量|再就业|从业|以旧换新|可再生|可持续|可信|可穿戴|年产|高质量发展)/u;

/** No name, and no list that shares a tail, is longer. */
const longestReach = 240;

/**
 * Where the words begin that stand before a head noun and name it: 加快建设(云山大数据)产业园.
 * @param text running text
 * @param begin where to begin to look: the start of the clause or of the list's item
 * @param head where the head noun begins
 * @returns offset into `text`, `head` where nothing names it; and the introducing word found, '' where there is none
 */
export const modifierStart = (
  text: string,
  begin: number,
  head: number,
): { start: number; introducer: string } => {
  const from = Math.max(begin, head - longestReach);
  let quoted: [number, number][] | null = null;
  let start = from;
  let introducer = '';
  // From the head backwards: the last introducing word is near.
  for (let i = head - 1; i >= from; i--) {
    const pattern = introducersAt[text.charCodeAt(i)];
    if (pattern === undefined) continue;
    pattern.lastIndex = i;
    if (!pattern.test(text) || pattern.lastIndex > head) continue;
    // A verb inside a quoted name belongs to it.
    quoted ??= quotedSpans(text.slice(from, head));
    if (quoted.some(([open, close]) => i - from > open && i - from < close)) continue;
    start = pattern.lastIndex;
    introducer = text.slice(i, start);
    break;
  }
  for (;;) {
    const rest = text.slice(start, head);
    const filler = begun.test(rest) ? null : fillers.exec(rest);
    if (!filler) break;
    start += cutAtBegun(filler[0], rest);
  }
  return { start, introducer };
};

/** How much of a run of fillers may go before a name that begins with a filler's character. */
const cutAtBegun = (filler: string, rest: string): number => {
  for (let i = 1; i < filler.length; i++) if (begun.test(rest.slice(i))) return i;
  return filler.length;
};

/** Spans between “ and ” that are closed within the text. */
const quotedSpans = (text: string): [number, number][] => {
  const spans: [number, number][] = [];
  for (let close = text.indexOf('”'); close >= 0; close = text.indexOf('”', close + 1)) {
    const open = text.lastIndexOf('“', close);
    if (open > (spans.at(-1)?.[1] ?? -1)) spans.push([open, close]);
  }
  return spans;
};
