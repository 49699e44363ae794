import type {
  NewReport,
  ReportCell,
  ReportChart,
  ReportSheet,
  ReportTable,
} from '../../service/publish/google/new-report.ts';
import { columnLetters, sheetInFormula } from '../../service/publish/xlsx/refs.ts';
import { fieldOf, type Label, type Language, labelIn } from '../../service/records/catalogue.ts';
import { templateNamed } from './catalog.ts';
import type {
  AboutSheet,
  ComparisonSheet,
  CountMeasure,
  CountSheet,
  TableSheet,
  TemplateDeclaration,
} from './declaration.ts';
import { tablesOfTemplate } from './new-table.ts';

/**
 * A template as a report in Google Sheets, from the same declaration as its .xlsx. The formulas are Google's own (MAXIFS,
 * FILTER, UNIQUE) over open-ended columns, which take rows in that come later.
 */

/** Row of the first record on a table's sheet as A1 counts: below its title and header. */
const firstRecord = 3;

/** Columns of tables as formulas name them, and values of fields as the tables show them. */
class Reading {
  readonly #template: TemplateDeclaration;
  readonly #language: Language;
  constructor(template: TemplateDeclaration, language: Language) {
    this.#template = template;
    this.#language = language;
  }
  text(label: Label): string {
    return labelIn(label, this.#language);
  }
  table(name: string): TableSheet {
    const found = this.#template.tables.find((table) => table.table === name);
    if (!found) throw new Error(`the template has no table ${name}`);
    return found;
  }
  /** Open at its end. The key column stands first. */
  column(table: TableSheet, id: string): string {
    const at = table.fields.indexOf(id);
    if (at < 0) throw new Error(`the table ${table.table} shows no field ${id}`);
    const letters = columnLetters(at + 2);
    return `${sheetInFormula(this.text(table.name))}!$${letters}$${firstRecord}:$${letters}`;
  }
  header(table: TableSheet, id: string): string {
    const field = fieldOf(table.kind, id);
    return field ? this.text(field.label) : id;
  }
  value(table: TableSheet, id: string, value: string): string {
    const label = fieldOf(table.kind, id)?.values?.[value];
    if (!label) throw new Error(`the field ${id} of ${table.kind} has no value ${value}`);
    return this.text(label);
  }
}

/** The n-th different value of columns, nothing where there are fewer. */
const nth = (columns: readonly string[], n: number): string => {
  const one = columns.length === 1 ? columns[0] : `{${columns.join(';')}}`;
  return `IFERROR(INDEX(UNIQUE(FILTER(${one},${one}<>"")),${n}),"")`;
};

const title = (text: string, hint: string): ReportCell[] => [
  { row: 0, column: 0, look: 'title', value: text },
  { row: 1, column: 0, look: 'hint', value: hint },
];

const chartsUnder = (
  head: number,
  rows: number,
  width: number,
  charts: readonly { title: string; column: number }[],
  description: string,
): ReportChart[] =>
  charts.map((chart, i) => ({
    title: chart.title,
    description,
    head,
    bottom: head + 1 + rows,
    categories: 0,
    values: chart.column,
    anchor: { row: head + rows + 2, column: i * Math.ceil(width / charts.length) },
  }));

const comparisonSheet = (reading: Reading, table: TableSheet, sheet: ComparisonSheet): ReportSheet => {
  const text = (label: Label) => reading.text(label);
  const column = (id: string) => reading.column(table, id);
  const current = reading.value(table, 'status', 'current');
  const [keywordRow, unitRow, headRow] = [3, 4, 5];
  const firstMeasure = 3;
  const letter = (measure: number) => columnLetters(firstMeasure + measure + 1);
  const cells: ReportCell[] = [
    ...title(text(sheet.title), text(sheet.hint)),
    { row: keywordRow, column: firstMeasure - 1, look: 'label', value: text(sheet.keywordHeader) },
    { row: unitRow, column: firstMeasure - 1, look: 'label', value: text(sheet.unitHeader) },
    { row: headRow, column: 0, look: 'head', value: text(sheet.regionHeader) },
    { row: headRow, column: 1, look: 'head', value: text(sheet.count) },
    { row: headRow, column: 2, look: 'head', value: text(sheet.percentCount) },
  ];
  sheet.measures.forEach((measure, m) => {
    const at = firstMeasure + m;
    const [keyword, unit] = [`${letter(m)}${keywordRow + 1}`, `${letter(m)}${unitRow + 1}`];
    cells.push(
      {
        row: keywordRow,
        column: at,
        look: 'input',
        value: text(measure.keyword),
        note: text(sheet.keywordHint),
      },
      { row: unitRow, column: at, look: 'input', value: measure.unit, note: text(sheet.unitHint) },
      {
        row: headRow,
        column: at,
        look: 'head',
        formula: `IF(${keyword}="","${text(sheet.anyIndicator)}",${keyword})&" ("&${unit}&")"`,
      },
    );
  });
  for (let i = 0; i < sheet.regions; i++) {
    const row = headRow + 1 + i;
    const region = `$A${row + 1}`;
    const counted = `${column('region')},${region},${column('status')},"${current}"`;
    const figure = (at: number, formula: string): ReportCell => ({
      row,
      column: at,
      look: 'figure',
      formula: `IF(${region}="","",${formula})`,
    });
    cells.push(
      {
        row,
        column: 0,
        look: 'input',
        formula: nth([column('region')], i + 1),
        note: text(sheet.regionHint),
      },
      figure(1, `COUNTIFS(${counted})`),
      figure(2, `COUNTIFS(${counted},${column('unit')},"%")`),
      ...sheet.measures.map((_, m) => {
        const words = `"*"&${letter(m)}$${keywordRow + 1}&"*"`;
        return figure(
          firstMeasure + m,
          `MAXIFS(${column('value')},${counted},${column('indicator')},${words},${column('unit')},${letter(m)}$${unitRow + 1})`,
        );
      }),
    );
  }
  const width = firstMeasure + sheet.measures.length;
  return {
    title: text(sheet.name),
    widths: [18, ...Array.from({ length: width - 1 }, () => 15)],
    frozenRows: headRow + 1,
    frozenColumns: 1,
    cells,
    charts: chartsUnder(
      headRow,
      sheet.regions,
      width,
      [
        { title: text(sheet.countChart), column: 1 },
        { title: text(sheet.measureChart), column: firstMeasure },
      ],
      text(sheet.chartDescription),
    ),
  };
};

const countSheet = (reading: Reading, sheet: CountSheet): ReportSheet => {
  const text = (label: Label) => reading.text(label);
  const headRow = 3;
  const used = [...new Set(sheet.measures.map((measure) => measure.table))].map((name) =>
    reading.table(name),
  );
  const [main] = used;
  if (!main) throw new Error(`the sheet ${sheet.name.en} counts nothing`);
  const figure = (measure: CountMeasure, name: string): string => {
    const table = reading.table(measure.table);
    const counted = `${reading.column(table, sheet.rowField)},${name},${reading.column(table, 'status')},"${reading.value(table, 'status', 'current')}"`;
    if (measure.is === 'largest')
      return `MAXIFS(${reading.column(table, measure.field)},${counted},${reading.column(table, 'unit')},"${measure.unit}")`;
    const shows =
      measure.field === undefined || measure.value === undefined
        ? ''
        : `,${reading.column(table, measure.field)},"${reading.value(table, measure.field, measure.value)}"`;
    return `COUNTIFS(${counted}${shows})`;
  };
  const cells: ReportCell[] = [
    ...title(text(sheet.title), text(sheet.hint)),
    { row: headRow, column: 0, look: 'head', value: reading.header(main, sheet.rowField) },
    ...sheet.measures.map(
      (measure, m): ReportCell => ({
        row: headRow,
        column: m + 1,
        look: 'head',
        value: text(measure.header),
      }),
    ),
  ];
  const names = used.map((table) => reading.column(table, sheet.rowField));
  for (let i = 0; i < sheet.rows; i++) {
    const row = headRow + 1 + i;
    cells.push(
      { row, column: 0, look: 'input', formula: nth(names, i + 1), note: text(sheet.rowHint) },
      ...sheet.measures.map(
        (measure, m): ReportCell => ({
          row,
          column: m + 1,
          look: 'figure',
          formula: `IF($A${row + 1}="","",${figure(measure, `$A${row + 1}`)})`,
        }),
      ),
    );
  }
  const width = 1 + sheet.measures.length;
  return {
    title: text(sheet.name),
    widths: [sheet.rowField === 'region' ? 18 : 34, ...Array.from({ length: width - 1 }, () => 15)],
    frozenRows: headRow + 1,
    frozenColumns: 1,
    cells,
    charts: chartsUnder(
      headRow,
      sheet.rows,
      width,
      sheet.charts.map(({ title: label, measure }) => ({ title: text(label), column: measure + 1 })),
      text(sheet.chartDescription),
    ),
  };
};

const aboutSheet = (reading: Reading, about: AboutSheet): ReportSheet => {
  const cells: ReportCell[] = [{ row: 0, column: 0, look: 'title', value: reading.text(about.title) }];
  let row = 1;
  for (const section of about.sections) {
    row++;
    cells.push({ row: row++, column: 0, look: 'heading', value: reading.text(section.heading) });
    for (const line of section.lines)
      cells.push({ row: row++, column: 0, look: 'text', value: reading.text(line) });
  }
  return {
    title: reading.text(about.name),
    widths: [92],
    frozenRows: 0,
    frozenColumns: 0,
    cells,
    charts: [],
  };
};

/**
 * The report of a template for Google Sheets.
 * @throws Problem template.unknown
 */
export const googleReportOf = (name: string, language: Language): NewReport => {
  const template = templateNamed(name);
  const reading = new Reading(template, language);
  const tables = tablesOfTemplate(name, language).map(
    (table, i): ReportTable => ({
      table,
      analyst: (template.tables[i]?.analyst ?? []).map((column) => ({
        header: reading.text(column.label),
        width: column.width,
        choices: (column.choices ?? []).map((choice) => reading.text(choice)),
      })),
    }),
  );
  return {
    title: reading.text(template.title),
    language,
    tables,
    sheets: [
      ...(template.comparison ? [comparisonSheet(reading, template.tables[0], template.comparison)] : []),
      ...(template.counts ? [countSheet(reading, template.counts)] : []),
      aboutSheet(reading, template.about),
    ],
  };
};
