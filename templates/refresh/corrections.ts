import type { CorrectionInput } from '../../service/records/corrections.ts';
import type { RefreshPlan } from './types.ts';

/**
 * The corrections of a plan as the service takes them (`POST /v1/corrections`). The caller sends them once the plan is
 * written; a correction that was open already is not taken twice.
 * @param sender who sends them, and a word of why, where she gave one
 */
export const correctionInputs = (
  plan: RefreshPlan,
  sender: { by?: string | null; note?: string } = {},
): CorrectionInput[] =>
  plan.corrections.map(({ record, revision, field, value }) => ({
    record,
    revision,
    field,
    value,
    from: `${plan.sheet} · ${plan.table}`.slice(0, 300),
    ...(sender.by ? { by: sender.by } : {}),
    ...(sender.note ? { note: sender.note } : {}),
  }));
