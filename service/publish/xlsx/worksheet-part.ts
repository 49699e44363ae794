import {
  declaration,
  mainNamespace,
  relationshipsNamespace,
  type SheetEntry,
  type WorkbookPackage,
} from './parts.ts';
import { lockedStructure, nameTaken } from './problems.ts';
import {
  appendInside,
  attributeOf,
  elementEnd,
  escapeXml,
  findTag,
  nextTag,
  rootPrefix,
  setAttribute,
  tagsIn,
  unescapeXml,
} from './xml.ts';

/** Adding a worksheet to a workbook, and adding elements to a worksheet where the schema wants them. */

const worksheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';

/** Children of worksheet in their order (ECMA-376 part 1, CT_Worksheet). */
const order = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
];

/** Puts a child into a worksheet at its place in the schema's order. */
export const insertWorksheetChild = (text: string, name: string, xml: string): string => {
  const root = findTag(text, 'worksheet');
  if (!root) return text;
  const rank = order.indexOf(name);
  let at = root.end;
  for (let from = root.end; ; ) {
    const child = nextTag(text, from);
    if (!child || child.closing) break;
    const childRank = order.indexOf(child.name);
    if (childRank > rank) break;
    from = elementEnd(text, child);
    at = from;
  }
  return text.slice(0, at) + xml + text.slice(at);
};

/** Declares the r prefix on a root element that lacks it. */
export const withRelationshipPrefix = (text: string, element: string): string => {
  const root = findTag(text, element);
  // openpyxl declares it on single elements below, where it does not hold for others.
  return root && attributeOf(text, root, 'xmlns:r') === undefined
    ? setAttribute(text, element, 'xmlns:r', relationshipsNamespace)
    : text;
};

/** Excel itself adds no sheet to a workbook whose structure its owner locked (ECMA-376 part 1, 18.2.29). */
const refuseLocked = (workbook: WorkbookPackage): void => {
  const text = workbook.text(workbook.workbookPart);
  const protection = findTag(text, 'workbookProtection');
  const locked = protection && attributeOf(text, protection, 'lockStructure');
  if (locked === '1' || locked === 'true') throw lockedStructure();
};

export interface NewWorksheet {
  name: string;
  /** Everything inside the worksheet element, in the schema's order. */
  content: string;
  state: SheetEntry['state'];
}

/**
 * Adds a worksheet behind the others, so that the index of no other sheet changes (names are kept by index).
 * @returns its part name
 * @throws Problem workbook.name-taken, workbook.structure-locked
 */
export const addWorksheet = (workbook: WorkbookPackage, sheet: NewWorksheet): string => {
  const sheets = workbook.sheets();
  if (sheets.some((other) => other.name.toLowerCase() === sheet.name.toLowerCase()))
    throw nameTaken(sheet.name);
  refuseLocked(workbook);
  const folder = workbook.workbookPart.slice(0, workbook.workbookPart.lastIndexOf('/') + 1);
  const part = workbook.freeName(`${folder}worksheets/sheet`, '.xml');
  workbook.add(
    part,
    `${declaration}<worksheet xmlns="${mainNamespace}" xmlns:r="${relationshipsNamespace}">${sheet.content}</worksheet>`,
    worksheetType,
  );
  const id = workbook.relate(workbook.workbookPart, 'worksheet', part);
  const number = Math.max(0, ...sheets.map((other) => other.id)) + 1;
  workbook.edit(workbook.workbookPart, (text) => {
    const declared = withRelationshipPrefix(text, 'workbook');
    const state = sheet.state === 'visible' ? '' : ` state="${sheet.state}"`;
    return appendInside(
      declared,
      'sheets',
      `<${rootPrefix(declared)}sheet name="${escapeXml(sheet.name)}" sheetId="${number}"${state} r:id="${id}"/>`,
    );
  });
  listInProperties(
    workbook,
    sheet.name,
    sheets.filter((other) => other.kind === 'worksheet'),
  );
  return part;
};

/** Adds the sheet to the titles of docProps/app.xml, where that part is as Office writes it; otherwise it stays. */
const listInProperties = (
  workbook: WorkbookPackage,
  name: string,
  worksheets: readonly SheetEntry[],
): void => {
  const part = workbook.related('', 'extended-properties')[0];
  const last = worksheets.at(-1);
  if (part === undefined || !last) return;
  const text = workbook.text(part);
  const pairs = findTag(text, 'HeadingPairs');
  const titles = findTag(text, 'TitlesOfParts');
  if (!pairs || pairs.empty || !titles || titles.empty) return;
  const count = findTag(text, 'i4', pairs.end);
  const vector = findTag(text, 'vector', titles.end);
  if (!count || count.start > elementEnd(text, pairs) || !vector || vector.empty) return;
  const countEnd = text.indexOf('</', count.end);
  if (Number(text.slice(count.end, countEnd)) !== worksheets.length) return;
  let at = -1;
  let seen = 0;
  for (const tag of tagsIn(text, vector.end, elementEnd(text, vector))) {
    if (tag.closing || tag.name !== 'lpstr') continue;
    const end = elementEnd(text, tag);
    if (++seen === worksheets.length) {
      if (unescapeXml(text.slice(tag.end, text.indexOf('</', tag.end))) !== last.name) return;
      at = end;
      break;
    }
  }
  if (at < 0) return;
  const prefix = vector.qualified.slice(0, vector.qualified.length - vector.name.length);
  const size = findTag(text, 'vector', titles.end);
  const grown = `${text.slice(0, at)}<${prefix}lpstr>${escapeXml(name)}</${prefix}lpstr>${text.slice(at)}`;
  const sized = size
    ? grown.slice(0, size.start) +
      grown
        .slice(size.start, size.end)
        .replace(/size="(\d+)"/, (_, old: string) => `size="${Number(old) + 1}"`) +
      grown.slice(size.end)
    : grown;
  workbook.set(part, sized.slice(0, count.end) + String(worksheets.length + 1) + sized.slice(countEnd));
};
