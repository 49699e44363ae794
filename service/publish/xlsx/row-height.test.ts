import { expect, it } from 'vitest';
import { newTableOf } from '../../../templates/refresh/bind.ts';
import { foreignWorkbook } from '../../../test/contract/xlsx-fixture.ts';
import { WorkbookPackage } from './parts.ts';
import { RowHeights, textWidth } from './row-height.ts';
import { readSheet } from './sheet.ts';
import { CellFormats } from './styles.ts';

const heights = async (): Promise<RowHeights> => {
  const bound = newTableOf({ table: 'T', sheet: '目标', title: '目标', kind: 'target', language: 'zh-CN' });
  const workbook = new WorkbookPackage(await foreignWorkbook(bound));
  workbook.edit('xl/styles.xml', (text) =>
    text.replace(/<cellXfs[^>]*>/, '<cellXfs><xf/><xf><alignment wrapText="1"/></xf>'),
  );
  const sheet = readSheet(
    '<worksheet><sheetFormatPr defaultRowHeight="18"/><cols><col min="2" max="3" width="21"/></cols><sheetData/></worksheet>',
  );
  return new RowHeights(sheet, new CellFormats(workbook));
};

it('East Asian characters take the width of two', () => {
  expect(textWidth('产值GDP')).toBe(7);
  expect(textWidth('𠮷')).toBe(2);
});
it('a row is as high as its longest wrapped text needs, and says nothing where one line is enough', async () => {
  const rows = await heights();
  const of = (style: string, value: string) => rows.of([{ column: 0, value }], 2, () => style);
  expect(of('1', '数字经济核心产业')).toBeUndefined();
  expect(of('1', '数字经济核心产业增加值占比')).toBe(36);
  expect(of('1', '一行\n二行\n三行')).toBe(54);
  expect(of('0', '数字经济核心产业增加值占比')).toBeUndefined();
  expect(of('1', '长'.repeat(5000))).toBe(409);
});
