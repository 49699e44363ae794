import type { PlaygroundMessages } from './messages.ts';

/** The parts of the page that the playground works with. */
export interface PlaygroundPage {
  steps: readonly HTMLElement[];
  address: HTMLOutputElement;
  content: HTMLInputElement;
  sort: HTMLButtonElement;
  deleteRow: HTMLButtonElement;
  download: HTMLButtonElement;
  grid: HTMLElement;
  tabs: HTMLElement;
  /** Stands at the right of the work; it is put in when it is started. */
  pane: HTMLIFrameElement;
  work: HTMLElement;
}

const make = <N extends keyof HTMLElementTagNameMap>(
  name: N,
  facts: { id?: string; text?: string; label?: string } = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[N] => {
  const element = document.createElement(name);
  if (facts.id !== undefined) element.id = facts.id;
  if (facts.text !== undefined) element.textContent = facts.text;
  if (facts.label !== undefined) element.setAttribute('aria-label', facts.label);
  element.append(...children);
  return element;
};
const button = (id: string, text: string): HTMLButtonElement => {
  const made = make('button', { id, text });
  made.type = 'button';
  return made;
};

/** Lays the page out in its language. */
export const layOutPage = (messages: PlaygroundMessages): PlaygroundPage => {
  const home = make('a', { text: `← ${messages.title}` });
  home.href = '/';
  home.title = messages.home;
  const download = button('download', messages.download);
  const steps = messages.steps.map((text) => make('li', { text }));
  const address = make('output', { id: 'cell-address', label: messages.address });
  const content = make('input', { id: 'cell-content', label: messages.content });
  content.autocomplete = 'off';
  const sort = button('sort', messages.sort);
  const deleteRow = button('delete-row', messages.deleteRow);
  const grid = make('div', { id: 'grid' });
  const tabs = make('div', { id: 'sheet-tabs', label: messages.sheets });
  tabs.role = 'tablist';
  const pane = make('iframe', { id: 'pane' });
  pane.title = messages.pane;
  const work = make(
    'main',
    { id: 'work' },
    make(
      'div',
      { id: 'book' },
      make('div', { id: 'bar' }, address, content, sort, deleteRow),
      grid,
      make('div', { id: 'foot' }, tabs, make('p', { id: 'note', text: messages.noCalculation })),
    ),
  );
  document.title = `${messages.title} · Policy Sheets`;
  document.body.replaceChildren(
    make('header', {}, home, make('p', { text: messages.intro }), download),
    make('ol', { id: 'steps' }, ...steps),
    work,
  );
  return { steps, address, content, sort, deleteRow, download, grid, tabs, pane, work };
};
