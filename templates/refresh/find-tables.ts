import { type Kind, kinds } from '../../service/records/kinds.ts';
import type { GridRange, SheetGrid } from './grid-types.ts';
import { type HeaderMatch, matchHeaders } from './match-headers.ts';
import { isEmptyCell, mergedView, overlaps, textOf, usedRange } from './sheet-grid.ts';

/** A table that was found on a sheet. */
export interface FoundTable {
  sheet: string;
  /** Name where the workbook knows it as a table already. */
  name: string | null;
  /** The text above it, where there is one. */
  title: string | null;
  /** First row of the header; it has `headerRows` rows. */
  top: number;
  headerRows: number;
  /** The last header row and the body, without total rows. */
  range: GridRange;
  /** One a column, header lines joined: 目标值 2025年. */
  headers: readonly string[];
  /** Total rows below the body (合计, 总计, Total), which stay outside. */
  totals: readonly number[];
  /** The kind of record that its headers fit best, and how each of them matches. */
  kind: Kind;
  matches: readonly HeaderMatch[];
}

/** Rows of the longest header. */
const mostHeaderRows = 3;
/** Blank rows that a table may have in its middle. */
const mostBlankRows = 2;
/** Rows whose values are looked at to confirm a header. */
const sampledRows = 50;
const totalWords =
  /^[\s(（【*]*(合\s*计|总\s*计|小\s*计|共\s*计|总\s*和|汇\s*总|平\s*均(?:值|数)?|累\s*计|(?:grand\s*|sub\s*-?\s*)?totals?|sum|average)[\s)）】:：]*/i;
/** Lines that stand under a table and are none of it. */
const noteWords =
  /^[\s*※]*(注|备注|说明|附注|资料来源|数据来源|来源|填表|制表|审核|单位负责人|note|source|remark)s?\s*[\d一二三四]*\s*[:：.、]/i;

type View = ReturnType<typeof mergedView>;

const rangeOf = (grid: SheetGrid): { view: View; used: GridRange } => ({
  view: mergedView(grid),
  used: usedRange(grid),
});

/** Whether a row reads like headers: short texts, no figures but years, no sentences. */
const looksLikeHeader = (view: View, row: number, left: number, right: number): boolean => {
  let texts = 0;
  for (let column = left; column < right; column++) {
    const { value, formula } = view.cell(row, column);
    if (value === null || value === '') continue;
    if (formula !== undefined || typeof value === 'boolean') return false;
    if (typeof value === 'number' && !(Number.isInteger(value) && value >= 1900 && value <= 2200))
      return false;
    const text = textOf(value);
    if (text.length > 40 || /[。；;!?！？]$/.test(text) || totalWords.test(text)) return false;
    texts++;
  }
  return texts >= 1;
};

/** Columns of a row that are filled, as runs without a gap. */
const runsOf = (view: View, rows: readonly number[], used: GridRange): { left: number; right: number }[] => {
  const runs: { left: number; right: number }[] = [];
  for (let column = used.left; column < used.right; column++) {
    if (rows.every((row) => isEmptyCell(view.cell(row, column)))) continue;
    const last = runs.at(-1);
    if (last && last.right === column) last.right = column + 1;
    else runs.push({ left: column, right: column + 1 });
  }
  return runs;
};

/** The headers of a run, lines joined; a line that repeats the one above it, as merged cells do, counts once. */
const headersOf = (view: View, top: number, count: number, left: number, right: number): string[] =>
  Array.from({ length: right - left }, (_, i) => {
    const lines = Array.from({ length: count }, (_, line) => textOf(view.cell(top + line, left + i).value));
    return lines.filter((line, at) => line !== '' && line !== lines[at - 1]).join(' ');
  });

const matchedFields = (matches: readonly HeaderMatch[]): number =>
  matches.filter((match) => match.field !== null && match.score >= 0.5).length;
const sureness = (matches: readonly HeaderMatch[]): number =>
  matches.reduce((sum, match) => sum + (match.score >= 0.5 ? match.score : 0), 0);

const bestKind = (
  headers: readonly string[],
  wanted: Kind | undefined,
  columns: readonly (readonly (string | number | boolean | null)[])[] = [],
): { kind: Kind; matches: HeaderMatch[] } => {
  const all = (wanted ? [wanted] : kinds).map((kind) => ({
    kind,
    matches: matchHeaders(headers, kind, columns),
  }));
  return all.reduce((best, one) => (sureness(one.matches) > sureness(best.matches) + 1e-9 ? one : best));
};

interface HeaderFound {
  top: number;
  rows: number;
  left: number;
  right: number;
}

/** How many rows a header that begins here has: it goes on where a merge joins the rows or stands over several columns. */
const headerDepth = (view: View, top: number, left: number, right: number): number => {
  let depth = 1;
  while (depth < mostHeaderRows) {
    const row = top + depth - 1;
    let joined = false;
    let spread = false;
    for (let column = left; column < right; column++) {
      const merge = view.mergeAt(row, column);
      if (!merge) continue;
      if (merge.bottom > row + 1) joined = true;
      if (merge.right > merge.left + 1 && merge.right - merge.left < right - left) spread = true;
    }
    if (!joined && !(spread && looksLikeHeader(view, row + 1, left, right))) break;
    depth++;
  }
  return depth;
};

/** Joins runs of one header row that a blank column parts, where together they name each field once. */
const joinRuns = (
  view: View,
  top: number,
  depth: number,
  runs: readonly { left: number; right: number }[],
): { left: number; right: number }[] => {
  const joined: { left: number; right: number }[] = [];
  const labels = (run: { left: number; right: number }): string[] =>
    headersOf(view, top, depth, run.left, run.right).filter((header) => header !== '');
  for (const run of runs) {
    const last = joined.at(-1);
    const near = last && run.left - last.right <= 1;
    if (near && !labels(run).some((label) => labels(last).includes(label))) last.right = run.right;
    else joined.push({ ...run });
  }
  return joined;
};

/** Headers on a sheet, from the top down. */
const findHeaders = (view: View, used: GridRange, kind: Kind | undefined): HeaderFound[] => {
  const found: HeaderFound[] = [];
  for (let row = used.top; row < used.bottom; row++) {
    let deepest = 1;
    for (const run of joinRuns(view, row, 1, runsOf(view, [row], used))) {
      if (!looksLikeHeader(view, row, run.left, run.right)) continue;
      const depth = headerDepth(view, row, run.left, run.right);
      const rows = Array.from({ length: depth }, (_, i) => row + i);
      const wide =
        depth === 1
          ? run
          : (joinRuns(view, row, depth, runsOf(view, rows, used)).find(
              (one) => one.left <= run.left && one.right >= run.right,
            ) ?? run);
      const headers = headersOf(view, row, depth, wide.left, wide.right);
      const { matches } = bestKind(headers, kind);
      const named = headers.filter((header) => header !== '').length;
      const fields = matchedFields(matches);
      if (fields < 2 || fields / named < 0.3) continue;
      if (found.some((one) => one.top === row && one.left <= wide.left && one.right >= wide.right)) continue;
      found.push({ top: row, rows: depth, left: wide.left, right: wide.right });
      deepest = Math.max(deepest, depth);
    }
    row += deepest - 1;
  }
  return found;
};

const filledIn = (view: View, row: number, left: number, right: number): number[] => {
  const columns: number[] = [];
  for (let column = left; column < right; column++)
    if (!isEmptyCell(view.cell(row, column))) columns.push(column);
  return columns;
};
/** Distinct things in a row: a merge counts once. */
const thingsIn = (view: View, row: number, left: number, right: number): number =>
  new Set(
    filledIn(view, row, left, right).map((column) => {
      const merge = view.mergeAt(row, column);
      return merge ? `${merge.top}:${merge.left}` : column;
    }),
  ).size;

const firstText = (view: View, row: number, left: number, right: number): string => {
  const [column] = filledIn(view, row, left, right);
  return column === undefined ? '' : textOf(view.cell(row, column).value);
};

/** The body under a header: its end, and the total rows that close it. */
const bodyOf = (view: View, header: HeaderFound, end: number): { bottom: number; totals: number[] } => {
  const { left, right } = header;
  const from = header.top + header.rows;
  const least = right - left === 1 ? 1 : 2;
  let bottom = from;
  let blank = 0;
  for (let row = from; row < end; row++) {
    const things = thingsIn(view, row, left, right);
    if (things === 0) {
      if (++blank > mostBlankRows) break;
      continue;
    }
    const text = firstText(view, row, left, right);
    if (noteWords.test(text) && things <= 2) break;
    // A single text after a blank row is a heading of hers where rows follow it at once, otherwise a note or a title.
    if (things < least && blank > 0 && !(row + 1 < end && thingsIn(view, row + 1, left, right) >= least))
      break;
    blank = 0;
    if (things >= least) bottom = row + 1;
  }
  const totals: number[] = [];
  while (bottom > from) {
    const row = bottom - 1;
    const things = thingsIn(view, row, left, right);
    if (things > 0 && !totalWords.test(firstText(view, row, left, right))) break;
    if (things > 0) totals.unshift(row);
    bottom--;
  }
  // Blank rows between the body and its totals are neither; where nothing but totals stands there, the table is empty.
  return { bottom: totals.length === 0 ? bottom : Math.max(from, bottom), totals };
};

/** The text right above a header, at most three rows up: a title, not the last row of another table. */
const titleOf = (view: View, header: HeaderFound, floor: number): string | null => {
  for (let row = header.top - 1; row >= Math.max(floor, header.top - 3); row--) {
    const things = thingsIn(view, row, header.left, header.right);
    if (things === 0) continue;
    if (things > 1) return null;
    const text = firstText(view, row, header.left, header.right);
    // 单位：亿元 stands between the title and the table.
    if (/^[(（]?\s*(单位|计量单位|unit)\s*[:：]/i.test(text)) continue;
    return text === '' || noteWords.test(text) ? null : text;
  }
  return null;
};

const finish = (
  view: View,
  grid: SheetGrid,
  header: HeaderFound,
  parts: { bottom: number; totals: number[]; name: string | null; title: string | null },
  wanted: Kind | undefined,
): FoundTable => {
  const { left, right } = header;
  const headers = headersOf(view, header.top, header.rows, left, right);
  const from = header.top + header.rows;
  const columns = headers.map((_, i) =>
    Array.from(
      { length: Math.min(sampledRows, parts.bottom - from) },
      (_, row) => view.cell(from + row, left + i).value,
    ),
  );
  const { kind, matches } = bestKind(headers, wanted, columns);
  return {
    sheet: grid.sheet,
    name: parts.name,
    title: parts.title,
    top: header.top,
    headerRows: header.rows,
    range: { top: from - 1, left, bottom: parts.bottom, right },
    headers,
    totals: parts.totals,
    kind,
    matches,
  };
};

/**
 * Finds the tables of a sheet that could be bound: those that the workbook knows as tables, and regions whose header row
 * names at least two fields. Titles above, notes and total rows below, blank rows and columns in between, headers of
 * several lines, merged cells and several tables on one sheet are what hand-made tables have.
 * @param kind the kind to match against; without it the one that fits each table best
 * @returns from the top down, then from the left
 */
export const findTables = (grid: SheetGrid, kind?: Kind): FoundTable[] => {
  const { view, used } = rangeOf(grid);
  const known = grid.tables.map((table): FoundTable => {
    const { top, left, right, bottom } = table.range;
    const last = bottom - (table.totals ? 1 : 0);
    const header = { top, rows: 1, left, right };
    return finish(
      view,
      grid,
      header,
      {
        bottom: last,
        totals: table.totals ? [last] : [],
        name: table.name,
        title: titleOf(view, header, 0),
      },
      kind,
    );
  });
  const headers = findHeaders(view, used, kind).filter(
    (header) =>
      !grid.tables.some(({ range }) =>
        overlaps(range, {
          top: header.top,
          left: header.left,
          bottom: header.top + header.rows,
          right: header.right,
        }),
      ),
  );
  const found = headers.map((header): FoundTable => {
    // A table ends where the next header, or a table of the workbook, begins under it.
    const below = [
      ...headers.map((one) => ({ ...one, bottom: one.top + one.rows })),
      ...grid.tables.map((one) => one.range),
    ]
      .filter(
        (one) => one.top >= header.top + header.rows && one.left < header.right && one.right > header.left,
      )
      .map((one) => one.top);
    const end = Math.min(used.bottom, ...below);
    const above = headers
      .filter((one) => one.top < header.top && one.left < header.right && one.right > header.left)
      .map((one) => one.top + one.rows);
    return finish(
      view,
      grid,
      header,
      { ...bodyOf(view, header, end), name: null, title: titleOf(view, header, Math.max(0, ...above)) },
      kind,
    );
  });
  return [...known, ...found].sort((a, b) => a.top - b.top || a.range.left - b.range.left);
};
