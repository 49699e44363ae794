import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveSheetName } from '../../../templates/refresh/archive.ts';
import { newTableOf } from '../../../templates/refresh/bind.ts';
import { refreshTable } from '../../../templates/refresh/refresh.ts';
import type { Decisions } from '../../../templates/refresh/types.ts';
import { foreignWorkbook } from '../../../test/contract/xlsx-fixture.ts';
import { FakeService } from '../../../test/hosts/fake-service.ts';
import { editTable, openWithExcelJs, readSheetRows, typeInto } from '../../../test/hosts/xlsx-analyst.ts';
import { Problem } from '../../records/problem.ts';
import { WorkbookPackage } from './parts.ts';
import { openXlsxWorkbook, type XlsxHost } from './xlsx-host.ts';
import { deflatedEntry, writeZip, ZipReader } from './zip.ts';

const table = 'PolicyTargets';
const bound = newTableOf({
  table,
  sheet: '目标',
  title: '云山省目标',
  kind: 'target',
  language: 'zh-CN',
  fields: ['region', 'indicator', 'value', 'by', 'issuedOn'],
});

const service = (count: number): FakeService => {
  const fake = new FakeService();
  for (let i = 0; i < count; i++) fake.add(`tgt_${i}`, { indicator: `第${i}项指标`, value: 100 + i });
  return fake;
};
const refresh = (
  host: XlsxHost,
  fake: FakeService,
  decisions: Decisions = {},
  now = '2026-02-01T09:30:00.000Z',
) => refreshTable(host, fake, table, { now, decisions });
const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Problem);
  return error as Problem;
};
/** Changes parts of a workbook file by their text. */
const withParts = (bytes: Uint8Array, change: (workbook: WorkbookPackage) => void): Uint8Array => {
  const workbook = new WorkbookPackage(bytes);
  change(workbook);
  return workbook.save();
};
const sheetPart = 'xl/worksheets/sheet1.xml';
const textOf = (bytes: Uint8Array, part: string): string => new ZipReader(bytes).read(part).toString();

describe('a file that cannot be opened says so, with what to do', () => {
  const open = async (bytes: Uint8Array): Promise<string> => {
    const copy = bytes.slice();
    const problem = await problemOf(openXlsxWorkbook(bytes));
    expect(bytes).toEqual(copy);
    expect(problem.remedy.zh).toMatch(/\p{Script=Han}/u);
    return problem.code;
  };
  const packed = (files: Record<string, string>) =>
    writeZip(Object.entries(files).map(([name, text]) => deflatedEntry(name, Buffer.from(text))));
  const rootTo = (target: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`;

  it('an empty file', async () => expect(await open(new Uint8Array())).toBe('workbook.empty'));
  it('a text that was named .xlsx', async () => {
    expect(await open(Buffer.from('地区,指标\n云山省,产值'))).toBe('workbook.not-xlsx');
  });
  it('a ZIP that is no workbook', async () => {
    expect(await open(packed({ 'readme.txt': 'x' }))).toBe('workbook.not-xlsx');
    expect(
      await open(
        packed({
          '_rels/.rels': rootTo('word/document.xml'),
          'word/document.xml': '<w:document xmlns:w="w"/>',
        }),
      ),
    ).toBe('workbook.not-xlsx');
  });
  it('half of a workbook', async () => {
    const whole = await foreignWorkbook(bound);
    expect(await open(whole.subarray(0, whole.length / 2))).toBe('workbook.damaged');
  });
  it('a workbook without its main part', async () => {
    expect(await open(packed({ '_rels/.rels': rootTo('xl/workbook.xml') }))).toBe('workbook.damaged');
  });
  it('a binary workbook', async () => {
    expect(
      await open(packed({ '_rels/.rels': rootTo('xl/workbook.bin'), 'xl/workbook.bin': '\u0083' })),
    ).toBe('workbook.unsupported');
  });
  it('a workbook in the strict form of the format', async () => {
    const strict = withParts(await foreignWorkbook(bound), (workbook) =>
      workbook.edit('xl/workbook.xml', (text) =>
        text.replace(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        ),
      ),
    );
    expect(await open(strict)).toBe('workbook.unsupported');
  });
  it('a signed workbook', async () => {
    const signed = withParts(await foreignWorkbook(bound), (workbook) => {
      workbook.add('_xmlsignatures/sig1.xml', '<Signature/>');
    });
    expect(await open(signed)).toBe('workbook.signed');
  });
  it('a part with an entity definition', async () => {
    const evil = '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>';
    expect(await open(packed({ '_rels/.rels': rootTo('xl/workbook.xml'), 'xl/workbook.xml': evil }))).toBe(
      'workbook.damaged',
    );
  });
});

it('a part that was tampered with is refreshed or refused with a typed problem, never anything else', async () => {
  const fake = service(4);
  const host = await openXlsxWorkbook(await foreignWorkbook(bound));
  await refresh(host, fake);
  fake.change('tgt_1', { value: 5 });
  fake.withdraw('tgt_2');
  fake.add('tgt_new');
  const parts = new WorkbookPackage(host.bytes()).parts();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...parts),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(25),
      fc.stringMatching(/^[<>"&/=A0 ]{0,3}$/),
      async (part, place, length, put) => {
        const tampered = withParts(host.bytes(), (workbook) =>
          workbook.edit(part, (text) => {
            const at = Math.floor(place * text.length);
            return text.slice(0, at) + put + text.slice(at + length);
          }),
        );
        try {
          await refresh(await openXlsxWorkbook(tampered), fake, { removals: 'all' });
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      },
    ),
    { numRuns: 150 },
  );
});

describe('a table that cannot be refreshed leaves the file as it was', () => {
  const refused = async (
    bytes: Uint8Array,
    fake: FakeService,
    decisions: Decisions = {},
  ): Promise<Problem> => {
    const host = await openXlsxWorkbook(bytes);
    const problem = await problemOf(refresh(host, fake, decisions));
    expect(host.bytes()).toBe(bytes);
    return problem;
  };

  it('because it was renamed: the message names it and the tables that are there', async () => {
    const renamed = withParts(await foreignWorkbook(bound), (workbook) =>
      workbook.edit('xl/tables/table1.xml', (text) => text.replaceAll(table, '我的表')),
    );
    const problem = await refused(renamed, service(2));
    expect(problem.code).toBe('workbook.table-missing');
    expect(problem.in('zh-CN')).toContain(table);
    expect(problem.in('en')).toContain('我的表');
  });
  it('because its sheet is protected', async () => {
    const locked = withParts(await foreignWorkbook(bound), (workbook) =>
      workbook.edit(sheetPart, (text) =>
        text.replace('</sheetData>', '</sheetData><sheetProtection sheet="1"/>'),
      ),
    );
    expect((await refused(locked, service(2))).code).toBe('workbook.protected');
  });
  it('because merged cells reach from the table’s end into what follows', async () => {
    const host = await openXlsxWorkbook(await foreignWorkbook(bound));
    await refresh(host, service(3));
    const right = 3 + bound.columns.length + 5;
    const letter = String.fromCharCode(64 + right);
    const merged = withParts(host.bytes(), (workbook) =>
      workbook.edit(sheetPart, (text) =>
        text.replace(
          '</sheetData>',
          `</sheetData><mergeCells count="2"><mergeCell ref="${letter}9:${letter}12"/><mergeCell ref="B11:E11"/></mergeCells>`,
        ),
      ),
    );
    const problem = await refused(merged, service(9));
    expect(problem.code).toBe('workbook.table-blocked');
    expect(problem.what.zh).toContain(`${letter}9:${letter}12`);
  });
});

describe('what a refresh writes', () => {
  it('leaves the file byte for byte where nothing changes, whatever the clock says', async () => {
    const host = await openXlsxWorkbook(await foreignWorkbook(bound));
    await refresh(host, service(5));
    const before = host.bytes();
    await refresh(host, service(5), {}, '2026-03-01T00:00:00.000Z');
    expect(host.bytes()).toBe(before);
  });

  it('puts text into the cell itself and leaves the shared strings alone', async () => {
    const bytes = await foreignWorkbook(bound);
    const host = await openXlsxWorkbook(bytes);
    await refresh(host, service(5));
    const part = 'xl/sharedStrings.xml';
    expect(new ZipReader(host.bytes()).entries.get(part)?.data).toEqual(
      new ZipReader(bytes).entries.get(part)?.data,
    );
    expect(textOf(host.bytes(), sheetPart)).toContain('<is><t>第0项指标</t></is>');
  });

  it('gives dates the format of their column, and one of its own where the column has none', async () => {
    const bytes = await foreignWorkbook(bound);
    const dateOf = async (host: XlsxHost): Promise<ExcelJS.Cell> => {
      const sheet = (await openWithExcelJs(host.bytes())).getWorksheet('目标');
      const column = 3 + bound.columns.findIndex((one) => one.field === 'issuedOn');
      if (!sheet) throw new Error('no sheet');
      return sheet.getCell(9, column);
    };
    const formatted = await openXlsxWorkbook(bytes);
    await refresh(formatted, service(5));
    expect((await dateOf(formatted)).numFmt).toBe('yyyy/m/d');

    const plain = await openXlsxWorkbook(
      withParts(bytes, (workbook) =>
        workbook.edit(sheetPart, (text) => text.replaceAll(/(<c r="[A-Z]+7") s="\d+"/g, '$1')),
      ),
    );
    await refresh(plain, service(5));
    const cell = await dateOf(plain);
    expect(cell.numFmt).toBe('yyyy-mm-dd');
    expect(cell.value).toEqual(new Date(Date.UTC(2021, 2, 5)));
  });

  it('grows names, rules and charts that cover the whole table', async () => {
    const bytes = withParts(await foreignWorkbook(bound), (workbook) => {
      workbook.edit('xl/workbook.xml', (text) =>
        text.replace(
          '</sheets>',
          '</sheets><definedNames><definedName name="全部数值">目标!$F$7:$F$7</definedName><definedName name="另一格">目标!$D$10</definedName></definedNames>',
        ),
      );
      workbook.add(
        'xl/charts/chart1.xml',
        '<c:chartSpace xmlns:c="c"><c:f>目标!$F$7:$F$7</c:f></c:chartSpace>',
      );
    });
    const host = await openXlsxWorkbook(bytes);
    await refresh(host, service(5));
    const names = textOf(host.bytes(), 'xl/workbook.xml');
    expect(names).toContain('目标!$F$7:$F$11');
    // The note below the table moved with the rows that came.
    expect(names).toContain('目标!$D$14');
    expect(textOf(host.bytes(), 'xl/charts/chart1.xml')).toContain('目标!$F$7:$F$11');
    expect(textOf(host.bytes(), sheetPart)).toMatch(/conditionalFormatting sqref="C7:H11"/);
  });

  it('fills a column of her formulas down into new rows', async () => {
    const host = await openXlsxWorkbook(await foreignWorkbook(bound));
    await refresh(host, service(2));
    const value = 3 + bound.columns.findIndex((one) => one.field === 'value');
    const letter = String.fromCharCode(64 + value);
    const withFormulas = await openXlsxWorkbook(
      editTable(host.bytes(), table, (raw) => {
        raw.headers.push('翻番');
        for (const row of raw.rows) row.push({ style: '', type: '', content: '' });
        raw.rows.forEach((_, i) => {
          typeInto(raw, i, '翻番', { formula: `${letter}${7 + i}*2` });
        });
      }),
    );
    await refresh(withFormulas, service(4));
    const rows = (await withFormulas.readTable(table)).rows;
    expect(rows.map((row) => row.cells.at(-1)?.formula)).toEqual(
      [7, 8, 9, 10].map((row) => `${letter}${row}*2`),
    );
  });

  it('drops results that no longer hold, so that no reader shows an old number', async () => {
    const host = await openXlsxWorkbook(await foreignWorkbook(bound));
    expect(textOf(host.bytes(), 'xl/worksheets/sheet2.xml')).toContain('<v>1</v>');
    await refresh(host, service(5));
    expect(textOf(host.bytes(), 'xl/worksheets/sheet2.xml')).not.toContain('<v>');
    expect(textOf(host.bytes(), 'xl/workbook.xml')).toMatch(/calcPr[^>]*fullCalcOnLoad="1"/);
  });

  it('keeps the text of a note on a row that leaves', async () => {
    const host = await openXlsxWorkbook(await foreignWorkbook(bound));
    const fake = service(3);
    await refresh(host, fake);
    const noted = await openXlsxWorkbook(
      withParts(host.bytes(), (workbook) => {
        workbook.add(
          'xl/comments1.xml',
          '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>王分析</author></authors><commentList><comment ref="E8" authorId="0"><text><r><t>待核实</t></r></text></comment><comment ref="E9" authorId="0"><text><t>已核实</t></text></comment></commentList></comments>',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml',
        );
        workbook.relate(sheetPart, 'comments', 'xl/comments1.xml');
      }),
    );
    fake.withdraw('tgt_1');
    await refresh(noted, fake, { removals: 'all' });
    const archive = await readSheetRows(noted.bytes(), archiveSheetName);
    expect(archive.some((line) => line[2] === 'tgt_1@1' && line[5] === '待核实')).toBe(true);
    // The other note went up with its record.
    expect(textOf(noted.bytes(), 'xl/comments1.xml')).toContain(
      '<comment ref="E8" authorId="0"><text><t>已核实',
    );
    expect(textOf(noted.bytes(), 'xl/comments1.xml')).not.toContain('待核实');
  });

  it('works on a file whose elements carry a prefix', async () => {
    const prefixed = withParts(await foreignWorkbook(bound), (workbook) =>
      workbook.edit(sheetPart, (text) =>
        text.replaceAll(/<(\/?)(?=[a-z])/gi, '<$1x:').replace('xmlns="', 'xmlns:x="'),
      ),
    );
    const host = await openXlsxWorkbook(prefixed);
    await refresh(host, service(4));
    expect((await host.readTable(table)).rows).toHaveLength(4);
    expect(textOf(host.bytes(), sheetPart)).not.toMatch(/<\/?(c|row|v|is|t) ?[^:]*>/);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const host = await openXlsxWorkbook(
      withParts(await foreignWorkbook(bound), (workbook) =>
        workbook.edit('xl/workbook.xml', (text) =>
          text.replace(/<workbookPr[^>]*>/, '<workbookPr date1904="1"/>'),
        ),
      ),
    );
    await refresh(host, service(1));
    const snapshot = await host.readTable(table);
    expect(snapshot.date1904).toBe(true);
    expect(snapshot.rows[0]?.cells.at(-1)?.value).toBe(
      (Date.UTC(2021, 2, 5) - Date.UTC(1904, 0, 1)) / 86_400_000,
    );
    expect((await refresh(host, service(1))).plan.edits).toEqual([]);
  });

  it('makes a table on a sheet of its own, and refuses a name that is taken', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('我的分析');
    const host = await openXlsxWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer()));
    await host.insertTable(bound);
    await refresh(host, service(2));
    expect((await host.readTable(table)).rows).toHaveLength(2);
    const before = host.bytes();
    expect((await problemOf(host.insertTable(bound))).code).toBe('workbook.name-taken');
    expect(host.bytes()).toBe(before);
  });
});
