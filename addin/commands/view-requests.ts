/**
 * How ribbon, context menu and keyboard shortcuts bring the pane to a place. All of the add-in runs in one page (shared
 * runtime), so a request is a call: it is kept until the pane takes it, and shown at once where the pane is open. Where a
 * page is opened by an address instead (the playground, a link), the part behind its # says the same: `#view=check`.
 */

/** The places of the pane. */
export const paneViews = ['insert', 'refresh', 'evidence', 'check'] as const;
export type PaneView = (typeof paneViews)[number];

export interface ViewRequest {
  /** Null for the pane as it stands. */
  view: PaneView | null;
  /**
   * For `refresh`: the bound tables to be refreshed, every one, or null where she has to choose. The pane plans them at
   * once and shows the plan; it writes nothing before she agrees (promise 5).
   */
  tables?: readonly string[] | 'all' | null;
}

type Listener = (request: ViewRequest) => void;
let waiting: ViewRequest | null = null;
let listener: Listener | null = null;

/** Asks the pane to go to a place; the last request counts where no pane listens yet. */
export const requestView = (request: ViewRequest): void => {
  if (listener) listener(request);
  else waiting = request;
};

/**
 * Listens to requests; one that waits is given at once.
 * @returns stops listening
 */
export const onViewRequest = (listen: Listener): (() => void) => {
  listener = listen;
  const request = waiting;
  waiting = null;
  if (request) listen(request);
  return () => {
    if (listener === listen) listener = null;
  };
};

/** The place that the part of an address behind # asks for: `#view=refresh&tables=A,B`, `&tables=all`. */
export const viewRequestIn = (hash: string): ViewRequest | null => {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const view = paneViews.find((known) => known === parts.get('view'));
  if (!view) return null;
  const tables = parts.get('tables');
  if (view !== 'refresh' || tables === null) return { view };
  return { view, tables: tables === 'all' ? 'all' : tables.split(',').filter((name) => name !== '') };
};
