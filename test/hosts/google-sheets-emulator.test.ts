import { describe, expect, it } from 'vitest';
import { startEmulator } from '../contract/google-fixture.ts';
import { GoogleBook } from './google-book.ts';
import { parseMask, project } from './google-field-mask.ts';

const text = (stringValue: string) => ({ userEnteredValue: { stringValue } });
const bookWith = (...rows: string[][]): GoogleBook => {
  const book = new GoogleBook('b', 'b');
  book.batchUpdate(
    [
      {
        updateCells: {
          start: { sheetId: 0 },
          rows: rows.map((row) => ({ values: row.map(text) })),
          fields: 'userEnteredValue',
        },
      },
    ],
    'owner',
  );
  return book;
};
const texts = (book: GoogleBook, a1: string): (string | null | undefined)[][] => {
  const { sheet, box } = book.resolve(a1);
  return (book.gridData(sheet, box).rowData ?? []).map((row) =>
    (row.values ?? []).map((cell) => cell.effectiveValue?.stringValue),
  );
};

describe('the emulator of Google Sheets behaves as the API documents', () => {
  it('a batch is atomic: one refused request and nothing of it stands', () => {
    const book = bookWith(['a', 'b']);
    const change = { start: { sheetId: 0 }, rows: [{ values: [text('x')] }], fields: 'userEnteredValue' };
    const far = { ...change, start: { sheetId: 0, rowIndex: 5000 } };
    expect(() => book.batchUpdate([{ updateCells: change }, { updateCells: far }], 'owner')).toThrow(
      /requests\[1\]\.updateCells.*outside the grid/,
    );
    expect(texts(book, '工作表1!A1:B1')).toEqual([['a', 'b']]);
  });

  it('a mask writes what it names, clears what the source lacks, and is demanded', () => {
    const book = bookWith(['a']);
    const cell = (fields: string) => ({
      updateCells: { start: { sheetId: 0 }, rows: [{ values: [{ note: 'n' }] }], fields },
    });
    book.batchUpdate([cell('note')], 'owner');
    expect(book.sheets[0]?.rows[0]?.[0]).toEqual({ userEnteredValue: { stringValue: 'a' }, note: 'n' });
    book.batchUpdate([cell('userEnteredValue,note')], 'owner');
    expect(book.sheets[0]?.rows[0]?.[0]).toEqual({ note: 'n' });
    expect(() => book.batchUpdate([cell('')], 'owner')).toThrow(/At least one field/);
  });

  it('names, filters and protection follow inserted and deleted rows', () => {
    const book = bookWith(['h'], ['1'], ['2'], ['3']);
    const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 1 };
    const rows = (startIndex: number, endIndex: number) => ({
      range: { sheetId: 0, dimension: 'ROWS', startIndex, endIndex },
    });
    const end = () => book.namedRanges[0]?.range?.endRowIndex;
    book.batchUpdate([{ addNamedRange: { namedRange: { name: 'n', range } } }], 'owner');
    book.batchUpdate([{ insertDimension: rows(2, 4) }], 'owner');
    expect(end()).toBe(5);
    book.batchUpdate([{ insertDimension: rows(5, 6) }], 'owner');
    expect(end()).toBe(5);
    book.batchUpdate([{ deleteDimension: rows(1, 3) }], 'owner');
    expect(end()).toBe(3);
    expect(texts(book, 'n')).toEqual([['h'], [], ['2']]);
  });

  it('reads A1 ranges, whole columns, quoted names and single cells, and refuses what is none', () => {
    const book = bookWith(['a', 'b'], ['c', 'd']);
    book.batchUpdate([{ addSheet: { properties: { title: "她's 表" } } }], 'owner');
    expect(texts(book, '工作表1!B2')).toEqual([['d']]);
    expect(texts(book, "'工作表1'!A2:B2")).toEqual([['c', 'd']]);
    expect(texts(book, '工作表1!B:B')[1]).toEqual(['d']);
    expect(book.resolve("'她''s 表'").box).toEqual({ top: 0, left: 0, bottom: 1000, right: 26 });
    for (const wrong of ['别的', '工作表1!', '工作表1!%', "'她's 表'"]) {
      expect(() => book.resolve(wrong)).toThrow(/Unable to parse range/);
    }
    expect(() => book.resolve('工作表1!A2000')).toThrow(/exceeds grid limits/);
  });

  it('a protected range is shut to everybody but its editors and the owner', () => {
    const book = bookWith(['a']);
    const write = {
      updateCells: { start: { sheetId: 0 }, rows: [{ values: [text('x')] }], fields: 'userEnteredValue' },
    };
    const protectedRange = { range: { sheetId: 0 }, editors: { users: ['in@x.example'] } };
    book.batchUpdate([{ addProtectedRange: { protectedRange } }], 'owner');
    expect(() => book.batchUpdate([write], 'out@x.example')).toThrow(/protected cell/);
    book.batchUpdate([write], 'in@x.example');
    expect(texts(book, '工作表1!A1')).toEqual([['x']]);
  });

  it('metadata of a row follows insertions and deletions and goes with its row, but not a sort', () => {
    const book = bookWith(['h'], ['c'], ['a'], ['b']);
    const row = (startIndex: number) => ({
      sheetId: 0,
      dimension: 'ROWS',
      startIndex,
      endIndex: startIndex + 1,
    });
    const create = (startIndex: number) => ({
      createDeveloperMetadata: {
        developerMetadata: {
          metadataKey: 'k',
          metadataValue: 'v',
          visibility: 'DOCUMENT',
          location: { dimensionRange: row(startIndex) },
        },
      },
    });
    const place = () => book.metadata[0]?.location?.dimensionRange?.startIndex;
    book.batchUpdate([create(1)], 'owner');
    book.batchUpdate([{ insertDimension: { range: row(0) } }], 'owner');
    expect(place()).toBe(2);
    const sortSpecs = [{ dimensionIndex: 0, sortOrder: 'ASCENDING' }];
    book.batchUpdate(
      [{ sortRange: { range: { sheetId: 0, startRowIndex: 2, endRowIndex: 5 }, sortSpecs } }],
      'owner',
    );
    expect([place(), texts(book, '工作表1!A3:A5')]).toEqual([2, [['a'], ['b'], ['c']]]);
    book.batchUpdate([{ deleteDimension: { range: row(2) } }], 'owner');
    expect(book.metadata).toEqual([]);
    const long = { metadataKey: 'k', visibility: 'DOCUMENT', location: { sheetId: 0 } };
    const tooLong = {
      createDeveloperMetadata: { developerMetadata: { ...long, metadataValue: 'x'.repeat(30_000) } },
    };
    expect(() => book.batchUpdate([tooLong], 'owner')).toThrow(/too large/);
  });

  it('a partial response has what the mask names', () => {
    const value = { a: 1, b: [{ c: 1, d: 2 }, { c: 3 }], e: { f: { g: 1, h: 2 } } };
    expect(project(value, parseMask('b(c),e/f/h'))).toEqual({ b: [{ c: 1 }, { c: 3 }], e: { f: { h: 2 } } });
    for (const wrong of ['', 'a(', 'a(b', 'a b', 'a)'])
      expect(() => parseMask(wrong)).toThrow(/Invalid field mask/);
  });

  it('lets nobody in without a token that the account signed', async () => {
    const emulator = await startEmulator();
    emulator.addBook('spreadsheet-0001');
    for (const token of ['', 'x', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln']) {
      const answer = await fetch(`${emulator.rootUrl}v4/spreadsheets/spreadsheet-0001`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error: { code: 401, status: 'UNAUTHENTICATED' } });
    }
    await emulator.close();
  });
});
