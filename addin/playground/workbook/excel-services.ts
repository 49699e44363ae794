import { WireObject } from './excel-wire.ts';
import { maxColumns, type SheetModel } from './excel-workbook.ts';

/**
 * What an add-in asks of Excel beside the workbook: to show its pane, and to take the results of its functions. office.js
 * sends both as requests like any other, to objects of their own.
 */

/** The result of one call of a custom function, as office.js hands it over. */
export interface FunctionResult {
  id: number;
  failed?: boolean;
  /** The value, or the message where it failed. */
  value?: unknown;
  /** 1 for #N/A, 7 for #VALUE!; office.js has numbers for each error of Excel. */
  errorCode?: number;
}
export const functionErrors: Readonly<Record<number, string>> = { 1: '#N/A', 3: '#N/A', 7: '#VALUE!' };

export class ExcelServices {
  /** Results by the id of their call. */
  readonly results = new Map<number, FunctionResult>();
  /** Whether the page told that its functions can be called. */
  takesCalls = false;
  /** Whether the pane is before the user. */
  paneShown = false;
  /** The object that a name stands for; null where it is none of these. */
  named(name: string): WireObject | null {
    if (name === 'Microsoft.ExcelServices.CustomFunctions') return new CustomFunctions(this);
    if (name === 'Microsoft.AppRuntime.AppRuntimeService') return new AppRuntimeService(this);
    return null;
  }
}

class CustomFunctions extends WireObject {
  constructor(private readonly services: ExcelServices) {
    super();
  }
  /** The page is ready to be called. */
  _SetOsfControlContainerReadyForCustomFunctions(): void {
    this.services.takesCalls = true;
  }
  SetInvocationResults(results: readonly FunctionResult[]): void {
    for (const result of results) this.services.results.set(result.id, result);
  }
}

class AppRuntimeService extends WireObject {
  constructor(private readonly services: ExcelServices) {
    super();
  }
  SetAppRuntimeState(state: string): void {
    this.services.paneShown = state === 'Visible';
  }
  GetAppRuntimeState(): string {
    return this.services.paneShown ? 'Visible' : 'Background';
  }
}

/**
 * Puts the result of a function into its cell, a block into the cells below and to the right, as Excel spills it. A result
 * is a value: nothing of it is read as if it had been typed.
 */
export const showResult = (sheet: SheetModel, row: number, column: number, result: FunctionResult): void => {
  const block =
    result.failed === true
      ? [[functionErrors[result.errorCode ?? 0] ?? '#ERROR']]
      : Array.isArray(result.value)
        ? (result.value as unknown[][])
        : [[result.value]];
  block.forEach((line, i) => {
    line.forEach((value, j) => {
      sheet.cells.set((row + i) * maxColumns + column + j, { value: value as string | number | boolean });
    });
  });
};
