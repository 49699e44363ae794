import { expect, it } from 'vitest';
import { newTableOf } from '../../templates/refresh/bind.ts';
import { refreshTable } from '../../templates/refresh/refresh.ts';
import { FakeService } from '../hosts/fake-service.ts';
import { makeAppsScriptFixture } from './apps-script-fixture.ts';
import { describeRefreshContract } from './refresh-contract.ts';

describeRefreshContract('Google Sheets through SpreadsheetApp, on a stand-in', makeAppsScriptFixture());

it('text stays text also where a cell formatted as text keeps a typed apostrophe', async () => {
  const table = newTableOf({
    table: 'T',
    sheet: '目标',
    title: 'T',
    kind: 'target',
    language: 'zh-CN',
    query: {},
    fields: ['indicator', 'value', 'by'],
  });
  const fixture = await makeAppsScriptFixture({ apostropheInTextCells: 'kept' })(table);
  const service = new FakeService();
  const texts = [
    '=IMPORTXML("https://x.example")',
    '＝1+1',
    '+1',
    '-1',
    '0012',
    '2024-05',
    "'引号",
    '平常的字',
  ];
  texts.forEach((indicator, i) => {
    service.add(`tgt_${i}`, { indicator, by: '2025-06' });
  });
  await refreshTable(fixture.host, service, 'T', { now: '2026-02-01T09:30:00.000Z' });
  const { headers, rows } = await fixture.content();
  expect(rows.map((row) => row[headers.indexOf('指标')])).toEqual(texts.map((value) => ({ value })));
  expect(rows.map((row) => row[headers.indexOf('完成时限')])).toEqual(
    texts.map(() => ({ value: '2025-06' })),
  );
});
