import { countedThing, objectAfterVerb, subjectOf, withoutVerb } from '../quantities/indicator.ts';
import { type Measure, measuresOf } from '../quantities/measure.ts';
import { type Direction, leadOf, undertakingBefore, undertakingIn } from '../quantities/verb.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

const sharedVerb = (measure: Measure | null): Direction | null => {
  let m = measure;
  for (let steps = 0; m && steps < 12; steps++, m = m.previous) {
    const found = undertakingIn(m.before) ?? leadOf(m.before);
    if (found) return found.direction;
  }
  return null;
};

/** 建设一批学院，其中省级30个: a part goes on with the verb of the clause that names the whole. */
const partOf = ({ clause }: Measure): Direction | null => {
  const whole = clause.sentence.clauses[clause.index - 1];
  return whole && /^\s*其中/.test(clause.text) ? (undertakingIn(whole.text)?.direction ?? null) : null;
};

const happens = /^(?:投产|投运|开工|竣工|并网|通车)$/;
/** 推进甲、乙等电站建设，确保投产300万千瓦: the clause before says of what. */
const happensTo = (measure: Measure): string => {
  const { clause } = measure;
  const verb = subjectOf(measure.before);
  const earlier = clause.sentence.clauses[clause.index - 1];
  if (!happens.test(verb) || !earlier) return '';
  const work = withoutVerb(subjectOf(earlier.text))
    .replace(/^.*等(?=.{3})/, '')
    .replace(/(?:建设|工程|开发)$/, '');
  return work.length >= 2 && work.length <= 16 ? `${work}${verb}规模` : '';
};

/** 城镇新增就业250万人: what is added belongs to whom the words before the verb name. */
const perHead = /每[十百千万]+(?:名|位|户|个)?[^，,、]{1,10}?(?:拥有|配备)/;
const addedTo = (before: string): string | null => {
  // 每万人拥有基站18个: of how many it is told belongs to the name.
  if (perHead.test(before)) return subjectOf(before);
  const found = undertakingIn(before);
  if (!found || found.start === 0 || !/^(?:新增|净增)$/.test(found.verb)) return null;
  const head = subjectOf(before.slice(0, found.start));
  if (head.length < 2 || head.length > 8 || /[、，,]|^(?:在|面向|围绕)|(?:领域|方面|等|年|内)$/.test(head))
    return null;
  return `${head}${before.slice(found.start)}`;
};

/** Work that its noun names without a verb: 造林1万公顷, 农村改厕20万户. */
const worked =
  /(?:造林|植树|治沙|还林|还草|还湿|复绿|改厕|清淤|搬迁|就业|出栏|存栏|脱贫|入统|签约|投保|参保)$/;

const rateName = /(?:率|比例|比重|占比)$/;

/** 规划面积12平方公里, 建筑面积3万平方米: the size of a thing, not an aim. */
const sizeOfThing =
  /(?:(?:规划|占地|用地|建筑|控制|核心区)(?:总|用地)?面积|(?:设计|最高)时速|全长|总长)(?:约|近|为|共)?$/;

/** 冬季两项 and 垃圾分类四项 are names. */
const smallChinese = /^[一二两三四五六七八九十]/;

/**
 * A noun and a bare number behind it, under a verb of undertaking or in a list that follows one:
 * 引入便民应用300项, 其中品牌企业5家, 数据库服务器20000台.
 */
export const targetUndertakenAmount: Finder<'target'> = {
  name: 'target-undertaken-amount',
  find: (context) =>
    measuresOf(context.structure).flatMap((measure) => {
      if (measure.place !== 'final' || /分别/.test(measure.before) || leadOf(measure.before)) return [];
      if (sizeOfThing.test(measure.before)) return [];
      const { quantity } = measure;
      if (
        quantity.unit === '' ||
        (quantity.value < 100 &&
          smallChinese.test(measure.clause.text[quantity.numberStart - measure.clause.start] ?? ''))
      )
        return [];
      const own = undertakingIn(measure.before);
      const shared = own ? null : (sharedVerb(measure.previous) ?? partOf(measure));
      const bare = measure.before.replace(/(?:累计|合计|总计|共计|约|近|超过)+$/, '');
      // 棚户区改造开工2万套, 高标准农田建设50万亩: the verb closes the noun that names the work.
      const object = own ? objectAfterVerb(bare) : '';
      const work = object.length < 2 && (undertakingBefore(bare) !== null || worked.test(bare));
      const noun =
        addedTo(bare) ??
        (happensTo(measure) ||
          (object.length >= 2 ? object : subjectOf(bare).replace(/(?<=.{2})(?:累计)?(?:完成|实现)$/, '')));
      // 公共法律服务中心标准化建设达标率100%: a rate is named by all its words, verbs within them too.
      const isRate = quantity.unit === '%' && rateName.test(bare);
      const { thing, qualifier } = isRate
        ? { thing: withoutVerb(subjectOf(bare)), qualifier: null }
        : countedThing(noun);
      if (thing.length < 2) return [];
      // A bare noun and number with no verb before it states a fact or a name, unless the sentence sets it as a goal.
      return [
        targetDraft(context, measure, {
          indicator: thing,
          change: own ? own.direction : 'level',
          qualifier,
          confidence: own ? 0.75 : shared ? 0.65 : work ? 0.55 : 0.4,
        }),
      ];
    }),
};
