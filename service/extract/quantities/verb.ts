/** How a number is meant: reach it, or change by it. */
export type Direction = 'level' | 'increase' | 'decrease';

/** The verb phrase right before a number. */
export interface Lead {
  readonly direction: Direction;
  /** Its length, counted back from the number. */
  readonly length: number;
  /** True where the verb says what is measured rather than what is done to it: 增速达到, 降幅超过. */
  readonly isRate: boolean;
}

const comparison =
  '(?:不得低于|不得少于|不得高于|不得超过|不得突破|不应低于|不应少于|不应高于|不应超过|不低于|不少于|不小于|不高于|不超过|不大于|不突破|至少|最少|最多|超过|突破|高于|大于|多于|超出|跨越|跨上|迈上|低于|小于|少于|接近|大约|大概|力争|冲刺|达到了|达到|(?<![雷马])达|超|逾|约|近|控制在|控制到)';
const adverb =
  '(?:年均|年平均|平均|每年|逐年|同比|累计|总共|总计|共计|共|力争|确保|分别|各|均|基本|将|再|可|争取|要|应|能够)';
const increase = '增长率|增长速度|增长|增速|增幅|递增|提高|提升|增加|上升|扩大|增至|新增|净增|拉动|提速|翻';
const decrease = '下降率|下降|降低|降幅|减少|压缩|缩短|缩小|削减|压减|缩减|节约|节省|消减|减排|下调|降|减';
const rate = /增长率|增长速度|增速|增幅|降幅|下降率/;
const changeLead = new RegExp(
  `${adverb}*(${increase}|${decrease})(?:了|幅度|比例)?(?:保持|稳定|维持)?(到|至|为|在)?${comparison}*$`,
);
const levelLead = new RegExp(
  `${adverb}*(?:${comparison}|保持在|保持|稳定在|维持在|为|是|到|至|占|实现|有)(?:在|为|到|至)?${comparison}*$`,
);
const isDecrease = new RegExp(`^(?:${decrease})$`);

/**
 * Reads the verb phrase that ends right before a number: 年均增长, 提高到, 不低于, 压缩.
 * @param text the words before the number, words of comparison included
 * @returns null where no verb leads to the number
 */
export const leadOf = (text: string): Lead | null => {
  const trimmed = text.trimEnd();
  const blank = text.length - trimmed.length;
  const tail = trimmed.slice(-24);
  const change = changeLead.exec(tail);
  if (change) {
    const verb = change[1] ?? '';
    const isRate = rate.test(verb);
    // 提高到 and 压缩至 name the level that is reached; 增速保持在 still names a growth.
    const reaches = change[2] !== undefined && !isRate;
    const direction = reaches ? 'level' : isDecrease.test(verb) ? 'decrease' : 'increase';
    return { direction, length: change[0].length + blank, isRate };
  }
  const level = levelLead.exec(tail);
  if (level) return { direction: 'level', length: level[0].length + blank, isRate: false };
  // 占总投入的20%: the verb stands before what the share is of.
  return /占[^占，,、]{1,20}的?$|(?:达到|超过|不低于|提高到)[^占，,、]{2,20}的$/.test(tail)
    ? { direction: 'level', length: blank + (tail.endsWith('的') ? 1 : 0), isRate: false }
    : null;
};

/** Verbs with which a government undertakes to bring about a number of things. */
const undertaking =
  '培育|打造|建设|建成|新建|改建|扩建|形成|实施|引进|引入|完成|搭建|组建|设立|创建|创立|成立|发展|扶持|支持|推广|研发|开发|研制|制定|制修订|制订|修订|编制|发布|出台|认定|评选|遴选|选树|选取|选择|确定|树立|推出|孵化|集聚|聚集|汇聚|吸引|吸纳|带动|推动|推进|实现|攻克|突破(?!性)|攻关|开展|举办|取得|获得|获批|争取|争创|布局|部署|规划|投放|投用|落地|签约|储备|改造|整合|整治|治理|修复|保护|应用|新增|净增|增加|做大做强|做强|做大|壮大|扩大|拓展|培养|引育|招引|引培|培训|选派|选拔|组织|启动|建立|构建|设置|配备|配置|覆盖|连接|接入|提供|保障(?!性|房|率|线|体系|能力)|淘汰|关闭|退出|减少|压减|压缩|清理|升级|提升|优化|扩容|铺设|敷设|安装|推行|建造|种植|救助|资助|安排|筹集|投入|申请|授权|登记|主导|参与|牵头|承担|承办|创作|输出|转化|涌现|诞生|上市|挂牌|命名|评定|滚动支持|拥有|归集|开放|共享|解决|帮助|扩展|创新|推动|促成|落实|凝练|梳理|总结|提炼|转型|盘活|腾退|出让|供应|保有|设计|生产|上云|新认定|创成|获评|入库|入选|年产|聚拢|打通|绘制|编写|建强|培优|育成|纳入|开拓|改扩建|新改建|新改扩建|修缮|维修|活化利用|筹建|筹集建设|筹措|办好|做优|招收|招录|招聘|创办|轮训|演出|上演|出版|拍摄|栽植|抚育|更新|更换|置换|拆除|疏浚|加固|贯通|架设|新开(?![工发])|开通|开行|增开|投运|投产|开工|竣工|下线|交付|签订|达成|撮合|派出|输送|聘请|攻坚|挖掘|选育|繁育|育种|推介|复垦|增设|增配|通达|建有|收集|收集保存|保存|采集|征集|发放|抢救|复壮|替代|保育|收治|救治|筛查|接种|完工|复垦复绿|绿化|美化|亮化|硬化|拓宽|提标改造|提质改造|提档升级|新植|补植|新认证|认证|评审|资格认定|聘任|引聘|选聘|招生|招募|举行|承接';
/** Verbs that stand inside nouns as often as not (云应用服务商, 工业设计企业): they lead only from the head of the phrase. */
const nominal =
  /^(?:应用|创新|设计|开发|服务|规划|转化|保护|共享|开放|上云|供应|接入|连接|覆盖|生产|治理|制定|试点|发展|组织|创业|创作|交易|整合|升级|优化|提升|扩展|推广|解决|配置|保障|聚集|集聚|储备|投放|投入|培训|改造|布局|授权|申请|登记|入库|拓展|研发|实现|推动|推进|有|修复|整治|参与|主导|帮助|孵化|输出|转型|获评|安排|规划|种植|救助|部署|安装|配备|引培|招引|育成|建造|清理|演出|出版|维修|更新|招聘|繁育|育种|推介|交付|选育|开工|投产|投运|竣工|下线|加固|疏浚|拆除|攻坚|输送|开通|发放|绿化|认证)/;
const filler =
  '(?:出|成|好|起(?![降飞重])|了|完成|不少于|不低于|至少|超过|约|近|达到|达|突破|不超过|累计|共|总共|力争|各|全省|全市|全国|年均|每年)*';
const undertakingAtEnd = new RegExp(`(${undertaking})${filler}$`);
const undertakingAnywhere = new RegExp(`(?:${undertaking})(?:出|成|好|起(?![降飞重])|完成)?`, 'g');
const bareUndertaking = new RegExp(`^(?:${undertaking})+$`);
const growing = /^(?:新增|净增|增加)/;
const shrinking = /^(?:减少|压减|压缩|淘汰|关闭|退出|腾退)/;

/** The verb of undertaking that a piece of text ends with (重点培育, 建设完成约), or null. */
export const undertakingBefore = (text: string): { verb: string; direction: Direction } | null => {
  const verb = undertakingAtEnd.exec(text.slice(-20))?.[1];
  return verb === undefined ? null : { verb, direction: directionOf(verb) };
};

/**
 * The first verb of undertaking in a piece of text and where it ends, or null. A verb that may be part of a noun counts
 * at the head of the text only, or behind words that set a field (在…领域) or a time.
 */
export const undertakingIn = (
  text: string,
): { verb: string; direction: Direction; start: number; end: number } | null => {
  undertakingAnywhere.lastIndex = 0;
  for (let match = undertakingAnywhere.exec(text); match; match = undertakingAnywhere.exec(text)) {
    const head = text.slice(0, match.index);
    if (
      nominal.test(match[0]) &&
      head !== '' &&
      !/(?:领域|方面|行业|环节|区域|范围|内|等|年|底|末|期间|力争|累计|共|新|并|和|或|、|要|将|再|加快|大力|积极|重点|全面|全部|逐步|基本)$/.test(
        head,
      )
    ) {
      continue;
    }
    const end = match.index + match[0].length;
    // 推动新增5家: what is moved is an increase.
    const direction = growing.test(text.slice(end)) ? 'increase' : directionOf(match[0]);
    return { verb: match[0], direction, start: match.index, end };
  }
  return null;
};

/** True where a text is nothing but verbs of undertaking: the 改造 of 新建500万亩,改造提升200万亩. */
export const isUndertaking = (text: string): boolean => bareUndertaking.test(text);

const opensNoun =
  /^(?:年产|上云|上市|挂牌|入库|签约|投产|开工|竣工|应用|服务|创新|设计|生产|创业|共享|开放|供应|试点|规划|配置|接入|连接|覆盖)/;
/** True for a verb that opens a noun where it follows another verb: 新增上云企业, 推广应用示范. */
export const isNominal = (verb: string): boolean => opensNoun.test(verb);

const directionOf = (verb: string): Direction =>
  growing.test(verb)
    ? 'increase'
    : shrinking.test(verb) && !/^(?:淘汰|关闭|退出|腾退)/.test(verb)
      ? 'decrease'
      : 'level';
