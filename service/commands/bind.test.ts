import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyDocument } from '../../test/fixtures/policy-document.ts';
import { openXlsxWorkbook } from '../publish/xlsx/xlsx-host.ts';
import { openStore } from '../store/open-store.ts';
import { askTyped, queryTyped } from './ask-text.ts';
import type { CommandContext } from './context.ts';
import { run } from './program.ts';

let folder: string;
let answers: boolean[] = [];
let questions: string[] = [];

const cli = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  let out = '';
  let err = '';
  const context: CommandContext = {
    language: 'zh-CN',
    env: { DATA_DIR: join(folder, 'data'), USER: 'analyst' },
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += `${text}\n`;
    },
    interactive: false,
    ...(answers.length > 0
      ? {
          confirm: async (question: string) => {
            questions.push(question);
            return answers.shift() ?? false;
          },
        }
      : {}),
  };
  const code = await run(['node', 'policy-sheets', ...args], context);
  return { code, out, err };
};

/** A workbook as an analyst draws one: a title, headers in her words, a total below, a note beside it, a named cell. */
const drawn = async (name: string): Promise<string> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('我的目标');
  for (const row of [
    ['云山省材料产业目标'],
    [],
    ['指标名称', '目标值', '单位', '年份', '我的备注'],
    ['新材料产业产值', 1200, '亿元', 2027, '重点'],
    ['制造业单项冠军企业', 25, '家', 2027, '待核'],
    ['我自己的一行', 1, '个', 2030, '自填'],
    ['合计', null, null, null, null],
  ])
    sheet.addRow(row);
  const report = book.addWorksheet('报告');
  report.getCell('B2').value = '?';
  book.definedNames.add('报告!$B$2', 'report_total');
  book.definedNames.add('报告!$B$3', 'report_output');
  const path = join(folder, name);
  await writeFile(path, Buffer.from(await book.xlsx.writeBuffer()));
  return path;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-sheets-bind-'));
  const store = await openStore({ dataDir: join(folder, 'data') });
  await store.put(
    policyDocument({ title: '云山省新材料方案', issuedOn: '2024-03-18' }, [
      {
        words: '到2027年新材料产业产值达到1200亿元',
        targets: [{ indicator: '新材料产业产值', value: 1200, by: '2027' }],
      },
      {
        words: '培育制造业单项冠军企业20家',
        targets: [{ indicator: '制造业单项冠军企业', value: 20, unit: '家', by: '2027' }],
      },
      { words: '建设中试平台8个', targets: [{ indicator: '中试平台', value: 8, unit: '个', by: '2027' }] },
    ]),
  );
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bindTable = (path: string, ...more: string[]) =>
  cli('bind', path, '--sheet', '我的目标', '--kind', 'target', '--query', 'region=云山省', ...more);

describe('bind', () => {
  it('prints how headers and rows match, and writes nothing before somebody said yes', async () => {
    const path = await drawn('asked.xlsx');
    const before = await readFile(path);
    const { code, out, err } = await bindTable(path);
    expect(code).toBe(1);
    expect(err).toContain('[binding.not-confirmed]');
    expect(out).toContain('指标名称 → 指标 (indicator, 0.');
    expect(out).toContain('年份 → 完成时限 (by,');
    expect(out).toContain('我的备注  （保留，不绑定）');
    expect(out).toContain('对应到记录的行：2');
    expect(out).toMatch(/没有对应记录的行（保留）：1，第 6 行/);
    expect(out).toContain('本地 25，服务 20');
    expect(out).toContain('首次刷新将新增的行：1');
    expect(Buffer.compare(before, await readFile(path))).toBe(0);

    answers = [false];
    questions = [];
    expect((await bindTable(path)).err).toContain('[binding.not-confirmed]');
    expect(questions).toEqual(['这样绑定吗？(y/N)']);
    expect(Buffer.compare(before, await readFile(path))).toBe(0);
  });

  it('binds the table, whose first refresh keeps what is hers and adds what is missing', async () => {
    const path = await drawn('bound.xlsx');
    answers = [true];
    expect(await bindTable(path, '--as', 'tblMine')).toMatchObject({ code: 0 });
    const refreshed = await cli('refresh', path);
    expect(refreshed).toMatchObject({ code: 0, out: expect.stringContaining('新增 1') });
    const host = await openXlsxWorkbook(await readFile(path));
    const { headers, rows } = await host.readTable('tblMine');
    const column = (header: string) => rows.map(({ cells }) => cells[headers.indexOf(header)]?.value ?? null);
    expect(column('指标名称')).toEqual(['新材料产业产值', '制造业单项冠军企业', '我自己的一行', '中试平台']);
    expect(column('目标值')).toEqual([1200, 25, 1, 8]);
    expect(column('我的备注')).toEqual(['重点', '待核', '自填', null]);
    expect((await cli('refresh', path, '--plan')).out).toContain('上次 20，本地 25，服务 20');
    expect((await bindTable(path, '--yes')).err).toContain('[binding.bound-already]');
    expect((await cli('refresh', path, '--undo')).code).toBe(0);
  });

  it('makes room as it is told to, and refuses a way that would destroy what stands below', async () => {
    const path = await drawn('room.xlsx');
    expect(await bindTable(path, '--as', 'tblMine', '--yes')).toMatchObject({ code: 0 });
    const before = await readFile(path);
    const over = await cli('refresh', path, '--growth', 'overwriteClear');
    expect(over).toMatchObject({ code: 1, err: expect.stringContaining('[workbook.table-blocked]') });
    expect(Buffer.compare(before, await readFile(path))).toBe(0);
    expect((await cli('refresh', path, '--growth', 'sideways')).code).toBe(2);
    expect((await cli('refresh', path, '--growth', 'insertClear')).code).toBe(0);
    const grid = await (await openXlsxWorkbook(await readFile(path))).readSheet('我的目标');
    expect(grid.rows[7]?.[0]?.value).toBe('合计');
  });

  it('lets the match be mended with --map', async () => {
    const path = await drawn('mapped.xlsx');
    const { out, code } = await bindTable(
      path,
      '--map',
      '我的备注=限定条件',
      '--map',
      '单位=',
      '--yes',
      '--json',
    );
    expect(code).toBe(0);
    const { columns, report } = JSON.parse(out);
    expect(columns).toContainEqual({ column: 4, field: 'qualifier', score: 1 });
    expect(columns.map(({ field }: { field: string }) => field)).not.toContain('unit');
    expect(report.matched).toHaveLength(2);
    const [binding] = await (await openXlsxWorkbook(await readFile(path))).readBindings();
    expect(binding).toMatchObject({ table: 'tblTargets', kind: 'target', query: { region: '云山省' } });
  });

  it.each([
    ['nothing to bind', [], 'binding.where'],
    ['a sheet without tables', ['--sheet', '报告'], 'workbook.table-missing'],
    ['a sheet that is not there', ['--sheet', '别的'], 'workbook.sheet-missing'],
    ['a table that is not there', ['--table', 'tblNone'], 'workbook.table-missing'],
    ['a filter that there is not', ['--sheet', '我的目标', '--query', 'colour=red'], 'binding.query-invalid'],
    ['a header that is not there', ['--sheet', '我的目标', '--map', '颜色=unit'], 'binding.header-missing'],
    ['a field that there is not', ['--sheet', '我的目标', '--map', '我的备注=颜色'], 'binding.unknown-field'],
    ['an ask that is wrong', ['--name', 'report_total', '--ask', 'sum of all'], 'binding.ask-invalid'],
    ['a name that is not there', ['--name', 'nowhere', '--ask', 'asOf'], 'fact.name-missing'],
    ['a name without an ask', ['--name', 'report_total'], 'binding.where'],
  ])('refuses %s and leaves the file as it was', async (_, args, code) => {
    const path = await drawn('refused.xlsx');
    const before = await readFile(path);
    const result = await cli('bind', path, ...args, '--yes');
    expect(result.code).toBe(1);
    expect(result.err).toContain(`[${code}]`);
    expect(Buffer.compare(before, await readFile(path))).toBe(0);
  });
});

describe('bind of a named cell', () => {
  it('shows what the cell will say, and the refresh writes it', async () => {
    const path = await drawn('facts.xlsx');
    const count = await cli(
      'bind',
      path,
      '--name',
      'report_total',
      '--ask',
      'count kind=target region=云山省',
    );
    expect(count).toMatchObject({ code: 0, out: 'report_total = 3\n' });
    const target = 'target region=云山 indicator=新材料产业产值 year=2027';
    expect((await cli('bind', path, '--name', 'report_output', '--ask', target)).out).toContain('= 1200');
    const planned = await cli('refresh', path, '--plan');
    expect(planned.out).toContain('± report_output  — → 1200');
    // The first cell held something when it was bound: it is hers until it is taken.
    expect(planned.out).toContain('~ report_total');
    expect((await cli('refresh', path, '--take', 'report_total')).code).toBe(0);
    const host = await openXlsxWorkbook(await readFile(path));
    const named = await host.readNamed(['report_total', 'report_output']);
    expect(named.map(({ cells }) => cells[0]?.[0]?.value)).toEqual([3, 1200]);
    expect((await cli('refresh', path)).err).toContain('没有变化');
    expect((await cli('refresh', path, '--undo')).code).toBe(0);
    const back = await (await openXlsxWorkbook(await readFile(path))).readNamed(['report_total']);
    expect(back[0]?.cells[0]?.[0]?.value).toBe('?');
    expect((await cli('bind', path, '--name', 'report_total', '--remove')).code).toBe(0);
    expect((await cli('bind', path, '--name', 'report_total', '--remove')).err).toContain(
      '[fact.name-not-bound]',
    );
  });
});

describe('what is typed on a command line', () => {
  it('is read as the filters of a query', () => {
    expect(queryTyped(['region=甘肃省', 'year=2025'])).toEqual({ region: '甘肃省', year: '2025' });
    expect(queryTyped(['region=甘肃省&text="云 计算"'])).toEqual({ region: '甘肃省', text: '云 计算' });
    expect(() => queryTyped(['甘肃省'])).toThrow();
    expect(() => queryTyped(['year=soon'])).toThrow();
  });

  it('is read as an ask', () => {
    expect(askTyped('list kind=park industry=软件 fields=园区名称,所在地 limit=5')).toEqual({
      ask: 'list',
      kind: 'park',
      query: { industry: '软件' },
      fields: ['园区名称', '所在地'],
      limit: 5,
    });
    expect(askTyped('asOf')).toEqual({ ask: 'asOf' });
    expect(askTyped('{"ask":"cite","record":"tgt_a","style":"plain"}')).toMatchObject({ style: 'plain' });
    for (const wrong of ['', '{', 'count', 'target region=甘肃省', 'cite record=a/b', 'list kind=nothing'])
      expect(() => askTyped(wrong)).toThrow();
  });
});
