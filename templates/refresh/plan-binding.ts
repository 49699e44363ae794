import { fieldOf, keyField, type Language, labelIn } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';
import { Problem } from '../../service/records/problem.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { gridDigest } from './digest.ts';
import type { FoundTable } from './find-tables.ts';
import type { BindRequest, GridRange, NewKeyColumn, SheetGrid } from './grid-types.ts';
import { parseKey, printKey } from './keys.ts';
import { type ImpliedValues, matchRows, type RowCandidate, type RowMatch } from './match-rows.ts';
import { contains, gridCell, isEmptyCell, mergedView, overlaps, textOf } from './sheet-grid.ts';
import { shownValues } from './shown-values.ts';
import type { SnapshotRow, TableBinding, TableQuery } from './types.ts';
import { sameValue } from './values.ts';

/** What she chose: which columns show which fields, and which records the table is to show. */
export interface BindingChoice {
  /** Name that the table gets; the workbook's own where it is a table already. */
  name: string;
  kind: Kind;
  language: Language;
  query: TableQuery;
  /** Columns counted from the left of the table, and the field of each; a column that is not named stays hers. */
  columns: readonly { column: number; field: string }[];
}

/** What binding the table will mean, for her to look at before anything is written. */
export interface BindReport {
  matched: readonly RowMatch[];
  ambiguous: readonly { row: number; candidates: readonly { key: string; confidence: number }[] }[];
  /** Rows that stay hers: no record is like them. */
  unmatched: readonly { row: number; reason: 'noKey' }[];
  /** Cells of matched rows that say something else than the record; the first refresh shows them as local edits. */
  differences: readonly { row: number; key: string; field: string; mine: CellValue; theirs: CellValue }[];
  /** Keys of records that the first refresh would add as new rows. */
  additions: readonly string[];
}

export interface PlannedBinding {
  request: BindRequest;
  report: BindReport;
}

const plain = (header: string): string => textOf(header).toLowerCase();

/** Headers of the table's own header row as they are to read: each filled, each different, as every host's tables want. */
const headersToBe = (grid: SheetGrid, table: FoundTable, language: Language): string[] => {
  const used = new Set<string>();
  return table.headers.map((joined, i) => {
    const own = gridCell(grid, table.range.top, table.range.left + i).value;
    const wishes = [
      typeof own === 'string' ? own : textOf(own),
      joined,
      language === 'en' ? `Column ${i + 1}` : `列${i + 1}`,
    ].filter((text) => plain(text) !== '');
    let header = wishes.find((text) => !used.has(plain(text))) ?? `${wishes[0]}`;
    for (let n = 2; used.has(plain(header)); n++) header = `${wishes[0]} ${n}`;
    used.add(plain(header));
    return header;
  });
};

/** What is written to make the region fit for a table: whole headers, and the values of merged cells in their rows. */
const repairs = (
  grid: SheetGrid,
  table: FoundTable,
  headers: readonly string[],
): Pick<BindRequest, 'unmerge' | 'writes'> => {
  const { range } = table;
  const unmerge = grid.merges.filter((merge) => overlaps(merge, range));
  const writes: { row: number; column: number; value: CellValue }[] = [];
  headers.forEach((header, i) => {
    const cell = gridCell(grid, range.top, range.left + i);
    if (cell.value !== header || cell.formula !== undefined)
      writes.push({ row: range.top, column: range.left + i, value: header });
  });
  for (const merge of unmerge) {
    const { value } = gridCell(grid, merge.top, merge.left);
    if (value === null || value === '') continue;
    // Down the rows a merged cell speaks for each of them; across columns it is a heading of hers.
    for (let row = Math.max(merge.top + 1, range.top + 1); row < Math.min(merge.bottom, range.bottom); row++)
      if (contains(range, row, merge.left)) writes.push({ row, column: merge.left, value });
  }
  return { unmerge, writes };
};

const bodyRows = (grid: SheetGrid, range: GridRange): SnapshotRow[] => {
  const view = mergedView(grid);
  return Array.from({ length: range.bottom - range.top - 1 }, (_, i) => ({
    cells: Array.from({ length: range.right - range.left }, (_, j) =>
      view.cell(range.top + 1 + i, range.left + j),
    ),
  }));
};

/** The unit and the year that headers name stand for every row that has no column for them. */
const impliedBy = (table: FoundTable, choice: BindingChoice): ImpliedValues => {
  const implied: Record<string, CellValue> = {};
  const value = choice.columns.find(({ field }) => field === 'value' || field === 'amount');
  const match = value && table.matches[value.column];
  if (match?.unit) implied.unit = match.unit;
  if (match?.year && choice.kind === 'target') implied.by = match.year;
  return implied;
};

/** Where the key column goes: the one she has, else right behind the table. */
const keyColumnOf = (
  grid: SheetGrid,
  table: FoundTable,
  choice: BindingChoice,
  headers: readonly string[],
  keys: NewKeyColumn['keys'],
): NewKeyColumn => {
  const { range } = table;
  const has = choice.columns.find(({ field }) => field === keyField.id);
  if (has)
    return {
      header: headers[has.column] ?? '',
      column: range.left + has.column,
      insert: false,
      hidden: false,
      keys,
    };
  const label = labelIn(keyField.label, choice.language);
  const taken = new Set(headers.map(plain));
  let header = label;
  for (let n = 2; taken.has(plain(header)); n++) header = `${label} ${n}`;
  const column = range.right;
  const beside = { ...range, left: column, right: column + 1 };
  const isTaken = (row: number): boolean => !isEmptyCell(gridCell(grid, row, column));
  const insert =
    Array.from({ length: range.bottom - range.top }, (_, i) => range.top + i).some(isTaken) ||
    [...grid.merges, ...grid.tables.filter((one) => one.name !== table.name).map((one) => one.range)].some(
      (one) => overlaps(one, beside),
    );
  const hidden = !insert && !grid.rows.some((_, row) => isTaken(row));
  return { header, column, insert, hidden, keys };
};

const refuseTwice = (choice: BindingChoice): void => {
  const seen = new Set<string>();
  for (const { field } of choice.columns) {
    if (!fieldOf(choice.kind, field))
      throw new Problem(
        'binding.unknown-field',
        { zh: `这类记录没有字段“${field}”。`, en: `Records of this kind have no field "${field}".` },
        { zh: '请换一个字段。', en: 'Choose another field.' },
        { field, kind: choice.kind },
      );
    if (seen.has(field))
      throw new Problem(
        'binding.field-twice',
        { zh: `两列都绑定到字段“${field}”。`, en: `Two columns are bound to the field "${field}".` },
        { zh: '请只保留其中一列。', en: 'Keep one of them.' },
        { field },
      );
    seen.add(field);
  }
  if ([...seen].some((field) => field !== keyField.id)) return;
  throw new Problem(
    'binding.no-columns',
    { zh: '没有选择任何要绑定的列。', en: 'No column is chosen to be bound.' },
    { zh: '请至少为一列选择字段。', en: 'Choose a field for one column at least.' },
  );
};

/**
 * Plans to bind a table that an analyst has: which of her rows are which records, what has to be written so that the
 * table can be refreshed, and what the first refresh would then do. Nothing but the key column and repaired headers is
 * written when it is carried out; her values stay, and those that differ from the record are shown as local edits at the
 * first refresh, because a row is bound at the record's present revision.
 *
 * @param grid the sheet as its host reads it
 * @param table one of `findTables`
 * @param records every record that the query picks now
 * @param context address of the service, for evidence links
 * @throws Problem `binding.unknown-field`, `binding.field-twice`, `binding.no-columns`
 */
export const planBinding = (
  grid: SheetGrid,
  table: FoundTable,
  choice: BindingChoice,
  records: readonly RecordView[],
  context: { evidenceBase: string },
): PlannedBinding => {
  refuseTwice(choice);
  const { range } = table;
  const headers = headersToBe(grid, table, choice.language);
  const rows = bodyRows(grid, range);
  const date1904 = grid.date1904 ?? false;
  const candidates = records.map(
    (record): RowCandidate => ({
      key: printKey(record),
      values: shownValues(record, choice.language, context.evidenceBase),
    }),
  );
  const matches = matchRows(
    rows,
    choice.kind,
    choice.columns.filter(({ field }) => field !== keyField.id),
    candidates,
    { implied: impliedBy(table, choice), date1904 },
  );
  // Where she has a key column already, a key that stands there is believed before any likeness.
  const keyColumn = choice.columns.find(({ field }) => field === keyField.id)?.column;
  const byId = new Map(candidates.map((one) => [parseKey(one.key)?.id ?? '', one]));
  const known = new Map<number, string>();
  if (keyColumn !== undefined)
    rows.forEach((row, index) => {
      const key = parseKey(row.cells[keyColumn]?.value);
      if (key) known.set(index, printKey(key));
    });
  const knownIds = new Set([...known.values()].map((key) => parseKey(key)?.id));
  const matched = matches.matched.filter(
    ({ row, key }) => !known.has(row) && !knownIds.has(parseKey(key)?.id),
  );
  const keys = rows.map((_, row) => known.get(row) ?? null);
  for (const { row, key } of matched) keys[row] = key;

  const shown = choice.columns.flatMap(({ column, field: id }) => {
    const field = fieldOf(choice.kind, id);
    return field && id !== keyField.id ? [{ column, field }] : [];
  });
  const differences = keys.flatMap((key, row) => {
    const record = key === null ? undefined : byId.get(parseKey(key)?.id ?? '');
    if (!record) return [];
    return shown.flatMap(({ column, field }) => {
      const mine = rows[row]?.cells[column]?.value ?? null;
      const theirs = record.values[field.id] ?? null;
      return sameValue(mine, theirs, field, date1904)
        ? []
        : [{ row, key: record.key, field: field.id, mine, theirs }];
    });
  });
  const shownIds = new Set(keys.flatMap((key) => (key === null ? [] : [parseKey(key)?.id])));

  const key = keyColumnOf(grid, table, choice, headers, keys);
  const whole = { ...range, right: Math.max(range.right, key.column + 1) };
  const binding: TableBinding = {
    table: choice.name,
    kind: choice.kind,
    language: choice.language,
    query: choice.query,
    columns: [
      { header: key.header, field: keyField.id },
      ...choice.columns
        .filter(({ field }) => field !== keyField.id)
        .map(({ column, field }) => ({ header: headers[column] ?? '', field })),
    ],
    asOf: null,
    cursor: null,
    refreshedAt: null,
    refreshedBy: null,
    undo: null,
  };
  return {
    request: {
      binding,
      sheet: grid.sheet,
      range: whole,
      existing: table.name,
      ...repairs(grid, table, headers),
      key,
      digest: gridDigest(grid, whole),
    },
    report: {
      matched,
      ambiguous: matches.ambiguous.filter(({ row }) => !known.has(row)),
      unmatched: matches.unmatched
        .filter((row) => !known.has(row))
        .map((row) => ({ row, reason: 'noKey' as const })),
      differences,
      additions: candidates.filter((one) => !shownIds.has(parseKey(one.key)?.id)).map((one) => one.key),
    },
  };
};
