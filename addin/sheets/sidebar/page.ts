import type { SidebarStart } from '../addon.ts';
import { wordsIn } from '../words.ts';
import { CheckView } from './check-view.ts';
import { ConnectView } from './connect-view.ts';
import { button, h } from './elements.ts';
import { EvidenceView } from './evidence-view.ts';
import { type Frame, problemBar, type State, type View } from './frame.ts';
import { RefreshView } from './refresh-view.ts';
import { ask } from './server.ts';

/** The sidebar: connect, then refresh, evidence and check, as in the Excel pane. */

const start = JSON.parse(document.getElementById('start')?.textContent ?? '{}') as SidebarStart;
const language = start.language === 'zh-CN' ? 'zh-CN' : 'en';
const words = wordsIn[language];
document.documentElement.lang = language;

const bar = h('header', {});
const said = h('div', { class: 'said', role: 'status' });
const problems = h('div', {});
const place = h('main', {});
document.body.append(bar, said, problems, place);

type Name = 'refresh' | 'evidence' | 'check';
const tabs: readonly (readonly [Name, string])[] = [
  ['refresh', words.tabRefresh],
  ['evidence', words.tabEvidence],
  ['check', words.tabCheck],
];
let views: { refresh: RefreshView; evidence: EvidenceView; check: CheckView } | null = null;
let seen: View | null = null;
/** The end of the work that was begun last; the next waits for it, so that no two calls write at once. */
let last: Promise<void> = Promise.resolve();

const frame: Frame = {
  language,
  words,
  state: { address: null, tables: [], selected: null },
  time: (iso) => new Date(iso).toLocaleString(language),
  run: (saying, work) => {
    const one = async (): Promise<void> => {
      document.body.classList.add('busy');
      said.textContent = saying;
      problems.replaceChildren();
      try {
        await work();
      } catch (thrown) {
        problems.replaceChildren(problemBar(thrown));
      } finally {
        document.body.classList.remove('busy');
        said.textContent = '';
      }
    };
    last = last.then(one);
    return last;
  },
  reload: async () => {
    const before = frame.state.address;
    const state: State = await ask('state', {});
    frame.state = state;
    if (state.address !== before || !seen) draw();
  },
  refresh: (table) => {
    go('refresh');
    void views?.refresh.plan(table);
  },
};

const go = (name: Name): void => {
  if (!views) return;
  const next = views[name];
  if (seen !== next) seen?.left?.();
  seen = next;
  for (const [other] of tabs) {
    views[other].element.hidden = other !== name;
    document.getElementById(`tab-${other}`)?.setAttribute('aria-selected', String(other === name));
  }
  problems.replaceChildren();
  if (next instanceof RefreshView) next.draw();
  else next.shown?.();
};

/** Everything anew, for the connection that there is. */
const draw = (): void => {
  seen?.left?.();
  const { address } = frame.state;
  bar.replaceChildren(h('strong', {}, words.appName));
  if (address === null) {
    views = null;
    seen = new ConnectView(frame);
    place.replaceChildren(seen.element);
    return;
  }
  const disconnect = button(
    words.disconnect,
    () =>
      void frame.run(words.loading, async () => {
        await ask('disconnect', {});
        await frame.reload();
      }),
    'small',
  );
  disconnect.title = words.connectedTo(address);
  bar.append(disconnect);
  views = { refresh: new RefreshView(frame), evidence: new EvidenceView(frame), check: new CheckView(frame) };
  place.replaceChildren(
    h(
      'div',
      { class: 'tabs', role: 'tablist', label: words.tabs },
      ...tabs.map(([name, label]) =>
        h('button', { type: 'button', role: 'tab', id: `tab-${name}`, onClick: () => go(name) }, label),
      ),
    ),
    ...tabs.flatMap(([name]) => (views ? [views[name].element] : [])),
  );
  go(start.view ?? 'refresh');
  if (start.view === 'refresh' && start.tables !== null) {
    void views.refresh.plan(start.tables === 'all' ? 'all' : null);
    start.tables = null;
  }
};

void frame.run(words.loading, () => frame.reload());
