import type { Run } from '../../service/records/passages.ts';
import type { FindingName } from '../../templates/refresh/check.ts';
import type { Decisions } from '../../templates/refresh/types.ts';
import type { ShownPlan, ShownTable } from './shown-plan.ts';

/**
 * What the sidebar may ask, each a call of google.script.run that stands alone: Apps Script keeps nothing between two.
 * So a plan is not kept either; a writing makes it anew and compares its mark with that of the plan that was shown.
 */
export interface SidebarCalls {
  state: { asks: object; gets: { address: string | null; tables: ShownTable[]; selected: string | null } };
  connect: { asks: { address: string; token: string }; gets: { address: string } };
  disconnect: { asks: object; gets: object };
  plan: { asks: { table: string }; gets: ShownPlan };
  write: { asks: { table: string; mark: string; decisions: Decisions }; gets: { lines: string[] } };
  undo: { asks: { table: string }; gets: { line: string } };
  selection: { asks: object; gets: SelectedRow };
  evidence: { asks: { id: string; revision: number }; gets: ShownEvidence };
  check: { asks: object; gets: ShownCheck };
  mend: { asks: { is: FindingName; table: string }; gets: { line: string } };
}
export type SidebarCall = keyof SidebarCalls;
/** The row in which the active cell stands. */
export type SelectedRow =
  | { is: 'record'; table: string; id: string; revision: number }
  | { is: 'noKey'; table: string }
  | { is: 'elsewhere' };
export interface ShownCheck {
  tables: number;
  findings: { is: FindingName; table: string | null; count: number; lines: string[] }[];
  failed: { table: string; what: string; remedy: string }[];
}
export type SidebarAnswer<C extends SidebarCall> =
  | { is: 'done'; gets: SidebarCalls[C]['gets'] }
  | { is: 'problem'; code: string; what: string; remedy: string };

/** The passage behind a row and where it stands, as the sidebar shows it. */
export interface ShownEvidence {
  title: string;
  line: string;
  current: boolean;
  status: string;
  confidence: string;
  revision: string;
  /** That the sheet shows an earlier revision; null where it does not. */
  newer: string | null;
  passages: { section: string; lines: { context: boolean; runs: readonly Run[] }[] }[];
  facts: { label: string; value: string }[];
  /** Null where the address is not one that a browser may open. */
  link: string | null;
  citations: { form: 'gbt' | 'plain'; text: string }[];
}
