import { countedThing } from '../quantities/indicator.ts';
import { type Measure, measuresOf } from '../quantities/measure.ts';
import { type Direction, undertakingBefore } from '../quantities/verb.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

/** How far back a list may share its verb. */
const longestList = 12;

/** The verb that governs a counted item: its own, or that of the list or sentence that it continues. */
const verbOf = (measure: Measure): { verb: string; direction: Direction } | null => {
  let at: Measure | null = measure;
  for (let steps = 0; at && steps < longestList; steps++) {
    const own = undertakingBefore(at.before);
    if (own) return own;
    const bare = at.before
      .replace(/^(?:其中|以及|和|及|或|约|超过|至少|近)+/, '')
      .replace(/(?:约|超过|至少|不少于|不低于|近|达到?)$/, '');
    if (bare !== '') return null;
    at = at.previous;
    if (at && at.place !== 'object' && at.place !== 'final') return null;
  }
  return null;
};

/** 15个省级、90个市级示范项目: the first item lacks the noun that closes the list. */
const tailless = /^(?:.{1,6}级|[十百千万亿]+亩)$/;

const tailFrom = (measures: readonly Measure[], at: number): string => {
  for (let i = at + 1; i < at + longestList; i++) {
    const next = measures[i];
    if (!next?.continues || next.place !== 'object') return '';
    const { thing } = countedThing(next.after);
    const tail = /^(?:.{1,6}?级|[十百千万亿]+亩)(.+)$/.exec(thing)?.[1];
    if (tail) return tail;
  }
  return '';
};

/** After these verbs a clause may follow the noun that is counted: 支持3至5家企业在…增加投入. */
const cutBehind =
  /(?<=.{3})(?:在.{2,}(?:领域|方面|环节|中|上|投入|开展)|开展|参与|入驻|落户|来[^源]|赴|进行|投产|落地|上市|挂牌|纳入|入选|列入|进入|达到).*$/;
const wholeDone = /(?:的)?(?:建设|培育|改造|创建|工作|任务|认定|引进)$/;

/** Units that say how much of a thing is made rather than which: 新建200公里管廊, 新增500万千瓦风电. */
const extent = /(?:[^千]公里|^公里|平方米|亩|公顷|立方米|[万亿]吨|[万亿]千瓦|斤|床)$/;
/** 30户以上自然村, 50万人以上城市: the number tells the size of a place. */
const sized = /^(?:自然村|行政村|村|乡镇|城镇|城市|县城?|社区|居民点)/;

/** A verb of undertaking, a number and what it counts: 培育10家龙头企业, 完成10000个服务站点建设. */
export const targetUndertakenCount: Finder<'target'> = {
  name: 'target-undertaken-count',
  find: (context) => {
    const measures = measuresOf(context.structure);
    return measures.flatMap((measure, at) => {
      if (measure.place !== 'object') return [];
      const undertaking = verbOf(measure);
      if (!undertaking) return [];
      const { quantity } = measure;
      // What is counted, money and extents are undertaken in front of their noun; 12英寸 and 7纳米 describe it.
      const isExtent = extent.test(quantity.unit) && undertakingBefore(measure.before) !== null;
      if (!quantity.isCount && !quantity.unit.endsWith('元') && !isExtent) return [];
      const { thing: counted, qualifier } = countedThing(measure.after);
      let thing = counted;
      if (tailless.test(thing)) thing += tailFrom(measures, at);
      const cut = /(?:支持|扶持|推动|引导|鼓励|选派|组织|安排|选择|选取|吸引|确定)/.test(undertaking.verb)
        ? thing.replace(cutBehind, '')
        : thing;
      if (cut.length >= 2) thing = cut;
      if (undertaking.verb === '完成' || undertaking.verb === '启动' || undertaking.verb === '推进')
        thing = thing.replace(wholeDone, '') || thing;
      if (thing.length < 2 || (/^[户人]$/.test(quantity.unit) && sized.test(thing))) return [];
      if (isExtent && /^(?:续航|级|以上|以下)/.test(thing)) return [];
      return [
        targetDraft(context, measure, {
          indicator: thing,
          // 突破百项技术: here the word is the verb and bounds nothing.
          ...(measure.before.endsWith('突破') && quantity.comparator === 'gt'
            ? { comparator: 'eq' as const }
            : {}),
          change: undertaking.direction,
          qualifier,
          confidence: 0.8,
        }),
      ];
    });
  },
};
