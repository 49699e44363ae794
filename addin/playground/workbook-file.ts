import type { CellValue, Worksheet } from 'exceljs';
import { orderFonts } from '../../templates/catalog/font-order.ts';
import type { Cell, SheetModel, WorkbookModel } from './workbook/excel-workbook.ts';

/** The workbook of the playground as an .xlsx, with its bindings, so that it refreshes in Excel from there on. */

/** Points of one character of the default font, in which a file keeps the widths of columns. */
const pointsOfCharacter = 5.25;

const argb = (color: unknown): { argb: string } | undefined =>
  typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color)
    ? { argb: `FF${color.slice(1).toUpperCase()}` }
    : undefined;

const contentOf = (cell: Cell | undefined): CellValue => {
  if (cell?.formula !== undefined) return { formula: cell.formula.replace(/^=/, '') };
  return cell?.value ?? null;
};

const dress = (sheet: Worksheet, model: SheetModel, row: number, column: number): void => {
  const cell = model.cell(row, column);
  const style = { ...model.columnFormats.get(column)?.style, ...cell?.style };
  const format = model.numberFormatAt(row, column);
  const target = sheet.getCell(row + 1, column + 1);
  if (format !== undefined && format !== 'General') target.numFmt = format;
  const color = argb(style['Font.Color']);
  const size = style['Font.Size'];
  const bold = style['Font.Bold'] === true;
  if (color || bold || typeof size === 'number')
    target.font = { bold, ...(color ? { color } : {}), ...(typeof size === 'number' ? { size } : {}) };
  const fill = argb(style['Fill.Color']);
  if (fill) target.fill = { type: 'pattern', pattern: 'solid', fgColor: fill };
  const vertical = style['Format.VerticalAlignment'];
  target.alignment = {
    wrapText: style['Format.WrapText'] === true,
    ...(vertical === 'Top' ? { vertical: 'top' as const } : {}),
  };
};

const writeSheet = (sheet: Worksheet, model: SheetModel): void => {
  for (const [column, points] of model.columnWidths)
    sheet.getColumn(column + 1).width = Math.round((points / pointsOfCharacter) * 10) / 10;
  for (const column of model.hiddenColumns) sheet.getColumn(column + 1).hidden = true;
  for (const [row, points] of model.rowHeights) sheet.getRow(row + 1).height = points;
  const used = model.usedBox({ row: 0, column: 0, rows: 1_048_576, columns: 16_384 }, true);
  for (let row = used?.row ?? 0; used && row < used.row + used.rows; row++)
    for (let column = used.column; column < used.column + used.columns; column++) {
      const value = contentOf(model.cell(row, column));
      if (value === null) continue;
      sheet.getCell(row + 1, column + 1).value = value;
      dress(sheet, model, row, column);
    }
  for (const row of model.hiddenRows) sheet.getRow(row + 1).hidden = true;
};

const writeTables = (sheet: Worksheet, model: SheetModel): void => {
  for (const table of model.workbook.tables) {
    if (table.sheet !== model) continue;
    const { box, body } = table;
    sheet.addTable({
      name: table.name,
      ref: sheet.getCell(box.row + 1, box.column + 1).address,
      headerRow: true,
      style: { theme: 'TableStyleMedium2', showRowStripes: table.showBandedRows },
      columns: table.headers().map((name) => ({ name, filterButton: table.showFilterButton })),
      rows: Array.from({ length: body.rows }, (_, i) =>
        Array.from({ length: box.columns }, (_, j) => contentOf(model.cell(body.row + i, box.column + j))),
      ),
    });
  }
};

const stylesPart = 'xl/styles.xml';

/** ExcelJS writes the parts of a font in an order that Microsoft's schema does not have. */
const withOrderedFonts = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate');
  const parts = unzipSync(bytes);
  const styles = parts[stylesPart];
  if (styles) parts[stylesPart] = strToU8(orderFonts(strFromU8(styles)));
  return zipSync(parts);
};

/** Bytes of the .xlsx. */
export const workbookFile = async (model: WorkbookModel): Promise<Uint8Array> => {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Policy Sheets';
  workbook.calcProperties.fullCalcOnLoad = true;
  for (const sheet of model.sheets) {
    const made = workbook.addWorksheet(sheet.name, {
      state: sheet.visibility === 'Visible' ? 'visible' : 'hidden',
      views: [
        {
          showGridLines: sheet.showGridlines,
          ...(sheet.frozenRows > 0
            ? { state: 'frozen' as const, ySplit: sheet.frozenRows }
            : { state: 'normal' as const }),
        },
      ],
      ...(argb(sheet.tabColor) ? { properties: { tabColor: argb(sheet.tabColor) ?? {} } } : {}),
    });
    writeTables(made, sheet);
    writeSheet(made, sheet);
  }
  return withOrderedFonts(new Uint8Array(await workbook.xlsx.writeBuffer()));
};
