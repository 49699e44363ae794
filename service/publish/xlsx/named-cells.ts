import { changedSincePlan } from '../../../templates/refresh/digest.ts';
import type { FactPlan, NamedCells } from '../../../templates/refresh/fact-types.ts';
import { factsDigest } from '../../../templates/refresh/plan-facts.ts';
import type { SnapshotCell } from '../../../templates/refresh/types.ts';
import { readBindingPart, writeBindingPart } from './binding-part.ts';
import { type PlacedWrite, writeCells } from './cell-writes.ts';
import type { SheetEntry, WorkbookPackage } from './parts.ts';
import { mapReferences, type Rect } from './refs.ts';
import { readSheet } from './sheet.ts';
import { CellReader, is1904 } from './table.ts';
import { attributeOf, findTag, tagsIn, unescapeXml } from './xml.ts';

/** Cells and ranges of a workbook that bear a name: read, and written as values with their own formats. */

interface NamedRange {
  sheet: SheetEntry;
  rect: Rect;
}

/** Cells that a name may stand for at most. */
const mostCells = 200_000;

/** The one range that the text of a defined name names; undefined for anything else. */
const rangeOf = (text: string): { sheet: string; rect: Rect } | undefined => {
  let found: { sheet: string; rect: Rect } | undefined;
  let references = 0;
  const rest = mapReferences(text, ({ sheet, external, corners }) => {
    references++;
    const [first, last = first] = corners;
    if (!first || !last || external || sheet === undefined || first.row === 0 || first.column === 0)
      return '';
    const rect = {
      top: Math.min(first.row, last.row),
      left: Math.min(first.column, last.column),
      bottom: Math.max(first.row, last.row),
      right: Math.max(first.column, last.column),
    };
    found = { sheet, rect };
    return '';
  });
  // A name of a single range is a sheet, an exclamation mark and nothing else.
  return references === 1 && /^(?:'(?:[^']|'')+'|[^'!()+,"]+)!$/.test(rest.trim()) ? found : undefined;
};

/** Where the names stand; those of the whole workbook come before those of one sheet. */
const rangesOf = (workbook: WorkbookPackage): Map<string, NamedRange> => {
  const text = workbook.text(workbook.workbookPart);
  const sheets = new Map(workbook.sheets().map((sheet) => [sheet.name.toLowerCase(), sheet]));
  const all = new Map<string, NamedRange>();
  const list = findTag(text, 'definedNames');
  if (!list || list.empty) return all;
  for (const tag of tagsIn(text, list.end)) {
    if (tag.closing && tag.name === 'definedNames') break;
    if (tag.closing || tag.empty || tag.name !== 'definedName') continue;
    const name = (attributeOf(text, tag, 'name') ?? '').toLowerCase();
    const range = rangeOf(unescapeXml(text.slice(tag.end, text.indexOf('<', tag.end))));
    const sheet = range && sheets.get(range.sheet.toLowerCase());
    if (!range || sheet?.kind !== 'worksheet') continue;
    const { top, left, bottom, right } = range.rect;
    if ((bottom - top + 1) * (right - left + 1) > mostCells) continue;
    const ofSheet = attributeOf(text, tag, 'localSheetId') !== undefined;
    if (!ofSheet || !all.has(name)) all.set(name, { sheet, rect: range.rect });
  }
  return all;
};

/** The cells of names; a name that the workbook does not have, or that is no range of cells, is left out. */
export const readNamedCells = (workbook: WorkbookPackage, names: readonly string[]): NamedCells[] => {
  const ranges = rangesOf(workbook);
  const readers = new Map<string, CellReader>();
  return names.flatMap((name): NamedCells[] => {
    const range = ranges.get(name.toLowerCase());
    if (!range) return [];
    const reader =
      readers.get(range.sheet.part) ?? new CellReader(workbook, readSheet(workbook.bytes(range.sheet.part)));
    readers.set(range.sheet.part, reader);
    const cells: SnapshotCell[][] = reader.range(range.rect);
    return [{ name, sheet: range.sheet.name, cells, ...(is1904(workbook) ? { date1904: true } : {}) }];
  });
};

/**
 * Writes a plan of facts and the hidden sheet.
 * @throws Problem workbook.changed-since-plan, workbook.protected
 */
export const applyFactPlan = async (workbook: WorkbookPackage, plan: FactPlan): Promise<void> => {
  if (factsDigest(readNamedCells(workbook, plan.names)) !== plan.digest) throw changedSincePlan('facts');
  const ranges = rangesOf(workbook);
  const bySheet = new Map<SheetEntry, PlacedWrite[]>();
  for (const { name, cells } of plan.writes) {
    const range = ranges.get(name.toLowerCase());
    if (!range) continue;
    const writes = bySheet.get(range.sheet) ?? [];
    bySheet.set(range.sheet, writes);
    for (const { row, column, ...cell } of cells) {
      writes.push({ ...cell, row: range.rect.top + row, column: range.rect.left + column });
    }
  }
  for (const [sheet, writes] of bySheet) await writeCells(workbook, sheet, writes);
  writeBindingPart(workbook, readBindingPart(workbook), plan.facts);
};
