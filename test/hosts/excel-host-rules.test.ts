/// <reference types="office-js" />
import { beforeEach, expect, test } from 'vitest';
import { ExcelRequests } from '../../addin/playground/workbook/excel-request.ts';
import { HostError } from '../../addin/playground/workbook/excel-wire.ts';
import { WorkbookModel } from '../../addin/playground/workbook/excel-workbook.ts';
import { connectOfficeJs } from './load-office-js.ts';

/** The rules of the test workbook itself, met through Microsoft's own object model. */

let requests: ExcelRequests;
beforeEach(() => {
  requests = new ExcelRequests(new WorkbookModel(['Data', '临江 表']));
  connectOfficeJs(requests);
});
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
  return 'no error';
};

test('a block written in one request is read back in one more', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Data');
    sheet.getRange('A1:B2').values = [
      ['name', 'n'],
      ['x', 3.5],
    ];
    await context.sync();
    const used = sheet.getUsedRangeOrNullObject(true).load('address,values');
    await context.sync();
    expect(used.address).toBe('Data!A1:B2');
    expect(used.values).toEqual([
      ['name', 'n'],
      ['x', 3.5],
    ]);
  });
  expect(requests.trips).toHaveLength(2);
});

test.each([
  ['007', 7, undefined],
  ['1-2', 46024, undefined],
  ['2018-08-01', 43313, undefined],
  ['30%', 0.3, undefined],
  ['TRUE', true, undefined],
  ['=1+1', '#CALC!', '=1+1'],
  ['＝1+1', '#CALC!', '=1+1'],
  ['-abc', '#CALC!', '=-abc'],
  ["'007", '007', undefined],
  ["'=1+1", '=1+1', undefined],
  ['云山省', '云山省', undefined],
])('%s typed into a cell without a format becomes %s', async (typed, value, formula) => {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Data').getRange('A1').values = [[typed]];
    await context.sync();
  });
  const cell = requests.workbook.sheets[0]?.cell(0, 0);
  expect(cell?.value).toBe(value);
  expect(cell?.formula).toBe(formula);
});

test('a cell with the text format keeps what is written', async () => {
  await Excel.run(async (context) => {
    const cell = context.workbook.worksheets.getItem('Data').getRange('A1');
    cell.numberFormat = [['@']];
    cell.values = [['=1+1']];
    await context.sync();
  });
  expect(requests.workbook.sheets[0]?.cell(0, 0)).toEqual({ numberFormat: '@', value: '=1+1' });
});

test('null in a block leaves the cell alone, an empty text empties it', async () => {
  await Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem('Data').getRange('A1:C1');
    range.values = [['a', 'b', 'c']];
    range.values = [[null, '', 'd']];
    range.load('values');
    await context.sync();
    expect(range.values).toEqual([['a', '', 'd']]);
  });
});

test('a block of the wrong shape is refused, and what ran before it in the request stays', async () => {
  const work = Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Data');
    sheet.getRange('A1').values = [['kept']];
    sheet.getRange('B1:C1').values = [['only one']];
    await context.sync();
  });
  expect(await codeOf(work)).toBe('InvalidArgument');
  expect(requests.workbook.sheets[0]?.valueAt(0, 0)).toBe('kept');
});

test('an unknown sheet is ItemNotFound, or a null object where one asks for it', async () => {
  const named = Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Nowhere').load('name');
    await context.sync();
  });
  expect(await codeOf(named)).toBe('ItemNotFound');
  await Excel.run(async (context) => {
    const nowhere = context.workbook.worksheets.getItemOrNullObject('Nowhere');
    const used = nowhere.getUsedRangeOrNullObject(true).load('values');
    await context.sync();
    expect(nowhere.isNullObject).toBe(true);
    expect(used.isNullObject).toBe(true);
  });
});

test('a property is not readable before load and sync: that rule is the library itself', async () => {
  const work = Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem('Data').getRange('A1').load('address');
    await context.sync();
    return range.values;
  });
  expect(await codeOf(work)).toBe('PropertyNotLoaded');
});

test('a request or an answer over 5 MB is refused', async () => {
  const wide = 'x'.repeat(30_000);
  const tooMuch = Excel.run(async (context) => {
    const rows = Array.from({ length: 170 }, () => [wide]);
    context.workbook.worksheets.getItem('Data').getRange('A1:A170').values = rows;
    await context.sync();
  });
  expect(await codeOf(tooMuch)).toBe('RequestPayloadSizeLimitExceeded');
  for (let row = 0; row < 170; row++) requests.workbook.sheets[0]?.cellFor(row, 0);
  for (const cell of requests.workbook.sheets[0]?.cells.values() ?? []) cell.value = wide;
  const tooBig = Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Data').getRange('A1:A170').load('values');
    await context.sync();
  });
  expect(await codeOf(tooBig)).toBe('ResponsePayloadSizeLimitExceeded');
});

test('a protected sheet refuses writes and a cell in editing refuses everything', async () => {
  const [sheet] = requests.workbook.sheets;
  if (sheet) sheet.isProtected = true;
  const write = (): Promise<void> =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Data').getRange('A1').values = [['x']];
      await context.sync();
    });
  expect(await codeOf(write())).toBe('AccessDenied');
  requests.workbook.editing = true;
  expect(await codeOf(write())).toBe('InvalidOperationInCellEditMode');
});

test('formula cells are found apart from texts that look like formulas', async () => {
  await Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem('Data').getRange('A1:B3');
    range.values = [
      ['=1', "'=2"],
      ['=3', 4],
      ['x', '=5'],
    ];
    const areas = range.getSpecialCellsOrNullObject('Formulas');
    areas.load('areas/items/formulas,areas/items/rowIndex,areas/items/columnIndex');
    await context.sync();
    expect(areas.areas.items.map((area) => [area.rowIndex, area.columnIndex, area.formulas])).toEqual([
      [0, 0, [['=1'], ['=3']]],
      [2, 1, [['=5']]],
    ]);
  });
});

test('a table grows by resize, and cannot grow over another table', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Data');
    sheet.getRange('A1:B1').values = [['指标', '2020']];
    const table = sheet.tables.add('A1:B2', true);
    table.name = '目标';
    table.resize('A1:B6');
    const body = table.getDataBodyRange().load('address');
    sheet.tables.add('A8:B9', true);
    await context.sync();
    expect(body.address).toBe('Data!A2:B6');
  });
  expect(requests.workbook.table('目标')?.headers()).toEqual(['指标', '2020']);
  const over = Excel.run(async (context) => {
    context.workbook.tables.getItem('目标').resize('A1:B8');
    await context.sync();
  });
  expect(await codeOf(over)).toBe('InvalidOperation');
});

test('a member that the host does not know fails by its name', async () => {
  const work = Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Data').charts.load('items');
    await context.sync();
  });
  expect(await codeOf(work)).toBe('HostNotImplemented');
});

test('a test can break a request in its middle', async () => {
  requests.beforeWrite = (name, count) => {
    if (count === 2) throw new HostError('GeneralException', 'broken by the test', name);
  };
  const work = Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Data');
    sheet.getRange('A1').values = [['first']];
    sheet.getRange('A2').values = [['second']];
    await context.sync();
  });
  expect(await codeOf(work)).toBe('GeneralException');
  expect(requests.workbook.sheets[0]?.valueAt(0, 0)).toBe('first');
  expect(requests.workbook.sheets[0]?.valueAt(1, 0)).toBe('');
});

test('a block over rows that a filter hides lands as Excel on Windows lets it: its first row in all that are left', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Data');
    sheet.getRange('A1:A5').values = [['n'], [1], [2], [1], [2]];
    sheet.tables.add('A1:A5', true).name = '筛选';
    await context.sync();
    requests.workbook.table('筛选')?.filter(0, ['1']);
    sheet.getRange('A2:A5').values = [[5], [6], [7], [8]];
    sheet.getRange('A3').values = [[9]];
    const body = sheet.getRange('A2:A5').load('values');
    await context.sync();
    expect(body.values).toEqual([[5], [9], [5], [2]]);
  });
});
