import { countedThing, subjectOf } from '../quantities/indicator.ts';
import { type Measure, measuresOf } from '../quantities/measure.ts';
import { undertakingBefore } from '../quantities/verb.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

/** What the counted things are to do or become; the words before it name them. */
const predicate =
  /(?:成长为|发展成为|成为|进入|跻身|迈入|达到|实现|建成|完成|接通|开通|接入|接受|入选|参与|开展|纳入|应用|上云|通过|获得|取得|具备|覆盖|联通|列入|启动|落地|投产|上市|设立|建立|推广|使用|采用|配备|得到|享受|拥有|投产|投运|竣工|并网|通车|开工|挂牌|建有|设有|配有|由[^，,。；;、]{1,8}?(?:升|提升|改善|转|降|晋升|调整)(?:为|至|到))/;
/** What a share of things is to have done to it, besides. */
const sharePredicate = new RegExp(`${predicate.source}|建设|配套|安装|执行|推行|实行|改造|治理|上线|办理`);
const reaches = /(?:覆盖|惠及|涵盖|连通)(?:率)?(?:不低于|超过|达到|至少|近|约)*$/;
const becomes = /^(?:成长为|发展成为|成为)/;

/** The words that may stand before a number that opens its clause: 其中, 全省, a deadline. */
const opensClause = (measure: Measure, does: string): boolean => {
  const rest = subjectOf(measure.before.replace(/(?:超过|约|至少|不少于|近|力争|有)+$/, ''));
  // 确保白石、金竹等6个项目建成投产: some of the things are named before their number.
  return (
    rest.length < 2 ||
    (rest.endsWith('等') && /^(?:开工|建成|投产|投运|竣工|通车|并网|由)/.test(does)) ||
    /^(?:其中|全省|全市|全国|力争|区域内)/.test(rest)
  );
};

/** A counted or shared subject that is to do something: 3至5家企业成长为龙头企业, 80%以上的景区建成智慧旅游体系. */
export const targetCountedSubject: Finder<'target'> = {
  name: 'target-counted-subject',
  find: (context) => {
    const measures = measuresOf(context.structure);
    return measures.flatMap((measure, at) => {
      if (measure.place !== 'object') return [];
      const isShare = measure.quantity.unit === '%';
      if (!isShare && (!measure.quantity.isCount || undertakingBefore(measure.before))) return [];
      const said = measure.after.replace(/^(?:的|以上)+/, '');
      let act: { index: number } | null = (isShare ? sharePredicate : predicate).exec(said);
      let rest = said;
      if (!act) {
        // 100%的市州部门和80%以上的县区部门建成…: the last item of the list holds the verb for all.
        for (let i = at + 1; i < at + 8 && measures[i]?.continues; i++) {
          const next = measures[i]?.after.replace(/^(?:的|以上)+/, '') ?? '';
          const shared = predicate.exec(next);
          if (!shared) continue;
          rest = said + next.slice(shared.index);
          act = predicate.exec(rest);
          break;
        }
      }
      // 监测点位覆盖80%的区县, 放射源100%安全收贮: a share needs no verb behind it where one stands before, or none at all.
      if (!act && isShare && reaches.test(measure.before)) act = { index: 0 };
      if (
        !act &&
        measure.quantity.value === 100 &&
        !measure.after.startsWith('的') &&
        subjectOf(measure.before).length > 1
      )
        act = { index: 0 };
      if (!act || (act.index === 0 && !isShare)) return [];
      const noun = rest.slice(0, act.index);
      const does = rest.slice(act.index);
      if (isShare) {
        const before = subjectOf(
          measure.before.replace(/(?:不低于|不少于|超过|突破|达到|至少|确保|超|约|近|有)+$/, ''),
        );
        return [
          targetDraft(context, measure, { indicator: `${before}${rest}`, change: 'level', confidence: 0.75 }),
        ];
      }
      if (!opensClause(measure, does) && !measure.continues) return [];
      if (becomes.test(does)) {
        const { thing, qualifier } = countedThing(does.replace(becomes, ''));
        return [
          targetDraft(context, measure, { indicator: thing, change: 'level', qualifier, confidence: 0.75 }),
        ];
      }
      const { thing, qualifier } = countedThing(noun);
      if (thing.length < 2) return [];
      return [
        targetDraft(context, measure, {
          indicator: `${does}的${thing}`,
          change: 'level',
          qualifier,
          confidence: 0.7,
        }),
      ];
    });
  },
};
