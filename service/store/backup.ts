import { Problem } from '../records/problem.ts';
import { DatabaseFailure, type Db, type Sql } from './db.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openDatabase, openUnmigrated, type StoreOptions } from './open-store.ts';
import { termsOf } from './search-text.ts';

/**
 * Logical export and import: the backup of a store, and its way to another database or another version of the embedded
 * one (design/store-and-sheets.md, A6). JSON Lines: a header, a line for each row with all revisions, and an end that
 * counts them. Search indexes are left out and made anew.
 */

/** What the file says it is, in its first line. */
interface Header {
  format: typeof format;
  /** Last migration of the schema that the rows are in. */
  schema: number;
  /** Last number of the change sequence. */
  change: number;
}

const format = 'policy-sheets-store';

/** Tables in the order in which rows can be put in, each with a key to page by. */
const tables = [
  { table: 'change_clock', key: 'change' },
  { table: 'commits', key: 'last_change' },
  { table: 'sources', key: 'id' },
  { table: 'documents', key: 'seq' },
  { table: 'document_sources', key: 'document_id, source_id, relation' },
  { table: 'document_texts', key: 'document_id, version' },
  { table: 'document_versions', key: 'change' },
  { table: 'records', key: 'id' },
  { table: 'record_versions', key: 'change' },
  { table: 'corrections', key: 'seq' },
  { table: 'sheet_reports', key: 'id' },
  { table: 'sheet_runs', key: 'id' },
] as const;

/** Tables whose rows carry a search index over their search_text. */
const searched: ReadonlySet<string> = new Set(['document_texts', 'record_versions']);

/** Rows read or written at a time. A document's text may be long. */
const batch = 200;

const invalid = (reason: { zh: string; en: string }, cause?: unknown): Problem =>
  new Problem(
    'store.backup-invalid',
    { zh: `备份文件无法使用：${reason.zh}。`, en: `The backup cannot be used: ${reason.en}.` },
    { zh: '请换用另一份完整的备份。', en: 'Use another, whole backup.' },
    {},
    cause,
  );

/**
 * Writes everything that a store holds, as it is at one moment.
 * @param write takes one line without its end; awaited, so that a slow disk slows the reading
 * @returns how many rows were written
 */
export const exportStore = async (
  options: StoreOptions,
  write: (line: string) => void | Promise<void>,
): Promise<number> => {
  const db = await openDatabase(options);
  try {
    return await exportFrom(db, write);
  } finally {
    await db.close();
  }
};

/** exportStore over an open database with this program's schema, which stays open. */
export const exportFrom = (db: Db, write: (line: string) => void | Promise<void>): Promise<number> =>
  db.tx((sql) => exportRows(sql, write));

const exportRows = async (sql: Sql, write: (line: string) => void | Promise<void>): Promise<number> => {
  await sql.script('set transaction isolation level repeatable read, read only');
  const [clock] = await sql.query<{ change: number }>('select change from change_clock');
  const header: Header = {
    format,
    schema: Math.max(...migrations.map(({ version }) => version)),
    change: clock?.change ?? 0,
  };
  await write(JSON.stringify(header));
  let rows = 0;
  for (const { table, key } of tables) {
    await sql.script(`declare rows no scroll cursor for
      select (to_jsonb(${table}) - 'search')::text as row from ${table} order by ${key}`);
    for (;;) {
      const page = await sql.query<{ row: string }>(`fetch ${batch} from rows`);
      if (page.length === 0) break;
      // The row stays text: `valid_to` is larger than a JavaScript number can hold.
      for (const { row } of page) await write(`{"table":"${table}","row":${row}}`);
      rows += page.length;
    }
    await sql.script('close rows');
  }
  await write(JSON.stringify({ end: rows }));
  return rows;
};

/**
 * Fills an empty store from an export, all of it or nothing.
 * @param lines the lines of the export, without their ends
 * @returns how many rows were put in
 * @throws Problem `store.not-empty`, `store.backup-invalid`, `store.newer`
 */
export const importStore = async (
  options: StoreOptions,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<number> => {
  const db = await openUnmigrated(options);
  try {
    return await importInto(db, lines);
  } finally {
    await db.close();
  }
};

/** importStore into an open database, which stays open. */
export const importInto = async (
  db: Db,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<number> => {
  const reader = readLines(lines);
  const first = await reader.next();
  const header = first.done ? null : headerOf(first.value);
  if (!header) throw invalid({ zh: '文件开头不是本软件的备份', en: 'it does not begin as a backup of ours' });
  const newest = Math.max(...migrations.map(({ version }) => version));
  if (header.schema > newest)
    throw new Problem(
      'store.newer',
      { zh: '备份由更新版本的程序导出。', en: 'The backup was exported by a newer version of the program.' },
      { zh: '请升级本程序。', en: 'Upgrade this program.' },
      { schema: header.schema },
    );
  // Rows go into the schema that they came from; later migrations then bring schema and rows up together.
  await migrate(
    db,
    migrations.filter(({ version }) => version <= header.schema),
  );
  const rows = await db.tx((sql) => importRows(sql, reader));
  await migrate(db);
  return rows;
};

const importRows = async (sql: Sql, reader: AsyncGenerator<string>): Promise<number> => {
  const [state] = await sql.query<{ used: boolean }>(
    `select exists (select from documents) or exists (select from sources) as used`,
  );
  if (state?.used)
    throw new Problem(
      'store.not-empty',
      { zh: '目标库不是空的。', en: 'The store to fill is not empty.' },
      {
        zh: '请指定一个新的 DATA_DIR 或空的数据库。',
        en: 'Name a new DATA_DIR or an empty database.',
      },
    );
  await sql.script('delete from change_clock');
  let rows = 0;
  let ended = false;
  let waiting: string[] = [];
  let table = '';
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) await insertRows(sql, table, waiting);
    rows += waiting.length;
    waiting = [];
  };
  for await (const line of reader) {
    const prefix = /^\{"table":"([a-z_]+)","row":/.exec(line);
    if (!prefix) {
      await flush();
      ended = line === JSON.stringify({ end: rows });
      break;
    }
    const [start, name = ''] = prefix;
    if (!tables.some((known) => known.table === name))
      throw invalid({ zh: `有未知的表 ${name}`, en: `it has an unknown table ${name}` });
    if (name !== table || waiting.length >= batch) await flush();
    table = name;
    waiting.push(line.slice(start.length, -1));
  }
  if (!ended) throw invalid({ zh: '文件不完整', en: 'it is not whole' });
  for (const [identity, column] of [
    ['sources', 'id'],
    ['documents', 'seq'],
    ['sheet_runs', 'id'],
  ] as const) {
    // A backup of an earlier schema goes into that schema, which may lack the table.
    const [there] = await sql.query<{ is: boolean }>('select to_regclass($1) is not null as is', [identity]);
    if (!there?.is) continue;
    await sql.script(
      `select setval(pg_get_serial_sequence('${identity}', '${column}'), coalesce(max(${column}), 0) + 1, false)
       from ${identity}`,
    );
  }
  return rows;
};

const insertRows = async (sql: Sql, table: string, rows: readonly string[]): Promise<void> => {
  try {
    const items = rows.map((row) => {
      const { search_text } = JSON.parse(row) as { search_text?: string };
      const terms = searched.has(table) ? termsOf(search_text ?? '') : [];
      return `{"row":${row},"terms":${JSON.stringify(terms)}}`;
    });
    await sql.query(insertInto(table), [`[${items.join(',')}]`]);
  } catch (error) {
    // Class 22 is a value that does not fit, 23 a row that others lack or contradict.
    const damaged =
      error instanceof SyntaxError || (error instanceof DatabaseFailure && /^2[23]/.test(error.code));
    if (!damaged) throw error;
    throw invalid({ zh: `表 ${table} 中有损坏的行`, en: `it has a damaged row in table ${table}` }, error);
  }
};

const insertInto = (table: string): string => {
  const row = searched.has(table)
    ? `item -> 'row' || jsonb_build_object('search',
         array_to_tsvector(array(select jsonb_array_elements_text(item -> 'terms')))::text)`
    : `item -> 'row'`;
  return `insert into ${table} overriding system value
     select filled.* from jsonb_array_elements($1::jsonb) item,
       lateral jsonb_populate_record(null::${table}, ${row}) filled`;
};

const headerOf = (line: string): Header | null => {
  try {
    const header = JSON.parse(line) as Partial<Header>;
    return header.format === format && typeof header.schema === 'number' ? (header as Header) : null;
  } catch {
    return null;
  }
};

/** Lines one after another through one iterator, so that the header can be read first. */
async function* readLines(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  for await (const line of lines) if (line !== '') yield line;
}
