import type { FactHost } from '../../templates/refresh/fact-types.ts';
import { type FoundTable, findTables } from '../../templates/refresh/find-tables.ts';
import type { BindingHost, SheetGrid } from '../../templates/refresh/grid-types.ts';
import { type BindReport, planBinding } from '../../templates/refresh/plan-binding.ts';
import { factsAsPlan, newFact } from '../../templates/refresh/plan-facts.ts';
import type { TableQuery } from '../../templates/refresh/types.ts';
import { fieldOf, fieldsOf, keyField, type Language, labelIn } from '../records/catalogue.ts';
import type { Kind } from '../records/kinds.ts';
import { recordQuerySchema } from '../records/record-query.ts';
import { askTyped, queryTyped } from './ask-text.ts';
import { type Backend, openBackend } from './backend.ts';
import { bindProblems } from './bind-problems.ts';
import type { CommandContext } from './context.ts';
import { readUpTo, writeWhole } from './files.ts';
import { say } from './messages.ts';
import { maxWorkbookBytes } from './refresh.ts';

/** Options of `bind`, as commander reads them. */
export interface BindOptions {
  table?: string;
  sheet?: string;
  nth?: string;
  kind?: Kind;
  query?: string[];
  /** header=field; an empty field leaves the column hers. */
  map?: string[];
  as?: string;
  name?: string;
  ask?: string;
  remove?: boolean;
  yes?: boolean;
  out?: string;
  dataDir?: string;
  json?: boolean;
}

/** A workbook that can have its tables and its named cells bound. */
export type BindableHost = BindingHost & FactHost;

const describe = ({ name, sheet, range, title, headers }: FoundTable): string =>
  `${name ?? title ?? headers.slice(0, 3).join(' ')} (${sheet} ${range.top + 1}–${range.bottom})`;

interface Chosen {
  grid: SheetGrid;
  table: FoundTable;
}

/** The table that --table, or --sheet with --nth, names. */
const chosenTable = async (host: BindingHost, options: BindOptions): Promise<Chosen> => {
  const sheets = await host.sheetNames();
  const found: Chosen[] = [];
  for (const sheet of options.sheet === undefined ? sheets : [options.sheet]) {
    const grid = await host.readSheet(sheet);
    found.push(...findTables(grid, options.kind).map((table) => ({ grid, table })));
  }
  const all = found.map(({ table }) => describe(table));
  const named =
    options.table === undefined ? found : found.filter(({ table }) => table.name === options.table);
  const nth = options.nth === undefined ? undefined : Number(options.nth) - 1;
  const [first, ...others] = nth === undefined ? named : named.slice(nth, nth + 1);
  if (!first) throw bindProblems.tableMissing(options.table ?? options.sheet ?? options.nth ?? '', all);
  if (others.length > 0)
    throw bindProblems.severalTables(
      options.sheet ?? '',
      named.map(({ table }) => describe(table)),
    );
  return first;
};

const fold = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '').toLowerCase();

/** Columns and their fields: as the headers were matched, and as --map says otherwise. */
const columnsOf = (
  { headers, matches }: FoundTable,
  kind: Kind,
  map: readonly string[] = [],
): { column: number; field: string; score: number }[] => {
  const fields = new Map<number, { field: string; score: number }>();
  for (const { column, field, score } of matches) if (field !== null) fields.set(column, { field, score });
  for (const text of map) {
    const at = text.lastIndexOf('=');
    const [header, wanted] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1).trim()];
    const column = headers.findIndex((one) => fold(one) === fold(header));
    if (column < 0) throw bindProblems.headerMissing(header, headers);
    const field = [keyField, ...fieldsOf(kind)].find(({ id, label }) =>
      [id, label.zh, label.en].some((name) => fold(name) === fold(wanted)),
    );
    for (const [other, { field: taken }] of fields) if (taken === (field?.id ?? wanted)) fields.delete(other);
    fields.delete(column);
    if (wanted !== '') fields.set(column, { field: field?.id ?? wanted, score: 1 });
  }
  return [...fields].map(([column, match]) => ({ column, ...match })).sort((a, b) => a.column - b.column);
};

/** A name that no table of the workbook has yet; Excel allows letters, digits and underscores. */
const freeName = async (host: BindingHost, kind: Kind): Promise<string> => {
  const taken = new Set((await host.readBindings()).map(({ table }) => table.toLowerCase()));
  for (const sheet of await host.sheetNames())
    for (const { name } of (await host.readSheet(sheet)).tables) taken.add(name.toLowerCase());
  const base = `tbl${kind[0]?.toUpperCase()}${kind.slice(1)}s`;
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}${n}`;
  return name;
};

const mostShown = 8;

const reportLines = (report: BindReport, table: FoundTable, kind: Kind, language: Language): string[] => {
  const line = (row: number): number => table.range.top + 2 + row;
  const rows = (list: readonly { row: number }[]): string =>
    list
      .slice(0, mostShown)
      .map(({ row }) => line(row))
      .join(', ') + (list.length > mostShown ? ' …' : '');
  const { matched, ambiguous, unmatched, differences, additions } = report;
  const lines = [say('bindMatched', language, { count: matched.length })];
  if (ambiguous.length > 0)
    lines.push(say('bindAmbiguous', language, { count: ambiguous.length, rows: rows(ambiguous) }));
  if (unmatched.length > 0)
    lines.push(say('bindUnmatched', language, { count: unmatched.length, rows: rows(unmatched) }));
  if (differences.length > 0) lines.push(say('bindDifferences', language, { count: differences.length }));
  for (const { row, field, mine, theirs } of differences.slice(0, mostShown)) {
    const label = fieldOf(kind, field)?.label;
    lines.push(
      `    ${line(row)}  ${label ? labelIn(label, language) : field}  ${say('bindDifference', language, { mine: String(mine ?? '—'), theirs: String(theirs ?? '—') })}`,
    );
  }
  lines.push(say('bindAdditions', language, { count: additions.length }));
  return lines;
};

const confirmed = async (context: CommandContext, options: BindOptions): Promise<void> => {
  if (options.yes) return;
  if (!(await context.confirm?.(say('bindConfirm', context.language)))) throw bindProblems.notConfirmed();
};

/**
 * Binds a table that the workbook has: tells how its headers and rows match, asks, and binds it.
 * @throws Problem of the choice, the host and the service; the host's workbook is then as it was
 */
export const bindTable = async (
  context: CommandContext,
  host: BindingHost,
  backend: Pick<Backend, 'sync' | 'evidenceBase'>,
  options: BindOptions,
): Promise<void> => {
  const { language, stdout } = context;
  const query: TableQuery = queryTyped(options.query ?? []);
  const { grid, table } = await chosenTable(host, options);
  const bound = (await host.readBindings()).find((binding) => binding.table === table.name);
  if (bound) throw bindProblems.boundAlready(bound.table);
  const kind = options.kind ?? table.kind;
  const columns = columnsOf(table, kind, options.map);
  const name = table.name ?? options.as ?? (await freeName(host, kind));
  const { records } = await backend.sync({ kind, query: recordQuerySchema.parse(query), keys: [] });
  const { request, report } = planBinding(
    grid,
    table,
    {
      name,
      kind,
      language,
      query,
      columns: columns.map(({ column, field }) => ({ column, field })),
    },
    records,
    backend,
  );
  if (options.json) stdout(`${JSON.stringify({ table: name, kind, query, columns, report })}\n`);
  else {
    const matched = new Map(columns.map((one) => [one.column, one]));
    const lines = table.headers.map((header, column) => {
      const match = matched.get(column);
      if (!match) return `  ${header}  ${say('bindHers', language)}`;
      const label = fieldOf(kind, match.field)?.label;
      return `  ${header} → ${label ? labelIn(label, language) : match.field} (${match.field}, ${match.score.toFixed(2)})`;
    });
    stdout(
      `${[`${describe(table)} → ${name}`, ...lines, ...reportLines(report, table, kind, language)].join('\n')}\n`,
    );
  }
  await confirmed(context, options);
  await host.bindTable(request);
};

/** Binds a named cell or range to a fact, or lets it go with `remove`. */
export const bindName = async (
  context: CommandContext,
  host: FactHost,
  backend: Pick<Backend, 'facts'>,
  options: BindOptions & { name: string },
): Promise<void> => {
  const { language, stdout } = context;
  const { name } = options;
  const facts = await host.readFacts();
  const others = facts.filter((fact) => fact.name !== name);
  if (options.remove) {
    if (others.length === facts.length)
      throw bindProblems.nameNotBound(
        name,
        facts.map((fact) => fact.name),
      );
    await host.applyFacts(factsAsPlan(others));
    return;
  }
  if (options.ask === undefined) throw bindProblems.whereNeeded();
  const ask = askTyped(options.ask);
  if ((await host.readNamed([name])).length === 0) throw bindProblems.nameMissing(name);
  const { answers } = await backend.facts({ asks: [ask] });
  const [answer] = answers;
  if (options.json) stdout(`${JSON.stringify({ name, ask, answer })}\n`);
  else if (answer?.is === 'value') stdout(`${name} = ${answer.value ?? '—'}\n`);
  else if (answer?.is === 'rows') stdout(`${name} = ${answer.rows.length} × ${answer.headers.length}\n`);
  else if (answer) context.stderr(`✗ ${answer.detail} [${answer.code}]`);
  await confirmed(context, { ...options, yes: options.yes === true || answer?.is !== 'problem' });
  await host.applyFacts(factsAsPlan([...others, newFact(name, ask)]));
  context.stderr(say('boundName', language, { name }));
};

/**
 * `bind WORKBOOK`: binds a table that an analyst has, or a named cell, and writes nothing before she said yes.
 * @returns the exit code
 */
export const bind = async (context: CommandContext, path: string, options: BindOptions): Promise<number> => {
  const { language, stderr } = context;
  const { name } = options;
  if (name === undefined && options.table === undefined && options.sheet === undefined)
    throw bindProblems.whereNeeded();
  const { openXlsxWorkbook } = await import('../publish/xlsx/xlsx-host.ts');
  const host = await openXlsxWorkbook(await readUpTo(path, maxWorkbookBytes));
  const backend = await openBackend(context, options.dataDir, 'refuse');
  try {
    if (backend.through) stderr(say('throughService', language, { address: backend.through }));
    if (name === undefined) await bindTable(context, host, backend, options);
    else await bindName(context, host, backend, { ...options, name });
    const target = options.out ?? path;
    await writeWhole(target, host.bytes());
    stderr(say('written', language, { file: target }));
    stderr(say('bindNext', language, { file: target }));
    return 0;
  } finally {
    await backend.close();
  }
};
