import { fundAction } from '../names/fund-action.ts';
import { modifierStart } from '../names/modifier-start.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { matchesOf } from '../structure/matches.ts';
import { readSigned, signFor } from '../structure/signs.ts';
import type { Clause } from '../structure/types.ts';
import { fundDraft } from './fund-draft.ts';

/** One of these stands in all that is looked for here. */
const maySubsidise = signFor('补券贴');

/** Heads of the names of subsidies; a compensation counts where it is of insurance or of risk with a purpose. */
const head =
  /(?:奖励补助|奖励补贴|后补助|补贴|津贴|补助|奖补|保险补偿|贷款贴息)(?!资金|力度|投入|对象|范围|标准不|等方式|和奖励|或|时代|政策期|金额|总额|额|比例)|(?:创新|服务|算力|消费|科技|上云|云|数字|培训|惠企|数据|模型|语料|智造|双创)券|(?<=“[^”“]{2,8})券(?=”)/gu;
/** What says only how or by whom it is paid: such a subsidy has no purpose of its own. */
const noPurpose =
  /^(?:投|贷|保|拨|担|企业|财政|资金|经费|定额|适当|投资|一定|相应|必要|奖励|政府|贷款|专项|各类|中央|省级|市级|县级|区级|地方|事前|事后|后|直接|一次性|配套|给予|现金|利息|以奖代补|以奖促治|比例|额外|最高|全额|差额|部分|项目|国家|省|市|县|予以|政策|提高|落实|享受|及|和|、|\d|万|元|亿|%|连续|每年|每月|每个|每家|每人|每户|每亩|每|个|品种|产品|年度|最高|定向|分档|分级|分类|阶梯|比照|标准|再|另|等|·|\/|千瓦时|千瓦|度|吨|亩|年|月|累加|叠加|提标|县级|市级|公里)*$/u;
const paid =
  /财政$|资金$|联动财政$|给予.*元|不超过|最高|\d+%|万元|亿元|价格|生态|森林|草原|湿地|流域|征地|困难|低保|住院|养老|医疗保|社保|抚恤|丧葬|特殊$|退休|残疾人|优抚|待遇|取暖|所得税|增值税|房产税|契税/u;
/** 每人15万元安家补贴, 1000元租房补贴: the sum is no part of the name. */
const sumOf =
  /^(?:(?:每[人户家月年亩]|最高|最长|不超过|一次性|连续|给予|发放|\d+年|[\d.]+(?:[-—~～]\d+)?(?:亿|万|千)?元(?:\/[\p{Script=Han}·]{1,5})?)的?)+(?=[^\d])/u;
const longestName = 30;
/** Longer ones are no prose; keeps the reading linear. */
const longestClause = 2000;

/** Finds subsidies that are named by their purpose (农机购置补贴, “创新券”, 首台（套）…保险补偿). */
export const fundSubsidy: Finder<'fund'> = {
  name: 'fund-subsidy',
  find(context: Context): Draft<'fund'>[] {
    return readSigned(context.structure.clauses, maySubsidise, (clause) =>
      clause.sentence.section.isReview || clause.text.length > longestClause
        ? []
        : [...subsidiesIn(clause), ...interestPaidIn(clause)].map(({ name, start, end }) =>
            fundDraft(
              context,
              clause,
              name,
              fundAction(clause.text.slice(0, start), clause.text.slice(end)),
              clause.sentence.isHeading ? 0.65 : 0.75,
            ),
          ),
    );
  },
};

const subsidiesIn = (clause: Clause): { name: string; start: number; end: number }[] => {
  const { text } = clause;
  const found: { name: string; start: number; end: number }[] = [];
  let from =
    (clause.sentence.isHeading
      ? /^\s*(?:第[一二三四五六七八九十百\d]+[章节条款]\s*|[（(]?[\d一二三四五六七八九十]+[)）]?[、.．]?)\s*/u
      : /^[一二三四五六七八九十]是/u
    ).exec(text)?.[0].length ?? 0;
  for (const match of matchesOf(head, text)) {
    const end = match.index + match[0].length;
    const quote = text.lastIndexOf('“', match.index);
    const open = quote >= from && !text.slice(quote, match.index).includes('”');
    const comma = text.lastIndexOf('、', match.index);
    const behind = Math.max(
      open ? quote + 1 : from,
      comma >= from && !inBracket(text, comma) ? comma + 1 : from,
    );
    // A heading is its subject's name; one that holds several clauses is a sentence.
    const isPlain = clause.sentence.isHeading && !/[，,；;：:]/u.test(text.slice(behind, match.index));
    const start = isPlain
      ? behind
      : modifierStart(text, lastClause(text, behind, match.index), match.index).start;
    from = end;
    const name =
      (firsts.exec(text.slice(0, start))?.[0] ?? '') +
      text
        .slice(start, end)
        .replace(/^[和及与]/u, '')
        .replace(sumOf, '');
    const voucher = name.endsWith('券');
    const modifier = text.slice(start, match.index).replace(sumOf, '');
    if (
      name.length > longestName ||
      /[\\+＋]|[^、]予以|给予/u.test(name) ||
      inTitle(text, match.index) ||
      (!voucher &&
        (modifier.length < 2 ||
          /每|处以|追回|收回/u.test(modifier) ||
          noPurpose.test(modifier) ||
          paid.test(modifier)))
    )
      continue;
    for (const item of beforeSharedTail(text.slice(0, start), name)) found.push({ name: item, start, end });
    found.push({ name, start, end });
  }
  return found;
};

/** 对绿色贷款的财政贴息, 对技改贷款给予贴息: what is lent for names the subsidy. */
const interestPaid =
  /对(?<what>(?:(?!符合|有条件|相关|有关|企业贷款|项目贷款)[^，,。；;的对]){2,14}贷款)(?:的|给予|予以|进行|实施|实行|提供)?[^，,。；;]{0,10}?(?<kind>财政贴息|贴息)/gu;

const interestPaidIn = ({ text }: Clause): { name: string; start: number; end: number }[] =>
  matchesOf(interestPaid, text).map((match) => ({
    name: `${match.groups?.what ?? ''}${match.groups?.kind ?? ''}`,
    start: match.index,
    end: match.index + match[0].length,
  }));

/** 首台（套）重大装备、首批次新材料、首版次软件保险补偿: each item with the tail that they share. */
const beforeSharedTail = (before: string, name: string): string[] => {
  const tail = /保险补偿$|补贴$|补助$/u.exec(name)?.[0];
  if (!tail || !/^首[台批版件]/u.test(name)) return [];
  const items = /(?:首[台批版件](?:次|[（(]套[）)]|套)?[^、，,。；;]{2,16}、)+$/u.exec(before)?.[0] ?? '';
  return items
    .split('、')
    .filter((item) => item.length > 4)
    .map((item) => item + tail);
};

/** 首台套、首批次、首版次保险补偿 is one scheme. */
const firsts = /(?:首(?:台|套|批|版|件)[（()）套次件]{0,3}、)+$/u;

const lastClause = (text: string, from: number, to: number): number => {
  const comma = Math.max(...['，', ',', '；', ';', '：', ':'].map((mark) => text.lastIndexOf(mark, to)));
  return Math.max(from, comma + 1);
};

/** True within 《…》: what a document is called pays nothing. */
const inTitle = (text: string, at: number): boolean => {
  const open = text.lastIndexOf('《', at);
  return open >= 0 && !text.slice(open, at).includes('》');
};

const inBracket = (text: string, at: number): boolean => {
  const open = Math.max(text.lastIndexOf('（', at), text.lastIndexOf('(', at));
  return open >= 0 && !/[）)]/u.test(text.slice(open, at));
};
