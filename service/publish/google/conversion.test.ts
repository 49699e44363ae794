import { afterEach, describe, expect, it } from 'vitest';
import { buildTemplate } from '../../../templates/catalog/build.ts';
import { bindingSheetName } from '../../../templates/refresh/binding-sheet.ts';
import { refreshTable } from '../../../templates/refresh/refresh.ts';
import {
  account,
  credentialsJson,
  noQuota,
  Person,
  startEmulator,
} from '../../../test/contract/google-fixture.ts';
import { FakeService } from '../../../test/hosts/fake-service.ts';
import { readSheetRows } from '../../../test/hosts/xlsx-analyst.ts';
import { openXlsxWorkbook } from '../xlsx/xlsx-host.ts';
import { restoreTables } from './exported-workbook.ts';
import { openGoogleAccess } from './google-access.ts';
import { createFile, exportFile } from './google-drive.ts';
import { openGoogleWorkbook } from './google-host.ts';

let emulator: Awaited<ReturnType<typeof startEmulator>>;
afterEach(() => emulator?.close());

const options = { now: '2026-02-01T09:30:00.000Z', who: null };
const table = 'tblTargets';

describe('a bound .xlsx that is opened as a Google Sheet, and back', () => {
  it('keeps its bindings, keys and notes, refreshes there, and refreshes as a file and in Excel again', async () => {
    emulator = await startEmulator();
    emulator.drive.folders.set('shared-drive-1', { shared: true, writers: [account] });
    const service = new FakeService();
    service.add('tgt_a', { indicator: '甲产值', value: 1 });
    service.add('tgt_b', { indicator: '=乙产值', value: 2 });

    // A file of the service, filled.
    const file = await openXlsxWorkbook(await buildTemplate('targets', 'zh-CN'));
    await refreshTable(file, service, table, options);
    const bound = await file.readBindings();

    // Uploaded, and converted by Drive: the table is plain cells now.
    const env = { GOOGLE_CREDENTIALS_JSON: credentialsJson, SHEETS_ROOT_URL: emulator.rootUrl };
    const access = await openGoogleAccess({ env, quota: noQuota, wait: async () => {} });
    const id = await createFile(access, { title: '对照表', folder: 'shared-drive-1' }, file.bytes());
    const book = emulator.books.get(id);
    if (!book) throw new Error('no book');
    expect(book.sheets.flatMap((sheet) => sheet.tables)).toEqual([]);
    expect(book.namedRanges).toEqual([]);
    expect(book.sheets.find((sheet) => sheet.properties.title === bindingSheetName)?.properties.hidden).toBe(
      true,
    );
    const host = await openGoogleWorkbook(id, { env, access });
    expect(await host.readBindings()).toEqual(bound);

    // It refreshes there: found by its headers once, by its marks from then on.
    const person = new Person(book, '目标');
    service.change('tgt_a', { value: 10 });
    service.add('tgt_c', { indicator: '丙产值', value: 3 });
    const first = await refreshTable(host, service, table, options);
    expect([first.summary.changed, first.summary.added, first.summary.localEdits]).toEqual([1, 1, 0]);
    expect(book.namedRanges).toHaveLength(1);
    expect(person.sheet.columns[0]).toMatchObject({ hiddenByUser: true });
    emulator.requests.length = 0;
    service.change('tgt_b', { value: 20 });
    await refreshTable(host, service, table, options);
    expect(emulator.requests.map(({ kind }) => kind)).toEqual(['read', 'read', 'write']);
    const texts = person.cells(person.sheet).flat();
    expect(texts.filter((cell) => cell.value === '=乙产值' && cell.formula === undefined)).toHaveLength(1);

    // And back: Drive exports plain cells; the tables are made again, and the file refreshes.
    const back = await restoreTables(await exportFile(access, id));
    expect([back.restored, back.missing]).toEqual([[table], []]);
    const again = await openXlsxWorkbook(back.bytes);
    const after = await again.readBindings();
    expect(after[0]?.cursor).toBe((await host.readBindings())[0]?.cursor);
    service.change('tgt_c', { value: 33 });
    const last = await refreshTable(again, service, table, options);
    expect([last.summary.changed, last.summary.added, last.summary.localEdits]).toEqual([1, 0, 0]);
    const rows = await readSheetRows(again.bytes(), '目标');
    expect(rows.filter((row) => row.includes(33))).toHaveLength(1);
    expect((await restoreTables(again.bytes())).restored).toEqual([]);
  });

  it('a table whose headers are gone is named, and nothing is changed', async () => {
    emulator = await startEmulator();
    const book = emulator.addBook('spreadsheet-0001', account);
    const env = { GOOGLE_CREDENTIALS_JSON: credentialsJson, SHEETS_ROOT_URL: emulator.rootUrl };
    const access = await openGoogleAccess({ env, quota: noQuota, wait: async () => {} });
    const file = await openXlsxWorkbook(await buildTemplate('targets', 'zh-CN'));
    emulator.drive.folders.set('shared-drive-1', { shared: true, writers: [account] });
    const id = await createFile(access, { title: '对照表', folder: 'shared-drive-1' }, file.bytes());
    const converted = emulator.books.get(id);
    const sheetId = converted?.sheets.find((sheet) => sheet.properties.title === '目标')?.properties.sheetId;
    converted?.batchUpdate(
      [{ updateCells: { range: { sheetId: sheetId ?? 0 }, fields: 'userEnteredValue' } }],
      'owner',
    );
    const exported = await exportFile(access, id);
    const { bytes, restored, missing } = await restoreTables(exported);
    expect([restored, missing]).toEqual([[], [table]]);
    expect(bytes).toBe(exported);
    expect(book.sheets).toHaveLength(1);
  });
});
