import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorkbookPackage } from '../../service/publish/xlsx/parts.ts';
import { openXlsxWorkbook } from '../../service/publish/xlsx/xlsx-host.ts';
import { ZipReader } from '../../service/publish/xlsx/zip.ts';
import type { CellWrite, RowAddition, TableBinding } from '../../templates/refresh/types.ts';
import { barePlan } from '../hosts/bare-plan.ts';
import { convertWithLibreOffice, libreOffice, validatorFindings } from '../hosts/office-programs.ts';
import { openWithExcelJs } from '../hosts/xlsx-analyst.ts';

/**
 * A workbook with everything that Excel knows (pivot, slicers, charts, controls, comments, VBA, data model …), made for
 * the survey in design/xlsx-files.md. It lies beside the project, so these are skipped where only the project is.
 */
const rich = join(import.meta.dirname, '../../../shared/spikes/xlsx/rich.xlsm');
const table = 'tblData';

const binding: TableBinding = {
  table,
  kind: 'target',
  query: {},
  language: 'zh-CN',
  columns: [
    { header: '订单号', field: 'key' },
    { header: '地区', field: 'region' },
    { header: '数量', field: 'value' },
  ],
  asOf: '2026-02-01T08:00:00.000Z',
  cursor: 7,
  refreshedAt: '2026-02-01T09:30:00.000Z',
  refreshedBy: null,
  undo: null,
};

interface Wanted {
  updates?: { row: number; cells: CellWrite[] }[];
  add?: number;
  remove?: number[];
}
const addition = (i: number): RowAddition => ({
  key: `tgt_${i}@1`,
  cells: [
    { column: 0, value: `tgt_${i}@1`, type: 'text' },
    { column: 1, value: '2025-03-09', type: 'date' },
    { column: 3, value: '华东', type: 'text' },
    { column: 8, value: 100 + i, type: 'number' },
    { column: 9, value: 10, type: 'number' },
    { column: 10, value: 4, type: 'number' },
    { column: 11, value: 0.5, type: 'number' },
  ],
});

const refreshed = async (wanted: Wanted): Promise<{ before: Uint8Array; after: Uint8Array }> => {
  // Its structure is locked; its owner unlocks it, as the refusal says.
  const locked = new WorkbookPackage(new Uint8Array(readFileSync(rich)));
  locked.edit('xl/workbook.xml', (text) => text.replace('lockStructure="1"', 'lockStructure="0"'));
  const before = locked.save();
  const host = await openXlsxWorkbook(before);
  const snapshot = await host.readTable(table);
  const plan = barePlan(snapshot, binding, {
    updates: (wanted.updates ?? []).map((update) => ({ key: 'tgt_0@1', ...update })),
    additions: Array.from({ length: wanted.add ?? 0 }, (_, i) => addition(i)),
    removals: (wanted.remove ?? []).map((row) => ({
      row,
      key: `old_${row}@1`,
      reason: 'withdrawn',
      archive: true,
    })),
  });
  await host.apply(plan);
  return { before, after: host.bytes() };
};

/** Parts whose compressed bytes are not the same any more, those that went with a minus, new ones with a plus. */
const changedParts = (before: Uint8Array, after: Uint8Array): string[] => {
  const [old, now] = [new ZipReader(before).entries, new ZipReader(after).entries];
  const changed = [...old].flatMap(([name, entry]) => {
    const other = now.get(name);
    if (!other) return [`-${name}`];
    return Buffer.compare(other.data, entry.data) === 0 ? [] : [name];
  });
  return [...changed, ...[...now.keys()].flatMap((name) => (old.has(name) ? [] : [`+${name}`]))].sort();
};

/** What a workbook's new hidden sheet makes necessary. */
const forTheHiddenSheet = [
  '+xl/worksheets/sheet6.xml',
  '[Content_Types].xml',
  'docProps/app.xml',
  'xl/_rels/workbook.xml.rels',
  'xl/workbook.xml',
];
/** The table's sheet, the sheet whose formulas read it, and the pivot that is asked to read it again. */
const touchedByValues = [
  'xl/pivotCache/pivotCacheDefinition1.xml',
  'xl/worksheets/sheet1.xml',
  'xl/worksheets/sheet2.xml',
];
/** Parts that refer to cells behind the table's end. */
const touchedByRows = [
  '-xl/calcChain.xml',
  'xl/charts/chart1.xml',
  'xl/charts/chart2.xml',
  'xl/charts/chart3.xml',
  'xl/charts/chartEx1.xml',
  'xl/comments1.xml',
  'xl/ctrlProps/ctrlProp2.xml',
  'xl/drawings/drawing1.xml',
  'xl/drawings/vmlDrawing1.vml',
  'xl/tables/table1.xml',
];

describe.skipIf(!existsSync(rich))(
  'a refresh of a workbook that holds everything (skipped without ../shared)',
  () => {
    const update: Wanted = { updates: [{ row: 1, cells: [{ column: 8, value: 999, type: 'number' }] }] };

    it('leaves 76 of its 83 parts byte for byte where only values change', async () => {
      const { before, after } = await refreshed(update);
      expect(changedParts(before, after)).toEqual([...forTheHiddenSheet, ...touchedByValues].sort());
      expect(new ZipReader(before).entries.size).toBe(83);
    });

    it('leaves 66 of them where rows are added, and touches only what refers to moved cells', async () => {
      const { before, after } = await refreshed({ add: 15 });
      expect(changedParts(before, after)).toEqual(
        [...forTheHiddenSheet, ...touchedByValues, ...touchedByRows].sort(),
      );
    });

    it.each<[string, Wanted]>([
      ['values change', update],
      ['rows are added', { add: 15 }],
      ['rows leave', { remove: [0, 4, 9] }],
      ['every row leaves', { remove: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }],
      [
        'rows leave and are added',
        {
          remove: [0, 4, 9],
          add: 10,
          updates: [{ row: 2, cells: [{ column: 3, value: '=甲&<乙>', type: 'text' }] }],
        },
      ],
    ])('gives Microsoft’s validator nothing new to find when %s', async (_, wanted) => {
      const { before, after } = await refreshed(wanted);
      expect(await validatorFindings(after, 'xlsm')).toEqual(await validatorFindings(before, 'xlsm'));
    });

    it('fills calculated columns down and keeps the totals row behind the body', async () => {
      const { after } = await refreshed({ remove: [0, 4], add: 3 });
      const sheet = (await openWithExcelJs(after)).getWorksheet('数据');
      const formulaAt = (place: string) => sheet?.getCell(place).formula;
      expect(formulaAt('M16')).toBe(
        'tblData[[#This Row],[数量]]*tblData[[#This Row],[单价]]*(1-tblData[[#This Row],[折扣]])',
      );
      expect(formulaAt('M17')).toMatch(/SUBTOTAL|SUM/);
      expect(sheet?.getCell('A14').value).toBe('tgt_0@1');
      expect(sheet?.getCell('B14').numFmt).toBe(sheet?.getCell('B13').numFmt);
      const snapshot = await (await openXlsxWorkbook(after)).readTable(table);
      expect(snapshot.rows).toHaveLength(11);
    });

    it.skipIf(libreOffice === undefined)(
      'opens in LibreOffice, whose totals are our own sums (skipped without soffice)',
      async () => {
        const { after } = await refreshed({ add: 15, ...update });
        const calculated = await convertWithLibreOffice(after, 'xlsx', 'xlsm');
        const sheet = (await openWithExcelJs(calculated)).getWorksheet('数据');
        let own = 0;
        for (let row = 6; row <= 30; row++) {
          const number = (column: string): number =>
            Number(sheet?.getCell(`${column}${row}`).result ?? sheet?.getCell(`${column}${row}`).value);
          expect(number('M')).toBeCloseTo(number('I') * number('J') * (1 - number('L')), 6);
          own += number('M');
        }
        expect(Number(sheet?.getCell('M31').result)).toBeCloseTo(own, 4);
      },
    );
  },
);
