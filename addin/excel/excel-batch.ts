import { problemOfExcel } from './excel-problems.ts';

/** Whether this Excel has a requirement set. Outside an add-in, where nobody can tell, it has those that are asked for. */
export const hasExcelApi = (version: string, elsewhere = true): boolean => {
  const requirements = typeof Office === 'undefined' ? undefined : Office.context?.requirements;
  return requirements ? requirements.isSetSupported('ExcelApi', version) : elsewhere;
};

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
      hasExcelApi('1.20', false) ? { delayForCellEdit, mergeUndoGroup: true } : { delayForCellEdit },
      work,
    );
  } catch (thrown) {
    throw problemOfExcel(thrown);
  }
};
