import { problemOfExcel } from './excel-problems.ts';

/** Whether this Excel can make one undo record of several requests (ExcelApi 1.20). */
const oneUndo = (): boolean =>
  typeof Office !== 'undefined' && Office.context?.requirements?.isSetSupported('ExcelApi', '1.20') === true;

/**
 * Runs a batch in Excel: one undo record for all of it where Excel can (ExcelApi 1.20), Problems as its errors.
 * @param options.waitForCellEdit waits until nobody is typing in a cell, instead of failing
 */
export const inExcel = async <T>(
  work: (context: Excel.RequestContext) => Promise<T>,
  options: { waitForCellEdit?: boolean } = {},
): Promise<T> => {
  try {
    const { waitForCellEdit: delayForCellEdit = false } = options;
    return await Excel.run(
      oneUndo() ? { delayForCellEdit, mergeUndoGroup: true } : { delayForCellEdit },
      work,
    );
  } catch (thrown) {
    throw problemOfExcel(thrown);
  }
};
