import type { ColumnRegular, HyperFunc, RowDefinition, VNode } from '@revolist/revogrid';
import { defineCustomElements } from '@revolist/revogrid/loader';
import { editedText, shownText } from './cell-text.ts';
import { columnName } from './workbook/excel-wire.ts';
import type { SheetModel, TableModel } from './workbook/excel-workbook.ts';

/** The grid as a view of one sheet of the workbook: it shows cells, tells what was typed where, and keeps nothing. */

export interface GridEvents {
  select(row: number, column: number): void;
  enter(row: number, column: number, text: string): void;
}

export interface SheetGrid {
  element: HTMLElement;
  /** Shows a sheet as it is now. */
  show(sheet: SheetModel): void;
}

/** Rows and columns that an empty sheet shows, and how many more than the used ones a filled sheet does. */
const least = { rows: 40, columns: 12 };
const margin = { rows: 12, columns: 2 };
/** One point in pixels of a screen (CSS, 96 to 72). */
const pixels = 96 / 72;
const defaultRow = 22;
const textLine = 17;
/** Characters that go into a line of a wrapped cell: a Chinese one takes about 13 pixels. */
const pixelsOfCharacter = 13;

interface Row extends Record<string, unknown> {
  row: number;
}

const usedBox = (sheet: SheetModel) =>
  sheet.usedBox({ row: 0, column: 0, rows: 1_048_576, columns: 16_384 }, true);

const tableAt = (sheet: SheetModel, row: number, column: number): TableModel | undefined =>
  sheet.workbook.tables.find(
    ({ sheet: of, box }) =>
      of === sheet &&
      row >= box.row &&
      row < box.row + box.rows &&
      column >= box.column &&
      column < box.column + box.columns,
  );

/** Height of a row whose wrapped cells need several lines; Excel fits it by itself, so does the grid. */
const heightOf = (sheet: SheetModel, row: number, columns: readonly number[]): number => {
  const set = sheet.rowHeights.get(row);
  if (set !== undefined) return Math.round(set * pixels);
  let lines = 1;
  for (const column of columns) {
    const cell = sheet.cell(row, column);
    const style = { ...sheet.columnFormats.get(column)?.style, ...cell?.style };
    if (typeof cell?.value !== 'string' || style['Format.WrapText'] !== true) continue;
    const width = (sheet.columnWidths.get(column) ?? 48) * pixels;
    lines = Math.max(lines, Math.ceil((cell.value.length * pixelsOfCharacter) / Math.max(20, width - 10)));
  }
  return Math.min(8, lines) * textLine + (defaultRow - textLine);
};

const styleOf = (sheet: SheetModel, row: number, column: number): Record<string, string> => {
  const format = { ...sheet.columnFormats.get(column)?.style, ...sheet.cell(row, column)?.style };
  const css: Record<string, string> = {};
  const set = (name: string, property: string, unit = ''): void => {
    const value = format[name];
    if (typeof value === 'string' || typeof value === 'number') css[property] = `${value}${unit}`;
  };
  set('Fill.Color', 'background');
  set('Font.Color', 'color');
  set('Font.Size', 'font-size', 'pt');
  if (format['Font.Bold'] === true) css['font-weight'] = '600';
  if (format['Format.WrapText'] === true) css['white-space'] = 'normal';
  return css;
};

/** Makes the grid inside a place of the page. */
export const makeSheetGrid = (place: HTMLElement, label: string, events: GridEvents): SheetGrid => {
  void defineCustomElements();
  const grid = document.createElement('revo-grid');
  grid.setAttribute('aria-label', label);
  grid.rowHeaders = true;
  grid.resize = true;
  grid.range = true;
  grid.theme = 'compact';
  grid.hideAttribution = true;
  grid.rowSize = defaultRow;
  place.append(grid);
  // The grid keeps clicks to itself, so that the keyboard would stay with the pane in its frame.
  grid.addEventListener('mousedown', () => window.focus(), { capture: true });
  let current: SheetModel | null = null;

  const template = (sheet: SheetModel, column: number) =>
    ((h: HyperFunc<VNode>, { model }: { model: Row }) =>
      h(
        'span',
        {},
        shownText(sheet.cell(model.row, column), sheet.numberFormatAt(model.row, column)),
      )) as unknown as NonNullable<ColumnRegular['cellTemplate']>;
  const columnOf = (sheet: SheetModel, column: number): ColumnRegular => ({
    prop: String(column),
    name: columnName(column),
    size: Math.round((sheet.columnWidths.get(column) ?? 48) * pixels),
    cellTemplate: template(sheet, column),
    cellProperties: ({ model }) => {
      const { row } = model as Row;
      const table = tableAt(sheet, row, column);
      // As in Excel, a text that is longer than its cell runs on over the empty ones beside it.
      const runsOn =
        !table && typeof sheet.cell(row, column)?.value === 'string' && !sheet.cell(row, column + 1)?.value;
      const inTable = !table
        ? ''
        : row === table.box.row
          ? 'table-head'
          : (row - table.box.row) % 2
            ? 'band'
            : 'plain';
      const isNumber = typeof sheet.cell(row, column)?.value === 'number';
      const frozen = row === sheet.frozenRows - 1 ? 'frozen' : '';
      return {
        class: ['cell', inTable, isNumber ? 'number' : '', runsOn ? 'runs-on' : '', frozen]
          .filter((name) => name !== '')
          .join(' '),
        style: styleOf(sheet, row, column),
      };
    },
  });

  grid.addEventListener('beforeedit', (event) => {
    if (!current) return;
    // The workbook takes what was typed and the grid then shows the workbook: one place keeps the cells.
    event.preventDefault();
    const { model, prop, val } = event.detail;
    const [row, column] = [Number(model.row), Number(prop)];
    const before = editedText(current.cell(row, column), current.numberFormatAt(row, column));
    const text = val === null || val === undefined ? '' : String(val);
    if (text !== before) events.enter(row, column, text);
  });
  grid.addEventListener('beforerangeedit', (event) => {
    event.preventDefault();
    const { data, models } = event.detail;
    for (const [index, cells] of Object.entries(data))
      for (const [prop, value] of Object.entries(cells)) {
        const row: unknown = models[Number(index)]?.row;
        if (typeof row === 'number' && /^\d+$/.test(prop))
          events.enter(row, Number(prop), String(value ?? ''));
      }
  });
  grid.addEventListener('afterfocus', (event) => {
    const { model, column } = event.detail;
    if (model && column) events.select(Number(model.row), Number(column.prop));
  });

  return {
    element: grid,
    show: (sheet) => {
      const changedSheet = current !== sheet;
      current = sheet;
      const used = usedBox(sheet);
      const rows = Math.max(least.rows, (used ? used.row + used.rows : 0) + margin.rows);
      const width = Math.max(least.columns, (used ? used.column + used.columns : 0) + margin.columns);
      const columns = Array.from({ length: width }, (_, i) => i).filter(
        (column) => !sheet.hiddenColumns.has(column),
      );
      const source: Row[] = [];
      const definitions: RowDefinition[] = [];
      for (let row = 0; row < rows; row++) {
        if (sheet.hiddenRows.has(row)) continue;
        const shown: Row = { row };
        for (const column of columns) {
          const cell = sheet.cell(row, column);
          // The editor begins with this text; what is shown comes from the cell's template.
          if (cell) shown[column] = editedText(cell, sheet.numberFormatAt(row, column));
        }
        const height = heightOf(sheet, row, columns);
        if (height !== defaultRow) definitions.push({ type: 'rgRow', index: source.length, size: height });
        source.push(shown);
      }
      grid.rowDefinitions = definitions;
      grid.columns = columns.map((column) => columnOf(sheet, column));
      grid.source = source;
      // The element gets its methods once its code has come; until then there is nothing to scroll.
      if (changedSheet && 'scrollToRow' in grid) void grid.scrollToRow(0);
    },
  };
};
