import type { Decisions, EditDecision } from '../../../templates/refresh/types.ts';
import type { ShownEdit, ShownPlan } from '../shown-plan.ts';
import { button, fold, h } from './elements.ts';
import { doneBar, type Frame, type View } from './frame.ts';
import { ask } from './server.ts';

/** More lines than this make a list that nobody reads. */
const mostLines = 40;

/** A plan that is shown, and what she decided about it. */
interface Open {
  plan: ShownPlan;
  edits: Map<string, EditDecision>;
  removed: Set<string>;
}
const nameOf = ({ key, field }: ShownEdit): string => `${key} ${field}`;

const decisionsOf = ({ plan, edits, removed }: Open): Decisions => {
  const decided: Record<string, Record<string, EditDecision>> = {};
  for (const edit of plan.edits) {
    const decision = edits.get(nameOf(edit));
    if (decision && decision !== 'keep') decided[edit.key] = { ...decided[edit.key], [edit.field]: decision };
  }
  return { edits: decided, removals: [...removed] };
};
const hasWork = (open: Open): boolean => {
  const { edits = {}, removals = [] } = decisionsOf(open);
  return !open.plan.empty || Object.keys(edits).length > 0 || removals.length > 0;
};

/** Shows what a refresh of one table or of all will do, then does it; and takes the last one back. */
export class RefreshView implements View {
  readonly element = h('section', { class: 'view' });
  readonly #frame: Frame;
  #chosen: string | 'all' | null = null;
  #open: Open[] = [];
  #done: readonly string[] = [];

  constructor(frame: Frame) {
    this.#frame = frame;
    this.draw();
  }

  #tables(): readonly string[] {
    const all = this.#frame.state.tables.map(({ table }) => table);
    if (this.#chosen === 'all') return all;
    const wanted = this.#chosen ?? this.#frame.state.selected;
    return wanted !== null && all.includes(wanted) ? [wanted] : all.slice(0, 1);
  }

  /** Chooses a table, or all, and shows the plan. */
  async plan(table: string | 'all' | null): Promise<void> {
    this.#chosen = table ?? this.#chosen;
    this.#open = [];
    this.#done = [];
    await this.#frame.run(this.#frame.words.planning, async () => {
      const plans: Open[] = [];
      for (const name of this.#tables())
        plans.push({ plan: await ask('plan', { table: name }), edits: new Map(), removed: new Set() });
      this.#open = plans;
    });
    this.draw();
  }

  async #write(): Promise<void> {
    const { words } = this.#frame;
    const said: string[] = [];
    await this.#frame.run(words.applying, async () => {
      try {
        for (const open of this.#open.filter(hasWork)) {
          const { table, mark } = open.plan;
          const { lines } = await ask('write', { table, mark, decisions: decisionsOf(open) });
          said.push(...lines);
          this.#open = this.#open.filter((other) => other !== open);
        }
        this.#open = [];
      } finally {
        this.#done = said;
        // After a failure the plans belong to a state that may be no more.
        this.#open = [];
        await this.#frame.reload();
      }
    });
    this.draw();
  }

  async #undo(table: string): Promise<void> {
    this.#open = [];
    await this.#frame.run(this.#frame.words.undoing, async () => {
      const { line } = await ask('undo', { table });
      this.#done = [line];
      await this.#frame.reload();
    });
    this.draw();
  }

  draw(): void {
    const { words, state, time } = this.#frame;
    this.element.replaceChildren();
    if (state.tables.length === 0) {
      this.element.append(h('p', {}, words.noBoundTables), h('p', { class: 'quiet' }, words.boundElsewhere));
      return;
    }
    const tables = this.#tables();
    const [only] = state.tables.filter(({ table }) => tables.length === 1 && table === tables[0]);
    if (state.tables.length > 1) this.element.append(this.#choice(tables));
    if (only)
      this.element.append(
        h(
          'dl',
          { class: 'facts' },
          ...[
            [words.boundTable, `${only.kind} · ${only.table}`],
            [words.queryOfTable, only.query],
            [words.lastRefreshed, only.refreshedAt ? time(only.refreshedAt) : words.never],
            ...(only.asOf ? [[words.dataAsOf, time(only.asOf)]] : []),
          ].flatMap(([name = '', value = '']) => [h('dt', {}, name), h('dd', {}, value)]),
        ),
      );
    if (this.#done.length > 0) this.element.append(doneBar(this.#done));
    if (this.#open.length === 0)
      this.element.append(
        h(
          'div',
          { class: 'buttons' },
          button(tables.length > 1 ? words.planOfAll : words.makePlan, () => void this.plan(null), 'primary'),
          only?.undoable ? button(words.undo, () => void this.#undo(only.table)) : null,
        ),
      );
    else this.element.append(this.#plans());
  }

  #choice(tables: readonly string[]): HTMLElement {
    const { words, state } = this.#frame;
    const isAll = tables.length === state.tables.length;
    const one = (value: string, text: string, checked: boolean) =>
      h(
        'label',
        {},
        h('input', {
          type: 'radio',
          name: 'table',
          value,
          checked,
          onChange: () => {
            this.#chosen = value;
            this.#open = [];
            this.#done = [];
            this.draw();
          },
        }),
        text,
      );
    return h(
      'fieldset',
      {},
      h('legend', { class: 'quiet' }, words.boundTable),
      one('all', words.allTables, isAll),
      ...state.tables.map(({ table, kind }) =>
        one(table, `${kind} · ${table}`, !isAll && tables.includes(table)),
      ),
    );
  }

  #plans(): HTMLElement {
    const { words } = this.#frame;
    const nothing = !this.#open.some(hasWork);
    const write = button(words.apply, () => void this.#write(), 'primary');
    write.hidden = nothing;
    const changed = (): void => {
      write.hidden = !this.#open.some(hasWork);
    };
    return h(
      'section',
      { class: 'plan', label: words.planTitle },
      h('h2', {}, words.planTitle),
      h('p', { class: 'quiet' }, nothing ? words.upToDate : words.planIntro),
      ...this.#open.flatMap((open) => [
        this.#open.length > 1 && h('p', { class: 'name' }, open.plan.line),
        ...this.#sections(open, changed),
      ]),
      h(
        'div',
        { class: 'buttons' },
        write,
        button(nothing ? words.dismiss : words.cancel, () => {
          this.#open = [];
          this.draw();
        }),
      ),
    );
  }

  #sections(open: Open, changed: () => void): HTMLElement[] {
    const { words } = this.#frame;
    const { plan } = open;
    const rest = (count: number) =>
      count > mostLines && h('li', { class: 'quiet' }, words.more(String(count - mostLines)));
    const sections: HTMLElement[] = [];
    if (plan.added.count > 0)
      sections.push(
        fold(
          'added',
          words.added,
          plan.added.count,
          false,
          h('ul', {}, ...plan.added.names.map((name) => h('li', {}, name)), rest(plan.added.count)),
        ),
      );
    if (plan.changed.count > 0)
      sections.push(
        fold(
          'changed',
          words.changed,
          plan.changed.count,
          true,
          h(
            'ul',
            {},
            ...plan.changed.rows.map(({ name, cells }) =>
              h(
                'li',
                {},
                h('div', { class: 'name' }, name),
                ...cells.map((cell) =>
                  h(
                    'div',
                    {},
                    h('span', { class: 'quiet' }, `${cell.label} `),
                    h('del', {}, cell.old),
                    ' → ',
                    h('ins', {}, cell.new),
                  ),
                ),
              ),
            ),
            rest(plan.changed.count),
          ),
        ),
      );
    if (plan.edits.length > 0) sections.push(this.#edits(open, changed, rest(plan.edits.length)));
    if (plan.gone.length > 0) sections.push(this.#gone(open, changed, rest(plan.gone.length)));
    if (plan.unmatched.count > 0)
      sections.push(
        fold(
          'unmatched',
          words.unmatched,
          plan.unmatched.count,
          false,
          h('p', { class: 'quiet' }, words.unmatchedIntro),
          h('ul', {}, ...plan.unmatched.lines.map((line) => h('li', {}, line)), rest(plan.unmatched.count)),
        ),
      );
    return sections;
  }

  #edits(open: Open, changed: () => void, rest: HTMLElement | false): HTMLElement {
    const { words } = this.#frame;
    const { plan, edits } = open;
    const all = (decision: EditDecision): void => {
      for (const edit of plan.edits) edits.set(nameOf(edit), decision);
      for (const input of list.querySelectorAll<HTMLInputElement>('input'))
        input.checked = input.value === decision;
      changed();
    };
    const choice = (edit: ShownEdit, value: EditDecision, text: string) =>
      h(
        'label',
        {},
        h('input', {
          type: 'radio',
          name: `${plan.table} ${nameOf(edit)}`,
          value,
          checked: (edits.get(nameOf(edit)) ?? 'keep') === value,
          onChange: () => {
            edits.set(nameOf(edit), value);
            changed();
          },
        }),
        text,
      );
    const list = h(
      'ul',
      {},
      ...plan.edits.slice(0, mostLines).map((edit) =>
        h(
          'li',
          {},
          h('div', { class: 'name' }, `${edit.name} · ${edit.label}`),
          edit.conflict && h('span', { class: 'badge gone' }, words.conflict),
          h(
            'dl',
            { class: 'facts' },
            ...[
              [words.base, edit.base],
              [words.mine, edit.mine],
              [words.theirs, edit.theirs],
            ].flatMap(([name = '', value = '']) => [h('dt', {}, name), h('dd', {}, value)]),
          ),
          choice(edit, 'keep', words.keepMine),
          choice(edit, 'take', words.takeTheirs),
          edit.sendable && choice(edit, 'send', words.sendMine),
        ),
      ),
      rest,
    );
    return fold(
      'edits',
      words.localEdits,
      plan.edits.length,
      true,
      h('p', { class: 'quiet' }, words.editsIntro),
      plan.edits.length > 1 &&
        h(
          'div',
          { class: 'buttons' },
          button(words.keepAll, () => all('keep'), 'small'),
          button(words.takeAll, () => all('take'), 'small'),
        ),
      list,
    );
  }

  #gone(open: Open, changed: () => void, rest: HTMLElement | false): HTMLElement {
    const { words } = this.#frame;
    const { plan, removed } = open;
    const tick = (text: string, label: string, checked: boolean, onChange: (is: boolean) => void) =>
      h(
        'label',
        {},
        h('input', { type: 'checkbox', checked, label, onChange: (input) => onChange(input.checked) }),
        text,
      );
    const list = h(
      'ul',
      {},
      ...plan.gone.slice(0, mostLines).map(({ key, name, reason }) =>
        h(
          'li',
          {},
          h('div', { class: 'name' }, name),
          h('div', { class: 'quiet' }, reason),
          tick(words.removeRow, `${words.removeRow}: ${name}`, removed.has(key), (is) => {
            if (is) removed.add(key);
            else removed.delete(key);
            changed();
          }),
        ),
      ),
      rest,
    );
    return fold(
      'gone',
      words.withdrawn,
      plan.gone.length,
      true,
      h('p', { class: 'quiet' }, words.goneIntro),
      plan.gone.length > 1 &&
        tick(words.removeAll, words.removeAll, removed.size === plan.gone.length, (is) => {
          removed.clear();
          if (is) for (const { key } of plan.gone) removed.add(key);
          for (const input of list.querySelectorAll<HTMLInputElement>('input')) input.checked = is;
          changed();
        }),
      list,
    );
  }
}
