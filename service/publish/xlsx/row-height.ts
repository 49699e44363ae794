import type { CellWrite } from '../../../templates/refresh/types.ts';
import type { SheetData } from './sheet.ts';
import type { CellFormats } from './styles.ts';
import { attributeMap, attributeOf, findTag, tagsIn } from './xml.ts';

/**
 * How high a new row has to be for its wrapped text. Excel measures rows that say nothing; LibreOffice and viewers do
 * not and would show the first line only. The height is written as a measured one, so that every program may correct it.
 */

/** Width of a text in characters of the default font; East Asian characters take two. */
export const textWidth = (text: string): number => {
  let width = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // The first half of a character beyond the basic plane counts, its second does not.
    if (unit > 0x2e7f && (unit < 0xdc00 || unit > 0xdfff)) width++;
    else if (unit >= 0xdc00 && unit <= 0xdfff) width--;
  }
  return width;
};

const highest = 409;

export class RowHeights {
  readonly #widths = new Map<number, number>();
  readonly #usual: number;
  readonly #line: number;
  readonly #formats: CellFormats;

  constructor(sheet: SheetData, formats: CellFormats) {
    this.#formats = formats;
    const { head } = sheet;
    const properties = findTag(head, 'sheetFormatPr');
    const number = (name: string) => Number(properties && attributeOf(head, properties, name)) || undefined;
    this.#usual = number('defaultColWidth') ?? (number('baseColWidth') ?? 8) + 0.7;
    this.#line = Math.max(number('defaultRowHeight') ?? 15, 15);
    for (const tag of tagsIn(head)) {
      if (tag.closing || tag.name !== 'col') continue;
      const { min, max, width } = attributeMap(head, tag);
      for (let column = Number(min); column <= Math.min(Number(max), 16_384) && width; column++) {
        this.#widths.set(column, Number(width));
      }
    }
  }

  /**
   * Height of a row, or undefined where one line is enough.
   * @param writes what comes into the row
   * @param left column of the sheet where the table begins
   * @param styleOf format of a column of the table
   * @returns points
   */
  of(
    writes: readonly Pick<CellWrite, 'column' | 'value'>[],
    left: number,
    styleOf: (column: number) => string | undefined,
  ): number | undefined {
    let lines = 1;
    for (const { column, value } of writes) {
      if (typeof value !== 'string' || !this.#formats.wraps(styleOf(column))) continue;
      // One character is lost to the cell's padding.
      const room = Math.max(1, (this.#widths.get(left + column) ?? this.#usual) - 1);
      const needed = value
        .split('\n')
        .reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / room)), 0);
      lines = Math.max(lines, needed);
    }
    return lines > 1 ? Math.min(highest, lines * this.#line) : undefined;
  }
}
