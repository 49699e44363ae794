import type { FactBinding, FactHost, FactPlan, NamedCells } from '../../../templates/refresh/fact-types.ts';
import type { BindingHost, BindRequest, SheetGrid } from '../../../templates/refresh/grid-types.ts';
import type { NewTable, RefreshPlan, TableBinding, TableSnapshot } from '../../../templates/refresh/types.ts';
import { applyPlan } from './apply-plan.ts';
import { bindTablePart, readGrid, visibleSheets } from './bind-table-part.ts';
import { readBindingPart, readFactPart } from './binding-part.ts';
import { applyFactPlan, readNamedCells } from './named-cells.ts';
import { insertNewTable } from './new-table-part.ts';
import { WorkbookPackage } from './parts.ts';
import type { Growth } from './room.ts';
import { findTable, snapshotOf } from './table.ts';

/** How a file is worked on. */
export interface XlsxOptions {
  /** How tables take and give up rows; left out, a table's query table or what stands around it decides. */
  growth?: Growth;
}

/** An .xlsx or .xlsm file as a host of the refresh: edited at package level, so that what is not touched stays byte for byte. */
export class XlsxHost implements BindingHost, FactHost {
  #bytes: Uint8Array;
  #busy: Promise<void> = Promise.resolve();

  readonly #options: XlsxOptions;

  constructor(bytes: Uint8Array, options: XlsxOptions = {}) {
    this.#bytes = bytes;
    this.#options = options;
  }

  /** The file as it stands now. */
  bytes(): Uint8Array {
    return this.#bytes;
  }

  async readBindings(): Promise<TableBinding[]> {
    return readBindingPart(new WorkbookPackage(this.#bytes));
  }

  async readTable(table: string): Promise<TableSnapshot> {
    const workbook = new WorkbookPackage(this.#bytes);
    return snapshotOf(workbook, findTable(workbook, table));
  }

  async apply(plan: RefreshPlan): Promise<void> {
    await this.#change((workbook) => applyPlan(workbook, plan, this.#options.growth));
  }

  async insertTable(table: NewTable): Promise<void> {
    await this.#change((workbook) => insertNewTable(workbook, table));
  }

  async sheetNames(): Promise<string[]> {
    return visibleSheets(new WorkbookPackage(this.#bytes));
  }

  async readSheet(sheet: string): Promise<SheetGrid> {
    return readGrid(new WorkbookPackage(this.#bytes), sheet);
  }

  async bindTable(request: BindRequest): Promise<void> {
    await this.#change((workbook) => bindTablePart(workbook, request));
  }

  async readFacts(): Promise<FactBinding[]> {
    return readFactPart(new WorkbookPackage(this.#bytes));
  }

  async readNamed(names: readonly string[]): Promise<NamedCells[]> {
    return readNamedCells(new WorkbookPackage(this.#bytes), names);
  }

  async applyFacts(plan: FactPlan): Promise<void> {
    await this.#change((workbook) => applyFactPlan(workbook, plan));
  }

  /** All or nothing: the new bytes replace the old ones only when they are whole. One change waits for the other. */
  async #change(change: (workbook: WorkbookPackage) => void | Promise<void>): Promise<void> {
    const work = this.#busy.then(async () => {
      const workbook = new WorkbookPackage(this.#bytes);
      await change(workbook);
      if (workbook.changed) this.#bytes = workbook.save();
    });
    this.#busy = work.catch(() => undefined);
    return work;
  }
}

/**
 * Opens a workbook file.
 * @param bytes an .xlsx or .xlsm file; never changed
 * @throws Problem workbook.empty, workbook.not-xlsx, workbook.damaged, workbook.encrypted, workbook.unsupported,
 * workbook.zip-bomb, workbook.signed
 */
export const openXlsxWorkbook = async (bytes: Uint8Array, options: XlsxOptions = {}): Promise<XlsxHost> => {
  // Opening it once tells at once what is wrong with it.
  new WorkbookPackage(bytes);
  return new XlsxHost(bytes, options);
};
