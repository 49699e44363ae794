import type { Language } from '../../../service/records/catalogue.ts';
import type { SidebarCalls } from '../sidebar-protocol.ts';
import type { Words } from '../words.ts';
import { h } from './elements.ts';
import { ServerProblem } from './server.ts';

export type State = SidebarCalls['state']['gets'];

/** What the views share: words, what is known of the spreadsheet, and work that runs one at a time. */
export interface Frame {
  language: Language;
  words: Words;
  state: State;
  time(iso: string): string;
  /** Runs work with the buttons off; what it throws is shown above the view. */
  run(saying: string, work: () => Promise<void>): Promise<void>;
  /** Reads the state of the spreadsheet again. */
  reload(): Promise<void>;
  /** Goes to the refresh of a table, or of all. */
  refresh(table: string | 'all'): void;
}

/** A view draws itself into its place, and may be told that it is shown or left. */
export interface View {
  element: HTMLElement;
  shown?(): void;
  left?(): void;
}

export const problemBar = (thrown: unknown): HTMLElement => {
  const { code, what, remedy } =
    thrown instanceof ServerProblem
      ? thrown
      : new ServerProblem('pane.failed', thrown instanceof Error ? thrown.message : String(thrown), '');
  return h(
    'div',
    { class: 'bar error', role: 'alert', data: { code } },
    h('strong', {}, what),
    remedy !== '' && h('span', {}, remedy),
  );
};
export const doneBar = (lines: readonly string[]): HTMLElement =>
  h('div', { class: 'bar done', role: 'status' }, ...lines.map((line) => h('div', {}, line)));
