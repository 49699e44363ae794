import type { Label } from '../../service/records/catalogue.ts';
import { Problem } from '../../service/records/problem.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';

/** Name of the hidden sheet that carries what a workbook has of the service. */
export const bindingSheetName = '_policy_sheets';

/** A line of the hidden sheet: one fact about a table, or about a named cell. */
export interface HiddenRow {
  table: string;
  item: string;
  name: string;
  value: string;
}

/** The four cells of a line, as text without blanks around it. */
export const hiddenRow = (cells: readonly CellValue[]): HiddenRow => {
  const [table = '', item = '', name = '', value = ''] = [0, 1, 2, 3].map((i) =>
    String(cells[i] ?? '').trim(),
  );
  return { table, item, name, value };
};

/** The Problem of a line that cannot be read; 1 is the sheet's first row. */
export const brokenLine = (row: number, what: Label): Problem =>
  new Problem(
    'binding.broken',
    {
      zh: `隐藏工作表 ${bindingSheetName} 第 ${row} 行无法识别：${what.zh}`,
      en: `Row ${row} of the hidden sheet ${bindingSheetName} cannot be read: ${what.en}`,
    },
    {
      zh: '请取消隐藏该工作表并改正这一行，或从备份恢复，或重新绑定该表。',
      en: 'Unhide that sheet and correct the row, restore it from a copy, or bind the table again.',
    },
    { row },
  );
