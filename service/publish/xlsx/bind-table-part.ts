import { withBinding } from '../../../templates/refresh/binding-sheet.ts';
import { changedSincePlan, gridDigest } from '../../../templates/refresh/digest.ts';
import type { BindRequest, GridRange, SheetGrid } from '../../../templates/refresh/grid-types.ts';
import { readBindingPart, writeBindingPart } from './binding-part.ts';
import { type PlacedWrite, writeCells } from './cell-writes.ts';
import { hideColumn } from './column-part.ts';
import type { SheetEntry, WorkbookPackage } from './parts.ts';
import { missingSheet, noKeyColumn, tableExists } from './problems.ts';
import { intersects, parseRect, type Rect, rectName } from './refs.ts';
import { readSheet } from './sheet.ts';
import { CellReader, findTable, is1904, tablesOf } from './table.ts';
import { addTable, columnName } from './table-part.ts';
import {
  appendInside,
  attributeOf,
  elementEnd,
  findTag,
  patchXml,
  rootPrefix,
  setAttribute,
  tagsIn,
} from './xml.ts';

/** Tables that an analyst made herself: sheets as plain grids, and making a region a bound table. */

const rectOf = ({ top, left, bottom, right }: GridRange): Rect => ({
  top: top + 1,
  left: left + 1,
  bottom,
  right,
});
const rangeOf = ({ top, left, bottom, right }: Rect): GridRange => ({
  top: top - 1,
  left: left - 1,
  bottom,
  right,
});

/** Names of the visible worksheets, in their order. */
export const visibleSheets = (workbook: WorkbookPackage): string[] =>
  workbook
    .sheets()
    .filter((sheet) => sheet.kind === 'worksheet' && sheet.state === 'visible')
    .map((sheet) => sheet.name);

const entryOf = (workbook: WorkbookPackage, name: string): SheetEntry => {
  const entry = workbook.sheets().find((sheet) => sheet.name === name && sheet.kind === 'worksheet');
  if (!entry) throw missingSheet(name, visibleSheets(workbook));
  return entry;
};

/** A sheet as plain data. @throws Problem workbook.sheet-missing */
export const readGrid = (workbook: WorkbookPackage, name: string): SheetGrid => {
  const entry = entryOf(workbook, name);
  const sheet = readSheet(workbook.bytes(entry.part));
  const merges: GridRange[] = [];
  for (const tag of tagsIn(sheet.tail)) {
    if (tag.closing || tag.name !== 'mergeCell') continue;
    const rect = parseRect(attributeOf(sheet.tail, tag, 'ref') ?? '');
    if (rect) merges.push(rangeOf(rect));
  }
  return {
    sheet: name,
    rows: new CellReader(workbook, sheet).all(),
    merges,
    tables: tablesOf(workbook)
      .filter((table) => table.sheet.part === entry.part)
      .map((table) => ({ name: table.name, range: rangeOf(table.rect), totals: table.totalsRows > 0 })),
    ...(is1904(workbook) ? { date1904: true } : {}),
  };
};

/** Dissolves merges. */
const unmerge = (workbook: WorkbookPackage, part: string, ranges: readonly GridRange[]): void => {
  if (ranges.length === 0) return;
  const gone = new Set(ranges.map((range) => rectName(rectOf(range))));
  const sheet = readSheet(workbook.bytes(part));
  const list = findTag(sheet.tail, 'mergeCells');
  if (!list) return;
  const end = elementEnd(sheet.tail, list);
  const kept = patchXml(sheet.tail.slice(list.start, end), {
    drop: (element, all) => element === 'mergeCell' && gone.has((all().ref ?? '').replaceAll('$', '')),
  });
  const count = [...tagsIn(kept)].filter((tag) => tag.name === 'mergeCell' && !tag.closing).length;
  const xml = count === 0 ? '' : setAttribute(kept, 'mergeCells', 'count', String(count));
  workbook.edit(part, (text) => {
    const at = text.length - sheet.tail.length;
    return text.slice(0, at) + sheet.tail.slice(0, list.start) + xml + sheet.tail.slice(end);
  });
};

/**
 * Takes the sheet's own filter away where it lies in the new table: a table has its own, and two over each other are a
 * damaged file to Excel. Its criteria go into the table's.
 * @returns the content of the filter, for the table
 */
const takeFilter = (workbook: WorkbookPackage, entry: SheetEntry, rect: Rect): string => {
  const { tail } = readSheet(workbook.bytes(entry.part));
  const tag = findTag(tail, 'autoFilter');
  const place = tag && parseRect(attributeOf(tail, tag, 'ref') ?? '');
  if (!tag || !place || !intersects(place, rect)) return '';
  const end = elementEnd(tail, tag);
  workbook.edit(entry.part, (text) => {
    const at = text.length - tail.length;
    return text.slice(0, at) + tail.slice(0, tag.start) + tail.slice(end);
  });
  const index = String(workbook.sheets().findIndex((sheet) => sheet.part === entry.part));
  workbook.edit(workbook.workbookPart, (text) =>
    patchXml(text, {
      drop: (element, all) =>
        element === 'definedName' && all().name === '_xlnm._FilterDatabase' && all().localSheetId === index,
    }).replace(/<((?:\w+:)?definedNames)><\/\1>/, ''),
  );
  if (tag.empty || place.top !== rect.top) return '';
  const inner = tail.slice(tag.end, tail.lastIndexOf('</', end - 1));
  return patchXml(inner, {
    attribute: (element, name, value) =>
      element === 'filterColumn' && name === 'colId'
        ? String(Number(value) + place.left - rect.left)
        : undefined,
    drop: (element) => element === 'sortState' || element === 'extLst',
  });
};

/** Widens a table of the workbook by the key column. */
const widen = (workbook: WorkbookPackage, name: string, header: string): void => {
  const table = findTable(workbook, name);
  const wide = rectName({ ...table.rect, right: table.rect.right + 1 });
  const filtered = rectName({ ...table.rect, right: table.rect.right + 1, bottom: table.bodyBottom });
  workbook.edit(table.part, (text) => {
    let id = 0;
    for (const tag of tagsIn(text)) {
      if (!tag.closing && tag.name === 'tableColumn')
        id = Math.max(id, Number(attributeOf(text, tag, 'id') ?? 0));
    }
    const grown = appendInside(
      setAttribute(text, 'table', 'ref', wide),
      'tableColumns',
      `<${rootPrefix(text)}tableColumn id="${id + 1}" name="${columnName(header)}"/>`,
    );
    const counted = setAttribute(grown, 'tableColumns', 'count', String(table.columns.length + 1));
    return findTag(counted, 'autoFilter') ? setAttribute(counted, 'autoFilter', 'ref', filtered) : counted;
  });
};

/**
 * Makes a region a bound table.
 * @throws Problem workbook.changed-since-plan, workbook.table-exists, workbook.key-column-blocked, workbook.protected
 */
export const bindTablePart = async (workbook: WorkbookPackage, request: BindRequest): Promise<void> => {
  const { binding, key, range, existing } = request;
  const grid = readGrid(workbook, request.sheet);
  if (gridDigest(grid, range) !== request.digest) throw changedSincePlan(binding.table);
  const taken = tablesOf(workbook).some((table) => table.name.toLowerCase() === binding.table.toLowerCase());
  if (existing === null && taken) throw tableExists(binding.table);
  if (key.insert) throw noKeyColumn(request.sheet);
  const entry = entryOf(workbook, request.sheet);
  const sheet = readSheet(workbook.bytes(entry.part));
  const header = sheet.row(range.top + 1);
  const headerStyle = header && new CellReader(workbook, sheet).styles(header).get(key.column);
  const text = (row: number, column: number, value: PlacedWrite['value']): PlacedWrite => ({
    row: row + 1,
    column: column + 1,
    value,
    type: 'text',
  });
  const rect = rectOf(range);
  unmerge(workbook, entry.part, request.unmerge);
  const filter = existing === null ? takeFilter(workbook, entry, rect) : '';
  await writeCells(workbook, entry, [
    ...request.writes.map(({ row, column, value }) => text(row, column, value)),
    { ...text(range.top, key.column, key.header), style: headerStyle },
    ...key.keys.flatMap((value, i) => (value === null ? [] : [text(range.top + 1 + i, key.column, value)])),
  ]);
  if (existing === null) {
    const headers = readGrid(workbook, request.sheet).rows[range.top] ?? [];
    const columns = Array.from({ length: range.right - range.left }, (_, i) => ({
      name: String(headers[range.left + i]?.value ?? ''),
    }));
    const part = addTable(workbook, entry.part, { name: binding.table, rect, columns });
    if (filter !== '') workbook.edit(part, (xml) => appendInside(xml, 'autoFilter', filter));
  } else if (key.column + 1 > findTable(workbook, existing).rect.right) widen(workbook, existing, key.header);
  if (key.hidden) workbook.edit(entry.part, (xml) => hideColumn(xml, key.column + 1));
  writeBindingPart(workbook, withBinding(readBindingPart(workbook), binding));
};
