import type { Fund } from '../../records/fund.ts';
import { matchesOf } from '../structure/matches.ts';

const establishing = /设立|成立|组建|建立|发起|创设|筹建|筹集|增设|新设|设置|安排/u;
const urging = /鼓励|支持|探索|倡导|允许|引导/u;
const use = /发挥|利用|运用|用好|用足|依托|统筹|借助|整合|通过|综合/u;
const seeking = /争取|吸引|对接|申请|引进|申报/u;
/** The last verb before a fund governs it. */
const verbs = new RegExp(
  `${establishing.source}|${use.source}|${seeking.source}|鼓励|支持|推动|参与|加强|豁免|开展|完善|实施`,
  'gu',
);

/**
 * What a document does with a fund (record-model.md, fund, `action`).
 * @param before the clause up to the fund or the list that it stands in
 * @param behind the clause behind it
 */
export const fundAction = (before: string, behind: string): Fund['action'] => {
  // 整合资金用于发放消费券: what is given out is not what is put to use.
  if (/用于(?:发放|支持|兑付)[^，,。；;、]{0,8}$/u.test(before)) return 'mention';
  // 综合考核给予绩效补贴: what is paid is not what is put to use.
  if (/(?:给予|予以|发放|兑现)[^，,。；;]{0,12}$/u.test(before)) return 'mention';
  const last = matchesOf(verbs, before).at(-1)?.[0] ?? '';
  const setUpBehind = /^(?:[^，,。；;]{0,6})?(?:设立|组建|成立)/u.test(behind);
  if (establishing.test(last) || (setUpBehind && urging.test(before)))
    return urging.test(before) ? 'encourage' : 'establish';
  if (setUpBehind) return /参与/u.test(before) ? 'mention' : 'establish';
  if (seeking.test(last)) return 'seek';
  if (use.test(last) || /^[^，,。；;]{0,24}作用/u.test(behind)) return 'use';
  return 'mention';
};
