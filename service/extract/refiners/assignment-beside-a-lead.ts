import { type Draft, type Refiner, withFields } from '../rule.ts';

/** Where the passage begins and how long it is, as one number: a passage is shorter than ten million characters. */
const passage = ({ record }: Draft<'assignment'>): number => {
  const { start, end } = record.evidence[0] ?? { start: 0, end: 0 };
  return start * 1e7 + end - start;
};

/** Between the clauses of one task may stand who of the leaders sees to it, and by when it is to be done. */
const between =
  /^[\s。；;]*(?:(?:责任|牵头|分管|联系|包保|挂钩|督导)(?:市|县|区|省)?(?:领导|人|同志)\s*[:：][^\n]{0,40}|(?:完成|办结|实施|推进|整改)?(?:时限|时间|期限|进度|节点)(?:要求|安排)?\s*[:：][^\n]{0,40})?[\s。；;]*$/u;
const longestBetween = 60;

/** The passages that state duties, each with the number of the run of passages that it stands in. */
const runsOf = (drafts: readonly Draft<'assignment'>[], text: string): Map<number, number> => {
  const ends = new Map<number, number>();
  for (const { record } of drafts)
    for (const { start, end } of record.evidence.slice(0, 1))
      ends.set(start, Math.max(end, ends.get(start) ?? 0));
  const runs = new Map<number, number>();
  let run = 0;
  let last = -1;
  for (const [start, end] of [...ends].sort((a, b) => a[0] - b[0])) {
    const follows = last >= 0 && start - last <= longestBetween && between.test(text.slice(last, start));
    if (start >= last && !follows) run++;
    runs.set(start, run);
    last = Math.max(last, end);
  }
  return runs;
};

const isStated = ({ record }: Draft<'assignment'>): boolean => record.rules.some((rule) => stated.has(rule));
/** Clauses that do nothing but name bodies; prose says of each body what it does. */
const stated = new Set(['assignment-labelled', 'assignment-bracketed']);

/**
 * Bodies that answer for a task beside one that leads it are `support` (record-model.md, `role`): in the same clause, or in
 * clauses or lines that follow each other (牵头单位：…, 责任单位：… each on a line of its own).
 */
export const assignmentBesideALead: Refiner<'assignment'> = {
  name: 'assignment-beside-a-lead',
  refine(drafts, { text }) {
    const led = new Set(drafts.filter(({ record }) => record.role === 'lead').map(passage));
    if (led.size === 0) return [...drafts];
    const runs = runsOf(drafts.filter(isStated), text);
    const runOf = ({ record }: Draft<'assignment'>): number =>
      runs.get(record.evidence[0]?.start ?? -1) ?? -1;
    const ledRuns = new Set(
      drafts.filter((draft) => draft.record.role === 'lead' && isStated(draft)).map(runOf),
    );
    return drafts.map((draft) =>
      draft.record.role === 'responsible' &&
      (led.has(passage(draft)) || (isStated(draft) && ledRuns.has(runOf(draft))))
        ? withFields(draft, { role: 'support' })
        : draft,
    );
  },
};
