import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import {
  Batch,
  type BookSheet,
  type BookState,
  type Box,
  boxOf,
  effective,
  invalid,
  isPicked,
} from './google-batch.ts';

/** A sheet's column by its letters: A is 0. */
const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** A spreadsheet as the Sheets API v4 keeps it: who may open it, its sheets and names, A1 ranges, grid data. */
export class GoogleBook {
  readonly id: string;
  title: string;
  /** Who may do what; everybody else may nothing. */
  readonly access = new Map<string, 'reader' | 'writer'>();
  #state: BookState = { properties: {}, sheets: [], namedRanges: [], metadata: [], next: 1 };
  /** The next batch fails after it worked off this many requests. */
  failAfter: number | null = null;

  constructor(id: string, title: string) {
    this.id = id;
    this.title = title;
    this.#state.properties = { title, locale: 'zh_CN', timeZone: 'Asia/Shanghai' };
    this.batchUpdate([{ addSheet: { properties: { sheetId: 0, title: '工作表1' } } }], 'owner');
  }

  get properties(): Readonly<Record<string, unknown>> {
    return this.#state.properties;
  }
  get sheets(): readonly BookSheet[] {
    return this.#state.sheets;
  }
  get metadata(): readonly sheets_v4.Schema$DeveloperMetadata[] {
    return this.#state.metadata;
  }
  get namedRanges(): readonly sheets_v4.Schema$NamedRange[] {
    return this.#state.namedRanges;
  }

  /** Works off a batch, all or nothing. */
  batchUpdate(requests: readonly sheets_v4.Schema$Request[], user: string): unknown[] {
    const work = new Batch(structuredClone(this.#state), user);
    const stop = this.failAfter;
    this.failAfter = null;
    const replies = requests.map((request, index) => {
      if (stop !== null && index >= stop) throw invalid('Invalid requests: injected failure');
      return work.run(request, index);
    });
    this.#state = work.state;
    return replies;
  }

  /** The sheet and the box of an A1 range, a sheet's name, or a named range. */
  resolve(a1: string): { sheet: BookSheet; box: Box } {
    const named = this.#state.namedRanges.find((one) => one.name === a1);
    if (named?.range) {
      const sheet = this.sheets.find((one) => one.properties.sheetId === (named.range?.sheetId ?? 0));
      if (sheet) return { sheet, box: boxOf(sheet, named.range) };
    }
    const [, quotedTitle, plainTitle, cells] = /^(?:'((?:[^']|'')+)'|([^'!]+))(?:!(.+))?$/.exec(a1) ?? [];
    const title = (quotedTitle ?? plainTitle)?.replaceAll("''", "'");
    const sheet = this.sheets.find((one) => one.properties.title === title);
    const [, left, top, colon, right, bottom] =
      /^([A-Za-z]+)?(\d+)?(?:(:)([A-Za-z]+)?(\d+)?)?$/.exec(cells ?? 'A1:') ?? [];
    if (!sheet || (cells !== undefined && !left && !top)) throw invalid(`Unable to parse range: ${a1}`);
    const { rowCount, columnCount } = sheet.properties.gridProperties;
    const box: Box = {
      top: top ? Number(top) - 1 : 0,
      left: left ? columnOf(left) : 0,
      bottom: colon ? (bottom ? Number(bottom) : rowCount) : Number(top ?? rowCount),
      right: colon ? (right ? columnOf(right) + 1 : columnCount) : left ? columnOf(left) + 1 : columnCount,
    };
    if (box.top >= rowCount || box.left >= columnCount) {
      throw invalid(`Range (${a1}) exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`);
    }
    return {
      sheet,
      box: { ...box, bottom: Math.min(box.bottom, rowCount), right: Math.min(box.right, columnCount) },
    };
  }

  /** The boxes that a data filter picks: an A1 range, a grid range, or the places of developer metadata. */
  pick(filter: sheets_v4.Schema$DataFilter): { sheet: BookSheet; box: Box }[] {
    const inSheet = (range: sheets_v4.Schema$GridRange): { sheet: BookSheet; box: Box }[] => {
      const sheet = this.sheets.find((one) => one.properties.sheetId === (range.sheetId ?? 0));
      if (!sheet) throw invalid(`Invalid dataFilter: No grid with id: ${range.sheetId ?? 0}`);
      return [{ sheet, box: boxOf(sheet, range) }];
    };
    if (filter.a1Range) return [this.resolve(filter.a1Range)];
    if (filter.gridRange) return inSheet(filter.gridRange);
    if (!filter.developerMetadataLookup) throw invalid('Invalid dataFilter: one filter must be specified.');
    return this.#state.metadata
      .filter((one) => isPicked(one, filter))
      .flatMap(({ location }) => {
        const range = location?.dimensionRange;
        if (range) {
          const [start, end] = [range.startIndex ?? 0, range.endIndex ?? 0];
          const names =
            range.dimension === 'COLUMNS'
              ? { startColumnIndex: start, endColumnIndex: end }
              : { startRowIndex: start, endRowIndex: end };
          return inSheet({ sheetId: range.sheetId ?? 0, ...names });
        }
        return location?.sheetId === undefined || location.sheetId === null
          ? []
          : inSheet({ sheetId: location.sheetId });
      });
  }

  /** Grid data of a box, every row of it, as spreadsheets.get gives it. */
  gridData(sheet: BookSheet, box: Box): sheets_v4.Schema$GridData {
    const rowData = Array.from({ length: box.bottom - box.top }, (_, i) => {
      const cells = Array.from({ length: box.right - box.left }, (_cell, j) => {
        const cell = sheet.rows[box.top + i]?.[box.left + j] ?? {};
        const effectiveValue = effective(cell.userEnteredValue);
        return effectiveValue ? { ...cell, effectiveValue } : cell;
      });
      while (cells.length > 0 && Object.keys(cells.at(-1) ?? {}).length === 0) cells.pop();
      return cells.length > 0 ? { values: cells } : {};
    });
    return {
      ...(box.top > 0 ? { startRow: box.top } : {}),
      ...(box.left > 0 ? { startColumn: box.left } : {}),
      rowData: rowData as sheets_v4.Schema$RowData[],
    };
  }
}
