import type { SelectedRow, ShownEvidence } from '../sidebar-protocol.ts';
import { button, h } from './elements.ts';
import { type Frame, problemBar, type View } from './frame.ts';
import { ask } from './server.ts';

/** Google tells a sidebar nothing of the selection: it is asked for, while the view is seen, and not for ever. */
const askEvery = 3_000;
const askAtMost = 200;

/** The passage behind the selected row, with where it stands. */
export class EvidenceView implements View {
  readonly element = h('section', { class: 'view' });
  readonly #frame: Frame;
  #timer: number | null = null;
  #asked = 0;
  #seen = '';

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  shown(): void {
    this.#asked = 0;
    this.#seen = '';
    void this.#look();
  }
  left(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #look(): Promise<void> {
    this.left();
    if (document.visibilityState === 'visible')
      try {
        this.#asked++;
        const selected = await ask('selection', {});
        const name = JSON.stringify(selected);
        if (name !== this.#seen) {
          this.#seen = name;
          this.#asked = 0;
          await this.#show(selected);
        }
      } catch (thrown) {
        this.element.replaceChildren(problemBar(thrown));
      }
    if (!this.element.isConnected || this.element.hidden) return;
    if (this.#asked < askAtMost) this.#timer = window.setTimeout(() => void this.#look(), askEvery);
    else {
      const { words } = this.#frame;
      this.element.prepend(
        h(
          'p',
          { class: 'quiet' },
          words.paused,
          ' ',
          button(words.follow, () => this.shown(), 'small'),
        ),
      );
    }
  }

  async #show(selected: SelectedRow): Promise<void> {
    const { words } = this.#frame;
    if (selected.is !== 'record') {
      const text = selected.is === 'noKey' ? words.evidenceNoKey : words.evidenceNone;
      this.element.replaceChildren(h('p', { class: 'quiet', role: 'status' }, text));
      return;
    }
    this.element.replaceChildren(h('p', { class: 'quiet', role: 'status' }, words.evidenceLoading));
    const evidence = await ask('evidence', { id: selected.id, revision: selected.revision });
    this.element.replaceChildren(this.#draw(evidence));
  }

  #draw(evidence: ShownEvidence): HTMLElement {
    const { words } = this.#frame;
    return h(
      'article',
      { class: 'evidence' },
      h('h2', {}, evidence.title),
      evidence.line !== '' && h('div', {}, evidence.line),
      h(
        'div',
        { class: 'badges' },
        h('span', { class: `badge ${evidence.current ? 'added' : 'gone'}` }, evidence.status),
        h('span', { class: 'badge' }, evidence.confidence),
        h('span', { class: 'badge' }, evidence.revision),
      ),
      evidence.newer !== null && h('p', { class: 'quiet' }, evidence.newer),
      ...evidence.passages.map(({ section, lines }) =>
        h(
          'blockquote',
          { lang: 'zh-CN', label: words.inContext },
          ...lines.map(({ context, runs }) =>
            h(
              'p',
              { class: context ? 'quiet' : '' },
              ...runs.map(({ text, marked }) => (marked ? h('mark', {}, text) : text)),
            ),
          ),
          section !== '' && h('footer', { class: 'quiet' }, section),
        ),
      ),
      evidence.passages.length === 0 && h('p', { class: 'quiet' }, words.noText),
      h(
        'dl',
        { class: 'facts' },
        ...evidence.facts.flatMap(({ label, value }) => [h('dt', {}, label), h('dd', {}, value)]),
      ),
      evidence.link !== null && h('p', {}, h('a', { href: evidence.link }, words.openEvidence)),
      h(
        'details',
        { data: { section: 'citation' } },
        h('summary', {}, h('span', {}, words.citation)),
        ...evidence.citations.map(({ form, text }) =>
          h(
            'div',
            { class: 'citation' },
            h('div', { class: 'quiet' }, form === 'gbt' ? words.citeGbt : words.citePlain),
            h('p', { lang: 'zh-CN' }, text),
            this.#copyButton(text),
          ),
        ),
      ),
      h('p', { class: 'quiet' }, words.followSelection),
    );
  }

  #copyButton(text: string): HTMLElement {
    const { words } = this.#frame;
    const copy = button(
      words.copy,
      () => {
        const area = h('textarea', {});
        area.value = text;
        document.body.append(area);
        area.select();
        // A sidebar's frame is not always let use the newer clipboard.
        copy.textContent = document.execCommand('copy') ? words.copied : words.copyFailed;
        area.remove();
      },
      'small',
    );
    return copy;
  }
}
