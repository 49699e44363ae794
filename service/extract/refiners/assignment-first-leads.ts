import { type Context, type Draft, type Refiner, withFields } from '../rule.ts';

const firstLeads =
  /(?:首位|第一位|首家|第一个|排在?第一|列(?:在)?第一|排名第一)(?:的)?(?:责任)?(?:单位|部门|者)?(?:均|即)?(?:为|是|作为)(?:主要)?牵头/u;
const beforeCommaLeads =
  /(?:逗号|分号)(?:之)?前(?:的)?(?:责任)?(?:单位|部门|者)?(?:均|即)?(?:为|是|作为)(?:主要)?牵头/u;

/** 标☆的为牵头单位: the sign that marks who leads. */
const signLeads =
  /标(?:有|注|记)?[“"]?(?<sign>[☆★*＊△▲●○◎※])[”"]?(?:号)?(?:的|者)?(?:责任)?(?:单位|部门)?(?:均|即)?(?:为|是)(?:主要)?牵头/u;

const evidenceKey = (draft: Draft<'assignment'>): number => draft.record.evidence[0]?.start ?? -1;

/**
 * Where the document says that the first of the bodies named leads (列在首位的为牵头单位，下同), or those before the
 * first comma, or those that bear a sign (标☆的为牵头单位), they become `lead` and the others `support`, in every clause that names no lead itself.
 */
export const assignmentFirstLeads: Refiner<'assignment'> = {
  name: 'assignment-first-leads',
  refine(drafts, context: Context) {
    if (drafts.length === 0) return [];
    const byComma = beforeCommaLeads.test(context.text);
    const sign = signLeads.exec(context.text)?.groups?.sign;
    if (!byComma && sign === undefined && !firstLeads.test(context.text)) return [...drafts];
    const led = new Set(drafts.filter(({ record }) => record.role === 'lead').map(evidenceKey));
    const seen = new Set<number>();
    return drafts.map((draft) => {
      const key = evidenceKey(draft);
      const bracketed = draft.record.rules.some(
        (r) => r === 'assignment-labelled' || r === 'assignment-bracketed',
      );
      if (!bracketed || draft.record.role !== 'responsible' || led.has(key)) return draft;
      const leads =
        sign !== undefined ? bears(sign, draft) : byComma ? beforeFirstComma(draft) : !seen.has(key);
      seen.add(key);
      const agency = sign === undefined ? draft.record.agency : draft.record.agency.replace(sign, '');
      return withFields(draft, { role: leads ? 'lead' : 'support', agency });
    });
  },
};

/** The sign stands at the name, on either side, and may have been read as a part of it. */
const bears = (sign: string, { record }: Draft<'assignment'>): boolean => {
  const passage = record.evidence[0]?.text ?? '';
  const name = record.agency.replace(sign, '');
  return passage.includes(sign + name) || passage.includes(name + sign);
};

const beforeFirstComma = ({ record }: Draft<'assignment'>): boolean => {
  const passage = record.evidence[0]?.text ?? '';
  const colon = passage.search(/[:：]/u);
  const comma = passage.slice(colon + 1).search(/[，,；;]/u);
  return (
    comma < 0 ||
    [record.agency, record.agency.slice(1)].some((name) =>
      passage.slice(colon + 1, colon + 1 + comma).includes(name),
    )
  );
};
