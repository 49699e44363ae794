import type { TableMove } from './move.ts';
import type { WorkbookPackage } from './parts.ts';
import { parseRect, rectName, translateFormula } from './refs.ts';
import type { SheetData } from './sheet.ts';
import type { ListObject } from './table.ts';
import { attributeOf, escapeXml, findTag, type PatchRules, patchXml, unescapeXml } from './xml.ts';

/**
 * What else stands on the table's sheet and moves with its cells: formats by condition, validations, links, breaks,
 * views, comments, drawings, form controls, tables and pivots below (design/xlsx-files.md, section 2).
 */

/** Elements that go when the cells they belong to have left. */
const tied = new Set([
  'mergeCell',
  'hyperlink',
  'conditionalFormatting',
  'dataValidation',
  'ignoredError',
  'protectedRange',
  'cellWatch',
  'sparkline',
]);
/** Elements whose range over the whole body grows with it, also where the body is one row and the range one cell. */
const growing = new Set(['conditionalFormatting', 'dataValidation', 'ignoredError', 'protectedRange']);
/** Stands for a row as a whole, which moves only where whole rows do. */
const wholeRow = 0;

const firstAttribute = (all: Record<string, string>): string | undefined => all.sqref ?? all.ref ?? all.r;

const sheetRules = (move: TableMove, table: ListObject): PatchRules => {
  const place = { sheet: table.sheet.name };
  const cellsOnly = (list: string): string | null => {
    const moved = list.split(/\s+/).flatMap((one) => move.ref(one) ?? []);
    return moved.length > 0 ? moved.join(' ') : null;
  };
  const line = (row: number): number => move.row(row, wholeRow) ?? move.newBottom;
  return {
    attribute: (element, name, value, path) => {
      if (element === 'dimension') return undefined;
      if (element === 'selection' && name === 'sqref') return cellsOnly(value) ?? `A${move.body.top}`;
      if (name === 'ref' || name === 'sqref') {
        return (growing.has(element) ? move.refs(value) : cellsOnly(value)) ?? undefined;
      }
      if (name === 'activeCell' || name === 'topLeftCell') return move.ref(value) ?? `A${move.body.top}`;
      if (element === 'brk' && name === 'id' && path.at(-1) === 'rowBreaks')
        return String(line(Number(value)));
      if (element === 'hyperlink' && name === 'location') return move.formula(value, place);
      if (element === 'cfvo' && name === 'val' && /[A-Za-z]/.test(value)) return move.formula(value, place);
      if (name === 'r' && (element === 'inputCells' || element === 'cellWatch'))
        return move.ref(value) ?? undefined;
      return undefined;
    },
    text: (element, value, path) => {
      if (/^(formula|formula1|formula2|f)$/.test(element)) return move.formula(value, place);
      if (element === 'sqref') {
        return (path.at(-1) === 'sparkline' ? cellsOnly(value) : move.refs(value)) ?? undefined;
      }
      // Anchors of form controls stand in the sheet itself.
      if (element === 'row' && (path.includes('from') || path.includes('to')))
        return String(line(Number(value) + 1) - 1);
      return undefined;
    },
    drop: (element, attributes, inner) => {
      if (element === 'sparklineGroup') {
        return [...inner().matchAll(/<(?:\w+:)?sqref>([^<]*)</g)].every(
          ([, ref = '']) => cellsOnly(ref) === null,
        );
      }
      if (!tied.has(element)) return false;
      const ref = firstAttribute(attributes()) ?? /<(?:\w+:)?sqref>([^<]*)</.exec(inner())?.[1];
      if (ref === undefined) return false;
      return (growing.has(element) ? move.refs(unescapeXml(ref)) : cellsOnly(unescapeXml(ref))) === null;
    },
  };
};

const emptyList =
  /<((?:\w+:)?(?:sparklineGroups|conditionalFormattings|hyperlinks|ignoredErrors|protectedRanges|cellWatches|ext|extLst))(?:\s[^>]*)?><\/\1>/g;
/** Lists that lost all their members go too: the schema wants at least one. */
const withoutEmptyLists = (text: string): string => {
  const left = text.replace(emptyList, '');
  return left === text ? text : withoutEmptyLists(left);
};

/** Counts of lists that lost members, and lists that lost them all. */
const recount = (text: string): string =>
  text.replace(
    /<((?:\w+:)?)(mergeCells|dataValidations)( [^>]*)?>([\s\S]*?)<\/\1\2>/g,
    (_, prefix: string, list: string, attributes: string | undefined, content: string) => {
      const member = new RegExp(`<${prefix}${list.slice(0, -1)}[\\s>]`, 'g');
      const count = (content.match(member) ?? []).length;
      if (count === 0) return '';
      return `<${prefix}${list}${(attributes ?? '').replace(/ count="\d+"/, ` count="${count}"`)}>${content}</${prefix}${list}>`;
    },
  );

/** The part of the worksheet before its rows, moved. */
export const movedHead = (sheet: SheetData, move: TableMove, table: ListObject): string => {
  const patched = patchXml(sheet.head, sheetRules(move, table));
  const dimension = findTag(patched, 'dimension');
  const ref = dimension && attributeOf(patched, dimension, 'ref');
  const rect = ref === undefined ? undefined : parseRect(ref);
  if (!dimension || !rect || ref === undefined) return patched;
  const shift = move.wholeRows ? move.below : Math.max(0, move.below);
  const below = rect.bottom > table.bodyBottom ? rect.bottom + shift : rect.bottom;
  const bottom = Math.max(below, move.newBottom + table.totalsRows);
  return (
    patched.slice(0, dimension.start) +
    patched.slice(dimension.start, dimension.end).replace(`"${ref}"`, `"${rectName({ ...rect, bottom })}"`) +
    patched.slice(dimension.end)
  );
};
/** Gives new rows of the body the sparklines that the row before them has in the table's columns, as Excel does. */
const withSparklines = (tail: string, move: TableMove, table: ListObject): string => {
  const last = move.newRows.length === 0 ? null : move.row(table.bodyBottom, table.rect.left);
  if (last === null) return tail;
  return tail.replace(/<((?:\w+:)?)sparkline>[\s\S]*?<\/\1sparkline>/g, (sparkline) => {
    const rect = parseRect(/<(?:\w+:)?sqref>([^<]*)</.exec(sparkline)?.[1] ?? '');
    if (rect?.top !== last || rect.bottom !== last) return sparkline;
    if (rect.left < table.rect.left || rect.right > table.rect.right) return sparkline;
    const copies = move.newRows.map((row) =>
      patchXml(sparkline, {
        text: (element, value) =>
          element === 'f'
            ? translateFormula(value, row - last, 0)
            : element === 'sqref'
              ? rectName({ ...rect, top: row, bottom: row })
              : undefined,
      }),
    );
    return sparkline + copies.join('');
  });
};

/** The part of the worksheet behind its rows, moved. */
export const movedTail = (sheet: SheetData, move: TableMove, table: ListObject): string =>
  withSparklines(withoutEmptyLists(recount(patchXml(sheet.tail, sheetRules(move, table)))), move, table);

const moveDrawing = (text: string, move: TableMove): string => {
  const { bottom } = move.body;
  let from = 0;
  let column = wholeRow;
  return patchXml(text, {
    text: (element, value, path) => {
      if (element === 'col' && path.includes('from')) column = Number(value) + 1;
      if (element !== 'row') return undefined;
      const row = Number(value) + 1;
      const at = (one: number): number => move.row(one, column) ?? Math.min(one, move.newBottom);
      if (path.includes('from')) {
        from = row;
        return String(at(row) - 1);
      }
      if (!path.includes('to')) return undefined;
      // What begins beside the body keeps its size: Excel's rule would stretch a chart over every added row.
      return String((from > bottom ? at(row) : row + at(from) - from) - 1);
    },
  });
};

/** VML is not always well-formed XML, so its shapes are changed by pattern. */
const moveVml = (text: string, move: TableMove, table: ListObject): string =>
  text.replace(/<v:shape\b[\s\S]*?<\/v:shape>/g, (shape) => {
    const number = (name: string) => {
      const found = new RegExp(`<x:${name}>(\\d+)</x:${name}>`).exec(shape)?.[1];
      return found === undefined ? undefined : Number(found);
    };
    const noteRow = /ObjectType="Note"/.test(shape) ? number('Row') : undefined;
    const column = (number('Column') ?? 0) + 1;
    const newRow = noteRow === undefined ? undefined : move.row(noteRow + 1, column);
    if (newRow === null) return '';
    const noteShift = noteRow === undefined || newRow === undefined ? undefined : newRow - 1 - noteRow;
    return shape
      .replace(/(<x:Row>)(\d+)/, (_, open: string, row: string) => `${open}${Number(row) + (noteShift ?? 0)}`)
      .replace(/(<x:Anchor>)([^<]*)/, (_, open: string, list: string) => {
        const values = list.split(',').map((value) => value.trim());
        const top = Number(values[2]);
        const shift = noteShift ?? (move.row(top + 1, Number(values[0]) + 1) ?? move.newBottom) - (top + 1);
        values[2] = String(Math.max(0, top + shift));
        values[6] = String(Math.max(0, Number(values[6]) + shift));
        return open + values.join(', ');
      })
      .replace(
        /(<x:Fmla(?:Link|Range|Txbx|Pict|Group)>)([^<]*)/g,
        (_, open: string, formula: string) =>
          open + escapeXml(move.formula(unescapeXml(formula), { sheet: table.sheet.name })),
      );
  });

/** Moves the parts that belong to the table's sheet. */
export const moveSatellites = (workbook: WorkbookPackage, move: TableMove, table: ListObject): void => {
  const sheet = table.sheet.part;
  for (const part of workbook.related(sheet, 'drawing'))
    workbook.edit(part, (text) => moveDrawing(text, move));
  for (const part of workbook.related(sheet, 'vmlDrawing')) {
    workbook.edit(part, (text) => moveVml(text, move, table));
  }
  const byCell = (element: string): PatchRules => ({
    attribute: (_, name, value) => (name === 'ref' ? (move.ref(value) ?? undefined) : undefined),
    drop: (found, all) => found === element && move.ref(all().ref ?? '') === null,
  });
  for (const part of workbook.related(sheet, 'comments')) {
    workbook.edit(part, (text) => patchXml(text, byCell('comment')));
  }
  for (const part of workbook.related(sheet, 'threadedComment')) {
    workbook.edit(part, (text) => patchXml(text, byCell('threadedComment')));
  }
  for (const part of workbook.related(sheet, 'pivotTable')) {
    workbook.edit(part, (text) =>
      patchXml(text, {
        attribute: (element, name, value) =>
          element === 'location' && name === 'ref' ? (move.ref(value) ?? undefined) : undefined,
      }),
    );
  }
};

/** The table's own part, with its range, filter and sort at their new size, and the parts of tables below it. */
export const moveTableParts = (
  workbook: WorkbookPackage,
  tables: readonly ListObject[],
  move: TableMove,
  table: ListObject,
): void => {
  for (const other of tables) {
    const place = { sheet: other.sheet.name };
    const own = other.part === table.part;
    const here = other.sheet.part === table.sheet.part;
    workbook.edit(other.part, (text) =>
      patchXml(text, {
        attribute: (element, name, value) => {
          if (name !== 'ref' || !here) return undefined;
          if (own && element === 'table') {
            return rectName({ ...table.rect, bottom: move.newBottom + table.totalsRows });
          }
          return move.ref(value, true) ?? undefined;
        },
        text: (element, value) => (element.endsWith('Formula') ? move.formula(value, place) : undefined),
      }),
    );
  }
};
