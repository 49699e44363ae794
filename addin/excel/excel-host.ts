import { bindingSheetName, withBinding } from '../../templates/refresh/binding-sheet.ts';
import type { FactBinding, FactHost, FactPlan, NamedCells } from '../../templates/refresh/fact-types.ts';
import type { BindingHost, BindRequest, SheetGrid } from '../../templates/refresh/grid-types.ts';
import { isEmptyPlan } from '../../templates/refresh/summary.ts';
import type { NewTable, RefreshPlan, TableBinding, TableSnapshot } from '../../templates/refresh/types.ts';
import { applyPlan } from './apply-plan.ts';
import { bindTableInExcel } from './bind-table.ts';
import { bindingBlock, bindingSheetIn, queueBindings, readBindingSheet } from './binding-sheet-io.ts';
import { inExcel } from './excel-batch.ts';
import { excelCodeOf, excelTooOld, nameTaken } from './excel-problems.ts';
import { applyFactsInExcel, readFactsIn, readNamedIn } from './named-facts.ts';
import { layOutTable } from './new-table.ts';
import { readSheetGrid, visibleSheets } from './sheet-reading.ts';
import { readTableWith } from './table-reading.ts';
import { WriteQueue } from './write-queue.ts';

/**
 * What the host needs of Excel. With 1.13 (Table.resize) new rows come at the end of a table; before that they come in
 * before its last row, because only rows that are inserted inside a table become its own.
 */
export const neededExcelApi = '1.9';

/** @throws Problem `workbook.excel-too-old` where this Excel cannot do what the host needs; to be asked at the start */
export const refuseOldExcel = (): void => {
  if (!Office.context.requirements.isSetSupported('ExcelApi', neededExcelApi))
    throw excelTooOld(`ExcelApi ${neededExcelApi}`);
};

export interface ExcelHostOptions {
  /** A table that will be read right after the bindings: both then travel in one trip. */
  readAhead?: string;
  /** Called while a plan is written: cells written so far, and of how many. */
  onProgress?: (done: number, total: number) => void;
}

/** The workbook that is open in Excel. */
export class ExcelHost implements BindingHost, FactHost {
  readonly #options: ExcelHostOptions;
  #ahead: TableSnapshot | null = null;

  constructor(options: ExcelHostOptions = {}) {
    this.#options = options;
  }

  async readBindings(): Promise<TableBinding[]> {
    const { readAhead } = this.#options;
    this.#ahead = null;
    if (readAhead !== undefined) {
      try {
        return await inExcel(async (context) => {
          const read = await readTableWith(context, readAhead, queueBindings);
          this.#ahead = read.state.snapshot;
          return readBindingSheet(read.with).bindings;
        });
      } catch (thrown) {
        // Without the table the bindings are still worth reading; readTable then says what is missing.
        if ((thrown as { code?: unknown }).code !== 'workbook.table-missing') throw thrown;
      }
    }
    return inExcel(async (context) => {
      const queued = queueBindings(context);
      await context.sync();
      return readBindingSheet(queued).bindings;
    });
  }

  async readTable(table: string): Promise<TableSnapshot> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead?.table === table) return ahead;
    return inExcel(async (context) => (await readTableWith(context, table, () => null)).state.snapshot);
  }

  /** Writes a plan: one trip to check that the table is still as planned, then the writing, all or nothing. */
  async apply(plan: RefreshPlan): Promise<void> {
    if (isEmptyPlan(plan)) return this.#storeBinding(plan.binding);
    await applyPlan(plan, this.#options.onProgress ?? (() => {}));
  }

  async #storeBinding(binding: TableBinding): Promise<void> {
    await inExcel(async (context) => {
      const queued = queueBindings(context);
      await context.sync();
      const before = readBindingSheet(queued);
      const stored = before.bindings.find((other) => other.table === binding.table);
      // Nothing came and nothing changed since: the workbook stays as it is, not even marked as changed.
      if (stored && sameButTime(stored, binding) && (stored.undo === null) === (binding.undo === null))
        return;
      const queue = new WriteQueue(context, () => {});
      const block = bindingBlock(withBinding(before.bindings, binding), before);
      await queue.write(bindingSheetIn(context, before), [block]);
      await queue.flush();
    });
  }

  async insertTable(table: NewTable): Promise<void> {
    await inExcel(async (context) => {
      const { workbook } = context;
      const queued = queueBindings(context);
      const sameSheet = workbook.worksheets.getItemOrNullObject(table.sheet).load('name');
      const sameTable = workbook.tables.getItemOrNullObject(table.binding.table).load('name');
      await context.sync();
      if (!sameSheet.isNullObject) throw nameTaken(table.sheet);
      if (!sameTable.isNullObject) throw nameTaken(table.binding.table);
      const before = readBindingSheet(queued);
      try {
        layOutTable(context, table);
        const queue = new WriteQueue(context, () => {});
        const block = bindingBlock(withBinding(before.bindings, table.binding), before);
        await queue.write(bindingSheetIn(context, before), [block]);
        await queue.flush();
      } catch (thrown) {
        if (excelCodeOf(thrown) !== 'InvalidOperationInCellEditMode')
          await takeBackInsert(table.sheet, before.exists);
        throw thrown;
      }
    });
  }

  async sheetNames(): Promise<string[]> {
    return inExcel(visibleSheets);
  }

  async readSheet(sheet: string): Promise<SheetGrid> {
    return inExcel((context) => readSheetGrid(context, sheet));
  }

  async bindTable(request: BindRequest): Promise<void> {
    await bindTableInExcel(request);
  }

  async readFacts(): Promise<FactBinding[]> {
    return inExcel(readFactsIn);
  }

  async readNamed(names: readonly string[]): Promise<NamedCells[]> {
    return inExcel((context) => readNamedIn(context, names));
  }

  async applyFacts(plan: FactPlan): Promise<void> {
    await applyFactsInExcel(plan);
  }

  /**
   * Names that the workbook does not use yet, the wished ones where they are free.
   * @returns the names with a number behind them where they are taken
   */
  async freeNames(wished: { table: string; sheet: string }): Promise<{ table: string; sheet: string }> {
    return inExcel(async (context) => {
      const sheets = context.workbook.worksheets.load('items/name');
      const tables = context.workbook.tables.load('items/name');
      await context.sync();
      const free = (name: string, taken: readonly { name: string }[], join: string): string => {
        const names = new Set(taken.map((item) => item.name.toLowerCase()));
        let number = 1;
        let tried = name;
        while (names.has(tried.toLowerCase())) tried = `${name}${join}${++number}`;
        return tried;
      };
      return {
        table: free(wished.table, tables.items, '_'),
        sheet: free(wished.sheet, sheets.items, ' '),
      };
    });
  }

  /** Brings a table before the user. */
  async show(table: string): Promise<void> {
    await inExcel(async (context) => {
      const found = context.workbook.tables.getItem(table);
      found.worksheet.activate();
      found.getHeaderRowRange().select();
      await context.sync();
    });
  }
}

const sameButTime = (a: TableBinding, b: TableBinding): boolean => {
  const facts = ({ kind, language, query, columns, cursor, table }: TableBinding): string =>
    JSON.stringify([table, kind, language, Object.entries(query).sort(), columns, cursor]);
  return facts(a) === facts(b);
};

/** Takes a half-made sheet away; the bindings were the last thing written, so they are as they were. */
const takeBackInsert = async (sheet: string, hadBindings: boolean): Promise<void> => {
  await inExcel(
    async (context) => {
      context.workbook.worksheets.getItemOrNullObject(sheet).delete();
      if (!hadBindings) context.workbook.worksheets.getItemOrNullObject(bindingSheetName).delete();
      await context.sync();
    },
    { waitForCellEdit: true },
  );
};
