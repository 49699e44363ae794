import { beforeEach, describe, expect, it } from 'vitest';
import { SheetsHost } from '../../../addin/sheets/sheets-host.ts';
import { Problem } from '../../../service/records/problem.ts';
import { newTableOf } from '../../../templates/refresh/bind.ts';
import { prepareRefresh, refreshTable } from '../../../templates/refresh/refresh.ts';
import { FakeService } from '../fake-service.ts';
import { GoogleBook } from '../google-book.ts';
import { hostServices } from './services.ts';
import { ScriptBook } from './spreadsheet.ts';

const now = '2026-02-01T09:30:00.000Z';
const table = newTableOf({
  table: 'T',
  sheet: '目标',
  title: '目标',
  kind: 'target',
  language: 'zh-CN',
  query: {},
  fields: ['indicator', 'value', 'issuedOn'],
});
const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no problem',
    (thrown: unknown) => (thrown instanceof Problem ? thrown.code : String(thrown)),
  );

describe('a spreadsheet that is open in Google Sheets', () => {
  let book: GoogleBook;
  let script: ScriptBook;
  let host: SheetsHost;
  let services: ReturnType<typeof hostServices>;
  let service: FakeService;
  const sheet = () => book.sheets.find(({ properties }) => properties.title === '目标');
  const texts = () =>
    (sheet()?.rows ?? []).map((row) =>
      row.map(({ userEnteredValue: value }) => value?.stringValue ?? value?.numberValue ?? null),
    );
  const refresh = () => refreshTable(host, service, 'T', { now });

  beforeEach(async () => {
    book = new GoogleBook('rules', '测试');
    script = new ScriptBook(book);
    services = hostServices(script);
    host = new SheetsHost(services);
    service = new FakeService();
    for (let i = 0; i < 4; i++) service.add(`tgt_${i}`, { indicator: `指标 ${i}`, value: i });
    await host.insertTable(table);
    await refresh();
  });

  it('keeps the sheet in front that was in front, and hides its own', () => {
    expect(script.getActiveSheet().getName()).toBe('工作表1');
    expect(
      book.sheets.filter(({ properties }) => properties.hidden).map(({ properties }) => properties.title),
    ).toEqual(['_policy_sheets']);
  });

  it('lets the filter reach down to new rows, with the conditions that it has', async () => {
    const range = sheet()?.basicFilter?.range;
    book.batchUpdate(
      [
        {
          setBasicFilter: { filter: { range: range ?? {}, criteria: { '1': { hiddenValues: ['指标 0'] } } } },
        },
      ],
      'owner',
    );
    service.add('tgt_new');
    await refresh();
    expect(sheet()?.basicFilter).toMatchObject({
      range: { startRowIndex: 1, endRowIndex: 7 },
      criteria: { '1': { hiddenValues: ['指标 0'] } },
    });
  });

  it('reads and writes blocks: the calls do not grow with the rows', async () => {
    const calls = async (change: () => void): Promise<[number, number]> => {
      change();
      [script.reads, script.writes] = [0, 0];
      await refresh();
      return [script.reads, script.writes];
    };
    const few = await calls(() => service.add('tgt_few'));
    const many = await calls(() => {
      for (let i = 0; i < 200; i++) service.add(`tgt_many${i}`);
    });
    expect(many[0]).toBe(few[0]);
    // The hidden sheet's note of what was added may need another row or two.
    expect(many[1] - few[1]).toBeLessThanOrEqual(2);
    expect(many[1]).toBeLessThan(15);
  });

  it('writes nothing where a cell is protected from her, and says whom to ask', async () => {
    book.batchUpdate(
      [
        {
          addProtectedRange: {
            protectedRange: {
              range: { sheetId: sheet()?.properties.sheetId ?? 0, startRowIndex: 3, endRowIndex: 4 },
            },
          },
        },
      ],
      'owner',
    );
    service.change('tgt_1', { value: 99 });
    const before = texts();
    script.writes = 0;
    expect(await code(refresh())).toBe('workbook.protected');
    expect([texts(), script.writes]).toEqual([before, 0]);
    service.change('tgt_1', { value: 1 });
  });

  it('refuses while another run of the add-on writes', async () => {
    service.change('tgt_0', { value: 7 });
    const { plan } = await prepareRefresh(host, service, 'T', { now });
    const lock = services.LockService.getDocumentLock();
    lock?.tryLock(0);
    expect(await code(host.apply(plan))).toBe('workbook.busy');
    lock?.releaseLock();
    await host.apply(plan);
    expect(texts()[2]).toContain(7);
  });

  it('takes everything back at whatever call Google fails', async () => {
    service.change('tgt_0', { value: 7 });
    service.add('tgt_new');
    service.withdraw('tgt_2');
    const before = [texts(), book.namedRanges, sheet()?.properties.gridProperties.rowCount].map((part) =>
      structuredClone(part),
    );
    const hidden = () =>
      structuredClone(
        book.sheets
          .find(({ properties }) => properties.hidden)
          ?.rows.map((row) => row.map((cell) => cell.userEnteredValue ?? null))
          .filter((row) => row.some((value) => value !== null)),
      );
    const noted = hidden();
    const { plan } = await prepareRefresh(host, service, 'T', { now, decisions: { removals: 'all' } });
    let failures = 0;
    for (let call = 0; ; call++) {
      script.failAfter = call;
      const problem = await code(host.apply(plan));
      if (problem === 'no problem') break;
      failures++;
      expect(problem).toBe('workbook.write-failed');
      expect(
        texts()
          .map((row) => row.slice(0, 4))
          .filter((row) => row.some((value) => value !== null)),
      ).toEqual(
        (before[0] as unknown[][])
          .map((row) => row.slice(0, 4))
          .filter((row) => row.some((value) => value !== null)),
      );
      expect(book.namedRanges).toEqual(before[1]);
      expect(hidden()).toEqual(noted);
    }
    script.failAfter = null;
    expect(failures).toBeGreaterThan(4);
    expect(texts().flat()).toContain(7);
  });

  it('says so, and where the version history is, where taking back fails too', async () => {
    service.change('tgt_0', { value: 7 });
    const { plan } = await prepareRefresh(host, service, 'T', { now });
    [script.failAfter, script.failsForGood] = [1, true];
    expect(await code(host.apply(plan))).toBe('workbook.written-in-part');
  });

  it.each(['Asia/Shanghai', 'America/New_York', 'Pacific/Apia', 'UTC'])(
    'reads a day as that day in %s',
    async (timeZone) => {
      (book.properties as Record<string, unknown>).timeZone = timeZone;
      const { rows, headers } = await host.readTable('T');
      const issued = headers.indexOf('成文日期');
      // 5 March 2021.
      expect(rows.map(({ cells }) => cells[issued]?.value)).toEqual([44_260, 44_260, 44_260, 44_260]);
      const again = await prepareRefresh(host, service, 'T', { now });
      expect(again.plan.edits).toEqual([]);
    },
  );
});
