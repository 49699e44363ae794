import { archiveLines } from '../../../templates/refresh/archive.ts';
import { bindingSheetName, withBinding } from '../../../templates/refresh/binding-sheet.ts';
import { refuseIfChanged, rowsDigest } from '../../../templates/refresh/digest.ts';
import type {
  RefreshPlan,
  SnapshotRow,
  TableBinding,
  TableSnapshot,
} from '../../../templates/refresh/types.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import { writeArchive } from './archive-part.ts';
import { readBindingPart, writeBindingPart } from './binding-part.ts';
import { type PlannedRow, SheetWriter } from './body.ts';
import { notesOf } from './comments-part.ts';
import {
  calculateOnLoad,
  dependentSheets,
  dropCalculationChain,
  dropResults,
  moveDependents,
  refreshPivots,
} from './dependents.ts';
import { TableMove } from './move.ts';
import type { WorkbookPackage } from './parts.ts';
import { type Growth, refuseProtected, roomFor } from './room.ts';
import { movedHead, movedTail, moveSatellites, moveTableParts } from './satellites.ts';
import { readSheet, type SheetData } from './sheet.ts';
import { CellFormats } from './styles.ts';
import { bodyRowsOf, findTable, is1904, type ListObject, outlineOf, tablesOf } from './table.ts';

/** Writing a plan into a workbook package. */

/** The body as it is to stand: rows that stay, those that are put back at their places, then those that are added. */
const plannedRows = (plan: RefreshPlan, table: ListObject): PlannedRow[] => {
  const updates = new Map(plan.updates.map((update) => [update.row, update]));
  const removed = new Set(plan.removals.map((removal) => removal.row));
  const rows: PlannedRow[] = [];
  let restored = 0;
  const restore = (): void => {
    for (let next = plan.restorations[restored]; next?.index === rows.length; ) {
      rows.push({ source: undefined, writes: next.cells, comes: true, restored: true });
      next = plan.restorations[++restored];
    }
  };
  for (let row = table.bodyTop; row <= table.bodyBottom; row++) {
    const index = row - table.bodyTop;
    if (removed.has(index)) continue;
    restore();
    const update = updates.get(index);
    rows.push({ source: row, writes: update?.cells ?? [], comes: update?.fills ?? false });
  }
  restore();
  for (const addition of plan.additions)
    rows.push({ source: undefined, writes: addition.cells, comes: true });
  // A table always has a body row; where every row left, it is blank.
  return rows.length > 0 ? rows : [{ source: undefined, writes: [], comes: false }];
};

const writesNothing = (plan: RefreshPlan): boolean =>
  plan.updates.length === 0 &&
  plan.additions.length === 0 &&
  plan.removals.length === 0 &&
  plan.restorations.length === 0;

/** True where two bindings differ in nothing but when they were last looked at. */
const sameButForTime = (a: TableBinding | undefined, b: TableBinding): boolean => {
  const plain = ({ kind, query, language, columns }: TableBinding) =>
    JSON.stringify([kind, query, language, columns]);
  const undoes = a?.undo !== null && b.undo === null;
  return a !== undefined && a.asOf !== null && !undoes && plain(a) === plain(b);
};

/** Notes on rows that leave: they would go with their cells, so the archive keeps their text. */
const noteLines = (
  workbook: WorkbookPackage,
  plan: RefreshPlan,
  table: ListObject,
  lines: CellValue[][],
): CellValue[][] => {
  const leaving = new Map(plan.removals.map((removal) => [table.bodyTop + removal.row, removal]));
  return notesOf(workbook, table.sheet.part).flatMap(({ row, column, text }): CellValue[][] => {
    const removal = leaving.get(row);
    const header = table.columns[column - table.rect.left]?.name;
    if (!removal || header === undefined) return [];
    const reason = lines.find((line) => line[2] === removal.key)?.[3] ?? removal.reason;
    return [[plan.archivedAt, plan.table, removal.key, reason, `${header} · 批注 note`, text]];
  });
};

const writeTable = async (
  workbook: WorkbookPackage,
  plan: RefreshPlan,
  table: ListObject,
  sheet: SheetData,
  growth: Growth | undefined,
): Promise<void> => {
  const tables = tablesOf(workbook);
  const rows = plannedRows(plan, table);
  const newBottom = table.bodyTop + rows.length - 1;
  const move = new TableMove({
    sheet: table.sheet.name,
    body: { top: table.bodyTop, bottom: table.bodyBottom, left: table.rect.left, right: table.rect.right },
    rows: rows.map((row) => row.source),
    ...roomFor(
      workbook,
      table,
      sheet,
      newBottom,
      rows.some((row, i) => row.source !== table.bodyTop + i),
      growth,
    ),
  });
  const stale = dependentSheets(workbook, tables, [table.sheet.name, bindingSheetName]);
  const writer = new SheetWriter({
    sheet,
    table,
    move,
    rows,
    formats: new CellFormats(workbook),
    date1904: is1904(workbook),
  });
  const pieces = function* () {
    yield (move.structural ? movedHead(sheet, move, table) : sheet.head) + sheet.open;
    yield* writer.rows();
    yield `</${sheet.qualified}>${move.structural ? movedTail(sheet, move, table) : sheet.tail}`;
  };
  await workbook.setPieces(table.sheet.part, pieces());

  if (move.structural) {
    moveTableParts(workbook, tables, move, table);
    moveSatellites(workbook, move, table);
    await moveDependents(workbook, move, table);
  }
  for (const other of workbook.sheets()) {
    if (other.part !== table.sheet.part && other.kind === 'worksheet' && stale.has(other.name)) {
      await dropResults(workbook, other.part);
    }
  }
  refreshPivots(workbook, table, move);
  if (writer.formulasMoved) dropCalculationChain(workbook);
  calculateOnLoad(workbook);
};

/** The digest of a table as it stands, and the rows that a plan removes. */
const currentState = (
  workbook: WorkbookPackage,
  plan: RefreshPlan,
  table: ListObject,
  sheet: SheetData,
): { digest: string; leaving: TableSnapshot } => {
  const outline = outlineOf(workbook, table);
  const removed = new Set(plan.removals.map((removal) => removal.row));
  const rows: SnapshotRow[] = [];
  const watched = function* () {
    let index = 0;
    for (const cells of bodyRowsOf(workbook, table, sheet)) {
      if (removed.has(index)) rows[index] = { cells };
      index++;
      yield cells;
    }
  };
  return { digest: rowsDigest(outline, watched()), leaving: { ...outline, rows } };
};

/**
 * Writes a plan and its binding. Works on a package that nobody else holds: where it throws, the package is thrown away.
 * @param growth how the table takes and gives up rows; left out, its query table or what stands around it decides
 * @throws Problem workbook.table-missing, workbook.changed-since-plan, workbook.table-blocked, workbook.protected,
 * workbook.structure-locked
 */
export const applyPlan = async (
  workbook: WorkbookPackage,
  plan: RefreshPlan,
  growth?: Growth,
): Promise<void> => {
  const bindings = readBindingPart(workbook);
  const known = bindings.find((binding) => binding.table === plan.binding.table);
  const table = findTable(workbook, plan.table);
  const sheet = readSheet(workbook.bytes(table.sheet.part));
  const { digest, leaving } = currentState(workbook, plan, table, sheet);
  refuseIfChanged(plan, digest);
  // A refresh that changes nothing leaves the file as it is, its date included.
  if (writesNothing(plan) && sameButForTime(known, plan.binding)) return;
  if (!writesNothing(plan)) {
    refuseProtected(sheet.tail, table.sheet.name);
    const lines = archiveLines(plan, leaving);
    writeArchive(workbook, plan, [...lines, ...noteLines(workbook, plan, table, lines)]);
    await writeTable(workbook, plan, table, sheet, growth);
  }
  writeBindingPart(workbook, withBinding(bindings, plan.binding));
};
