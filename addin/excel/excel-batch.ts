import { problemOfExcel } from './excel-problems.ts';

/**
 * Runs a batch in Excel: one undo record for all of it where Excel can (ExcelApi 1.20), Problems as its errors.
 * @param options.waitForCellEdit waits until nobody is typing in a cell, instead of failing
 */
export const inExcel = async <T>(
  work: (context: Excel.RequestContext) => Promise<T>,
  options: { waitForCellEdit?: boolean } = {},
): Promise<T> => {
  try {
    return await Excel.run(
      { delayForCellEdit: options.waitForCellEdit ?? false, mergeUndoGroup: true },
      work,
    );
  } catch (thrown) {
    throw problemOfExcel(thrown);
  }
};
