import './playground.css';
import { editedText } from './cell-text.ts';
import { startPane } from './excel-frame.ts';
import { messagesIn } from './messages.ts';
import { layOutPage } from './page.ts';
import { makeSheetGrid } from './sheet-grid.ts';
import { deleteTableRow, sortTable } from './table-edits.ts';
import { ExcelRequests } from './workbook/excel-request.ts';
import { addressOf } from './workbook/excel-wire.ts';
import { type SheetModel, WorkbookModel } from './workbook/excel-workbook.ts';

/** The page /try: a workbook in memory, a grid that shows it, and the real pane in a frame beside it. */

const language = document.documentElement.lang === 'en' ? 'en' : 'zh-CN';
const messages = messagesIn[language];
const page = layOutPage(messages);

/** The pane signs in with the session of this page: it asks for a token only where it knows none. */
const connectPane = (): void => {
  const token = document.querySelector<HTMLMetaElement>('meta[name="policy-sheets-session"]')?.content;
  if (token)
    localStorage.setItem('policy-sheets.connection', JSON.stringify({ address: location.origin, token }));
};

const workbook = new WorkbookModel([messages.sheet]);
const requests = new ExcelRequests(workbook);
let shown: SheetModel = workbook.active;

const { address, content, tabs, steps, download } = page;
const done = (step: number): void => steps[step]?.classList.add('done');

const selected = () => workbook.selection.box;
const tableOfSelection = () => {
  const { row, column } = selected();
  return workbook.tables.find(
    ({ sheet, body }) =>
      sheet === shown &&
      row >= body.row &&
      row < body.row + body.rows &&
      column >= body.column &&
      column < body.column + body.columns,
  );
};

const showBar = (): void => {
  const { row, column } = selected();
  address.value = addressOf(shown, { row, column, rows: 1, columns: 1 }).replace(/^.*!/, '');
  content.value = editedText(shown.cell(row, column), shown.numberFormatAt(row, column));
  const inTable = tableOfSelection() !== undefined;
  for (const button of [page.sort, page.deleteRow]) button.disabled = !inTable;
};

const select = (row: number, column: number): void => {
  const moved = row !== selected().row || column !== selected().column || workbook.selection.sheet !== shown;
  workbook.selection = { sheet: shown, box: { row, column, rows: 1, columns: 1 } };
  showBar();
  if (moved) frame.selectionChanged();
  if (moved && tableOfSelection()) done(2);
};
const enter = (row: number, column: number, text: string): void => {
  workbook.enter(shown, row, column, text);
  if (tableOfSelection()) done(3);
  draw();
};

const grid = makeSheetGrid(page.grid, messages.grid, { select, enter });

const showTabs = (): void => {
  const visible = workbook.sheets.filter((sheet) => sheet.visibility === 'Visible');
  tabs.replaceChildren(
    ...visible.map((sheet) => {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.role = 'tab';
      tab.ariaSelected = String(sheet === shown);
      tab.textContent = sheet.name;
      if (sheet.tabColor) tab.style.borderTopColor = sheet.tabColor;
      tab.addEventListener('click', () => {
        shown = sheet;
        workbook.active = sheet;
        workbook.selection = { sheet, box: { row: 0, column: 0, rows: 1, columns: 1 } };
        frame.selectionChanged();
        draw();
      });
      return tab;
    }),
  );
};
const draw = (): void => {
  grid.show(shown);
  showTabs();
  showBar();
};

/** The plan is the pane's affair: whether one is shown is seen in its page, which is of this origin. */
const watchPlan = (): void => {
  if (page.pane.contentDocument?.querySelector('[data-plan]')) done(1);
};
let drawing = 0;
let seen = 0;
/** After a request of the pane: shows what it wrote, once, however many requests came. */
const afterRequest = (): void => {
  const changed = requests.log.slice(seen).some((entry) => entry.writes.length > 0);
  seen = requests.log.length;
  if (workbook.tables.length > 0) done(0);
  if (!changed && workbook.active === shown) return;
  shown = workbook.active;
  cancelAnimationFrame(drawing);
  drawing = requestAnimationFrame(draw);
};

setInterval(watchPlan, 500);
connectPane();
const frame = startPane(
  page.pane,
  page.work,
  '/addin/index.html?officeJs=own',
  language,
  requests,
  afterRequest,
);

content.addEventListener('change', () => enter(selected().row, selected().column, content.value));
content.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') content.blur();
});
page.sort.addEventListener('click', () => {
  const table = tableOfSelection();
  if (!table) return;
  sortTable(table, selected().column - table.box.column);
  draw();
});
page.deleteRow.addEventListener('click', () => {
  const table = tableOfSelection();
  if (!table) return;
  deleteTableRow(table, selected().row - table.body.row);
  draw();
});
download.addEventListener('click', async () => {
  download.disabled = true;
  download.textContent = messages.downloading;
  try {
    const { workbookFile } = await import('./workbook-file.ts');
    const bytes = await workbookFile(workbook);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(
      new Blob([bytes as BlobPart], {
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      }),
    );
    link.download = 'policy-sheets.xlsx';
    link.click();
    URL.revokeObjectURL(link.href);
    download.textContent = messages.download;
  } catch {
    download.textContent = messages.downloadFailed;
  } finally {
    download.disabled = false;
  }
});
draw();
