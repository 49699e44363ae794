import type { ShownCheck } from '../sidebar-protocol.ts';
import { button, h } from './elements.ts';
import { doneBar, type Frame, type View } from './frame.ts';
import { ask } from './server.ts';

/** Whether the spreadsheet is in order: what is not, with what mends it. */
export class CheckView implements View {
  readonly element = h('section', { class: 'view' });
  readonly #frame: Frame;
  #checked: ShownCheck | null = null;
  #done: string | null = null;

  constructor(frame: Frame) {
    this.#frame = frame;
    this.draw();
  }

  shown(): void {
    // Who comes here wants to know.
    if (!this.#checked && this.#frame.state.tables.length > 0) void this.check();
  }

  async check(): Promise<void> {
    await this.#frame.run(this.#frame.words.checking, async () => {
      this.#checked = await ask('check', {});
    });
    this.draw();
  }

  async #mend(finding: ShownCheck['findings'][number]): Promise<void> {
    const { table } = finding;
    if (finding.is === 'mixedAsOf' || table === null) return this.#frame.refresh('all');
    if (finding.is === 'stale') return this.#frame.refresh(table);
    await this.#frame.run(this.#frame.words.applying, async () => {
      this.#done = (await ask('mend', { is: finding.is, table })).line;
      await this.#frame.reload();
      this.#checked = await ask('check', {});
    });
    this.draw();
  }

  draw(): void {
    const { words, state } = this.#frame;
    this.element.replaceChildren();
    if (state.tables.length === 0) {
      this.element.append(h('p', {}, words.noBoundTables), h('p', { class: 'quiet' }, words.boundElsewhere));
      return;
    }
    const checked = this.#checked;
    this.element.append(
      h(
        'div',
        { class: 'buttons' },
        button(
          words.check,
          () => {
            this.#done = null;
            void this.check();
          },
          'primary',
        ),
      ),
    );
    if (this.#done !== null) this.element.append(doneBar([this.#done]));
    for (const { table, what, remedy } of checked?.failed ?? [])
      this.element.append(
        h(
          'div',
          { class: 'bar error', role: 'alert' },
          h('strong', {}, `${table}: ${what}`),
          h('span', {}, remedy),
        ),
      );
    if (checked && checked.findings.length + checked.failed.length === 0)
      this.element.append(h('p', { role: 'status' }, words.healthy(String(checked.tables))));
    for (const finding of checked?.findings ?? []) {
      const { title, how, mend } = words.findings[finding.is];
      this.element.append(
        h(
          'div',
          { class: 'finding', data: { finding: finding.is } },
          h('h2', {}, title, ' ', h('span', { class: 'badge edits' }, String(finding.count))),
          h('div', { class: 'quiet' }, finding.table ?? words.allTables),
          ...finding.lines.map((line) => h('div', {}, line)),
          h('div', { class: 'quiet' }, how),
          button(mend, () => void this.#mend(finding), 'small'),
        ),
      );
    }
  }
}
