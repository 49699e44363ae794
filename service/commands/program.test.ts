import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editTable, typeInto } from '../../test/hosts/xlsx-analyst.ts';
import type { CommandContext } from './context.ts';
import { run } from './program.ts';

const fixture = new URL('../../test/fixtures/documents/yunshan-materials-plan.txt', import.meta.url).pathname;

/** As Excel keeps a password-protected workbook: an OLE container with a stream named EncryptedPackage. */
const lockedWorkbook = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(1024),
  Buffer.from('EncryptedPackage', 'utf16le'),
  Buffer.alloc(512),
]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-sheets-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command line as a terminal would, in English, on a data folder of its own. */
const cli = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  let out = '';
  let err = '';
  const context: CommandContext = {
    language: 'en',
    env: { DATA_DIR: join(folder, 'data'), USER: 'analyst' },
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += `${text}\n`;
    },
    interactive: false,
  };
  const code = await run(['node', 'policy-sheets', ...args], context);
  return { code, out, err };
};

describe('the command line', () => {
  it('shows its commands when asked for help', async () => {
    const { code, out } = await cli('--help');
    expect(code).toBe(0);
    for (const name of ['extract', 'ingest', 'refresh', 'serve', 'sheets']) expect(out).toContain(name);
  });

  it('shows help in Chinese with --lang zh-CN', async () => {
    expect((await cli('--lang', 'zh-CN', '--help')).out).toContain('读取文件');
  });

  it('refuses an unknown command with exit code 2', async () => {
    expect((await cli('extrakt')).code).toBe(2);
  });
});

describe('extract', () => {
  it('prints documents with their records and evidence on stdout, and progress on stderr', async () => {
    const { code, out, err } = await cli('extract', fixture);
    expect(code).toBe(0);
    const [document, ...others] = JSON.parse(out).documents;
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      title: '云山省新材料产业发展行动计划（2024—2027年）',
      docNumber: '云政办发〔2024〕9号',
      issuedOn: '2024-03-18',
      region: '云山省',
      period: [2024, 2027],
    });
    expect(document.targets).toContainEqual(
      expect.objectContaining({ value: 1200, unit: '亿元', comparator: 'ge', by: '2027' }),
    );
    expect(document.assignments.map((a: { agency: string }) => a.agency)).toContain('省工业和信息化厅');
    const [evidence] = document.targets[0].evidence;
    expect(evidence).toMatchObject({ section: expect.any(String), text: expect.any(String) });
    expect(evidence.end - evidence.start).toBe(evidence.text.length);
    expect(err).toContain('1/1');
  });

  it.each([
    ['an empty file', 'empty.txt', '', 'file.empty'],
    [
      'a binary renamed to .txt',
      'binary.txt',
      '\u0000\u0001\u0002PK\u0003\u0004\u0000\u0000'.repeat(50),
      'file.binary',
    ],
  ])('tells what is wrong with %s and still reads the others', async (_, name, content, code) => {
    const path = join(folder, name);
    await writeFile(path, content, 'latin1');
    const result = await cli('extract', path, fixture);
    expect(result.code).toBe(1);
    expect(result.err).toContain(`[${code}]`);
    expect(JSON.parse(result.out).documents).toHaveLength(1);
  });

  it('refuses a text of 50 MB by its limit, without reading it whole', async () => {
    const path = join(folder, 'large.txt');
    await writeFile(path, '政策文件。'.repeat((50 * 1024 * 1024) / 15));
    const result = await cli('extract', path);
    expect(result.code).toBe(1);
    expect(result.err).toContain('[file.too-large]');
  });

  it('says which path is missing', async () => {
    const result = await cli('extract', join(folder, 'nowhere.txt'));
    expect(result.code).toBe(1);
    expect(result.err).toContain('[file.missing]');
  });

  it('explains in the terminal which rules made a record and which dropped a reading', async () => {
    const { code, out } = await cli('extract', '--explain', '--find', '1200亿元', fixture);
    expect(code).toBe(0);
    expect(out).toContain('● kept');
    expect(out).toMatch(/found {4}target-\S+ {2}a subject/);
    expect(out).toContain('→ 2027');
    const chinese = await cli('--lang', 'zh-CN', 'extract', '--explain', '--find', '1200亿元', fixture);
    expect(chinese.out).toContain('● 保留');
  });

  it('explains as data with --json, at an offset that extract printed', async () => {
    const [document] = JSON.parse((await cli('extract', fixture)).out).documents;
    const [target] = document.targets;
    const { start } = target.evidence[0];
    const { out } = await cli('extract', '--explain', '--json', '--at', String(start), fixture);
    const [explained] = JSON.parse(out).documents;
    expect(explained.passages[0].start).toBeLessThanOrEqual(start);
    expect(explained.readings).toContainEqual(
      expect.objectContaining({ recordId: target.id, outcome: 'kept', reading: target }),
    );
  });

  it('refuses a place that no document has, and a place without --explain', async () => {
    for (const args of [
      ['--explain', '--find', '没有这样的话'],
      ['--explain', '--at', '-3x'],
      ['--find', '1200亿元'],
    ]) {
      const { code, err } = await cli('extract', ...args, fixture);
      expect(code).toBe(1);
      expect(err).toContain('explain.no-place');
    }
  });
});

describe('a store that holds nothing', () => {
  it('gets the starter data for a new workbook, and refuses one that has its rows from elsewhere', async () => {
    const [empty, other] = [join(folder, 'nothing'), join(folder, 'nothing-either')];
    const path = join(folder, 'first.xlsx');
    const made = await cli('refresh', path, '--template', 'targets', '--data-dir', empty);
    expect(made.out).toMatch(/[1-9]\d* added/);
    expect(made.err).toContain('starter data');
    const before = await readFile(path);
    expect(await cli('refresh', path, '--data-dir', other)).toMatchObject({
      code: 1,
      err: expect.stringContaining('[store.empty]'),
    });
    expect(Buffer.compare(before, await readFile(path))).toBe(0);
  });
});

describe('ingest and refresh', () => {
  it('ingests a document, and changes nothing the second time', async () => {
    const first = await cli('ingest', fixture, '--json');
    expect(first).toMatchObject({ code: 0 });
    expect(JSON.parse(first.out)).toMatchObject({ new: 1, unchanged: 0, failed: [] });
    const second = await cli('ingest', fixture, '--json');
    expect(JSON.parse(second.out)).toMatchObject({ new: 0, changed: 0, unchanged: 1, failed: [] });
    expect(JSON.parse(second.out).records).toMatchObject({ added: 0, changed: 0, withdrawn: 0 });
  });

  it('makes a workbook from a template, and leaves it byte for byte alone when nothing changed', async () => {
    const workbook = join(folder, 'targets.xlsx');
    const made = await cli('refresh', workbook, '--template', 'targets');
    expect(made).toMatchObject({ code: 0 });
    expect(made.out).toMatch(/tblTargets: [1-9]\d* added/);
    const before = await readFile(workbook);
    const again = await cli('refresh', workbook);
    expect(again.out).toContain('up to date');
    expect(again.err).toContain('nothing changed');
    expect(Buffer.compare(before, await readFile(workbook))).toBe(0);
  });

  it('writes to another file with --out and leaves the workbook alone', async () => {
    const workbook = join(folder, 'original.xlsx');
    const copy = join(folder, 'copy.xlsx');
    await copyFile(join(folder, 'targets.xlsx'), workbook);
    expect((await cli('refresh', workbook, '--out', copy)).code).toBe(0);
    expect(Buffer.compare(await readFile(workbook), await readFile(copy))).toBe(0);
  });

  it.each([
    ['no workbook and no template', 'none.xlsx', null, 'workbook.missing'],
    ['an empty file', 'empty.xlsx', Buffer.alloc(0), null],
    ['text that is no workbook', 'text.xlsx', Buffer.from('not a zip'), null],
    ['a password-protected workbook', 'locked.xlsx', lockedWorkbook, 'workbook.encrypted'],
  ])('refuses %s and writes nothing', async (_, name, bytes, code) => {
    const path = join(folder, name);
    if (bytes) await writeFile(path, bytes);
    const result = await cli('refresh', path);
    expect(result.code).toBe(1);
    expect(result.err).toMatch(code ? new RegExp(`\\[${code}\\]`) : /\[workbook\.[a-z-]+\]/);
    if (bytes) expect(Buffer.compare(bytes, await readFile(path))).toBe(0);
  });

  it('refuses a truncated workbook and leaves it as it was', async () => {
    const whole = await readFile(join(folder, 'targets.xlsx'));
    const path = join(folder, 'truncated.xlsx');
    await writeFile(path, whole.subarray(0, whole.length / 2));
    const result = await cli('refresh', path);
    expect(result.code).toBe(1);
    expect(result.err).toMatch(/\[workbook\.[a-z-]+\]/);
    expect((await readFile(path)).length).toBe(Math.floor(whole.length / 2));
  });
});

describe('refresh, planned and taken back', () => {
  const fresh = async (name: string): Promise<string> => {
    const path = join(folder, name);
    const made = await cli('refresh', path, '--template', 'targets');
    expect(made.code, made.err).toBe(0);
    return path;
  };
  const typedOver = async (path: string, value: number): Promise<void> => {
    const bytes = await readFile(path);
    await writeFile(
      path,
      editTable(bytes, 'tblTargets', (table) => typeInto(table, 0, 'Value', value)),
    );
  };

  it('prints what would be done and writes nothing with --plan', async () => {
    const path = await fresh('planned.xlsx');
    await typedOver(path, 777);
    const before = await readFile(path);
    const { code, out, err } = await cli('refresh', path, '--plan');
    expect(code).toBe(0);
    expect(out).toMatch(/1 local edit kept/);
    expect(out).toMatch(/~ tgt_\w+@1:value {2}Value {2}last \d+, yours 777, the service \d+/);
    expect(err).toContain('Nothing would change');
    const taken = await cli('refresh', path, '--plan', '--take', 'all', '--json');
    expect(JSON.parse(taken.out)).toMatchObject({ changes: true, tables: [{ table: 'tblTargets' }] });
    expect(Buffer.compare(before, await readFile(path))).toBe(0);
  });

  it('takes the service’s value where it is told to, and sends hers as a correction where it is told that', async () => {
    const path = await fresh('decided.xlsx');
    await typedOver(path, 778);
    const { out } = await cli('refresh', path, '--plan', '--json');
    const [edit] = JSON.parse(out).tables[0].edits;
    const sent = await cli('refresh', path, '--send', `${edit.key}:value`);
    expect(sent.err).toContain('by somebody: 1');
    expect((await cli('refresh', path, '--plan', '--json')).out).toContain('"mine":778');
    expect((await cli('refresh', path, '--take', `${edit.key}:value`)).out).toContain('1 changed');
    expect(JSON.parse((await cli('refresh', path, '--plan', '--json')).out).tables[0].edits).toEqual([]);
    const unknown = await cli('refresh', path, '--take', 'tgt_nobody@1:value');
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('[refresh.not-in-plan]') });
  });

  it('names a row that it cannot tell, refuses to send what is the document’s, and fails where the service refuses', async () => {
    const path = await fresh('unsendable.xlsx');
    const type = async (row: number, header: string, value: string) =>
      writeFile(
        path,
        editTable(await readFile(path), 'tblTargets', (table) => typeInto(table, row, header, value)),
      );
    await type(1, 'Record key', 'my own');
    await type(0, 'Region', '临江市');
    await type(0, 'Comparator', 'no option');
    expect((await cli('refresh', path, '--plan')).out).toContain('row 2 of the table  record key unreadable');
    const { edits } = JSON.parse((await cli('refresh', path, '--plan', '--json')).out).tables[0];
    const [{ key }] = edits;
    expect(await cli('refresh', path, '--send', `${key}:region`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('[refresh.not-sendable]'),
    });
    expect(await cli('refresh', path, '--send', `${key}:comparator`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('[correction.value-invalid]'),
    });
    expect((await cli('refresh', path, '--plan', '--send', 'all')).code).toBe(0);
  });

  it('takes the last refresh back with --undo, once', async () => {
    const path = await fresh('undone.xlsx');
    const planned = await cli('refresh', path, '--undo', '--plan');
    expect(planned.out).toMatch(/[1-9]\d* removed/);
    const { code, err } = await cli('refresh', path, '--undo');
    expect(code).toBe(0);
    expect(err).toContain('taken back');
    const before = await readFile(path);
    expect(await cli('refresh', path, '--undo')).toMatchObject({
      code: 1,
      err: expect.stringContaining('[refresh.nothing-to-undo]'),
    });
    expect(Buffer.compare(before, await readFile(path))).toBe(0);
    expect((await cli('refresh', path)).out).toMatch(/[1-9]\d* added/);
  });

  it('refreshes several workbooks, and one that fails leaves the others to go on', async () => {
    const paths = [await fresh('one.xlsx'), join(folder, 'no-workbook.xlsx'), await fresh('two.xlsx')];
    await writeFile(paths[1] ?? '', 'text');
    await cli('refresh', paths[0] ?? '', '--undo');
    const { code, out, err } = await cli('refresh', ...paths);
    expect(code).toBe(1);
    expect(err).toMatch(/\[workbook\.[a-z-]+\]/);
    expect(out).toMatch(/one\.xlsx\ntblTargets: [1-9]\d* added/);
    expect(out).toMatch(/two\.xlsx\ntblTargets: up to date/);
    expect((await cli('refresh', ...paths, '--out', 'x.xlsx')).err).toContain('[refresh.one-workbook]');
    expect((await cli('refresh', ...paths, '--take', 'tgt_x@1:value')).err).toContain(
      '[refresh.one-workbook]',
    );
  });

  it('refreshes the tables that it is told to alone', async () => {
    const path = await fresh('tables.xlsx');
    expect((await cli('refresh', path, '--table', 'tblTargets')).code).toBe(0);
    expect(await cli('refresh', path, '--table', 'other')).toMatchObject({
      code: 1,
      err: expect.stringContaining('[workbook.table-not-bound]'),
    });
  });
});

describe('backup and restore', () => {
  it('carries every document, record and revision into an empty store', async () => {
    const file = join(folder, 'backup.jsonl');
    const other = join(folder, 'other-data');
    expect((await cli('backup', file)).out).toMatch(/[1-9]\d* rows written/);
    expect(await cli('restore', file, '--data-dir', other)).toMatchObject({ code: 0 });
    const again = await cli('ingest', fixture, '--data-dir', other, '--json');
    expect(JSON.parse(again.out)).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
  });

  it('refuses a file that is no backup and leaves the store empty', async () => {
    const other = join(folder, 'empty-data');
    const refused = await cli('restore', fixture, '--data-dir', other);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/\[store\.[a-z-]+\]/);
    expect(JSON.parse((await cli('ingest', fixture, '--data-dir', other, '--json')).out)).toMatchObject({
      new: 1,
    });
  });
});
