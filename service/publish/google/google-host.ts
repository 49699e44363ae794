import { bindingSheetName, parseBindings, withBinding } from '../../../templates/refresh/binding-sheet.ts';
import { refuseIfChanged } from '../../../templates/refresh/digest.ts';
import { bindingOf } from '../../../templates/refresh/refresh.ts';
import type {
  NewTable,
  RefreshPlan,
  TableBinding,
  TableSnapshot,
  WorkbookHost,
} from '../../../templates/refresh/types.ts';
import { refuseRestorations } from '../../../templates/refresh/undo.ts';
import { Problem } from '../../records/problem.ts';
import { connectGoogle, type GoogleClient, loopbackUrl } from './google-client.ts';
import { readGoogleCredentials } from './google-credentials.ts';
import { newTableRequests, planRequests } from './google-requests.ts';
import { bindingRowsOf, type GoogleState, readOutline, readSheets, sheetOf } from './google-state.ts';
import {
  type LocatedTable,
  locateTable,
  markedSheets,
  rangeNameOf,
  snapshotOf,
  tableMissing,
} from './google-table.ts';

/**
 * A Google Sheet as a host of refreshes: an outline read and a cell read to plan, one cell read and one atomic batch
 * to write.
 */
class GoogleHost implements WorkbookHost {
  readonly #client: GoogleClient;
  /** What readBindings read, for the readTable right after it; used once, so that no plan is made from old cells. */
  #fresh: GoogleState | null = null;

  constructor(client: GoogleClient) {
    this.#client = client;
  }

  /** All sheets, with the cells of the hidden one and of those that hold bound tables: two requests. */
  async #read(): Promise<GoogleState> {
    const outline = await readOutline(this.#client);
    if (!sheetOf(outline, bindingSheetName)) return outline;
    const marked = markedSheets(outline);
    const titles = outline.sheets.filter((sheet) => marked.has(sheet.id)).map((sheet) => sheet.title);
    const read = await readSheets(this.#client, [...new Set([bindingSheetName, ...titles])]);
    const byId = new Map(read.sheets.map((sheet) => [sheet.id, sheet]));
    return { ...read, sheets: outline.sheets.map((sheet) => byId.get(sheet.id) ?? sheet) };
  }

  /** The place of a table, if need be with every sheet read. */
  async #locate(state: GoogleState, table: string): Promise<{ state: GoogleState; place: LocatedTable }> {
    const binding = bindingOf(parseBindings(bindingRowsOf(state)), table);
    const place = locateTable(state, binding);
    if (place) return { state, place };
    const outline = await readOutline(this.#client);
    const all = await readSheets(
      this.#client,
      outline.sheets.map((sheet) => sheet.title),
    );
    const found = locateTable(all, binding);
    if (!found) throw tableMissing(table);
    return { state: all, place: found };
  }

  async readBindings(): Promise<TableBinding[]> {
    this.#fresh = await this.#read();
    return parseBindings(bindingRowsOf(this.#fresh));
  }

  async readTable(table: string): Promise<TableSnapshot> {
    const state = this.#fresh ?? (await this.#read());
    this.#fresh = null;
    return snapshotOf(table, (await this.#locate(state, table)).place);
  }

  async apply(plan: RefreshPlan): Promise<void> {
    this.#fresh = null;
    refuseRestorations(plan);
    const { state, place } = await this.#readAgain(plan);
    const now = snapshotOf(plan.table, place);
    refuseIfChanged(plan, now);
    const bindings = withBinding(parseBindings(bindingRowsOf(state)), plan.binding);
    const requests = planRequests(state, place, plan, now, bindings);
    await this.#client.batchUpdate(requests, () => this.#stands(plan));
  }

  /** The state right before writing, in one request where no sheet was renamed in between and none is to be made. */
  async #readAgain(plan: RefreshPlan): Promise<{ state: GoogleState; place: LocatedTable }> {
    if (!plan.removals.some((removal) => removal.archive)) {
      const near = await readSheets(this.#client, [bindingSheetName, plan.sheet]).catch((error: unknown) => {
        // A renamed sheet is an unknown range; then the outline tells where it is now.
        if (error instanceof Problem && error.code === 'google.refused') return null;
        throw error;
      });
      const place = near && locateTable(near, plan.binding);
      if (near && place) return { state: near, place };
    }
    return this.#locate(await this.#read(), plan.table);
  }

  /**
   * Whether the spreadsheet already shows what a plan wrote: asked after a batch without an answer. Where the table is
   * neither as before nor as after, somebody else wrote, and the plan is void.
   */
  async #stands(plan: RefreshPlan): Promise<boolean> {
    const state = await this.#read();
    const written = parseBindings(bindingRowsOf(state)).find((binding) => binding.table === plan.table);
    if (written && JSON.stringify(written) === JSON.stringify(plan.binding)) return true;
    refuseIfChanged(plan, snapshotOf(plan.table, (await this.#locate(state, plan.table)).place));
    return false;
  }

  async insertTable(table: NewTable): Promise<void> {
    this.#fresh = null;
    const state = await this.#read();
    const taken = sheetOf(state, table.sheet) !== undefined;
    const bindings = parseBindings(bindingRowsOf(state));
    const name = rangeNameOf(table.binding.table);
    const bound =
      bindings.some((binding) => binding.table === table.binding.table) ||
      state.namedRanges.some((one) => one.name === name);
    if (taken || bound) {
      const what = taken ? table.sheet : table.binding.table;
      throw new Problem(
        taken ? 'workbook.sheet-exists' : 'workbook.table-exists',
        { zh: `表格中已有“${what}”。`, en: `The spreadsheet already has "${what}".` },
        { zh: '请直接刷新它，或先改名。', en: 'Refresh that one, or rename it first.' },
        { name: what },
      );
    }
    const requests = newTableRequests(state, table, withBinding(bindings, table.binding));
    await this.#client.batchUpdate(requests, async () =>
      (await readOutline(this.#client)).namedRanges.some((one) => one.name === name),
    );
  }
}

export interface GoogleWorkbookOptions {
  /** Environment with the credentials, and SHEETS_ROOT_URL for an emulator on this machine. */
  env: Readonly<Record<string, string | undefined>>;
  /** Waits between tries, in milliseconds; for tests. */
  wait?: (milliseconds: number) => Promise<void>;
  /** Stands in for fetch; for tests. */
  fetch?: typeof fetch;
}

/**
 * Opens a Google Sheet as a host of refreshes. Nothing is asked of Google before the first method.
 * @param spreadsheetId the id in the spreadsheet's address
 * @throws Problem `google.no-credentials`, `google.credentials-unreadable`, `google.bad-id`, `google.root-url`
 */
export const openGoogleWorkbook = async (
  spreadsheetId: string,
  options: GoogleWorkbookOptions,
): Promise<WorkbookHost> => {
  if (!/^[\w-]{10,}$/.test(spreadsheetId)) {
    throw new Problem(
      'google.bad-id',
      {
        zh: `“${spreadsheetId}”不是 Google 表格的编号。`,
        en: `"${spreadsheetId}" is no id of a Google Sheet.`,
      },
      { zh: '编号是网址中 /d/ 之后的一段。', en: 'The id is the part after /d/ in its address.' },
    );
  }
  const credentials = await readGoogleCredentials(options.env);
  const root = options.env.SHEETS_ROOT_URL;
  const client = await connectGoogle(spreadsheetId, {
    credentials,
    ...(root ? { rootUrl: loopbackUrl(root) } : {}),
    ...(options.wait ? { wait: options.wait } : {}),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  return new GoogleHost(client);
};
