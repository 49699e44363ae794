import { type Context, type Draft, type Finder, withFields } from '../rule.ts';
import { evidenceOf } from '../structure/structure.ts';
import type { Section, Sentence, Structure } from '../structure/types.ts';
import { fundDraft } from './fund-draft.ts';

/** What a heading calls a support that is paid: 新产品研发支持, 绩效奖励, 技术改造资助. */
const paidSupport =
  /^(?:实施|实行|设立|落实|兑现|发放|给予)?(?<name>[^，,。；;：:]{2,24}?(?:一次性)?(?:奖励补助|奖励支持|支持奖励|奖励|补助|补贴|奖补|资助|扶持|支持|补偿|贴息|奖金))(?:政策|资金|措施|标准|办法)?$/u;
/** A heading that says whom or what to support, with what is paid told below it: 支持企业并购重组. */
const supported =
  /^(?:大力|积极|重点|全力)?(?:支持|鼓励|奖励|扶持|资助)(?:和(?:支持|鼓励|引导))?(?<what>(?![^，,。；;]*加大)[^，,。；;：:、]{3,16})$/u;
/** A heading of work whose first sentence pays for it: 推动企业技改升级。…给予补贴. */
const pushed =
  /^(?:加快|积极|大力)?(?:推动|引导|促进|推进|加快|提升|培育|扩大|壮大)(?:和(?:支持|鼓励|引导))?(?<what>(?:企业|产品|设备|项目|品牌)[^，,。；;：:、]{2,10})$/u;
/** Headings of work to be done, not of money: 加强资金支持, 强化政策扶持. */
const work =
  /^(?:加强|强化|加大|完善|健全|优化|提升|深化|推进|推动|加快|构建|建立|创新(?!示范|产品|平台|券|能力|人才|主体|载体|成果|团队|型|创业)|拓宽|争取|做好|落实好|突出|注重|鼓励|引导|提供|增强|明确|支持)/u;
/** Words that say by whom or how it is paid, or what every plan supports: such a heading names no support of its own. */
const general =
  /^(?:财政|资金|政策|金融|人才|税收|税费|财税|要素|用地|土地|科技|组织|服务|保障|技术|融资|投融资|产业|企业|项目|重点|专项|其他|信贷|配套|综合|环境|制度|法律|智力|舆论|媒体|平台|基础|数据|算力|市场|物流|能源|发展|与|和|及|、|奖励|补助|补贴|的|对|各类|有关|相关|社会|公共|表彰|考核|通报|荣誉|举报|激励|优秀|先进|经费|财力|资源|措施|政府|支撑)*(?:奖励|补助|补贴|奖补|资助|扶持|支持|补偿|贴息|奖金)+$/u;

/** 按其进度分阶段给予补助, 先进制造业发展政策支持: how it is paid, or all that a chapter pays. */
const nothing = /^(?:按|对|凡|给予|视|经|依据|根据)|给予|政策/u;

/** A heading that is but a subject: 技改扩能, 新品研发, 上市挂牌. */
const subjectOnly = /^\p{Script=Han}{4,8}$/u;
/** 深入实施机器换人, 培育数字经济: what is to be done; what is paid for stands below. */
const begunByVerb = /^(?:培育|深入|实施|大力|发展|做大|做强|壮大|扩大|打造|聚焦|全面|持续|积极)/u;
const broad =
  /目标|要求|原则|措施|保障|附则|领导|机制|体系|环境|布局|任务|重点|政策|规划|总则|对象|范围|条件|程序|管理|监督|责任|服务|要素|氛围|宣传|考核|评估|队伍|平台|集群|产业|工程|行动|标准|申报|资金|基金|金融|人才|用地|土地|扶贫|救助|保险|医疗|养老|教育|安置|退役|军人|养护|表彰|处罚|奖惩|就业$/u;

/** What is paid: a sum or a rate beside the word for paying it. */
const pays =
  /(?:给予|给|奖励|补助|补贴|资助|支持|按|不超过|最高)[^。；;]{0,80}?\d[\d.,]*\s*(?:[%％]|亿元|万元|元)/u;
const payment = /奖励|补助|补贴|资助|扶持|贴息|奖补|资金支持|奖金|(?:给予|给)[^。；;]*支持/u;
const paysOnce = /给予[^。；;，,]{0,20}(?:一次性|适当|相应)(?:的)?(?:奖励|补助|补贴|资助|奖补)/u;
const paymentWord = /奖励补助|奖励|补助|补贴|资助|奖补|贴息|扶持/u;

/** How many headings may stand over a sentence. */
const deepest = 10;

/** Finds supports that are paid case by case and named by the heading over what says so: 新产品研发支持。…给予10万元. */
export const fundHeaded: Finder<'fund'> = {
  name: 'fund-headed',
  find(context: Context): Draft<'fund'>[] {
    const names = headedSections(context.structure);
    if (names.size === 0) return [];
    const headings = new Map<Section, Sentence>();
    const rated = new Map<Section, Sentence>();
    for (const sentence of context.structure.sentences) {
      const owner = ownerOf(sentence.section, names);
      if (!owner) continue;
      if (sentence.section === owner && !headings.has(owner)) headings.set(owner, sentence);
      // A numbered sentence below the heading may be taken for a heading of its own.
      else if (!rated.has(owner) && isPaid(sentence.text)) rated.set(owner, sentence);
    }
    return [...rated].flatMap(([owner, sentence]) => {
      const name = nameOf(names.get(owner), sentence.text);
      const clause = headings.get(owner)?.clauses[0];
      if (!name || !clause) return [];
      const draft = fundDraft(context, clause, name, 'mention', 0.65);
      const proof = evidenceOf(context.structure, sentence, sentence.section);
      return [withFields(draft, { type: 'subsidy' as const, evidence: [...draft.record.evidence, proof] })];
    });
  },
};

const known = new WeakMap<Structure, ReadonlyMap<Section, Headed>>();

const headedSections = (structure: Structure): ReadonlyMap<Section, Headed> => {
  const kept = known.get(structure);
  if (kept) return kept;
  const names = new Map<Section, Headed>();
  for (const section of structure.sections) {
    const headed = headedBy(section);
    if (headed) names.set(section, headed);
  }
  for (const section of notPaidAtOnce(structure, names)) names.delete(section);
  if (names.size > 0) for (const section of itemised(structure, names)) names.delete(section);
  known.set(structure, names);
  return names;
};

/** Sections under a bare subject whose first sentence does not pay: the heading is one of work. */
const notPaidAtOnce = (structure: Structure, names: ReadonlyMap<Section, Headed>): Section[] => {
  const bare = new Set([...names].filter(([, { isBare }]) => isBare).map(([section]) => section));
  if (bare.size === 0) return [];
  const first = new Map<Section, boolean>();
  for (const { section, text, isHeading } of structure.sentences)
    if (!isHeading && bare.has(section) && !first.has(section)) first.set(section, isPaid(text));
  return [...bare].filter((section) => first.get(section) !== true);
};

/** 对新认定的创新中心，给予…: a sentence that says what it pays for. */
const whomItPays = /^(?:对|对于)[^。；;，,：:]{0,40}(?:认定|创建|评为|列入|获批|获评|实施|建设)/u;

/** 支持企业做大做强 over several numbered items that each pay for something: the items name the supports. */
const itemised = (structure: Structure, names: ReadonlyMap<Section, Headed>): Section[] => {
  const paying = new Map<Section, Set<Section>>();
  for (const { section, text, isHeading } of structure.sentences) {
    const { parent } = section;
    if (isHeading || !parent || names.has(section) || names.get(parent)?.name !== '' || !isPaid(text))
      continue;
    paying.set(parent, (paying.get(parent) ?? new Set()).add(section));
  }
  const several = new Map<Section, number>();
  for (const { section, text, isHeading } of structure.sentences)
    if (!isHeading && names.get(section)?.name === '' && whomItPays.test(text) && isPaid(text))
      several.set(section, (several.get(section) ?? 0) + 1);
  return [
    ...[...paying].filter(([, items]) => items.size > 1).map(([section]) => section),
    ...[...several].filter(([, sentences]) => sentences > 2).map(([section]) => section),
  ];
};

/** True where a heading over a sentence names the support that it pays. */
export const isHeaded = (context: Context, { section }: Sentence): boolean =>
  ownerOf(section, headedSections(context.structure)) !== null;

interface Headed {
  /** The support as the heading names it. */
  readonly name: string;
  /** What is supported, where the word for the payment stands below the heading. */
  readonly what: string;
  /** The heading names only what is paid for (技改扩能): the sentence behind it must pay at once. */
  readonly isBare?: boolean;
}

const headedBy = ({ title, isReview, isGoals, rank }: Section): Headed | null => {
  const text = title.replace(/[\s。：:]+$/u, '').trim();
  if (isReview || isGoals || rank < 0 || text.length < 4) return null;
  const what = supported.exec(text)?.groups?.what ?? '';
  if (what && !paymentWord.test(text.slice(-2)) && !/政策$|措施$/u.test(what))
    return { name: '', what: what.replace(/的$/u, '') };
  const name = paidSupport.exec(text)?.groups?.name ?? '';
  if (name) return work.test(name) || general.test(name) || nothing.test(name) ? null : { name, what: '' };
  const task = pushed.exec(text)?.groups?.what ?? '';
  if (task && !broad.test(task) && !/发展|建设|力度|水平|能力/u.test(task))
    return { name: '', what: task, isBare: true };
  return subjectOnly.test(text) && !work.test(text) && !begunByVerb.test(text) && !broad.test(text)
    ? { name: '', what: text, isBare: true }
    : null;
};

const ownerOf = (section: Section, names: ReadonlyMap<Section, Headed>): Section | null => {
  let at: Section | null = section;
  for (let depth = 0; at && depth < deepest; depth++, at = at.parent) if (names.has(at)) return at;
  return null;
};

const isPaid = (text: string): boolean =>
  text.length < 600 && payment.test(text) && (pays.test(text) || paysOnce.test(text));

const nameOf = (headed: Headed | undefined, paid: string): string => {
  if (!headed) return '';
  if (headed.name) return headed.name;
  const word = paymentWord.exec(paid)?.[0];
  return word ? headed.what + word : '';
};
