import { generateKeyPairSync } from 'node:crypto';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { openGoogleWorkbook } from '../../service/publish/google/google-host.ts';
import type { GoogleQuota } from '../../service/publish/google/google-quota.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { archiveSheetName } from '../../templates/refresh/archive.ts';
import { bindingSheetName } from '../../templates/refresh/binding-sheet.ts';
import type { GridRange } from '../../templates/refresh/grid-types.ts';
import type { NewTable, SnapshotCell, WorkbookHost } from '../../templates/refresh/types.ts';
import type { BookSheet } from '../hosts/google-batch.ts';
import type { GoogleBook } from '../hosts/google-book.ts';
import { GoogleSheetsEmulator } from '../hosts/google-sheets-emulator.ts';
import type { MakeBindFixture } from './bind-contract.ts';
import type { MakeFactsFixture } from './facts-contract.ts';
import type { RefreshFixture, Typed } from './refresh-fixture.ts';

type Request = sheets_v4.Schema$Request;

export const account = 'sync@policy-test.iam.gserviceaccount.com';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
export const credentialsJson = JSON.stringify({
  type: 'service_account',
  client_email: account,
  private_key: keys.privateKey,
});

/** The OAuth client through which people sign in. */
export const oauthClientJson = JSON.stringify({
  installed: { client_id: 'client-1', client_secret: 'geheim' },
});

/** Leave for every request at once: a test of something else must not wait for a minute to pass. */
export const noQuota: GoogleQuota = { take: async () => {} };

/** An emulator whose clock stands still, so that no quota window turns over by chance. */
export const startEmulator = async (
  perMinutePerUser = 10_000,
): Promise<GoogleSheetsEmulator & { minutes: number }> => {
  const start = Date.now();
  const clock = { minutes: 0 };
  const emulator = new GoogleSheetsEmulator({
    accounts: { [account]: keys.publicKey },
    client: { id: 'client-1', secret: 'geheim' },
    now: () => start + clock.minutes * 60_000,
    perMinutePerUser,
  });
  await emulator.listen();
  return Object.defineProperty(emulator, 'minutes', {
    get: () => clock.minutes,
    set: (minutes: number) => {
      clock.minutes = minutes;
    },
  }) as GoogleSheetsEmulator & { minutes: number };
};

const entered = (typed: Typed): sheets_v4.Schema$CellData => {
  if (typed === null) return {};
  if (typeof typed === 'object') return { userEnteredValue: { formulaValue: `=${typed.formula}` } };
  if (typeof typed === 'number') return { userEnteredValue: { numberValue: typed } };
  if (typeof typed === 'boolean') return { userEnteredValue: { boolValue: typed } };
  return { userEnteredValue: { stringValue: typed } };
};
const headerRow = 1;

/** What a person sees and does in a spreadsheet of the emulator, as its owner. */
export class Person {
  readonly book: GoogleBook;
  readonly #title: string;
  constructor(book: GoogleBook, title: string) {
    this.book = book;
    this.#title = title;
  }
  do(...requests: Request[]): void {
    this.book.batchUpdate(requests, 'owner');
  }
  get sheet(): BookSheet {
    const sheet = this.book.sheets.find((one) => one.properties.title === this.#title);
    if (!sheet) throw new Error(`test: no sheet ${this.#title}`);
    return sheet;
  }
  get id(): number {
    return this.sheet.properties.sheetId;
  }
  cells(sheet: BookSheet): SnapshotCell[][] {
    const { rowCount, columnCount } = sheet.properties.gridProperties;
    const grid = this.book.gridData(sheet, { top: 0, left: 0, bottom: rowCount, right: columnCount });
    return (grid.rowData ?? []).map((row) =>
      (row.values ?? []).map((cell) => {
        const value =
          cell.effectiveValue?.stringValue ??
          cell.effectiveValue?.numberValue ??
          cell.effectiveValue?.boolValue ??
          null;
        const formula = cell.userEnteredValue?.formulaValue;
        return formula ? { value, formula: formula.slice(1) } : { value };
      }),
    );
  }
  get headers(): string[] {
    const headers = (this.cells(this.sheet)[headerRow] ?? []).map((cell) => String(cell.value ?? ''));
    while (headers.at(-1) === '') headers.pop();
    return headers;
  }
  column(header: string): number {
    const column = this.headers.indexOf(header);
    if (column < 0) throw new Error(`test: no column ${header}`);
    return column;
  }
  /** Row after the last of the table, by its named range. */
  get bottom(): number {
    const range = this.book.namedRanges.find((one) => (one.range?.sheetId ?? 0) === this.id)?.range;
    return range?.endRowIndex ?? headerRow + 1;
  }
  type(row: number, column: number, typed: Typed): void {
    const start = { sheetId: this.id, rowIndex: headerRow + 1 + row, columnIndex: column };
    this.do({ updateCells: { start, rows: [{ values: [entered(typed)] }], fields: 'userEnteredValue' } });
  }
}

/** The contract's workbook in the emulator, through the real googleapis client. */
export const makeGoogleFixture = async (newTable: NewTable): Promise<RefreshFixture> => {
  const emulator = await startEmulator();
  const book = emulator.addBook('contract-spreadsheet', account);
  return spreadsheetFixture(book, newTable, {
    open: () =>
      openGoogleWorkbook(book.id, {
        env: { GOOGLE_CREDENTIALS_JSON: credentialsJson, SHEETS_ROOT_URL: emulator.rootUrl },
        wait: async () => {},
        quota: noQuota,
      }),
    failNextWrite: () => {
      book.failAfter = 2;
    },
    close: () => emulator.close(),
  });
};

/** The contract's workbook as a spreadsheet, whatever host opens it. */
export const spreadsheetFixture = async (
  book: GoogleBook,
  newTable: NewTable,
  ways: { open: () => Promise<WorkbookHost>; failNextWrite: () => void; close?: () => Promise<void> },
): Promise<RefreshFixture> => {
  let host = await ways.open();
  await host.insertTable(newTable);
  const person = new Person(book, newTable.sheet);
  const first = headerRow + 1;
  const dimension = (kind: 'ROWS' | 'COLUMNS', at: number) => ({
    sheetId: person.id,
    dimension: kind,
    startIndex: at,
    endIndex: at + 1,
  });

  // Around the table: a footnote below it, and a sheet of her own with formulas, formats and a protected range.
  person.do(
    {
      updateCells: {
        start: { sheetId: person.id, rowIndex: first + 1, columnIndex: 1 },
        rows: [
          { values: [entered('注：数据来自公开文件')] },
          {
            values: [
              entered('合计'),
              { ...entered({ formula: '2+3' }), userEnteredFormat: { textFormat: { bold: true } } },
            ],
          },
        ],
        fields: 'userEnteredValue,userEnteredFormat',
      },
    },
    { addSheet: { properties: { sheetId: 77, title: "她的'分析'" } } },
    {
      updateCells: {
        start: { sheetId: 77, rowIndex: 0, columnIndex: 0 },
        rows: [{ values: [entered('评分'), entered(5), { ...entered({ formula: '6*7' }), note: '别动' }] }],
        fields: '*',
      },
    },
    { addProtectedRange: { protectedRange: { range: { sheetId: 77 } } } },
  );

  return {
    get host() {
      return host;
    },
    table: newTable.binding.table,
    content: async () => {
      const { headers } = person;
      const rows = person.cells(person.sheet).slice(first, person.bottom);
      return {
        headers,
        rows: rows.map((row) => headers.map((_, column) => row[column] ?? { value: null })),
      };
    },
    outside: async () => ({
      others: book.sheets
        .filter(
          (sheet) => ![newTable.sheet, bindingSheetName, archiveSheetName].includes(sheet.properties.title),
        )
        .map((sheet) => structuredClone({ ...sheet, properties: { ...sheet.properties, index: 0 } })),
      above: structuredClone(person.sheet.rows.slice(0, first)),
      below: structuredClone(
        person.sheet.rows.slice(person.bottom).map((row) => row.filter((cell) => cell.userEnteredValue)),
      ).filter((row) => row.length > 0),
      columns: structuredClone(person.sheet.columns),
    }),
    archive: async () => {
      const sheet = book.sheets.find((one) => one.properties.title === archiveSheetName);
      const rows = sheet ? person.cells(sheet).filter((row) => row.length > 0) : [];
      return rows.slice(1).map((row): CellValue[] => row.map((cell) => cell.value));
    },
    write: async (row, header, typed) => person.type(row, person.column(header), typed),
    sortBy: async (header, descending = false) =>
      person.do({
        sortRange: {
          range: {
            sheetId: person.id,
            startRowIndex: first,
            endRowIndex: person.bottom,
            startColumnIndex: 0,
            endColumnIndex: person.headers.length,
          },
          sortSpecs: [
            { dimensionIndex: person.column(header), sortOrder: descending ? 'DESCENDING' : 'ASCENDING' },
          ],
        },
      }),
    insertRow: async (before) => person.do({ insertDimension: { range: dimension('ROWS', first + before) } }),
    deleteRow: async (row) => person.do({ deleteDimension: { range: dimension('ROWS', first + row) } }),
    addColumn: async (header, at, values = []) => {
      person.do({ insertDimension: { range: dimension('COLUMNS', at) } });
      person.type(-1, at, header);
      values.forEach((value, row) => {
        person.type(row, at, value);
      });
    },
    moveColumn: async (header, to) => {
      const from = person.column(header);
      const destinationIndex = to > from ? to + 1 : to;
      person.do({ moveDimension: { source: dimension('COLUMNS', from), destinationIndex } });
    },
    renameColumn: async (header, name) => person.type(-1, person.column(header), name),
    deleteColumn: async (header) =>
      person.do({ deleteDimension: { range: dimension('COLUMNS', person.column(header)) } }),
    reopen: async () => {
      host = await ways.open();
    },
    failNextWrite: async () => ways.failNextWrite(),
    ...(ways.close ? { close: ways.close } : {}),
  };
};

const openOn = async (id: string) => {
  const emulator = await startEmulator();
  const book = emulator.addBook(id, account);
  const open = () =>
    openGoogleWorkbook(book.id, {
      env: { GOOGLE_CREDENTIALS_JSON: credentialsJson, SHEETS_ROOT_URL: emulator.rootUrl },
      wait: async () => {},
      quota: noQuota,
    });
  return { emulator, book, open };
};
const sheetOfRows = (title: string, rows: readonly (readonly SnapshotCell[])[]): Request[] => [
  { addSheet: { properties: { sheetId: 7, title, gridProperties: { rowCount: 40, columnCount: 12 } } } },
  {
    updateCells: {
      start: { sheetId: 7, rowIndex: 0, columnIndex: 0 },
      rows: rows.map((row) => ({
        values: row.map((cell) =>
          entered(cell.formula === undefined ? cell.value : { formula: cell.formula }),
        ),
      })),
      fields: 'userEnteredValue',
    },
  },
];
const gridRange = ({ top, left, bottom, right }: GridRange) => ({
  sheetId: 7,
  startRowIndex: top,
  endRowIndex: bottom,
  startColumnIndex: left,
  endColumnIndex: right,
});

/** A spreadsheet with one plain sheet of hers. */
export const makeGoogleBindFixture: MakeBindFixture = async (sheet, rows, merges) => {
  const { emulator, book, open } = await openOn('bind-spreadsheet');
  book.batchUpdate(
    [
      ...sheetOfRows(sheet, rows),
      ...merges.map((merge) => ({ mergeCells: { range: gridRange(merge), mergeType: 'MERGE_ALL' } })),
    ],
    'owner',
  );
  const fixture = {
    host: await open(),
    reopen: async () => {
      fixture.host = await open();
    },
    close: () => emulator.close(),
  };
  return fixture;
};

/** A spreadsheet with one report sheet whose cells bear names. */
export const makeGoogleFactsFixture: MakeFactsFixture = async (sheet, rows, names) => {
  const { emulator, book, open } = await openOn('facts-spreadsheet');
  book.batchUpdate(
    [
      ...sheetOfRows(sheet, rows),
      ...Object.entries(names).map(([name, range]) => ({
        addNamedRange: { namedRange: { name, range: gridRange(range) } },
      })),
    ],
    'owner',
  );
  const person = new Person(book, sheet);
  const fixture = {
    host: await open(),
    // The API leaves out empty cells at the end of a row.
    cells: async () => {
      const read = person.cells(person.sheet);
      const width = Math.max(...rows.map((row) => row.length));
      return read.map((row) => [
        ...row,
        ...Array.from({ length: Math.max(0, width - row.length) }, () => ({ value: null })),
      ]);
    },
    type: async (row: number, column: number, typed: Typed) => {
      const start = { sheetId: 7, rowIndex: row, columnIndex: column };
      person.do({ updateCells: { start, rows: [{ values: [entered(typed)] }], fields: 'userEnteredValue' } });
    },
    reopen: async () => {
      fixture.host = await open();
    },
    failNextWrite: async () => {
      book.failAfter = 1;
    },
    close: () => emulator.close(),
  };
  return fixture;
};
