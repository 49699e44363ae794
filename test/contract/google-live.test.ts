import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openGoogleAccess } from '../../service/publish/google/google-access.ts';
import { createFile, deleteFile } from '../../service/publish/google/google-drive.ts';
import { openGoogleWorkbook } from '../../service/publish/google/google-host.ts';
import { newTableOf } from '../../templates/refresh/bind.ts';
import { refreshTable, undoRefresh } from '../../templates/refresh/refresh.ts';
import { FakeService } from '../hosts/fake-service.ts';

/**
 * The host on Google's own service. GOOGLE_TEST_CREDENTIALS is a key (its content or its path: a service account or an
 * authorized user); GOOGLE_TEST_FOLDER a folder or shared drive that it may make files in, which a service account needs.
 * What the emulator takes from the documentation is asked of Google itself here.
 */
const given = process.env.GOOGLE_TEST_CREDENTIALS;
const key = given && existsSync(given) ? readFileSync(given, 'utf8') : given;
const folder = process.env.GOOGLE_TEST_FOLDER;

const table = newTableOf({
  table: '目标',
  sheet: '目标',
  title: '目标对照表',
  kind: 'target',
  language: 'zh-CN',
  fields: ['indicator', 'value', 'by', 'issuedOn', 'status'],
});
const options = { now: '2026-02-01T09:30:00.000Z', who: null };

describe.skipIf(!key)(
  `Google Sheets itself${key ? '' : ' (skipped: GOOGLE_TEST_CREDENTIALS is not set)'}`,
  () => {
    it('a table is made, found by its marks, refreshed, sorted, refreshed again, and a refresh is taken back', async () => {
      const env = { GOOGLE_CREDENTIALS_JSON: key };
      const access = await openGoogleAccess({ env });
      const id = await createFile(access, {
        title: `policy-sheets test ${new Date().toISOString()}`,
        folder,
      });
      try {
        const host = await openGoogleWorkbook(id, { env, access });
        await host.insertTable(table);
        const service = new FakeService();
        service.add('tgt_a', { indicator: '=IMPORTXML("http://x.example")', value: 3, by: '2025-06' });
        service.add('tgt_b', { indicator: '乙', value: 2 });
        service.add('tgt_c', { indicator: '丙', value: 1 });
        await refreshTable(host, service, '目标', options);
        const filled = await host.readTable('目标');
        expect(filled.rows.map((row) => row.cells[0]?.value)).toEqual(['tgt_a@1', 'tgt_b@1', 'tgt_c@1']);
        // Text is text: no formula, no date.
        expect(filled.rows[0]?.cells.slice(1, 4)).toEqual([
          { value: '=IMPORTXML("http://x.example")' },
          { value: 3 },
          { value: '2025-06' },
        ]);
        expect(typeof filled.rows[0]?.cells[4]?.value).toBe('number');

        // A person sorts by value; keys go along with their rows.
        const { data } = await access.sheets.spreadsheets.get({
          spreadsheetId: id,
          fields: 'sheets(properties)',
        });
        const sheetId = data.sheets?.find((sheet) => sheet.properties?.title === '目标')?.properties?.sheetId;
        await access.sheets.spreadsheets.batchUpdate({
          spreadsheetId: id,
          requestBody: {
            requests: [
              {
                sortRange: {
                  range: { sheetId: sheetId ?? 0, startRowIndex: 2, endRowIndex: 5 },
                  sortSpecs: [{ dimensionIndex: 2, sortOrder: 'ASCENDING' }],
                },
              },
            ],
          },
        });
        service.change('tgt_a', { value: 30 });
        service.add('tgt_d', { indicator: '丁', value: 4 });
        await refreshTable(host, service, '目标', options);
        const sorted = await host.readTable('目标');
        expect(sorted.rows.map((row) => [row.cells[0]?.value, row.cells[2]?.value])).toEqual([
          ['tgt_c@1', 1],
          ['tgt_b@1', 2],
          ['tgt_a@2', 30],
          ['tgt_d@1', 4],
        ]);
        await undoRefresh(host, '目标', options);
        expect((await host.readTable('目标')).rows.map((row) => row.cells[2]?.value)).toEqual([1, 2, 3]);
      } finally {
        await deleteFile(access, id);
      }
    }, 180_000);
  },
);
