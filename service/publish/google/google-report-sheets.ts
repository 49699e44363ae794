import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { freeSheetId } from './google-binding.ts';
import { type Cell, type Request, typedCell } from './google-cells.ts';
import { characterWidth, headerRow, newRowCount } from './google-new-table.ts';
import { type GoogleState, sheetOf } from './google-state.ts';
import type {
  NewReport,
  ReportCell,
  ReportChart,
  ReportLook,
  ReportSheet,
  ReportTable,
} from './new-report.ts';

/** A colour of six hexadecimal digits as the API takes it. */
const rgb = (hex: string): sheets_v4.Schema$Color => {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return { red: part(0), green: part(2), blue: part(4) };
};
const ink = rgb('1F2A37');
const muted = rgb('6B7785');
const primary = rgb('1D4E6B');
const accent = rgb('B7791F');
const input = rgb('FFF8E6');
const rule = { style: 'SOLID', color: rgb('D5DDE3') };
const box = { top: rule, bottom: rule, left: rule, right: rule };

const formats: Record<ReportLook, sheets_v4.Schema$CellFormat> = {
  title: { textFormat: { bold: true, fontSize: 18, foregroundColor: primary }, verticalAlignment: 'MIDDLE' },
  hint: { textFormat: { fontSize: 9, foregroundColor: muted } },
  heading: { textFormat: { bold: true, fontSize: 12, foregroundColor: ink } },
  text: { textFormat: { foregroundColor: ink }, wrapStrategy: 'WRAP', verticalAlignment: 'TOP' },
  label: { textFormat: { fontSize: 9, foregroundColor: muted }, horizontalAlignment: 'RIGHT' },
  head: {
    textFormat: { bold: true, foregroundColor: rgb('FFFFFF') },
    backgroundColor: primary,
    horizontalAlignment: 'CENTER',
    verticalAlignment: 'MIDDLE',
    wrapStrategy: 'WRAP',
  },
  input: { backgroundColor: input, borders: box },
  figure: {
    numberFormat: { type: 'NUMBER', pattern: '[>=1000]#,##0;[>0]General;"–"' },
    horizontalAlignment: 'RIGHT',
    borders: box,
  },
};

const cellOf = (cell: ReportCell): Cell => ({
  ...(cell.formula === undefined
    ? typedCell(cell.value ?? null)
    : { userEnteredValue: { formulaValue: `=${cell.formula}` } }),
  userEnteredFormat: formats[cell.look],
  ...(cell.note === undefined ? {} : { note: cell.note }),
});

/** Native: people edit it like any chart of theirs, and it follows its cells. */
const chartRequest = (sheetId: number, chart: ReportChart, index: number): Request => {
  const source = (column: number): sheets_v4.Schema$ChartData => ({
    sourceRange: {
      sources: [
        {
          sheetId,
          startRowIndex: chart.head,
          endRowIndex: chart.bottom,
          startColumnIndex: column,
          endColumnIndex: column + 1,
        },
      ],
    },
  });
  return {
    addChart: {
      chart: {
        spec: {
          title: chart.title,
          altText: chart.description,
          basicChart: {
            chartType: 'BAR',
            legendPosition: 'NO_LEGEND',
            headerCount: 1,
            domains: [{ domain: source(chart.categories) }],
            series: [
              {
                series: source(chart.values),
                targetAxis: 'BOTTOM_AXIS',
                color: index % 2 === 0 ? primary : accent,
              },
            ],
          },
        },
        position: {
          overlayPosition: {
            anchorCell: { sheetId, rowIndex: chart.anchor.row, columnIndex: chart.anchor.column },
            widthPixels: 520,
            heightPixels: 340,
          },
        },
      },
    },
  };
};

const sheetRequests = (sheetId: number, sheet: ReportSheet): Request[] => {
  const rows = Math.max(...sheet.cells.map((cell) => cell.row)) + 1;
  const columns = Math.max(sheet.widths.length, ...sheet.cells.map((cell) => cell.column + 1));
  const underCharts = sheet.charts.length > 0 ? 22 : 0;
  const byRow = groupByRow(sheet.cells);
  return [
    {
      addSheet: {
        properties: {
          sheetId,
          title: sheet.title,
          gridProperties: {
            rowCount: Math.max(rows + underCharts, 30),
            columnCount: columns + 4,
            frozenRowCount: sheet.frozenRows,
            frozenColumnCount: sheet.frozenColumns,
            hideGridlines: true,
          },
        },
      },
    },
    ...sheet.widths.map((width, index) => ({
      updateDimensionProperties: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: index, endIndex: index + 1 },
        properties: { pixelSize: width * characterWidth },
        fields: 'pixelSize',
      },
    })),
    ...[...byRow].map(([row, cells]): Request => {
      const values: Cell[] = Array.from({ length: columns }, () => ({}));
      for (const cell of cells) values[cell.column] = cellOf(cell);
      return {
        updateCells: {
          start: { sheetId, rowIndex: row, columnIndex: 0 },
          rows: [{ values }],
          fields: 'userEnteredValue,userEnteredFormat,note',
        },
      };
    }),
    ...sheet.charts.map((chart, index) => chartRequest(sheetId, chart, index)),
  ];
};

/** The cells by row (Node 20 has no Map.groupBy). */
const groupByRow = (cells: readonly ReportCell[]): Map<number, ReportCell[]> => {
  const byRow = new Map<number, ReportCell[]>();
  for (const cell of cells) byRow.set(cell.row, [...(byRow.get(cell.row) ?? []), cell]);
  return byRow;
};

/** The analyst's columns behind the bound ones of a table: a header each, and a list of what may stand there. */
const analystRequests = (state: GoogleState, { table, analyst }: ReportTable): Request[] => {
  const sheetId = sheetOf(state, table.sheet)?.id;
  const left = table.columns.length;
  if (sheetId === undefined || analyst.length === 0) return [];
  const extra = left + analyst.length - (sheetOf(state, table.sheet)?.columnCount ?? 0);
  return [
    ...(extra > 0 ? [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: extra } }] : []),
    {
      updateCells: {
        start: { sheetId, rowIndex: headerRow, columnIndex: left },
        rows: [
          {
            values: analyst.map(({ header }) => ({
              ...typedCell(header),
              userEnteredFormat: { ...formats.head, backgroundColor: accent },
            })),
          },
        ],
        fields: 'userEnteredValue,userEnteredFormat',
      },
    },
    ...analyst.flatMap(({ width, choices }, index): Request[] => [
      {
        updateDimensionProperties: {
          range: { sheetId, dimension: 'COLUMNS', startIndex: left + index, endIndex: left + index + 1 },
          properties: { pixelSize: width * characterWidth },
          fields: 'pixelSize',
        },
      },
      ...(choices.length === 0
        ? []
        : [
            {
              setDataValidation: {
                range: {
                  sheetId,
                  startRowIndex: headerRow + 1,
                  endRowIndex: newRowCount,
                  startColumnIndex: left + index,
                  endColumnIndex: left + index + 1,
                },
                rule: {
                  condition: {
                    type: 'ONE_OF_LIST',
                    values: choices.map((userEnteredValue) => ({ userEnteredValue })),
                  },
                  // Her own grade is fine as well.
                  strict: false,
                  showCustomUi: true,
                },
              },
            },
          ]),
    ]),
  ];
};

/**
 * One atomic batch that makes of the bound tables a whole report.
 * @param state with the tables in place
 * @param blank ids of the sheets that a new spreadsheet begins with; they go
 */
export const reportRequests = (
  state: GoogleState,
  report: NewReport,
  blank: readonly number[],
): Request[] => {
  const taken: number[] = [];
  const fresh = (): number => {
    const id = freeSheetId(state, taken);
    taken.push(id);
    return id;
  };
  return [
    {
      // Formulas are read in the manner of the spreadsheet's locale: these two both part arguments by commas.
      updateSpreadsheetProperties: {
        properties: { locale: report.language === 'zh-CN' ? 'zh_CN' : 'en_US' },
        fields: 'locale',
      },
    },
    ...report.tables.flatMap((table) => analystRequests(state, table)),
    ...report.sheets.flatMap((sheet) => sheetRequests(fresh(), sheet)),
    ...blank.map((sheetId) => ({ deleteSheet: { sheetId } })),
  ];
};
