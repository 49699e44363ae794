import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { policyDocument } from '../../test/fixtures/policy-document.ts';
import { kinds } from '../records/kinds.ts';
import { exportFrom, exportStore, importInto, importStore } from './backup.ts';
import type { Db } from './db.ts';
import { openDatabase, openUnmigrated, storeOver } from './open-store.ts';
import type { Store } from './store.ts';
import { makeTemplate } from './template.ts';

const output = { words: '到2025年产值达到9亿元', targets: [{ value: 9, by: '2025' }] };
const park = { words: '建设临江软件园', parks: [{ name: '临江软件园', industries: ['软件'] }] };
const first = policyDocument({ title: '云山省方案' }, [output, park]);
const second = policyDocument({ title: '云山省方案' }, [
  { ...output, words: '到2025年产值达到10亿元', targets: [{ value: 10, by: '2025' }] },
]);
const other = policyDocument({ title: '临江市方案', region: '云山省临江市' }, [park], { withText: false });

/** Everything that a store answers. */
const everything = async (store: Store): Promise<unknown> => {
  const changes = await store.changes(0, 1000);
  const ids = [...new Set(changes.items.map(({ id }) => id))].sort();
  return {
    changes,
    documents: await store.documents({}, { limit: 100 }),
    texts: await Promise.all([first, other].map(({ document }) => store.documentText(document.id))),
    corrections: await store.corrections({}, { limit: 100 }),
    histories: await Promise.all(ids.map((id) => store.history(id))),
    found: await Promise.all(kinds.map((kind) => store.count(kind, { text: '软件' }))),
    documentsFound: await store.documents({ text: '产值' }, { limit: 10 }),
  };
};

let from: Db;
let to: Db;
let lines: string[];
let before: unknown;
const corrections: string[] = [];
beforeAll(async () => {
  await makeTemplate();
  from = await openDatabase({});
  to = await openUnmigrated({});
  const store = storeOver(from);
  for (const input of [first, second, other]) await store.put(input);
  const [target] = (await store.records('target', {}, { limit: 1 })).items;
  const inputs = [
    { field: 'value', value: 12 },
    { field: 'qualifier', value: '规模以上' },
  ].map((one) => ({ ...one, record: target?.id ?? '', revision: 1 }));
  for (const sent of await store.sendCorrections(inputs)) {
    if (sent instanceof Error) throw sent;
    if (!sent.again) corrections.push(sent.id);
  }
  await store.decideCorrection(corrections[0] ?? '', 'adopted', { by: '王主任' });
  before = await everything(store);
  lines = [];
  const rows = await exportFrom(from, (line) => void lines.push(line));
  expect(rows).toBe(lines.length - 2);
});
afterAll(async () => {
  await from?.close();
  await to?.close();
});
beforeEach(() => to.script('drop schema public cascade; create schema public'));

describe('a backup', () => {
  it('brings back every revision, and the store goes on from there', async () => {
    expect(await importInto(to, lines)).toBe(lines.length - 2);
    const store = storeOver(to);
    expect(await everything(store)).toEqual(before);
    expect(await store.put(second)).toMatchObject({ outcome: 'unchanged' });
    const cursor = await store.cursor();
    const third = policyDocument({ title: '云水省方案' }, [park], { file: 'new.txt' });
    expect(await store.put(third)).toMatchObject({ outcome: 'new' });
    expect(await store.cursor()).toBeGreaterThan(cursor);
  });

  it('that is damaged is refused and leaves the store empty', async () => {
    const damaged = [
      [],
      ['{}'],
      lines.slice(1),
      lines.slice(0, -1),
      lines.filter((_, i) => i !== 5),
      lines.map((line) => line.replace('"table":"records"', '"table":"pg_authid"')),
      lines.map((line, i) => (i === lines.length - 2 ? `${line.slice(0, -9)}}` : line)),
    ];
    for (const [i, wrong] of damaged.entries())
      await expect(importInto(to, wrong), `damage ${i}`).rejects.toMatchObject({
        code: 'store.backup-invalid',
      });
    expect(await importInto(to, lines)).toBe(lines.length - 2);
  });

  it('of a newer program is refused', async () => {
    const newer = [(lines[0] ?? '').replace(/"schema":\d+/, '"schema":99'), ...lines.slice(1)];
    await expect(importInto(to, newer)).rejects.toMatchObject({ code: 'store.newer' });
  });

  it('does not go into a store that holds something', async () => {
    await expect(importInto(from, lines)).rejects.toMatchObject({ code: 'store.not-empty' });
  });

  it('is made of the store that the options name, and fills another one', { timeout: 120_000 }, async () => {
    const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'ps-backup-')));
    const [source = '', target = ''] = folders;
    try {
      expect(await importStore({ dataDir: source }, lines)).toBe(lines.length - 2);
      const again: string[] = [];
      await exportStore({ dataDir: source }, (line) => void again.push(line));
      expect(again).toEqual(lines);
      await importStore({ dataDir: target }, again);
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true });
    }
  });
});
