import type {
  NewTable,
  RefreshPlan,
  TableBinding,
  TableSnapshot,
  WorkbookHost,
} from '../../../templates/refresh/types.ts';
import { applyPlan } from './apply-plan.ts';
import { readBindingPart } from './binding-part.ts';
import { insertNewTable } from './new-table-part.ts';
import { WorkbookPackage } from './parts.ts';
import { findTable, snapshotOf } from './table.ts';

/** An .xlsx or .xlsm file as a host of the refresh: edited at package level, so that what is not touched stays byte for byte. */
export class XlsxHost implements WorkbookHost {
  #bytes: Uint8Array;
  #busy: Promise<void> = Promise.resolve();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
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
    await this.#change((workbook) => applyPlan(workbook, plan));
  }

  async insertTable(table: NewTable): Promise<void> {
    await this.#change((workbook) => insertNewTable(workbook, table));
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
export const openXlsxWorkbook = async (bytes: Uint8Array): Promise<XlsxHost> => {
  // Opening it once tells at once what is wrong with it.
  new WorkbookPackage(bytes);
  return new XlsxHost(bytes);
};
