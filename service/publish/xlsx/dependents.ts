import { formulaParts } from './cells.ts';
import type { TableMove } from './move.ts';
import type { WorkbookPackage } from './parts.ts';
import { mapReferences, parseRect, translateFormula } from './refs.ts';
import type { RowSpan } from './row-span.ts';
import { readSheet, type SheetData } from './sheet.ts';
import type { ListObject } from './table.ts';
import {
  attributeMap,
  attributeOf,
  Edits,
  elementEnd,
  escapeXml,
  findTag,
  nextTag,
  patchXml,
  setAttribute,
  type Tag,
  tagsIn,
  unescapeXml,
} from './xml.ts';

/** What stands elsewhere and looks at the table: formulas of other sheets, charts, names, pivot sources. */

/** True where a formula's text names one of the given things: a sheet, a table or a defined name. */
const mentions = (text: string, names: ReadonlySet<string>): boolean => {
  for (const name of names) if (text.includes(name)) return true;
  return false;
};

/**
 * The sheets whose formulas depend on the given ones, directly or over others, themselves included. Told by names that
 * stand in the text, so it may name a sheet too many and never one too few.
 */
export const dependentSheets = (
  workbook: WorkbookPackage,
  tables: readonly ListObject[],
  from: readonly string[],
): Set<string> => {
  const sheets = workbook.sheets().filter((sheet) => sheet.kind === 'worksheet' && workbook.has(sheet.part));
  const hit = new Set(from);
  const names = new Set<string>();
  const take = (sheet: string): void => {
    hit.add(sheet);
    names.add(sheet);
    for (const table of tables) if (table.sheet.name === sheet) names.add(table.name);
  };
  for (const sheet of from) take(sheet);
  const defined = definedNames(workbook);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { name, text } of defined) {
      if (!names.has(name) && mentions(text, names)) {
        names.add(name);
        grew = true;
      }
    }
    for (const sheet of sheets) {
      if (hit.has(sheet.name)) continue;
      if (formulasMention(readSheet(workbook.bytes(sheet.part)), names)) {
        take(sheet.name);
        grew = true;
      }
    }
  }
  return hit;
};

const formulasMention = (sheet: SheetData, names: ReadonlySet<string>): boolean => {
  for (const { text, start, end } of sheet.rowsWithFormulas()) {
    const row = text.slice(start, end);
    for (const match of row.matchAll(/<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</g)) {
      if (mentions(unescapeXml(match[1] ?? ''), names)) return true;
    }
  }
  return false;
};

const definedNames = (workbook: WorkbookPackage): { name: string; text: string }[] => {
  const text = workbook.text(workbook.workbookPart);
  const all: { name: string; text: string }[] = [];
  for (const tag of tagsIn(text)) {
    if (tag.closing || tag.empty || tag.name !== 'definedName') continue;
    all.push({
      name: attributeOf(text, tag, 'name') ?? '',
      text: unescapeXml(text.slice(tag.end, text.indexOf('<', tag.end))),
    });
  }
  return all;
};

/** Changes rows that hold formulas, each by itself; all other rows keep their bytes. */
const changeFormulaRows = async (
  workbook: WorkbookPackage,
  part: string,
  sheet: SheetData,
  tail: string,
  change: (row: RowSpan) => string,
): Promise<void> => {
  const changed = new Map<number, string>();
  for (const span of sheet.rowsWithFormulas()) {
    const row = change(span);
    if (row !== span.text.slice(span.start, span.end)) changed.set(span.row, row);
  }
  if (changed.size === 0 && tail === sheet.tail) return;
  const pieces = function* () {
    yield sheet.head + sheet.open;
    let next = 1;
    for (const [row, text] of changed) {
      yield sheet.bytes(next, row - 1);
      yield text;
      next = row + 1;
    }
    yield sheet.bytes(next, sheet.lastRow);
    yield `</${sheet.qualified}>${tail}`;
  };
  await workbook.setPieces(part, pieces());
};

/** Drops the stored results of a sheet's formulas, so that no reader shows an old number. */
export const dropResults = async (workbook: WorkbookPackage, part: string): Promise<void> => {
  const sheet = readSheet(workbook.bytes(part));
  if (!sheet.hasFormulas) return;
  await changeFormulaRows(workbook, part, sheet, sheet.tail, ({ text, start, end }) => {
    const row = text.slice(start, end);
    const edits = new Edits();
    let cell: Tag | undefined;
    for (const tag of tagsIn(row)) {
      if (tag.closing) continue;
      if (tag.name === 'c') cell = tag;
      if (tag.name !== 'f' || !cell) continue;
      const value = nextTag(row, formulaParts(row, tag).end);
      if (value?.name !== 'v' || value.closing) continue;
      edits.replace(value.start, elementEnd(row, value), '');
      const open = row.slice(cell.start, cell.end);
      const untyped = open.replace(/\st="[^"]*"/, '');
      if (untyped !== open) edits.replace(cell.start, cell.end, untyped);
    }
    return edits.apply(row);
  });
};

/** Formulas of rows that are not the table's sheet's, their references to the moved one put right. */
class FormulaMover {
  readonly #name: string;
  readonly #move: TableMove;
  readonly #prefix: string;
  readonly #masters = new Map<string, { text: string; row: number; column: number; points: boolean }>();
  constructor(name: string, move: TableMove, prefix: string) {
    this.#name = name;
    this.#move = move;
    this.#prefix = prefix;
  }

  #points(formula: string): boolean {
    let found = false;
    mapReferences(formula, (reference) => {
      if (!reference.external && reference.sheet === this.#move.sheet) found = true;
      return undefined;
    });
    return found;
  }

  row({ text, start, end }: RowSpan): string {
    const row = text.slice(start, end);
    const place = { sheet: this.#name };
    const edits = new Edits();
    let cell = { row: 0, column: 0 };
    for (const tag of tagsIn(row)) {
      if (tag.closing) continue;
      if (tag.name === 'c') {
        const rect = parseRect(attributeOf(row, tag, 'r') ?? '');
        if (rect) cell = { row: rect.top, column: rect.left };
      }
      if (tag.name !== 'f') continue;
      const { text: formula, attributes, end: behind } = formulaParts(row, tag);
      if (attributes.t === 'shared') {
        const id = attributes.si ?? '';
        if (formula !== '') {
          this.#masters.set(id, { text: formula, ...cell, points: this.#points(formula) });
        }
        const master = this.#masters.get(id);
        if (!master?.points) continue;
        const own = translateFormula(master.text, cell.row - master.row, cell.column - master.column);
        const moved = escapeXml(this.#move.formula(own, place));
        edits.replace(tag.start, behind, `<${this.#prefix}f>${moved}</${this.#prefix}f>`);
      } else if (formula !== '') {
        const moved = this.#move.formula(formula, place);
        if (moved !== formula) edits.replace(tag.end, row.indexOf('</', tag.end), escapeXml(moved));
      }
    }
    return edits.apply(row);
  }
}

/** A sheet that is not the table's: its references to the moved one are put right. */
const moveElsewhere = async (
  workbook: WorkbookPackage,
  part: string,
  name: string,
  move: TableMove,
): Promise<void> => {
  const sheet = readSheet(workbook.bytes(part));
  const formulas = new FormulaMover(name, move, sheet.prefix);
  const place = { sheet: name };
  const tail = patchXml(sheet.tail, {
    attribute: (element, attribute, value) =>
      (element === 'hyperlink' && attribute === 'location') ||
      (element === 'cfvo' && attribute === 'val' && value.includes('!'))
        ? move.formula(value, place)
        : undefined,
    text: (element, value) =>
      /^(f|formula|formula1|formula2)$/.test(element) ? move.formula(value, place, true) : undefined,
  });
  await changeFormulaRows(workbook, part, sheet, tail, (row) => formulas.row(row));
};

/** Puts right what stands elsewhere and refers to cells that moved. */
export const moveDependents = async (
  workbook: WorkbookPackage,
  move: TableMove,
  table: ListObject,
): Promise<void> => {
  const place = { sheet: '' };
  for (const sheet of workbook.sheets()) {
    if (sheet.part === table.sheet.part || !workbook.has(sheet.part)) continue;
    if (sheet.kind === 'worksheet' && workbook.mentions(sheet.part, move.sheet)) {
      await moveElsewhere(workbook, sheet.part, sheet.name, move);
    }
  }
  for (const sheet of workbook.sheets()) {
    for (const part of workbook.related(sheet.part, 'ctrlProp')) {
      workbook.edit(part, (text) =>
        patchXml(text, {
          attribute: (_, name, value) =>
            /^fmla(Link|Range|Group|Txbx)$/.test(name)
              ? move.formula(value, { sheet: sheet.name })
              : undefined,
        }),
      );
    }
  }
  for (const part of workbook.parts()) {
    if (!/(^|\/)charts\/[^/]*\.xml$/i.test(part) || !workbook.mentions(part, move.sheet)) continue;
    workbook.edit(part, (text) =>
      patchXml(text, {
        text: (element, value) => (element === 'f' ? move.formula(value, place, true) : undefined),
      }),
    );
  }
  workbook.edit(workbook.workbookPart, (text) =>
    patchXml(text, {
      text: (element, value) => (element === 'definedName' ? move.formula(value, place, true) : undefined),
    }),
  );
};

/** Asks every pivot table over the table to read it again when the file is opened. */
export const refreshPivots = (workbook: WorkbookPackage, table: ListObject, move: TableMove): void => {
  for (const part of workbook.related(workbook.workbookPart, 'pivotCacheDefinition')) {
    workbook.edit(part, (text) => {
      const source = findTag(text, 'worksheetSource');
      if (!source) return text;
      const all = attributeMap(text, source);
      const rect = all.sheet === table.sheet.name && all.ref !== undefined ? parseRect(all.ref) : undefined;
      const named = all.name?.toLowerCase() === table.name.toLowerCase();
      const overlaps = rect !== undefined && rect.top <= table.bodyBottom && rect.bottom >= table.bodyTop;
      const moved = rect
        ? patchXml(text, {
            attribute: (element, name, value) =>
              element === 'worksheetSource' && name === 'ref'
                ? (move.ref(value, true) ?? undefined)
                : undefined,
          })
        : text;
      return named || overlaps ? setAttribute(moved, 'pivotCacheDefinition', 'refreshOnLoad', '1') : moved;
    });
  }
};

/** Asks every program to calculate when it opens the file. */
export const calculateOnLoad = (workbook: WorkbookPackage): void => {
  workbook.edit(workbook.workbookPart, (text) => {
    if (findTag(text, 'calcPr')) return setAttribute(text, 'calcPr', 'fullCalcOnLoad', '1');
    let at = -1;
    let prefix = '';
    for (const tag of tagsIn(text)) {
      if (!/^(sheets|functionGroups|externalReferences|definedNames)$/.test(tag.name)) continue;
      if (!tag.closing && !tag.empty) continue;
      at = tag.end;
      prefix = tag.qualified.slice(0, tag.qualified.length - tag.name.length);
    }
    return at < 0 ? text : `${text.slice(0, at)}<${prefix}calcPr fullCalcOnLoad="1"/>${text.slice(at)}`;
  });
};

/** Drops the order of calculation, a cache that every program makes anew (ECMA-376 part 1, 12.3.1). */
export const dropCalculationChain = (workbook: WorkbookPackage): void => {
  for (const part of workbook.related(workbook.workbookPart, 'calcChain')) {
    workbook.remove(part, workbook.workbookPart);
  }
};
