import type { Fund } from '../../records/fund.ts';

/**
 * Heads of the names of funds. What follows must not make another thing of it (基金会, 基金小镇, 基金项目).
 * The longest that fits ends the name.
 */
export const fundHead =
  /(?:风险补偿|贷款周转|转贷)?(?:资金|风险)池|(?:应急|转贷|过桥|周转|助保|纾困){1,3}(?:周转)?金(?!融|额|池)|基金群|母基金|子基金|基金(?!会|小镇|项目|管理|公司|份额|行业|业|经理|组织|监管|港|街|谷|大厦|产业园|类|等级|体系)|专项(?:引导|发展|扶持|奖补|补助|建设)?资金|风险(?:补偿|准备|代偿)金(?!融)|(?:风险补偿|拨备|铺底|纾困|代偿|转贷|过桥|应急周转)(?:专项)?资金(?!链|投入|管理|使用|需求|池)|(?:引导|扶持|发展|奖励|奖补|补助|补偿|配套|建设|周转|种子|信用担保|融资担保)(?:专项)?资金(?!链|投入|支持|管理|使用|需求)/gu;

/** Money that is no fund of industry policy, or research grants (record-model.md, fund: not funds). */
export const notAFund =
  /自然科学基金|科学基金|社会科学|社保|社会保险|养老|医保|医疗保险|失业保险|工伤保险|公积金|公募|住房|维修|彩票|慈善|教育基金|学生|助学|财政资金池|人民币资金|大病|救助|扶贫|捐|(?:及以上|及以下|级以上|级以下)\p{Script=Han}*(?:基金|资金)$|^(?:下设|旗下|内设)|追回|收回|骗取|套取|挪用|截留|冒领/u;

/** Words that say what kind of fund it is but not which: a name needs more than these. */
const kindWords =
  /(?:产业|创业|创投|股权|私募|风险|天使|种子|并购|投资|发展|引导|专项|财政|奖补|补助|奖励|扶持|配套|单个|项目|上述|各类|各级|各种|多种|多层次|市场化|社会|民间|资本|母|子|基金|资金|群|性|型|类|级|首|支|省级|市级|区级|县级|中央|地方|现有|已有|存量|新|相应|相关|有关|适当|一定|必要|若干|一批|参股|直投|跟投|联动|系列|规模|总规模|首期|第?[一二三四五]期|池|等|与|和|及|、)+/u;
/** Who holds it makes a kind into a name that can be found: 政府引导基金, 国家产业投资基金. */
const holder = /政府|国有|国家|国企|央企|省级政府|市级政府/u;

/** Whose money it is, or what any money is for: 财政资金, 社会资金, 项目资金 are names of none. */
const anyMoney =
  /^(?:财政|财政性|社会|民间|信贷|银行|中央|省级|市级|县级|区级|各级|地方|政府|国有|自有|自筹|本级|上级|金融|保险|外商|外资|境外|海外|产业|项目|科研|科技|企业|建设|研发|经费|专项|存量|增量|统筹|配套|投资|公共|国家|国债|债券|集体|民营|闲置|剩余|结余|各类|各项|各方|各种|募集|多元|多渠道|涉农|长期|短期|流动|固定|省|市|县|区|两级|三级|级|和|与|及|、|等|性|的)+$/u;

/** Money under a name of its own, where a document puts it to use: 发挥高精尖资金引导作用. Its group `name` ends in 资金. */
export const moneyInUse =
  /(?:发挥好?|用好|用足|统筹用好|统筹利用)(?<name>[\p{Script=Han}“”]{2,16}?资金)(?:的)?(?:政策)?(?:引导|杠杆|撬动|带动|扶持|激励|支持|导向|放大|作用|$|[、，,])/gu;

/** True where 资金 with these words before it is the name of some money: 高精尖资金. */
export const isOwnMoney = (name: string): boolean => {
  const modifier = name.replace(/[“”]/gu, '').replace(/资金$/u, '');
  return (
    modifier.length >= 2 &&
    !anyMoney.test(modifier) &&
    !/专项$|(?:引导|扶持|发展|奖励|补助|补偿)$/u.test(modifier)
  );
};

/** 区产业引导基金, 省级产业投资母基金: whose it is tells which one. */
const heldBy = /^(?:省级?|市级?|区级?|县级?|本[省市县区]|全[省市县区])(?!内|外|属)\p{Script=Han}{2,}基金$/u;

/** What is left of a fund's name when the words for its kind are taken away: its purpose, place or holder. */
export const fundPurpose = (name: string): string => name.replace(new RegExp(kindWords.source, 'gu'), '');

/** True where a name says whose or what for the fund is. */
export const isNamedFund = (name: string): boolean =>
  fundPurpose(name).length >= 2 ||
  (holder.test(name) && !/财政/u.test(name)) ||
  (heldBy.test(name) && /产业|创业|创投|股权|风险投资|天使|种子|并购|引导基金|母基金/u.test(name));

/** A kind of fund without a purpose that can still be told from others once it is set up: 风险投资基金, 产业基金. */
export const isKindOfFund = (name: string): boolean =>
  /(?:产业|创业|创投|股权|风险|天使|种子|并购)(?:发展|投资)*(?:引导)?(?:母|子)?基金$/u.test(name);

/** The type that a fund's name shows (record-model.md, fund, `type`). */
export const fundTypeOf = (name: string): Fund['type'] => {
  if (/母基金|基金群/u.test(name)) return 'fundOfFunds';
  if (
    /补贴|津贴|补助|奖补|贴息|保险补偿|风险(?:补偿|准备|代偿|拨备)|风险池|铺底资金|周转金|助保金|券”?$/u.test(
      name,
    )
  )
    return 'subsidy';
  if (/(?:成果转化|技术转移)[^资]{0,8}(?:投资)?基金/u.test(name)) return 'transfer';
  // An 引导资金 is a line of the budget, no fund that invests.
  if (/引导(?:投资)?基金|(?:投资|创投)引导资金|政府(?:投资)?基金/u.test(name)) return 'guidance';
  if (/创业投资|创投|风险投资|天使|种子基金/u.test(name)) return 'venture';
  if (/股权/u.test(name)) return 'equity';
  if (/专项|资金/u.test(name)) return 'special';
  if (/产业|发展|投资|升级|振兴/u.test(name)) return 'industry';
  return /科技创新基金/u.test(name) ? 'guidance' : 'other';
};
