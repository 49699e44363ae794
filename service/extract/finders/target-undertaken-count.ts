import { countedThing, subjectOf, withoutVerb } from '../quantities/indicator.ts';
import { type Measure, measuresOf } from '../quantities/measure.ts';
import { type Direction, undertakingBefore, undertakingIn } from '../quantities/verb.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

/** How far back a list may share its verb. */
const longestList = 12;

/** The verb that governs a counted item: its own, or that of the list or sentence that it continues. */
/** After these verbs the names of some of the things may stand before their number: 推进白石、金竹等6个项目. */
const bringsAbout = /^(?:推进|推动|建设|建成|实施|完成|启动|开工|打造|新建|改造|投产|投运|竣工|创建)/;
const verbBeforeNames = (text: string): { verb: string; direction: Direction } | null => {
  if (!text.endsWith('等')) return null;
  const found = undertakingIn(text);
  return found && found.start <= 8 && bringsAbout.test(found.verb) ? found : null;
};

const verbOf = (measure: Measure): { verb: string; direction: Direction } | null => {
  let at: Measure | null = measure;
  for (let steps = 0; at && steps < longestList; steps++) {
    const own = undertakingBefore(at.before) ?? verbBeforeNames(at.before);
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

/** 每个县, 各园区: whose number it is, where each is to have so many. */
const each =
  /((?:每(?![年月季周天日])个?|各(?![类级种项自]))(?:[^，,、（(]|[（(][^）)]{1,8}[）)]){1,10}?)(?:原则上|至少|都|要|应|均|重点|集中|力争|分别)*$/;
const chooses =
  /(?:聚焦|围绕|主攻|主推|明确|选择|选定|确定|建有|设有|配有|配备|有)(?:至少|不少于|不超过|超过)*$/;
/** What one of many is to do with its few: words behind the noun, not part of it. */
const goesOn =
  /(?<=.{2})(?:持续|不断|集中|加快|重点)*(?:深耕|做大做强|做强做优|做优做强|发力|突破|发展|攻关|培育|培强)$/;

/** Each of whom, and the verb, where a number is told for one of many. */
const ofEach = (before: string): { whose: string; direction: Direction } | null => {
  const own = undertakingBefore(before);
  const chosen = own ? null : chooses.exec(before);
  if (!own && !chosen) return null;
  const head = before.slice(0, own ? before.lastIndexOf(own.verb) : (chosen?.index ?? 0));
  const whose = each.exec(head)?.[1];
  return whose ? { whose, direction: own?.direction ?? 'level' } : null;
};

/** Verbs with which others are moved to do a thing, and what they are to do. */
const moves = /^(?:推动|推进|带动|促进|助力|实现|完成|启动)/;
const moved =
  /^(.{2,}?)(?:全部|尽快|早日|如期|按期|陆续|相继|顺利|基本|成功)*((?:开工|投产|投运|竣工|建成|通车|并网|上云|上市|挂牌|进入|跻身|迈入|成为|成长为|入选|列入|通过|获得).*)$/;
/** Verbs that say what is to have happened to the things of a place or work: 电站投产2台机组. */
const happens = /^(?:投产|投运|开工|竣工|并网|下线|通车)$/;

/** Units that say how much of a thing is made rather than which: 新建200公里管廊, 新增500万千瓦风电. */
const extent = /(?:[^千]公里|^公里|平方米|亩|公顷|立方米|[万亿]吨|[万亿]千瓦|斤|蒸吨|兆瓦|吉瓦|[MG]W|床)$/;
/** 30户以上自然村, 50万人以上城市: the number tells the size of a place. */
const sized = /^(?:自然村|行政村|村|乡镇|城镇|城市|县城?|社区|居民点)/;

const setOfRules =
  /^(?:重点|主要|基本|核心|关键)?(?:制度|措施|任务|行动|工程|机制|要求|政策|原则|改革|工作|职责|举措|计划|内容|规定|清单)/;
const sizedWork = /(?:项目|工程|基地|电站|电厂|园区)$/;
const isNamedWork = (before: string, verb: string): boolean =>
  withoutVerb(subjectOf(before.slice(0, Math.max(0, before.lastIndexOf(verb))))).length >= 3;

/** 600家“小巨人”和一批冠军企业: the number counts only what stands before the vague rest, and shares its noun with it. */
const withMore =
  /^(.{2,}?)(?:、|和|及|以及|与)(?:一大?批|若干|一系列).*?(企业|项目|产品|平台|基地|品牌|机构|人才|团队)?$/;
/** 至少建成1所: the bound stands before the verb. */
const atLeast = /(?:至少|不少于)(?:要|应|再|拥)?\p{Script=Han}{1,4}$/u;

/** A verb of undertaking, a number and what it counts: 培育10家龙头企业, 完成10000个服务站点建设. */
export const targetUndertakenCount: Finder<'target'> = {
  name: 'target-undertaken-count',
  find: (context) => {
    const measures = measuresOf(context.structure);
    return measures.flatMap((measure, at) => {
      if (measure.place !== 'object') return [];
      const { quantity } = measure;
      const one = quantity.isCount ? ofEach(measure.before) : null;
      const undertaking = one ? { ...one, verb: '' } : verbOf(measure);
      if (!undertaking) return [];
      // What is counted, money and extents are undertaken in front of their noun; 12英寸 and 7纳米 describe it.
      const isExtent =
        extent.test(quantity.unit) &&
        (undertakingBefore(measure.before) !== null || (measure.before === '' && measure.continues));
      if (!quantity.isCount && !quantity.unit.endsWith('元') && !isExtent) return [];
      const { thing: counted, qualifier } = countedThing(measure.after);
      let thing = counted;
      const alone = withMore.exec(thing);
      if (alone) thing = `${alone[1]}${/[”"]$/.test(alone[1] ?? '') ? (alone[2] ?? '') : ''}`;
      if (tailless.test(thing)) thing += tailFrom(measures, at);
      const isMoved =
        moves.test(undertaking.verb) ||
        (/^(?:支持|扶持|引导)/.test(undertaking.verb) && /(?:上市|挂牌)$/.test(thing));
      const act = isMoved ? moved.exec(thing) : null;
      if (act?.[1] && act[2]) thing = `${act[2]}的${act[1]}`;
      if (one) thing = one.whose + thing.replace(goesOn, '');
      if (happens.test(undertaking.verb)) {
        const whose = subjectOf(
          measure.before
            .slice(0, Math.max(0, measure.before.lastIndexOf(undertaking.verb)))
            .replace(/(?:全年|年内|当年|全面|建成|开工|新|再)+$/, ''),
        );
        if (whose.length >= 2) thing = `${whose}${undertaking.verb}${thing}`;
      }
      const cut =
        !act && /(?:支持|扶持|推动|引导|鼓励|选派|组织|安排|选择|选取|遴选|吸引|确定)/.test(undertaking.verb)
          ? thing.replace(cutBehind, '')
          : thing;
      if (cut.length >= 2) thing = cut;
      if (!act && /^(?:完成|启动|推进)$/.test(undertaking.verb))
        thing = thing.replace(wholeDone, '') || thing;
      if (thing.length < 2 || (/^[户人]$/.test(quantity.unit) && sized.test(thing))) return [];
      // 推进临江生态治理100万千瓦光伏项目: with a name before it the extent is the size of one project.
      // 60万千瓦及以上机组改造 tells which, 落实四项制度 names a set of rules.
      const written = measure.clause.text.slice(
        quantity.numberStart - measure.clause.start,
        quantity.end - measure.clause.start,
      );
      if (isExtent && /及以[上下]$/.test(written)) return [];
      if (/^[二两三四五六七八九十]/.test(written) && setOfRules.test(thing)) return [];
      if (isExtent && sizedWork.test(thing) && isNamedWork(measure.before, undertaking.verb)) return [];
      if (isExtent && /^(?:续航|级|以上|以下)/.test(thing)) return [];
      return [
        targetDraft(context, measure, {
          indicator: thing,
          // 突破百项技术: here the word is the verb and bounds nothing.
          ...(measure.before.endsWith('突破') && quantity.comparator === 'gt'
            ? { comparator: 'eq' as const }
            : {}),
          ...(quantity.comparator === 'eq' && atLeast.test(measure.before)
            ? { comparator: 'ge' as const }
            : {}),
          change: undertaking.direction,
          qualifier,
          confidence: 0.8,
        }),
      ];
    });
  },
};
