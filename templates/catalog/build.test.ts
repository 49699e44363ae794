import { describe, expect, it } from 'vitest';
import { openXlsxWorkbook, type XlsxHost } from '../../service/publish/xlsx/xlsx-host.ts';
import { ZipReader } from '../../service/publish/xlsx/zip.ts';
import { fieldOf, keyField, type Language, labelIn } from '../../service/records/catalogue.ts';
import { Problem } from '../../service/records/problem.ts';
import { FakeService } from '../../test/hosts/fake-service.ts';
import {
  convertWithLibreOffice,
  libreOffice,
  officeValidator,
  validatorFindings,
} from '../../test/hosts/office-programs.ts';
import { openWithExcelJs } from '../../test/hosts/xlsx-analyst.ts';
import { bindingSheetName } from '../refresh/binding-sheet.ts';
import { refreshTable } from '../refresh/refresh.ts';
import { buildTemplate, templateBinding, templateNames } from './build.ts';
import { tableOfTemplate } from './new-table.ts';
import { targetsTable, targetsTemplate } from './targets.ts';

const languages: readonly Language[] = ['zh-CN', 'en'];
const table = targetsTable;
const { comparison } = targetsTemplate;
if (!comparison) throw new Error('the targets template compares regions');

const filled = async (language: Language): Promise<{ host: XlsxHost; service: FakeService }> => {
  const service = new FakeService();
  service.add('tgt_1', { region: '云山省', indicator: '数字经济产值', value: 3000, unit: '亿元' });
  service.add('tgt_2', {
    region: '云山省',
    indicator: '规模以上企业',
    value: 120,
    unit: '家',
    by: '2025-06',
  });
  service.add('tgt_3', { region: '临江市', indicator: '软件业收入', value: 850.5, unit: '亿元' });
  service.add('tgt_4', { region: '临江市', indicator: '网上可办率', value: 90, unit: '%', perYear: true });
  service.add('tgt_5', { region: '云山省', indicator: '=1+1', value: 45, unit: '%' });
  service.add('tgt_6', { region: '云山省', indicator: '信息产业产值', value: 5000, unit: '亿元' });
  const host = await openXlsxWorkbook(await buildTemplate('targets', language));
  await refreshTable(host, service, table.table, { now: '2026-02-01T09:30:00.000Z' });
  return { host, service };
};

describe.each(languages)('the targets template in %s', (language) => {
  const text = (label: { zh: string; en: string }) => labelIn(label, language);

  it('is bound, and shows one blank row', async () => {
    const host = await openXlsxWorkbook(await buildTemplate('targets', language));
    expect(await host.readBindings()).toEqual([templateBinding(table, language)]);
    const snapshot = await host.readTable(table.table);
    expect(snapshot.rows).toHaveLength(1);
    expect(snapshot.rows[0]?.cells.every((cell) => cell.value === null)).toBe(true);
    expect(snapshot.headers).toEqual([
      text(keyField.label),
      ...table.fields.map((id) => text(fieldOf('target', id)?.label ?? { zh: '', en: '' })),
      ...table.analyst.map((column) => text(column.label)),
    ]);
  });

  it('has its sheets, a hidden key column, a hidden binding sheet, two charts and a header row on every page', async () => {
    const bytes = await buildTemplate('targets', language);
    const workbook = await openWithExcelJs(bytes);
    expect(workbook.worksheets.map((sheet) => [sheet.name, sheet.state])).toEqual([
      [text(table.name), 'visible'],
      [text(comparison.name), 'visible'],
      [text(targetsTemplate.about.name), 'visible'],
      [bindingSheetName, 'hidden'],
    ]);
    const sheet = workbook.worksheets[0];
    expect(sheet?.getColumn(1).hidden).toBe(true);
    expect(sheet?.pageSetup.printTitlesRow).toBe('4:4');
    const zip = new ZipReader(bytes);
    expect([...zip.entries.keys()].filter((name) => /charts\/chart\d/.test(name))).toHaveLength(2);
    expect(zip.read('xl/charts/chart1.xml').toString()).toContain(`${text(comparison.name)}!$B$8:$B$17`);
  });

  it.skipIf(officeValidator === undefined)(
    'gives Microsoft’s validator nothing to find, empty and filled',
    async () => {
      expect(await validatorFindings(await buildTemplate('targets', language))).toEqual([]);
      expect(await validatorFindings((await filled(language)).host.bytes())).toEqual([]);
    },
  );

  it('keeps its drop-downs, rules and formats on every row that comes', async () => {
    const { host } = await filled(language);
    const sheet = (await openWithExcelJs(host.bytes())).worksheets[0];
    const rating = 1 + table.fields.length + table.analyst.length;
    const issued = 2 + table.fields.indexOf('issuedOn');
    for (const row of [5, 10]) {
      expect(sheet?.getCell(row, rating).dataValidation?.type).toBe('list');
      expect(sheet?.getCell(row, issued).value).toBeInstanceOf(Date);
    }
    expect(sheet?.getCell(10, 3).value).toBe('信息产业产值');
    expect(sheet?.getCell(9, 3).value).toBe('=1+1');
  });

  it.skipIf(libreOffice === undefined)(
    'compares the regions by its formulas, as LibreOffice calculates them (skipped without soffice)',
    async () => {
      const { host } = await filled(language);
      const calculated = await openWithExcelJs(await convertWithLibreOffice(host.bytes(), 'xlsx'));
      const sheet = calculated.getWorksheet(text(comparison.name));
      const row = (number: number) =>
        Array.from({ length: 3 + comparison.measures.length }, (_, i) => {
          const cell = sheet?.getCell(number, i + 1);
          return cell?.formula === undefined ? cell?.value : (cell.result ?? '');
        });
      // Region, targets, in per cent, then the largest: any 亿元, 企业 家, 率 %, 中心 个, 项目 项.
      expect(row(8)).toEqual(['云山省', 4, 1, 5000, 120, 0, 0, 0]);
      expect(row(9)).toEqual(['临江市', 2, 1, 850.5, 0, 90, 0, 0]);
      expect(row(10)).toEqual(['', '', '', '', '', '', '', '']);
      const first = calculated.getWorksheet(text(table.name))?.getCell('B2');
      expect(String(first?.result)).toContain('2026-02-01');
    },
  );

  it.skipIf(libreOffice === undefined)(
    'is refreshed on after LibreOffice saved it, and nothing in it counts as edited (skipped without soffice)',
    async () => {
      const { host, service } = await filled(language);
      const saved = await openXlsxWorkbook(await convertWithLibreOffice(host.bytes(), 'xlsx'));
      service.change('tgt_4', { value: 95, perYear: false });
      service.add('tgt_7', { indicator: '新增指标' });
      const { plan } = await refreshTable(saved, service, table.table, { now: '2026-03-01T00:00:00.000Z' });
      expect(plan.edits).toEqual([]);
      expect(plan.changes.map(({ field, old, new: next }) => [field, old, next])).toEqual([
        ['value', 90, 95],
        ['perYear', true, false],
      ]);
      expect((await saved.readTable(table.table)).rows).toHaveLength(7);
      if (officeValidator) expect(await validatorFindings(saved.bytes())).toEqual([]);
    },
  );

  it('is laid out in the same way in an open workbook', () => {
    expect(tableOfTemplate('targets', language).binding).toEqual(templateBinding(table, language));
  });
});

it('names the templates that there are where a name is unknown', async () => {
  const error = await buildTemplate('goals', 'en').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Problem);
  expect((error as Problem).in('en')).toContain(templateNames.join(', '));
});
