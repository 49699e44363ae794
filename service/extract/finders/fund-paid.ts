import { fundPurpose } from '../lexicon/fund-words.ts';
import { leadingPlace } from '../lexicon/places.ts';
import { type Context, type Draft, type Finder, withFields } from '../rule.ts';
import { matchesOf } from '../structure/matches.ts';
import { signFor } from '../structure/signs.ts';
import { evidenceOf } from '../structure/structure.ts';
import type { Clause, Sentence } from '../structure/types.ts';
import { fundDraft } from './fund-draft.ts';
import { isHeaded } from './fund-headed.ts';

/** One of these stands in all that is looked for here. */
const mayPay = signFor('奖补贴助扶');
/** 给予3万元的资金支持: one of these stands in what is paid under a name that any help has. */
const maySum = signFor('元');

/** How a sum is paid: 给予最高50万元(奖励), 奖励100万元, 按投资额的10%给予(补助). */
const payment =
  /(?:给予|予以|给|享受)[^。；;，,]{0,40}?(?<given>奖励补助|奖励|补助|补贴|资助|奖补|贴息|资金支持|经费支持|资金扶持|扶持|(?<=\d(?:亿|万)?元(?:以内|以下)?的?(?:一次性|财政)?)支持)|(?<paid>奖励|补助|补贴|资助|奖补)(?!政策|资金|标准|办法|对象|方式|范围|额度|总额|金额|比例|力度|制度|机制|上限)[^。；;，,]{0,10}?\d[\d.,]*\s*(?:亿元|万元|元)/gu;
/** What is paid is told: a sum, a rate, or 一定. */
const told =
  /\d[\d.,]*\s*(?:[-—~～至]\s*\d[\d.,]*\s*)?(?:%|％|亿元|万元|元)|(?:一定|适当|相应|一次性|定额)(?:比例)?(?:的)?(?:资金)?(?:奖励|补助|补贴|资助|奖补|扶持|支持)/u;
/** Whom or what it is paid for. */
const recipient =
  /(?:^|[，,：:。；;\s])(?:其中)?[，,]?(?:凡|对|对于|凡对|凡是)(?<what>[^。；;，,：:]{2,60}?)(?=[，,]|(?:按照|按|分别|一次性|每年|可|再|予以|给予|最高|给)|(?:奖励|补助|补贴|资助|奖补)\d)/u;
/** 当年新增列入…名单的，奖励…: the condition stands alone. */
const condition =
  /(?:^|[，,：:])(?<what>(?:当年|年度|首次|新|经|获|被|成功|通过|入选|列入|评为|评选为|评定为|认定为|创建为?|创成|荣获|取得|建成|引进)[^。；;，,：:]{3,40}?)的(?:产品|企业|单位)?[，,]/u;
/** 新认定的省级制造业创新中心分别给予…: who is paid stands as the subject, without 对. */
const newly =
  /(?:^|[，,：:；;、])(?:当年|年度|首次)?新?(?<what>(?:认定|获批|评定|评为|获评|引进|建成|设立|组建|备案|列入|入选)(?:的|为)?[^。；;，,：:]{3,40}?)(?=分别|一次性|最高|给予|每[个家]|按)/u;
/** A rank opens what is paid next in a row: …奖励，国家级技术创新中心给予…. */
const ranked =
  /^[，,]?(?<what>(?:国家级?|省级|市级|国家地方)[^。；;，,：:]{3,30}?)(?:的)?[，,]?(?=分别|一次性|最高|给予|每[个家]|按)/u;
/** What is paid back needs no sum: 对检测费予以补贴. */
const feePaid =
  /(?:^|[，,：:])对(?<what>[^。；;，,：:的]{2,22}(?:费用?|租金|保费|利息|支出))(?:的)?(?:给予|予以|进行|按)/u;
/** The words between the verb and the payment that tell no purpose: 给予最高50万元的一次性…. */
const sums =
  /^(?:给予|予以|给|享受|奖励|补助|补贴|资助|奖补|企业|项目|个人|单位|团队|其|最高|最多|不超过|不低于|不少于|至少|每年|每月|每人|每家|每户|每亩|每个|每台|每平方米|年|月|人|一次性|分别|适当|一定|相应|合计|累计|总额|总计|连续|额外|再|另行|给|以内|以上|以下|左右|人民币|比例|资金|现金|财政|配套|后|事后|差额|全额|[\d一二三四五六七八九十两.,，、%％~～—-]+(?:个|年|月|亿元|万元|元|倍|个百分点|次|家|人)?(?:\/[^的]{1,4})?|至|到|和|的|、|及)+/u;

/** What a payment is for where its own name says so: 给予15万元安家补贴, 给予科研经费资助; else ''. */
const ownPurpose = (between: string): string => {
  const rest = between.replace(sums, '');
  return rest.length >= 2 &&
    rest.length <= 10 &&
    /^\p{Script=Han}+(?:和\p{Script=Han}+)?$/u.test(rest) &&
    !notOwn.test(rest)
    ? rest
    : '';
};
const notOwn =
  /企业|单位|项目|政策|优惠|重点|优先|大力|积极|一定|适当|相应|必要|符合|有关|相关|支持|按|可|并|将|的|投资|金额|总额|额度|部分|超出|增量|增长|实际|年度|营业|收入|标准|资金|经费支持|进行|最高|保障|表彰|物质|精神|荣誉|表扬|通报|行政|双倍|重奖|叠加|累加|县级|市级|省级|综合|奖牌|特殊|多种|各种|方式/u;

/** 企业实施…的技术改造项目，按…给予补助: who is paid stands as the subject. */
const subject =
  /(?:^|[，,：:])(?:企业|单位|园区|项目单位)?(?:新建|实施|开展|建设|投资|首次|纳入)[^。；;，,：:]{2,40}?的(?<what>[^。；;，,：:的]{2,20})[，,]/u;

/** What it is to bring about, told before: 鼓励创建数字化示范园区，对…. */
const encouraged =
  /(?:^|[，,：:])(?:大力|积极|重点)?(?:鼓励|支持|引导|推动)(?:企业|园区)?(?<what>[^。；;，,：:、]{4,20})[，,]/u;

/** What is to grow, told at the beginning: 做大做强软件企业，…; 推进未来车间建设，…. */
const aim =
  /^[。；;\s]*(?:[（(][一二三四五六七八九十\d]+[）)])?(?:大力|积极)?(?:做强做大|做大做强|推进|鼓励|支持|推动|引导)(?<what>[^，,、。；;]{4,14}?)(?:壮大|做大做强|做强做大|发展)?[，,]/u;
/** What it costs, in part: 给予检测直接费用50%的补贴. */
const cost = /^(?:给予|予以)[A-Za-z]*(?<what>\p{Script=Han}{2,8}?)(?:直接)?费用?(?:的|最高)?\d[\d.]*[%％]/u;

/** What is done to be paid, which no name needs. */
const doing =
  /^(?:当年|年度|本年度|首次|成功|经|新增|新(?=认定|获|评|入|列|引进|创建|建成|设立|成立)|被|获评|获批|获得?|通过|列入|纳入|入选|入围|评为|认定|为|的|授予|评定|认证|完成|达到|符合|具备|国家级?和?省级?|国家级、省级|国家级|省级|市级|县级|区级|各级|国家、省级?|国家、省、市|国家(?!地方|实验室)|省、|市、|省|以上|及|和|、|我市|我县|我区|本市|全市|市内|区内|县内|辖区内|在我[市县区]|符合条件|有条件|年营业收入|上年度|上一年度|我省|实际|其[它他]|评选|创建为|创建成为|创成|荣获|取得|命名|授牌|新?(?:评定|评选|设立|组建|备案)|揭榜)+/u;
/** Nouns that stand for whoever is paid. */
const anyone =
  /(?:的)?(?:企业或个人|企业和个人|企业、单位|项目单位|申报单位|承担单位|建设单位|运营单位|(?<!示范|技术|巨人”?|冠军|龙头|核心|[型微]中小|领军|瞪羚|独角兽|链主|骨干|标杆|试点|[^重]型)企业|单位|个人|机构|项目|主体|法人|团队|人员|者|奖项|称号|资质|资格|名单)$/u;
const anything =
  /^(?:企业|单位|个人|机构|项目|平台|试点|示范|计划|名单|认定|标准|条件|建设|完成|年度|主体|团队|人员|人才|产品|设备|技术|[省市县区国]级?|国家级?|称号|资质|类|重点|优秀|成绩|突出|表现|做出|作出|贡献|突出贡献|[一二三]、?|等奖|等|级|特别|重大|上述|以上|其他|相关|有关|总投资|投资|额|超过|营业收入|产值|达到|规模|面积|亿元|万元|元|家|个|的|与|和|或|及|并|、|在|新|建|入|评价|考核|验收|合格|优良|良好|获得|列入|入选|通过|[\d.%]|农户|农民|居民|学生|贫困|家庭|群众|村民|职工)*$/u;
/** Who does it says less than what is done: 承办…活动的执行单位或商贸流通企业. */
const somebody =
  /(?:单位|个人|机构|主体|组织|人员)(?:或|和|、)|(?:或|和|、)[^、]{0,8}(?:企业|单位|个人|机构)$/u;
const longestName = 24;
const longestSentence = 400;
/** Money for people in need is no industrial policy. */
const welfare =
  /低保|救助|困难|残疾|抚恤|养老|孤儿|贫困|丧葬|住院|医保|生育|移民|受灾|计划生育|失独|优抚|退役/u;

/**
 * Finds supports that prose pays for a purpose that it tells (对新认定的…产业园给予10万元补助), where no heading names
 * them: the name is the purpose and the word for the payment.
 */
export const fundPaid: Finder<'fund'> = {
  name: 'fund-paid',
  find(context: Context): Draft<'fund'>[] {
    const drafts: Draft<'fund'>[] = [];
    for (const sentence of context.structure.sentences) {
      if ((sentence.signs & (mayPay | maySum)) === 0 || sentence.isHeading || sentence.section.isReview)
        continue;
      if (sentence.text.length > longestSentence || isHeaded(context, sentence)) continue;
      drafts.push(...paidIn(context, sentence));
    }
    return drafts;
  },
};

/** A support, where what it is paid for begins, and where it is paid. */
interface Paid {
  readonly name: string;
  readonly from: number;
  readonly at: number;
}

const paidIn = (context: Context, sentence: Sentence): Draft<'fund'>[] => {
  const { text, start } = sentence;
  if (!/给予|予以|享受|奖|补|资助/u.test(text) || welfare.test(text)) return [];
  const found: Paid[] = [];
  let from = 0;
  for (const pays of matchesOf(payment, text)) {
    const stop = Math.max(text.lastIndexOf('；', pays.index), text.lastIndexOf(';', pays.index));
    from = Math.max(from, stop + 1);
    const end = pays.index + pays[0].length;
    const name = nameOf(text, from, pays, found.length === 0);
    if (name && !found.some((other) => other.name === name)) found.push({ name, from, at: pays.index });
    from = end;
  }
  return found.flatMap(({ name, from: begin, at }, i) => {
    const clause = clauseAt(sentence, start + at);
    if (!clause) return [];
    // One support has its sentence for a proof, each of several what is said of it.
    const first = sentence.clauses.find((c) => c.end > start + begin && c.text.trim() !== '') ?? clause;
    const next = found[i + 1];
    const last = next
      ? (sentence.clauses.findLast((c) => c.end <= start + next.from + 1 && c.index >= clause.index) ??
        clause)
      : clause;
    const proof = found.length === 1 ? sentence : { start: first.start, end: next ? last.end : sentence.end };
    const draft = fundDraft(context, clause, name, 'mention', 0.55);
    return [
      withFields(draft, {
        type: 'subsidy' as const,
        evidence: [evidenceOf(context.structure, proof, sentence.section)],
      }),
    ];
  });
};

/** The name of what is paid in the words from an offset on; '' where they tell no purpose. */
const nameOf = (text: string, from: number, pays: RegExpExecArray, isFirst: boolean): string => {
  const word = pays.groups?.given ?? pays.groups?.paid ?? '';
  const before = text.slice(from, pays.index + pays[0].length);
  const fee = feePaid.exec(before)?.groups?.what;
  const own = /支持|扶持/u.test(word) ? '' : ownPurpose(pays[0].slice(0, pays[0].lastIndexOf(word)));
  if (!fee && !own && !told.test(text.slice(from))) return '';
  // 发放“算力券”…给予最高200万元支持: the voucher is what is paid.
  if (word === '支持' && text.includes('券')) return '';
  // 鼓励软件企业壮大，对通过评估、纳入名录的…: where several ranks are paid alike, what it is for is told first.
  const several = /、|^通过/u.test(
    recipient.exec(before)?.groups?.what ?? condition.exec(before)?.groups?.what ?? '',
  );
  const aimed = several ? (aim.exec(before)?.groups?.what ?? '') : '';
  const costs = cost.exec(pays[0])?.groups?.what ?? '';
  const purpose =
    own ||
    costs ||
    fee ||
    purposeOf(aimed) ||
    purposeOf(recipient.exec(before)?.groups?.what ?? '') ||
    purposeOf(condition.exec(before)?.groups?.what ?? '') ||
    purposeOf(newly.exec(before)?.groups?.what ?? '') ||
    (isFirst ? '' : purposeOf(ranked.exec(before)?.groups?.what ?? '')) ||
    purposeOf(subject.exec(before)?.groups?.what ?? '') ||
    (isFirst ? purposeOf(encouraged.exec(before)?.groups?.what ?? '') : '');
  return purpose ? purpose + word : '';
};

const clauseAt = ({ clauses }: Sentence, at: number): Clause | undefined =>
  clauses.find(({ end }) => end > at);

const withoutRank = (text: string): string => {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest
      .replace(doing, '')
      .replace(/^(?:对|凡)/u, '')
      .replace(/^(?!承办|举办|主办|参加|建设|创建|培育|申报)\p{Script=Han}{2,4}?(?:市|省|县|区)级/u, '');
    const place = leadingPlace(rest);
    if (place && /^(?:市|省|县|区)?级/u.test(rest.slice(place.length)))
      rest = rest.slice(place.length).replace(/^(?:市|省|县|区)?级/u, '');
    else if (place && place !== rest) rest = rest.slice(place.length);
  }
  return rest;
};

/** The purpose in what is paid for: 新认定的省级大数据产业园 → 大数据产业园; '' where it is anyone or anything. */
const purposeOf = (what: string): string => {
  if (!what || /\d|超过|以上|不低于|同一|其他/u.test(what.replace(/[\d]G/u, ''))) return '';
  const bare = what.replace(/[（(]([套次])[）)]/gu, '$1').replace(/[（(][^（()）]*[）)]/gu, '');
  const contest = /^(?<of>.*?(?:大赛|竞赛|比赛))/u.exec(bare)?.groups?.of;
  const pieces = (contest ?? bare.replace(/的$/u, '')).split('的').map((piece) => piece.trim());
  const last = pieces.at(-1) ?? '';
  const isSomebody = anything.test(last.replace(anyone, '')) || somebody.test(last);
  const candidates = pieces.length > 1 && isSomebody ? [pieces.slice(0, -1).join('的')] : [last];
  for (const candidate of candidates) {
    const name = withoutRank(candidate)
      .replace(anyone, '')
      .replace(/培育$|等$/u, '')
      .replace(/当年(?:新增)?/u, '')
      .replace(/^在/u, '');
    if (
      name.length >= 4 &&
      name.length <= longestName &&
      !anything.test(name) &&
      !/且|发放|测算|(?:部分|统计|名录|库|目录|范围|以内|期间|以后|之后|达标|认定)$/u.test(name) &&
      !/[，,。；;《》（()）\\+＋]|^[与和及、的]|[、和与及]$/u.test(name) &&
      fundPurpose(name).length >= 3
    )
      return name;
  }
  return '';
};
