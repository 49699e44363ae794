import { randomUUID } from 'node:crypto';
import { archiveSheetName } from '../../../templates/refresh/archive.ts';
import {
  bindingColumns,
  bindingSheetName,
  parseBindings,
  withBinding,
} from '../../../templates/refresh/binding-sheet.ts';
import { changedSincePlan, gridDigest, refuseIfChanged } from '../../../templates/refresh/digest.ts';
import { parseFacts } from '../../../templates/refresh/fact-lines.ts';
import type { FactBinding, FactHost, FactPlan, NamedCells } from '../../../templates/refresh/fact-types.ts';
import type { BindingHost, BindRequest, SheetGrid } from '../../../templates/refresh/grid-types.ts';
import { factsDigest } from '../../../templates/refresh/plan-facts.ts';
import { bindingOf } from '../../../templates/refresh/refresh.ts';
import type { NewTable, RefreshPlan, TableBinding, TableSnapshot } from '../../../templates/refresh/types.ts';
import { Problem } from '../../records/problem.ts';
import { type GoogleAccess, type GoogleAccessOptions, openGoogleAccess } from './google-access.ts';
import { touchesArchive } from './google-archive.ts';
import { bindRequests, gridOf, sheetMissing } from './google-bind-table.ts';
import { writeBindings } from './google-binding.ts';
import { onlyValue, type Request, textRows } from './google-cells.ts';
import { clientFor, type GoogleClient } from './google-client.ts';
import { factRequests, namedCellsOf, readForNames } from './google-facts.ts';
import { newTableRequests } from './google-new-table.ts';
import { planPieces } from './google-plan.ts';
import {
  bindingRowsOf,
  type GoogleSheet,
  type GoogleState,
  readMarked,
  readOutline,
  readSheets,
  readWriteMark,
  sheetOf,
} from './google-state.ts';
import {
  type LocatedTable,
  locateTable,
  markedSheets,
  rangeNameOf,
  snapshotOf,
  tableMissing,
} from './google-table.ts';
import { TableWriter, writeBatch } from './google-writing.ts';

/** A line of the status that people find in the hidden sheet: what it is, and what it says. */
export type StatusLine = readonly [string, string];
/** What a Google Sheet can do beside being a host. */
export interface GoogleWorkbook extends BindingHost, FactHost {
  /** Its title. Proves as well that the account may open it. */
  title(): Promise<string>;
  /** Proves that the account may write, without changing anything that a person sees. */
  checkWritable(): Promise<void>;
  /** Writes how the schedule stands into the hidden sheet, beside the bindings. No lines clear it. */
  writeStatus(lines: readonly StatusLine[]): Promise<void>;
}

/** Columns of the status: behind those of the bindings and an empty one. */
const statusColumn = bindingColumns + 1;
const statusRows = 8;

/** A Google Sheet as a host of refreshes: one read to plan, one read to check, one atomic batch to write. */
class GoogleHost implements GoogleWorkbook {
  readonly #client: GoogleClient;
  /** What readBindings read, for the readTable right after it; used once, so that no plan is made from old cells. */
  #fresh: GoogleState | null = null;
  /** Sheets on which tables were found, so that the check reads those alone. */
  readonly #sheetOf = new Map<string, number>();

  /** True where all planning between two writings is from one reading. */
  readonly #isOneRun: boolean;

  constructor(client: GoogleClient, isOneRun: boolean) {
    this.#client = client;
    this.#isOneRun = isOneRun;
  }

  /** The hidden sheet and those with bound tables, with their cells: one request where they carry our marks. */
  async #read(): Promise<GoogleState> {
    const near = await this.#readMarked();
    if (near && parseBindings(bindingRowsOf(near)).every((binding) => locateTable(near, binding)))
      return near;
    return this.#readUnmarked();
  }

  /** What carries our marks; null where that lacks the hidden sheet. */
  async #readMarked(which: Parameters<typeof readMarked>[1] = {}): Promise<GoogleState | null> {
    const state = await readMarked(this.#client, which).catch((error: unknown) => {
      // The sheet that was asked for beside the marked ones is gone, or nothing is marked at all.
      if (error instanceof Problem && error.code === 'google.refused') return null;
      throw error;
    });
    return state && sheetOf(state, bindingSheetName)?.cells ? state : null;
  }

  /** The same for a spreadsheet without marks (it came as .xlsx, or was never bound): an outline, then the cells. */
  async #readUnmarked(): Promise<GoogleState> {
    const outline = await readOutline(this.#client);
    if (!sheetOf(outline, bindingSheetName)) return outline;
    const marked = markedSheets(outline);
    const titles = outline.sheets.filter((sheet) => marked.has(sheet.id)).map((sheet) => sheet.title);
    return this.#withCells(outline, [bindingSheetName, ...titles]);
  }

  /** An outline with the cells of some of its sheets. */
  async #withCells(outline: GoogleState, titles: readonly string[]): Promise<GoogleState> {
    const read = await readSheets(this.#client, [...new Set(titles)]);
    const byId = new Map(read.sheets.map((sheet) => [sheet.id, sheet]));
    return { ...read, sheets: outline.sheets.map((sheet) => byId.get(sheet.id) ?? sheet) };
  }

  /** The place of a table, if need be with every sheet read. */
  async #locate(state: GoogleState, table: string): Promise<{ state: GoogleState; place: LocatedTable }> {
    const binding = bindingOf(parseBindings(bindingRowsOf(state)), table);
    const near = locateTable(state, binding);
    if (near) return this.#note(table, { state, place: near });
    const outline = await readOutline(this.#client);
    const all = await readSheets(
      this.#client,
      outline.sheets.map((sheet) => sheet.title),
    );
    const found = locateTable(all, binding);
    if (!found) throw tableMissing(table);
    return this.#note(table, { state: all, place: found });
  }
  #note<T extends { place: LocatedTable }>(table: string, found: T): T {
    this.#sheetOf.set(table, found.place.sheet.id);
    return found;
  }

  async readBindings(): Promise<TableBinding[]> {
    this.#fresh = (this.#isOneRun ? this.#fresh : null) ?? (await this.#read());
    return parseBindings(bindingRowsOf(this.#fresh));
  }

  async readTable(table: string): Promise<TableSnapshot> {
    const state = this.#fresh ?? (await this.#read());
    this.#fresh = this.#isOneRun ? state : null;
    return snapshotOf(table, (await this.#locate(state, table)).place);
  }

  async apply(plan: RefreshPlan): Promise<void> {
    this.#fresh = null;
    const { state, place } = await this.#readAgain(plan);
    const now = snapshotOf(plan.table, place);
    refuseIfChanged(plan, now);
    const bindings = withBinding(parseBindings(bindingRowsOf(state)), plan.binding);
    const pieces = planPieces(state, place, plan, now, bindings);
    await new TableWriter(this.#client, plan, place, now).write(pieces, state.writeMark, async () => {
      const again = await this.#readAgain(plan);
      refuseIfChanged(plan, snapshotOf(plan.table, again.place));
    });
  }

  /** The state right before writing, in one request; in two more where the archive is written or a mark was lost. */
  async #readAgain(plan: RefreshPlan): Promise<{ state: GoogleState; place: LocatedTable }> {
    const sheetId = this.#sheetOf.get(plan.table);
    if (touchesArchive(plan)) {
      const outline = await readOutline(this.#client);
      const titles = outline.sheets
        .filter((sheet) => sheet.id === sheetId || [bindingSheetName, archiveSheetName].includes(sheet.title))
        .map((sheet) => sheet.title);
      return this.#locate(await this.#withCells(outline, titles), plan.table);
    }
    const near = sheetId === undefined ? null : await this.#readMarked({ role: 'bindings', sheetId });
    const place = near && locateTable(near, plan.binding);
    if (near && place) return { state: near, place };
    return this.#locate(await this.#read(), plan.table);
  }

  async title(): Promise<string> {
    const { properties } = await this.#client.get({ fields: 'properties(title)' });
    return properties?.title ?? '';
  }

  async checkWritable(): Promise<void> {
    const before = await readWriteMark(this.#client);
    await writeBatch(this.#client, {
      requests: [],
      before,
      mark: randomUUID(),
      table: '',
      unchanged: async () => {},
    });
  }

  async writeStatus(lines: readonly StatusLine[]): Promise<void> {
    const state = await this.#readMarked({ role: 'bindings' });
    const hidden = state && sheetOf(state, bindingSheetName);
    if (!state || !hidden) return;
    const [right, bottom] = [statusColumn + 2, Math.max(statusRows, lines.length)];
    const grow = (dimension: 'ROWS' | 'COLUMNS', missing: number): Request[] =>
      missing > 0 ? [{ appendDimension: { sheetId: hidden.id, dimension, length: missing } }] : [];
    await writeBatch(this.#client, {
      requests: [
        ...grow('COLUMNS', right - hidden.columnCount),
        ...grow('ROWS', bottom - hidden.rowCount),
        {
          updateCells: {
            range: {
              sheetId: hidden.id,
              startRowIndex: 0,
              endRowIndex: bottom,
              startColumnIndex: statusColumn,
              endColumnIndex: right,
            },
            rows: textRows(lines),
            fields: onlyValue,
          },
        },
      ],
      before: state.writeMark,
      mark: randomUUID(),
      table: bindingSheetName,
      unchanged: async () => {},
    });
  }

  async sheetNames(): Promise<string[]> {
    const { sheets } = await readOutline(this.#client);
    return sheets.filter((sheet) => !sheet.hidden).map((sheet) => sheet.title);
  }

  async readSheet(sheet: string): Promise<SheetGrid> {
    const outline = await readOutline(this.#client);
    if (!sheetOf(outline, sheet)) throw sheetMissing(sheet);
    const titles = [sheet, bindingSheetName].filter((title) => sheetOf(outline, title));
    const state = await this.#withCells(outline, titles);
    const found = sheetOf(state, sheet);
    if (!found) throw sheetMissing(sheet);
    return gridOf(state, found);
  }

  async bindTable(request: BindRequest): Promise<void> {
    this.#fresh = null;
    const read = async (): Promise<{ state: GoogleState; sheet: GoogleSheet }> => {
      const state = await readForNames(this.#client, [], [bindingSheetName, request.sheet]);
      const sheet = sheetOf(state, request.sheet);
      if (!sheet) throw sheetMissing(request.sheet);
      if (gridDigest(gridOf(state, sheet), request.range) !== request.digest)
        throw changedSincePlan(request.binding.table);
      return { state, sheet };
    };
    const { state, sheet } = await read();
    await writeBatch(this.#client, {
      requests: bindRequests(state, sheet, request),
      before: state.writeMark,
      mark: randomUUID(),
      table: request.binding.table,
      unchanged: async () => void (await read()),
    });
  }

  async readFacts(): Promise<FactBinding[]> {
    const kept = this.#isOneRun ? this.#fresh : null;
    const state = kept ?? (await readForNames(this.#client, [], [bindingSheetName]));
    return parseFacts(bindingRowsOf(state));
  }

  async readNamed(names: readonly string[]): Promise<NamedCells[]> {
    if (names.length === 0) return [];
    return namedCellsOf(await readForNames(this.#client, names), names);
  }

  async applyFacts(plan: FactPlan): Promise<void> {
    this.#fresh = null;
    const read = async (): Promise<GoogleState> => {
      const state = await readForNames(this.#client, plan.names, [bindingSheetName]);
      if (factsDigest(namedCellsOf(state, plan.names)) !== plan.digest) throw changedSincePlan('facts');
      return state;
    };
    const state = await read();
    const hidden = sheetOf(state, bindingSheetName)?.id;
    const bindings = parseBindings(bindingRowsOf(state));
    await writeBatch(this.#client, {
      requests: [...factRequests(state, plan), ...writeBindings(state, bindings, hidden, plan.facts)],
      before: state.writeMark,
      mark: randomUUID(),
      table: 'facts',
      unchanged: async () => void (await read()),
    });
  }

  async insertTable(table: NewTable): Promise<void> {
    this.#fresh = null;
    const state = await this.#readUnmarked();
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
    await writeBatch(this.#client, {
      requests,
      before: state.writeMark,
      mark: randomUUID(),
      table: table.binding.table,
      unchanged: async () => {},
    });
  }
}

/** Options of a Google Sheet as a host: how to reach Google, or an access that is open already. */
export type GoogleWorkbookOptions = GoogleAccessOptions & {
  access?: GoogleAccess | undefined;
  /**
   * True for a host that is opened for one refresh: what is planned between two writings is then planned from one reading.
   * Before each writing the table is read again all the same.
   */
  oneRun?: boolean;
};

/** Refuses what is no id of a spreadsheet. @throws Problem `google.bad-id` */
export const checkSpreadsheetId = (id: string): string => {
  if (/^[\w-]{10,}$/.test(id)) return id;
  throw new Problem(
    'google.bad-id',
    {
      zh: `“${id}”不是 Google 表格的编号。`,
      en: `"${id}" is no id of a Google Sheet.`,
    },
    { zh: '编号是网址中 /d/ 之后的一段。', en: 'The id is the part after /d/ in its address.' },
  );
};

/**
 * Opens a Google Sheet as a host of refreshes. Nothing is asked of Google before the first method.
 * @param spreadsheetId the id in the spreadsheet's address
 * @throws Problem `google.no-credentials`, `google.credentials-unreadable`, `google.bad-id`, `google.root-url`
 */
export const openGoogleWorkbook = async (
  spreadsheetId: string,
  options: GoogleWorkbookOptions,
): Promise<GoogleWorkbook> => {
  checkSpreadsheetId(spreadsheetId);
  const access = options.access ?? (await openGoogleAccess(options));
  return new GoogleHost(clientFor(access, spreadsheetId), options.oneRun ?? false);
};
