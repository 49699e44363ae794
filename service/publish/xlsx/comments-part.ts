import { runsOf } from './cells.ts';
import type { WorkbookPackage } from './parts.ts';
import { parseRect } from './refs.ts';
import { attributeOf, elementEnd, findTag, tagsIn } from './xml.ts';

/** Notes on cells, read (ECMA-376 part 1, 18.7; threaded ones keep a copy there for programs that know no threads). */

export interface CellNote {
  row: number;
  column: number;
  text: string;
}

/** The notes of a sheet. */
export const notesOf = (workbook: WorkbookPackage, sheetPart: string): CellNote[] =>
  workbook.related(sheetPart, 'comments').flatMap((part) => {
    const text = workbook.text(part);
    const notes: CellNote[] = [];
    for (const tag of tagsIn(text)) {
      if (tag.closing || tag.name !== 'comment') continue;
      const place = parseRect(attributeOf(text, tag, 'ref') ?? '');
      const body = findTag(text, 'text', tag.end);
      if (!place || !body || body.start > elementEnd(text, tag)) continue;
      notes.push({
        row: place.top,
        column: place.left,
        text: runsOf(text, body.end, elementEnd(text, body)),
      });
    }
    return notes;
  });
