import { describe, expect, it } from 'vitest';
import { openXlsxWorkbook } from '../../service/publish/xlsx/xlsx-host.ts';
import type { Language } from '../../service/records/catalogue.ts';
import { labelIn } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import type { SyncRequest } from '../../service/records/sync.ts';
import { FakeService } from '../../test/hosts/fake-service.ts';
import {
  convertWithLibreOffice,
  libreOffice,
  officeValidator,
  validatorFindings,
} from '../../test/hosts/office-programs.ts';
import { openWithExcelJs } from '../../test/hosts/xlsx-analyst.ts';
import { type RefreshClient, refreshTable } from '../refresh/refresh.ts';
import { buildTemplate, templateBinding } from './build.ts';
import { templates } from './catalog.ts';
import { fundsTable } from './funds.ts';
import { tablesOfTemplate } from './new-table.ts';

const shared = (() => {
  const service = new FakeService();
  service.add('tgt_shape');
  const { sequence, status, recordedAt, section, rules, confidence, evidence, document } =
    service.current('tgt_shape');
  return { revision: 1, sequence, status, recordedAt, section, rules, confidence, evidence, document };
})();
const inRegion = (region: string) => ({ ...shared, document: { ...shared.document, region } });
const fund = (id: string, region: string, facts: object): RecordView =>
  ({
    ...inRegion(region),
    kind: 'fund',
    id,
    name: `${id} 基金`,
    type: 'industry',
    amount: null,
    unit: null,
    comparator: null,
    action: 'mention',
    terms: null,
    ...facts,
  }) as RecordView;
const assignment = (id: string, region: string, agency: string, role: string): RecordView =>
  ({
    ...inRegion(region),
    kind: 'assignment',
    id,
    task: `${id} 的任务`,
    agency,
    agencyName: agency,
    role,
  }) as RecordView;

const client = (records: readonly RecordView[]): RefreshClient => ({
  evidenceBase: 'https://policy.example',
  sync: async ({ kind }: SyncRequest) => ({
    cursor: 9,
    asOf: '2026-02-01T00:00:00.000Z',
    records: records.filter((record) => (record.kind as Kind) === kind),
    bases: {},
    gone: {},
  }),
});

const cases = templates.flatMap((template) =>
  (['zh-CN', 'en'] as const).map((language): [string, Language] => [template.name, language]),
);

describe.each(cases)('the template %s in %s', (name, language) => {
  const template = templates.find((one) => one.name === name);
  if (!template) throw new Error(`no template ${name}`);

  it('is bound table by table, each with a sheet of its own', async () => {
    const host = await openXlsxWorkbook(await buildTemplate(name, language));
    expect(await host.readBindings()).toEqual(
      template.tables.map((table) => templateBinding(table, language)),
    );
    expect(tablesOfTemplate(name, language).map((table) => table.binding.table)).toEqual(
      template.tables.map((table) => table.table),
    );
    for (const { table, name: sheet } of template.tables)
      expect((await host.readTable(table)).sheet).toBe(labelIn(sheet, language));
  });

  it.skipIf(officeValidator === undefined)('gives Microsoft’s validator nothing to find', async () => {
    expect(await validatorFindings(await buildTemplate(name, language))).toEqual([]);
  });
});

describe('the sheets that count', () => {
  /** The figures of a sheet as LibreOffice calculates them, the row of an empty name left out. */
  const figures = async (bytes: Uint8Array, sheetName: string, width: number) => {
    const calculated = await openWithExcelJs(await convertWithLibreOffice(bytes, 'xlsx'));
    const sheet = calculated.getWorksheet(sheetName);
    const rows: unknown[][] = [];
    for (let row = 5; row < 30; row++) {
      const cells = Array.from({ length: width }, (_, i) => sheet?.getCell(row, i + 1));
      const values = cells.map((cell) => (cell?.formula === undefined ? cell?.value : (cell.result ?? '')));
      if (values[0]) rows.push(values);
    }
    return rows;
  };

  it.skipIf(libreOffice === undefined)(
    'count funds by region and type, and show the largest amount (skipped without soffice)',
    async () => {
      const host = await openXlsxWorkbook(await buildTemplate('funds', 'zh-CN'));
      const records = [
        fund('fnd_a', '云山省', { action: 'establish', amount: 50, unit: '亿元' }),
        fund('fnd_b', '云山省', { type: 'subsidy', amount: 300, unit: '万元' }),
        fund('fnd_c', '临江市', { type: 'special', amount: 2.5, unit: '亿元' }),
        fund('fnd_d', '云山省', { amount: 20, unit: '亿元' }),
      ];
      await refreshTable(host, client(records), fundsTable.table, { now: '2026-02-01T09:30:00.000Z' });
      // Region, records, set up, guidance, industry, special, subsidies, largest in 亿元.
      expect(await figures(host.bytes(), '资金汇总', 8)).toEqual([
        ['云山省', 3, 1, 0, 2, 0, 1, 50],
        ['临江市', 1, 0, 0, 0, 1, 0, 2.5],
      ]);
    },
  );

  it.skipIf(libreOffice === undefined)(
    'list what any of several tables names, and what a reader wrote over it (skipped without soffice)',
    async () => {
      const host = await openXlsxWorkbook(await buildTemplate('ledger', 'en'));
      const records = [
        fund('fnd_a', '云山省', {}),
        assignment('asg_a', '临江市', '临江市财政局', 'lead'),
        assignment('asg_b', '云山省', '云山省教育厅', 'support'),
      ];
      for (const { table } of await host.readBindings())
        await refreshTable(host, client(records), table, { now: '2026-02-01T09:30:00.000Z' });
      // Region, targets, goals, funds, parks, assignments, of them leads.
      expect(await figures(host.bytes(), 'Overview', 7)).toEqual([
        ['云山省', 0, 0, 1, 0, 1, 0],
        ['临江市', 0, 0, 0, 0, 1, 1],
      ]);
    },
  );
});
