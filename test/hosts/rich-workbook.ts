import ExcelJS from 'exceljs';
import { addBarChart } from '../../service/publish/xlsx/chart-part.ts';
import { WorkbookPackage } from '../../service/publish/xlsx/parts.ts';
import { addTable, tableRect } from '../../service/publish/xlsx/table-part.ts';
import { insertWorksheetChild, withRelationshipPrefix } from '../../service/publish/xlsx/worksheet-part.ts';
import { appendInside } from '../../service/publish/xlsx/xml.ts';

/**
 * A workbook of our own with what analysts' workbooks hold: a table with a calculated column and a totals row, a chart, a
 * pivot table, slicers, sparklines, a picture, rules with extensions, validations, notes, names, print settings, a VBA
 * project, custom XML, an order of calculation. Names and figures are invented.
 */

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const x14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
const xm = 'http://schemas.microsoft.com/office/excel/2006/main';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeType = (name: string): string =>
  `application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml`;

export const richTable = '项目台账';
export const richSheet = '台账';
export const richRows = 8;
const headerRow = 4;
const bodyTop = headerRow + 1;
const bodyBottom = headerRow + richRows;
const sheetPart = 'xl/worksheets/sheet1.xml';
const pivotSheetPart = 'xl/worksheets/sheet2.xml';
const regions = ['东湖市', '西岭市', '临江市'];
/** One pixel, so that there is a picture. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const base = async (): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(richSheet, { views: [{ state: 'frozen', ySplit: headerRow }] });
  sheet.getCell('A1').value = '云山省项目台账';
  ['编号', '地区', '投资', '完成', '进度', '备注'].forEach((header, i) => {
    sheet.getCell(headerRow, i + 1).value = header;
  });
  for (let i = 0; i < richRows; i++) {
    const row = bodyTop + i;
    sheet.getRow(row).values = [`项目${i}`, regions[i % 3] ?? '', 100 + i * 7, 20 + i * 5];
    sheet.getCell(row, 5).value = {
      formula: `${richTable}[[#This Row],[完成]]/${richTable}[[#This Row],[投资]]`,
      result: 0,
    };
    sheet.getCell(row, 5).numFmt = '0.0%';
  }
  sheet.getCell(bodyBottom + 1, 1).value = '合计';
  sheet.getCell(bodyBottom + 1, 3).value = { formula: `SUBTOTAL(109,${richTable}[投资])`, result: 0 };
  sheet.getCell(bodyBottom + 3, 1).value = '注：数字为示例';
  sheet.getCell(bodyTop + 1, 6).note = '请核实';
  sheet.getCell(bodyTop, 8).value = { formula: `SUM($C$${bodyTop}:C${bodyTop})`, result: 0 };
  sheet.addConditionalFormatting({
    ref: `D${bodyTop}:D${bodyBottom}`,
    rules: [
      {
        type: 'dataBar',
        priority: 1,
        cfvo: [{ type: 'min' }, { type: 'max' }],
        color: { argb: 'FF1D4E6B' },
        gradient: false,
      } as ExcelJS.DataBarRuleType,
    ],
  });
  for (let row = bodyTop; row <= bodyBottom; row++) {
    sheet.getCell(row, 2).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`"${regions.join(',')}"`],
    };
  }
  sheet.addImage(
    workbook.addImage({ base64: picture, extension: 'png' }),
    `H${bodyBottom + 6}:I${bodyBottom + 8}`,
  );
  sheet.pageSetup.printArea = `A1:F${bodyBottom + 1}`;
  sheet.pageSetup.orientation = 'landscape';
  sheet.headerFooter.oddFooter = '&P/&N';
  workbook.addWorksheet('透视');
  const total = workbook.addWorksheet('合计');
  total.getCell('A1').value = { formula: `SUM(${richSheet}!C${bodyTop}:C${bodyBottom})`, result: 0 };
  workbook.definedNames.add(`${richSheet}!$C$${bodyTop}:$C$${bodyBottom}`, '全部投资');
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};

/** Adds an extension to a worksheet's list of them. */
const extend = (text: string, uri: string, content: string): string => {
  const ext = `<ext xmlns:x14="${x14}" uri="${uri}">${content}</ext>`;
  return text.includes('<extLst>')
    ? text.replace('</extLst>', `${ext}</extLst>`)
    : insertWorksheetChild(text, 'extLst', `<extLst>${ext}</extLst>`);
};

const addPivot = (workbook: WorkbookPackage): void => {
  const items = regions.map((_, i) => `<item x="${i}"/>`).join('');
  const fields = ['编号', '地区', '投资', '完成', '进度', '备注'];
  const cache = 'xl/pivotCache/pivotCacheDefinition1.xml';
  workbook.add(
    cache,
    `${declaration}<pivotCacheDefinition xmlns="${main}" xmlns:r="${relationships}" r:id="rId1" recordCount="1"><cacheSource type="worksheet"><worksheetSource name="${richTable}"/></cacheSource><cacheFields count="6">${fields
      .map((field, i) =>
        i === 1
          ? `<cacheField name="${field}" numFmtId="0"><sharedItems count="3">${regions.map((region) => `<s v="${region}"/>`).join('')}</sharedItems></cacheField>`
          : `<cacheField name="${field}" numFmtId="0"><sharedItems/></cacheField>`,
      )
      .join('')}</cacheFields></pivotCacheDefinition>`,
    officeType('pivotCacheDefinition'),
  );
  const records = 'xl/pivotCache/pivotCacheRecords1.xml';
  workbook.add(
    records,
    `${declaration}<pivotCacheRecords xmlns="${main}" count="1"><r><s v="项目0"/><x v="0"/><n v="100"/><n v="20"/><n v="0.2"/><m/></r></pivotCacheRecords>`,
    officeType('pivotCacheRecords'),
  );
  workbook.relate(cache, 'pivotCacheRecords', records);
  const id = workbook.relate(workbook.workbookPart, 'pivotCacheDefinition', cache);
  const pivot = 'xl/pivotTables/pivotTable1.xml';
  workbook.add(
    pivot,
    `${declaration}<pivotTableDefinition xmlns="${main}" name="按地区" cacheId="1" dataCaption="值" updatedVersion="6" minRefreshableVersion="3" createdVersion="6"><location ref="A3:B7" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="6"><pivotField showAll="0"/><pivotField axis="axisRow" showAll="0"><items count="4">${items}<item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/><pivotField showAll="0"/><pivotField showAll="0"/><pivotField showAll="0"/></pivotFields><rowFields count="1"><field x="1"/></rowFields><dataFields count="1"><dataField name="投资合计" fld="2"/></dataFields></pivotTableDefinition>`,
    officeType('pivotTable'),
  );
  workbook.relate(pivot, 'pivotCacheDefinition', cache);
  workbook.relate(pivotSheetPart, 'pivotTable', pivot);
  workbook.edit(workbook.workbookPart, (text) =>
    withRelationshipPrefix(text, 'workbook').replace(
      '</workbook>',
      `<pivotCaches><pivotCache cacheId="1" r:id="${id}"/></pivotCaches></workbook>`,
    ),
  );
};

const addSlicer = (workbook: WorkbookPackage): void => {
  const cache = 'xl/slicerCaches/slicerCache1.xml';
  workbook.add(
    cache,
    `${declaration}<slicerCacheDefinition xmlns="${x14}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x" xmlns:x="${main}" name="切片器_地区" sourceName="地区"><extLst><x:ext uri="{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:tableSlicerCache tableId="1" column="2"/></x:ext></extLst></slicerCacheDefinition>`,
    'application/vnd.ms-excel.slicerCache+xml',
  );
  const slicer = 'xl/slicers/slicer1.xml';
  workbook.add(
    slicer,
    `${declaration}<slicers xmlns="${x14}"><slicer name="地区" cache="切片器_地区" caption="地区" rowHeight="241300"/></slicers>`,
    'application/vnd.ms-excel.slicer+xml',
  );
  const type = 'http://schemas.microsoft.com/office/2007/relationships/slicer';
  const id = workbook.relate(sheetPart, type, slicer);
  const cacheId = workbook.relate(workbook.workbookPart, `${type}Cache`, cache);
  workbook.edit(sheetPart, (text) =>
    extend(
      withRelationshipPrefix(text, 'worksheet'),
      '{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}',
      `<x14:slicerList><x14:slicer r:id="${id}"/></x14:slicerList>`,
    ),
  );
  workbook.edit(workbook.workbookPart, (text) =>
    text.replace(
      '</workbook>',
      `<extLst><ext uri="{46BE6895-7355-4a93-B00E-2C351335B9C9}" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:slicerCaches xmlns:x14="${x14}"><x14:slicerCache r:id="${cacheId}"/></x15:slicerCaches></ext></extLst></workbook>`,
    ),
  );
};

/** The workbook, as a file with macros. */
export const richWorkbook = async (): Promise<Uint8Array> => {
  const workbook = new WorkbookPackage(await base());
  const rect = { ...tableRect(headerRow, 1, 6, richRows), bottom: bodyBottom + 1 };
  const part = addTable(workbook, sheetPart, {
    name: richTable,
    rect,
    columns: [
      { name: '编号' },
      { name: '地区' },
      { name: '投资' },
      { name: '完成' },
      { name: '进度', formula: `${richTable}[[#This Row],[完成]]/${richTable}[[#This Row],[投资]]` },
      { name: '备注' },
    ],
    style: 'TableStyleMedium2',
  });
  workbook.edit(part, (text) =>
    text
      .replace(' totalsRowShown="0"', ' totalsRowCount="1"')
      .replace(/<autoFilter ref="[^"]*"\/>/, `<autoFilter ref="A${headerRow}:F${bodyBottom}"/>`)
      .replace('name="编号"', 'name="编号" totalsRowLabel="合计"')
      .replace('name="投资"', 'name="投资" totalsRowFunction="sum"'),
  );
  addBarChart(workbook, sheetPart, {
    title: '投资',
    description: '各项目投资',
    font: 'Microsoft YaHei',
    ink: '1F2A37',
    rule: 'D0D5DD',
    series: [
      {
        name: `${richSheet}!$C$${headerRow}`,
        categories: `${richSheet}!$A$${bodyTop}:$A$${bodyBottom}`,
        values: `${richSheet}!$C$${bodyTop}:$C$${bodyBottom}`,
        colour: '1D4E6B',
      },
    ],
    from: { column: 10, row: 3 },
    to: { column: 16, row: 18 },
  });
  const sparklines = Array.from(
    { length: richRows },
    (_, i) =>
      `<x14:sparkline><xm:f>${richSheet}!C${bodyTop + i}:D${bodyTop + i}</xm:f><xm:sqref>F${bodyTop + i}</xm:sqref></x14:sparkline>`,
  ).join('');
  workbook.edit(sheetPart, (text) =>
    extend(
      text,
      '{05C60535-1F16-4fd2-B633-F4F36F0B64E0}',
      `<x14:sparklineGroups xmlns:xm="${xm}"><x14:sparklineGroup displayEmptyCellsAs="gap"><x14:colorSeries rgb="FF1D4E6B"/><x14:sparklines>${sparklines}</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups>`,
    ),
  );
  addPivot(workbook);
  addSlicer(workbook);
  workbook.add('xl/vbaProject.bin', 'not a project, but no program that leaves it alone can tell');
  workbook.relate(
    workbook.workbookPart,
    'http://schemas.microsoft.com/office/2006/relationships/vbaProject',
    'xl/vbaProject.bin',
  );
  workbook.add('xl/printerSettings/printerSettings1.bin', 'settings of a printer');
  workbook.relate(sheetPart, 'printerSettings', 'xl/printerSettings/printerSettings1.bin');
  workbook.add('customXml/item1.xml', '<department xmlns="urn:example:department">规划处</department>');
  workbook.relate(workbook.workbookPart, 'customXml', 'customXml/item1.xml');
  workbook.edit('[Content_Types].xml', (text) =>
    appendInside(
      text,
      'Types',
      '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
    )
      .replace(
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
        'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      )
      .replace(
        '</Types>',
        '<Override PartName="/xl/printerSettings/printerSettings1.bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/></Types>',
      ),
  );
  return workbook.save();
};
