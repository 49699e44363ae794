import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { openXlsxWorkbook } from '../../service/publish/xlsx/xlsx-host.ts';
import type { RefreshPlan, TableBinding } from '../../templates/refresh/types.ts';
import { barePlan } from '../hosts/bare-plan.ts';
import { convertWithLibreOffice, libreOffice, validatorFindings } from '../hosts/office-programs.ts';
import { comparedParts, packageFindings } from '../hosts/package-check.ts';
import { richRows, richTable, richWorkbook } from '../hosts/rich-workbook.ts';
import { openWithExcelJs } from '../hosts/xlsx-analyst.ts';

/** A rich workbook of our own: what a refresh leaves alone in it, and what it moves. */

const binding: TableBinding = {
  table: richTable,
  kind: 'fund',
  query: {},
  language: 'zh-CN',
  columns: [{ header: '编号', field: 'key' }],
  asOf: null,
  cursor: null,
  refreshedAt: null,
  refreshedBy: null,
  undo: null,
};
type Wanted = Partial<Pick<RefreshPlan, 'updates' | 'additions' | 'removals'>>;
const additions = Array.from({ length: 6 }, (_, i) => ({
  key: `prj_${i}@1`,
  cells: [
    { column: 0, value: `新项目${i}`, type: 'text' as const },
    { column: 1, value: '临江市', type: 'text' as const },
    { column: 2, value: 50 + i, type: 'number' as const },
    { column: 3, value: 10, type: 'number' as const },
  ],
}));
const removals = [1, 3].map((row) => ({
  row,
  key: `old_${row}@1`,
  reason: 'withdrawn' as const,
  archive: false,
}));
const cases: [string, Wanted][] = [
  [
    'values change',
    { updates: [{ row: 2, key: 'a@1', cells: [{ column: 2, value: 999, type: 'number' }] }] },
  ],
  ['rows come', { additions }],
  ['rows go', { removals }],
  ['rows come and go', { additions, removals }],
];

describe('a rich workbook of our own', () => {
  let before: Uint8Array;
  let found: string[];
  const refreshed = async (wanted: Wanted): Promise<Uint8Array> => {
    const host = await openXlsxWorkbook(before);
    await host.apply(barePlan(await host.readTable(richTable), binding, wanted));
    return host.bytes();
  };
  beforeAll(async () => {
    before = await richWorkbook();
    found = await validatorFindings(before, 'xlsm');
  }, 60_000);

  it('is sound itself', () => {
    expect(packageFindings(before)).toEqual([]);
    // ExcelJS, which lays its ground, puts two elements in another order than the schema.
    expect(found.filter((line) => !/:(sz|legacyDrawing)'/.test(line))).toEqual([]);
  });

  it.each(cases)('gives nobody anything to find when %s', async (_, wanted) => {
    const after = await refreshed(wanted);
    expect(packageFindings(after)).toEqual([]);
    expect(await validatorFindings(after, 'xlsm')).toEqual(found);
  });

  it('keeps macros, picture, print settings, custom XML, pivot records and slicers byte for byte', async () => {
    for (const [what, wanted] of cases) {
      const { identical, changed, gone } = comparedParts(before, await refreshed(wanted));
      for (const part of [
        'xl/vbaProject.bin',
        'xl/printerSettings/printerSettings1.bin',
        'customXml/item1.xml',
        'xl/media/image1.png',
        'xl/pivotCache/pivotCacheRecords1.xml',
        'xl/pivotTables/pivotTable1.xml',
        'xl/slicers/slicer1.xml',
        'xl/slicerCaches/slicerCache1.xml',
        'xl/styles.xml',
        'xl/theme/theme1.xml',
        'xl/sharedStrings.xml',
        'xl/worksheets/sheet2.xml',
      ])
        expect([what, part, identical.includes(part)]).toEqual([what, part, true]);
      process.stdout.write(
        `  ${what}: ${identical.length} of ${identical.length + changed.length + gone.length} parts identical; changed ${changed.map((part) => part.replace(/^.*\//, '')).join(', ')}\n`,
      );
    }
  });

  it('lets chart, name, rules, validations, filter and totals follow the body, and the pivot read it again', async () => {
    const after = await refreshed({ additions });
    const parts = unzipSync(after);
    const text = (part: string) => Buffer.from(parts[part] ?? []).toString('utf8');
    expect(text('xl/charts/chart1.xml')).toContain('台账!$C$5:$C$18');
    expect(text('xl/workbook.xml')).toContain('$C$5:$C$18');
    expect(text('xl/tables/table1.xml')).toMatch(/ref="A4:F19".*autoFilter ref="A4:F18"/);
    expect(text('xl/pivotCache/pivotCacheDefinition1.xml')).toContain('refreshOnLoad="1"');
    const sheet = text('xl/worksheets/sheet1.xml');
    expect(sheet).toContain('conditionalFormatting sqref="D5:D18"');
    expect(sheet).toMatch(/dataValidation [^>]*sqref="B5:B18"/);
    expect(sheet).toContain('<xm:sqref>D5:D18</xm:sqref>');
  });

  it('fills the calculated column down, and gives new rows the sparklines of the others', async () => {
    const after = await refreshed({ additions });
    const sheet = (await openWithExcelJs(after)).getWorksheet('台账');
    expect(sheet?.getCell('E18').formula).toBe('项目台账[[#This Row],[完成]]/项目台账[[#This Row],[投资]]');
    expect(sheet?.getCell('E18').numFmt).toBe('0.0%');
    const lines = unzipSync(after)['xl/worksheets/sheet1.xml'];
    const sparklines = [
      ...Buffer.from(lines ?? [])
        .toString('utf8')
        .matchAll(/<xm:f>台账!C(\d+):D(\d+)<\/xm:f><xm:sqref>F(\d+)</g),
    ];
    expect(sparklines.map((match) => match.slice(1).map(Number))).toEqual(
      Array.from({ length: richRows + 6 }, (_, i) => [5 + i, 5 + i, 5 + i]),
    );
  });

  it('fills it down also where she put something else into the last row', async () => {
    const host = await openXlsxWorkbook(before);
    const own = { column: 4, value: 0.5, type: 'number' as const };
    const typed = barePlan(await host.readTable(richTable), binding, {
      updates: [{ row: richRows - 1, key: 'a@1', cells: [own] }],
    });
    await host.apply(typed);
    await host.apply(barePlan(await host.readTable(richTable), binding, { additions }));
    const sheet = (await openWithExcelJs(host.bytes())).getWorksheet('台账');
    expect(sheet?.getCell('E12').value).toBe(0.5);
    expect(sheet?.getCell('E18').formula).toContain('[[#This Row],[完成]]');
  });

  it.skipIf(libreOffice === undefined)(
    'is recalculated by LibreOffice to our own sums (skipped without soffice)',
    async () => {
      const calculated = await convertWithLibreOffice(
        await refreshed({ additions, removals }),
        'xlsx',
        'xlsm',
      );
      const workbook = await openWithExcelJs(calculated);
      let own = 0;
      for (let i = 0; i < richRows; i++) if (i !== 1 && i !== 3) own += 100 + i * 7;
      for (let i = 0; i < 6; i++) own += 50 + i;
      expect(workbook.getWorksheet('合计')?.getCell('A1').result).toBe(own);
      expect(workbook.getWorksheet('台账')?.getCell('C17').result).toBe(own);
    },
    120_000,
  );
});
