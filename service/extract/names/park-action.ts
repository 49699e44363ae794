import type { Park } from '../../records/park.ts';
import { matchesOf } from '../structure/matches.ts';

const apply = /争创|申建|申报|申请|争取|创建国家级$|申办/u;
const build =
  /建设|打造|新建|建好|规划(?!管理|面积)|建成|建立|创建|形成|培育|构建|共建|筹建|设立|成立|成为|布局建设|高标准建|名称为|定名为/u;
const upgrade = /优化|提升|完善|继续推进|继续|做大|做强|改造|扩建|升级|巩固/u;
const push = /推进|推动|加快|深化|加强|促进|强化/u;
const carry = /依托|发挥好?|利用|借助|支持|鼓励|集聚|聚集|布局|落户|入驻|聚焦/u;
const verbs = new RegExp([apply, build, upgrade, push, carry].map(({ source }) => source).join('|'), 'gu');
const preposition = /(?:^|支持|鼓励|推动|落户|集聚|聚集|布局|落地|集中)(?:在|于)$|在$|于$|向$|以$/u;
/** X…建设 at the clause's end, with no other verb between: what is built is X. */
const ownBuilding =
  /^(?!建设[^，,。；;步进工力水为])(?:(?!打造|发展|推进|加快|开展|重点|聚焦|围绕|组建|设立|以)[^，,。；;]){0,60}?建设(?:步伐|进程|工作|力度|水平)?[，,。；;]?$/u;
const ownGrowth =
  /^[^，,。；;]{0,8}?(?:的)?(?:发展|功能|扩区|认定|挂牌|提质|升级|扩容|水平|能力|布局)[^，,。；;]{0,2}[，,。；;]?$/u;

/** 云山工业园重点发展食品加工: the park carries what its sentence tells it to do. */
const actsItself =
  /^(?:[（(][^（()）]{0,30}[）)])?(?:要|应)?(?:进一步|重点|集中|主要|大力|着力|加快|积极|优先|错位|协同|以|依托|围绕|立足|充分)*(?:发展|布局|聚焦|承接|打造|建设|培育|引进|集聚|做大|做强|做优|形成|推进|依托|围绕|立足|(?<=以).{1,30}为)/u;
/** 推动云山经开区全面深化改革、加快转型升级. */
const growsUp =
  /^[^，,。；;]{0,20}?(?:转型升级|提档升级|提质增效|提质升级|扩区强园|扩容提质|争先进位|做大做强|改革创新|创新提升|整合提升|晋位升级|扩建|扩能|提标改造)/u;

/** 包括云山新区、东河区等电子信息产业辐射区: all that are listed bear the industry. */
export const bearsIndustry = /^[^，,。；;]*等[^，,。；;、]{2,12}产业(?:辐射|承载|配套|拓展)区/u;

/** Zones that the state designates: who creates one applies for it. */
const zone = /(?:示范区|示范园区?|试验区|先导区|先行区|开发区|高新区|新区|基地)$/u;

/**
 * What a document does with a park (record-model.md, park, `action`, and Decisions).
 * @param before the clause up to the name or the list that it stands in
 * @param rest what follows the list in the clause, with the mark that ends it
 */
export const parkAction = (before: string, rest: string, name: string): Park['action'] => {
  // 促进云山新区（以下简称新区）高质量发展: what it is called from here on is no part of what is done.
  const behind = rest.replace(/^[（(]以下[^（()）]*[）)]/u, '');
  const last = matchesOf(verbs, before).at(-1);
  const verb = last?.[0] ?? '';
  const tail = last ? before.slice(last.index + verb.length) : before;
  if (
    /(?:争创|申创|创建)[^，,。；;]*$/u.test(before) &&
    /^国家(?!级?(?:重点|大型))/u.test(name) &&
    zone.test(name)
  )
    return 'apply';
  if (/(?:将|把)[^，,]*$/u.test(before) && /^(?:等)?(?:打造|建设|建|培育)/u.test(behind)) return 'build';
  if (/^(?:等)?建设为/u.test(behind)) return 'build';
  if (
    /以[^，,]*$/u.test(before) &&
    /(?<![成作])为(?:核心|载体|依托|主|重点|龙头|支撑|基础|引领|带动|牵引|抓手|平台|样板|突破口|研发|产品|服务)/u.test(
      behind,
    )
  )
    return 'rely';
  if (/[二三四五六七八九十两多][园谷城基地群]{1,2}”?(?:即|是指|[：:])$/u.test(before)) return 'build';
  if (/(?:选择|选取|确定)[^，,。；;]*$/u.test(before) && /^[^，,。；;]{0,24}作为/u.test(behind))
    return 'rely';
  if (/^整合[^，,。；;]*$/u.test(before) && /^[^，,。；;]{0,4}(?:培育|打造|组建|建设)/u.test(behind))
    return 'rely';
  if (apply.test(verb) || (/创建/u.test(verb) && /^(?:国家|省|市)级/u.test(name))) return 'apply';
  // 在云山高新区依法登记注册的企业: who may apply.
  if (
    /[在于]$/u.test(before) &&
    /^(?:辖区|区域)?(?:范围)?内?(?:依法)?(?:登记|注册|设立登记|工商|纳税)/u.test(behind)
  )
    return 'mention';
  if (/^(?:建设)?升级版/u.test(behind)) return 'upgrade';
  if (bearsIndustry.test(behind)) return 'rely';
  if (preposition.test(before))
    return /^(?:等)?(?:为|的)?(?:核心|载体|依托)/u.test(behind) || before !== '' ? 'rely' : 'mention';
  if (/继续(?:推进|完善|提升|推动|做)/u.test(before)) return 'upgrade';
  if (ownBuilding.test(behind)) return upgrade.test(verb) && !push.test(verb) ? 'upgrade' : 'build';
  if (/依托|发挥|利用|借助/u.test(verb)) return 'rely';
  if (upgrade.test(verb) && !/^.{4,}/u.test(tail)) return 'upgrade';
  if (push.test(verb) || /支持/u.test(verb)) {
    if (ownGrowth.test(behind) || growsUp.test(behind)) return 'upgrade';
    if (/支持|推动|推进/u.test(verb) && /^[^、。]{2,}/u.test(behind)) return 'rely';
    if (/支持/u.test(verb)) return 'rely';
    return /推进|推动|加快/u.test(verb) ? 'build' : 'mention';
  }
  if (build.test(verb)) return 'build';
  if (carry.test(verb)) return 'rely';
  return before === '' && actsItself.test(behind) ? 'rely' : 'mention';
};
