import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { assignMasked, parseMask } from './google-field-mask.ts';

/**
 * The request kinds of batchUpdate that our host and the tests' analyst use, on the state of a spreadsheet. Written from the discovery document and the guides of Sheets v4: a batch is atomic, sheets have grid
 * limits, masks clear what the source lacks, ranges follow inserted and deleted rows and columns. Formulas are worked
 * out where they are sums or products of two numbers; there is no other calculation.
 */

export class ApiError extends Error {
  readonly code: number;
  readonly status: string;
  readonly reason: string | undefined;
  constructor(code: number, status: string, message: string, reason?: string) {
    super(message);
    this.code = code;
    this.status = status;
    this.reason = reason;
  }
}
export const invalid = (message: string): ApiError => new ApiError(400, 'INVALID_ARGUMENT', message);

export type Cell = Record<string, unknown> & { userEnteredValue?: sheets_v4.Schema$ExtendedValue };
type Range = sheets_v4.Schema$GridRange;
export interface BookSheet {
  properties: {
    sheetId: number;
    title: string;
    index: number;
    hidden: boolean;
    gridProperties: { rowCount: number; columnCount: number; frozenRowCount?: number };
  };
  rows: Cell[][];
  columns: Record<string, unknown>[];
  basicFilter?: sheets_v4.Schema$BasicFilter;
  protectedRanges: sheets_v4.Schema$ProtectedRange[];
  tables: sheets_v4.Schema$Table[];
  charts: sheets_v4.Schema$EmbeddedChart[];
  merges: sheets_v4.Schema$GridRange[];
}
/** Everything that a batch may change. */
export interface BookState {
  properties: Record<string, unknown>;
  sheets: BookSheet[];
  namedRanges: sheets_v4.Schema$NamedRange[];
  /** Of the spreadsheet, its sheets, rows and columns alike. */
  metadata: sheets_v4.Schema$DeveloperMetadata[];
  next: number;
}
/** A rectangle of cells; `bottom` and `right` are the first outside. */
export interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** What a cell shows. */
export const effective = (
  entered: sheets_v4.Schema$ExtendedValue | undefined,
): sheets_v4.Schema$ExtendedValue | undefined => {
  const formula = entered?.formulaValue;
  if (typeof formula !== 'string') return entered;
  const [, a, operator, b] = /^=(\d+)([+*])(\d+)$/.exec(formula) ?? [];
  if (a === undefined || b === undefined) return { numberValue: 0 };
  return { numberValue: operator === '+' ? Number(a) + Number(b) : Number(a) * Number(b) };
};

/** A range after n rows or columns were inserted (n > 0) or deleted (n < 0) at a place; null where nothing is left. */
const moved = (start: number, end: number, at: number, n: number): [number, number] | null => {
  if (n > 0) return [start >= at ? start + n : start, end > at ? end + n : end];
  const cut = (position: number): number => (position <= at ? position : Math.max(at, position + n));
  const [from, to] = [cut(start), cut(end)];
  return to > from ? [from, to] : null;
};

/** The rectangle of a range whose open sides end where the sheet does. */
export const boxOf = (sheet: BookSheet, range: Range): Box => ({
  top: range.startRowIndex ?? 0,
  bottom: range.endRowIndex ?? sheet.properties.gridProperties.rowCount,
  left: range.startColumnIndex ?? 0,
  right: range.endColumnIndex ?? sheet.properties.gridProperties.columnCount,
});
const cross = (a: Box, b: Box): boolean =>
  a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;

/** Whether a filter picks a piece of metadata: by id, key, value and sort of place, all that it names. */
export const isPicked = (
  one: sheets_v4.Schema$DeveloperMetadata,
  { developerMetadataLookup: asked }: sheets_v4.Schema$DataFilter,
): boolean =>
  asked !== undefined &&
  (asked.metadataId ?? one.metadataId) === one.metadataId &&
  (asked.metadataKey ?? one.metadataKey) === one.metadataKey &&
  (asked.metadataValue ?? one.metadataValue) === one.metadataValue &&
  (asked.locationType ?? one.location?.locationType) === one.location?.locationType;

/** One batch on a copy of the state. */
export class Batch {
  readonly state: BookState;
  readonly #user: string;
  #at = '';

  constructor(state: BookState, user: string) {
    this.state = state;
    this.#user = user;
  }

  run(request: sheets_v4.Schema$Request, index: number): unknown {
    const kinds = Object.keys(request) as (keyof sheets_v4.Schema$Request)[];
    const [kind] = kinds;
    if (!kind || kinds.length !== 1) throw invalid(`Invalid requests[${index}]: Must specify one request.`);
    this.#at = `Invalid requests[${index}].${kind}: `;
    switch (kind) {
      case 'addSheet':
        return { addSheet: { properties: this.#addSheet(request.addSheet ?? {}) } };
      case 'updateSheetProperties': {
        const { properties, fields } = request.updateSheetProperties ?? {};
        assignMasked(this.#sheet(properties?.sheetId).properties, { ...properties }, this.#mask(fields));
        return {};
      }
      case 'deleteSheet':
        this.#sheet(request.deleteSheet?.sheetId);
        if (this.state.sheets.filter((one) => !one.properties.hidden).length === 1)
          throw this.#refuse("You can't remove all the sheets in a document.");
        this.state.sheets = this.state.sheets.filter(
          (one) => one !== this.#sheet(request.deleteSheet?.sheetId),
        );
        this.state.namedRanges = this.state.namedRanges.filter(
          (one) => (one.range?.sheetId ?? 0) !== request.deleteSheet?.sheetId,
        );
        this.state.metadata = this.state.metadata.filter(
          ({ location }) =>
            (location?.dimensionRange?.sheetId ?? location?.sheetId) !== request.deleteSheet?.sheetId,
        );
        return {};
      case 'updateCells':
        this.#updateCells(request.updateCells ?? {});
        return {};
      case 'repeatCell':
        this.#repeatCell(request.repeatCell ?? {});
        return {};
      case 'appendCells':
        this.#appendCells(request.appendCells ?? {});
        return {};
      case 'appendDimension': {
        const { sheetId, dimension, length } = request.appendDimension ?? {};
        this.#grow(this.#sheet(sheetId), dimension, length ?? 0);
        return {};
      }
      case 'insertDimension':
        this.#insert(
          request.insertDimension?.range ?? {},
          request.insertDimension?.inheritFromBefore ?? false,
        );
        return {};
      case 'deleteDimension':
        this.#delete(request.deleteDimension?.range ?? {});
        return {};
      case 'moveDimension':
        this.#move(request.moveDimension ?? {});
        return {};
      case 'sortRange':
        this.#sort(request.sortRange ?? {});
        return {};
      case 'updateDimensionProperties': {
        const { range, properties, fields } = request.updateDimensionProperties ?? {};
        const sheet = this.#sheet(range?.sheetId);
        if (range?.dimension !== 'COLUMNS')
          throw this.#refuse('the emulator keeps properties of columns only');
        for (let i = range.startIndex ?? 0; i < (range.endIndex ?? 0); i++) {
          const column = sheet.columns[i];
          if (!column) throw this.#beyond(sheet, 'columns');
          assignMasked(column, { ...properties }, this.#mask(fields));
        }
        return {};
      }
      case 'addNamedRange': {
        const { namedRange } = request.addNamedRange ?? {};
        if (!/^[\p{L}_][\p{L}\p{N}_]{0,249}$/u.test(namedRange?.name ?? ''))
          throw this.#refuse(`The name of the named range is invalid: ${namedRange?.name}`);
        if (this.state.namedRanges.some((one) => one.name === namedRange?.name))
          throw this.#refuse(`A named range with the name "${namedRange?.name}" already exists.`);
        const added = { ...structuredClone(namedRange), namedRangeId: `nr${this.state.next++}` };
        this.state.namedRanges.push(added);
        return { addNamedRange: { namedRange: added } };
      }
      case 'updateNamedRange': {
        const { namedRange, fields } = request.updateNamedRange ?? {};
        const found = this.state.namedRanges.find((one) => one.namedRangeId === namedRange?.namedRangeId);
        if (!found) throw this.#refuse(`No named range with id: ${namedRange?.namedRangeId}`);
        assignMasked(found as Record<string, unknown>, { ...namedRange }, this.#mask(fields));
        return {};
      }
      case 'deleteNamedRange':
        this.state.namedRanges = this.state.namedRanges.filter(
          (one) => one.namedRangeId !== request.deleteNamedRange?.namedRangeId,
        );
        return {};
      case 'setBasicFilter': {
        const filter = request.setBasicFilter?.filter;
        const sheet = this.#sheet(filter?.range?.sheetId);
        if (filter) sheet.basicFilter = structuredClone(filter);
        return {};
      }
      case 'addTable': {
        const table = request.addTable?.table;
        const added = { ...structuredClone(table), tableId: `t${this.state.next++}` };
        this.#sheet(table?.range?.sheetId).tables.push(added);
        return { addTable: { table: added } };
      }
      case 'updateTable': {
        const { table, fields } = request.updateTable ?? {};
        const found = this.state.sheets
          .flatMap((one) => one.tables)
          .find((one) => one.tableId === table?.tableId);
        if (!found) throw this.#refuse(`No table with id: ${table?.tableId}`);
        assignMasked(found as Record<string, unknown>, { ...table }, this.#mask(fields));
        return {};
      }
      case 'createDeveloperMetadata':
        return {
          createDeveloperMetadata: { developerMetadata: this.#note(request.createDeveloperMetadata ?? {}) },
        };
      case 'updateDeveloperMetadata': {
        const { dataFilters = [], developerMetadata, fields } = request.updateDeveloperMetadata ?? {};
        const found = this.state.metadata.filter((one) =>
          dataFilters?.some((filter) => isPicked(one, filter)),
        );
        for (const one of found)
          assignMasked(one as Record<string, unknown>, { ...developerMetadata }, this.#mask(fields));
        return { updateDeveloperMetadata: { developerMetadata: structuredClone(found) } };
      }
      case 'deleteDeveloperMetadata': {
        const { dataFilter } = request.deleteDeveloperMetadata ?? {};
        const found = this.state.metadata.filter((one) => dataFilter && isPicked(one, dataFilter));
        this.state.metadata = this.state.metadata.filter((one) => !found.includes(one));
        return { deleteDeveloperMetadata: { deletedDeveloperMetadata: found } };
      }
      case 'updateSpreadsheetProperties': {
        const { properties, fields } = request.updateSpreadsheetProperties ?? {};
        assignMasked(this.state.properties, { ...properties }, this.#mask(fields));
        return {};
      }
      case 'unmergeCells': {
        const { range } = request.unmergeCells ?? {};
        const sheet = this.#sheet(range?.sheetId);
        const box = boxOf(sheet, range ?? {});
        sheet.merges = sheet.merges.filter((one) => !cross(box, boxOf(sheet, one)));
        return {};
      }
      case 'mergeCells': {
        const { range } = request.mergeCells ?? {};
        this.#sheet(range?.sheetId).merges.push(structuredClone(range ?? {}));
        return {};
      }
      case 'insertRange': {
        const { range, shiftDimension } = request.insertRange ?? {};
        const sheet = this.#sheet(range?.sheetId);
        const box = boxOf(sheet, range ?? {});
        if (shiftDimension !== 'COLUMNS') throw this.#refuse('the emulator shifts cells to the right only');
        const width = box.right - box.left;
        let reach = 0;
        for (let row = box.top; row < box.bottom; row++) {
          const cells = sheet.rows[row];
          if (!cells || cells.length <= box.left) continue;
          cells.splice(box.left, 0, ...Array.from({ length: width }, () => ({})));
          reach = Math.max(reach, cells.length);
        }
        this.#grow(sheet, 'COLUMNS', Math.max(0, reach - sheet.properties.gridProperties.columnCount));
        return {};
      }
      case 'addChart': {
        const chart = request.addChart?.chart;
        const at = chart?.position?.overlayPosition?.anchorCell?.sheetId ?? 0;
        const { domains = [], series = [] } = chart?.spec?.basicChart ?? {};
        const sources = [
          ...(domains ?? []).map((one) => one.domain?.sourceRange),
          ...(series ?? []).map((one) => one.series?.sourceRange),
        ].flatMap((one) => one?.sources ?? []);
        if (!chart?.spec || sources.length === 0) throw this.#refuse('The chart has no data.');
        for (const source of sources) boxOf(this.#sheet(source.sheetId), source);
        const added = { ...structuredClone(chart), chartId: this.state.next++ };
        this.#sheet(at).charts.push(added);
        return { addChart: { chart: added } };
      }
      case 'setDataValidation': {
        const { range, rule } = request.setDataValidation ?? {};
        const sheet = this.#sheet(range?.sheetId);
        const box = boxOf(sheet, range ?? {});
        for (let row = box.top; row < box.bottom; row++)
          for (let column = box.left; column < box.right; column++) {
            const cell = this.#cell(sheet, row, column);
            if (rule) cell.dataValidation = structuredClone(rule);
            else delete cell.dataValidation;
          }
        return {};
      }
      case 'addProtectedRange': {
        const range = request.addProtectedRange?.protectedRange;
        const added = { ...structuredClone(range), protectedRangeId: this.state.next++ };
        this.#sheet(range?.range?.sheetId).protectedRanges.push(added);
        return { addProtectedRange: { protectedRange: added } };
      }
      default:
        throw invalid(
          `Invalid JSON payload received. Unknown name "${kind}" at 'requests[${index}]': Cannot find field.`,
        );
    }
  }

  #note({
    developerMetadata,
  }: sheets_v4.Schema$CreateDeveloperMetadataRequest): sheets_v4.Schema$DeveloperMetadata {
    const { metadataKey, metadataValue, location, visibility } = developerMetadata ?? {};
    const dimension = location?.dimensionRange;
    const places = [location?.spreadsheet, location?.sheetId, dimension].filter(
      (place) => place !== undefined && place !== null && place !== false,
    );
    if (!metadataKey) throw this.#refuse('developerMetadata.metadataKey must be specified.');
    if (!visibility) throw this.#refuse('developerMetadata.visibility must be specified.');
    if (places.length !== 1) throw this.#refuse('developerMetadata.location must name one place.');
    const sheetId = dimension ? (dimension.sheetId ?? 0) : location?.sheetId;
    if (sheetId !== undefined && sheetId !== null) this.#sheet(sheetId);
    if (dimension && (dimension.endIndex ?? 0) - (dimension.startIndex ?? 0) !== 1)
      throw this.#refuse('developerMetadata.location.dimensionRange must be a single row or column.');
    const length = (metadataKey.length + (metadataValue ?? '').length) | 0;
    // "Store metadata": 30,000 characters for the spreadsheet itself, and for each sheet with its rows and columns.
    const others = this.state.metadata.filter(
      (one) => (one.location?.dimensionRange?.sheetId ?? one.location?.sheetId) === sheetId,
    );
    const sum = others.reduce(
      (all, one) => all + (one.metadataKey ?? '').length + (one.metadataValue ?? '').length,
      length,
    );
    if (sum > 30_000) throw this.#refuse('The total size of the developer metadata is too large.');
    const locationType = dimension
      ? dimension.dimension === 'COLUMNS'
        ? 'COLUMN'
        : 'ROW'
      : sheetId === undefined || sheetId === null
        ? 'SPREADSHEET'
        : 'SHEET';
    const added = {
      metadataId: this.state.next++,
      metadataKey,
      metadataValue: metadataValue ?? '',
      visibility,
      location: structuredClone({ ...location, locationType }),
    };
    this.state.metadata.push(added);
    return added;
  }

  #refuse(message: string): ApiError {
    return invalid(this.#at + message);
  }
  #beyond(sheet: BookSheet, what: string): ApiError {
    const { rowCount, columnCount } = sheet.properties.gridProperties;
    return this.#refuse(
      `Attempting to write ${what} outside the grid of ${rowCount} rows and ${columnCount} columns.`,
    );
  }
  #mask(fields: string | null | undefined): ReturnType<typeof parseMask> {
    if (!fields)
      throw this.#refuse("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
    return parseMask(fields);
  }
  #sheet(id: number | null | undefined): BookSheet {
    const sheet = this.state.sheets.find((one) => one.properties.sheetId === (id ?? 0));
    if (!sheet) throw this.#refuse(`No grid with id: ${id ?? 0}`);
    return sheet;
  }
  /** A cell that may be edited. */
  #allow(sheet: BookSheet, box: Box): void {
    const shut = sheet.protectedRanges.some(
      ({ range, warningOnly, editors }) =>
        !warningOnly && !editors?.users?.includes(this.#user) && cross(box, boxOf(sheet, range ?? {})),
    );
    if (shut && this.#user !== 'owner') {
      throw this.#refuse(
        'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
      );
    }
  }

  #addSheet({ properties = {} }: sheets_v4.Schema$AddSheetRequest): BookSheet['properties'] {
    const title = properties.title ?? `Sheet${this.state.next}`;
    const sheetId = properties.sheetId ?? this.state.next++;
    if (this.state.sheets.some((one) => one.properties.title.toLowerCase() === title.toLowerCase()))
      throw this.#refuse(`A sheet with the name "${title}" already exists. Please enter another name.`);
    if (this.state.sheets.some((one) => one.properties.sheetId === sheetId))
      throw this.#refuse(`A sheet with id ${sheetId} already exists.`);
    const { rowCount, columnCount, frozenRowCount } = properties.gridProperties ?? {};
    const grid = { rowCount: rowCount ?? 1000, columnCount: columnCount ?? 26 };
    if ((frozenRowCount ?? 0) >= grid.rowCount)
      throw this.#refuse('You can’t freeze all visible rows on the sheet.');
    const sheet: BookSheet = {
      properties: {
        sheetId,
        title,
        index: this.state.sheets.length,
        hidden: properties.hidden ?? false,
        gridProperties: { ...grid, ...(frozenRowCount ? { frozenRowCount } : {}) },
      },
      rows: [],
      columns: Array.from({ length: grid.columnCount }, () => ({})),
      protectedRanges: [],
      tables: [],
      charts: [],
      merges: [],
    };
    this.state.sheets.push(sheet);
    return sheet.properties;
  }

  #cell(sheet: BookSheet, row: number, column: number): Cell {
    const { rowCount, columnCount } = sheet.properties.gridProperties;
    if (row >= rowCount || column >= columnCount) throw this.#beyond(sheet, 'cells');
    while (sheet.rows.length <= row) sheet.rows.push([]);
    const cells = sheet.rows[row] ?? [];
    while (cells.length <= column) cells.push({});
    const cell = cells[column] ?? {};
    return cell;
  }

  #write(
    sheet: BookSheet,
    row: number,
    column: number,
    data: sheets_v4.Schema$CellData,
    fields: unknown,
  ): void {
    this.#allow(sheet, { top: row, bottom: row + 1, left: column, right: column + 1 });
    const value = data.userEnteredValue;
    if (value && Object.keys(value).length > 1) throw this.#refuse('A cell takes one value.');
    if (typeof value?.formulaValue === 'string' && !value.formulaValue.startsWith('='))
      throw this.#refuse('A formula starts with =.');
    if (typeof value?.stringValue === 'string' && value.stringValue.length > 50_000)
      throw this.#refuse('Your input contains more than the maximum of 50000 characters in a single cell.');
    assignMasked(this.#cell(sheet, row, column), { ...data }, this.#mask(fields as string));
  }

  #updateCells({ range, start, rows = [], fields }: sheets_v4.Schema$UpdateCellsRequest): void {
    const sheet = this.#sheet(range?.sheetId ?? start?.sheetId);
    const box = range
      ? boxOf(sheet, range)
      : { top: start?.rowIndex ?? 0, left: start?.columnIndex ?? 0, bottom: 0, right: 0 };
    const height = range ? box.bottom - box.top : rows.length;
    if (range && rows.length > height) throw this.#refuse('There are more rows than the range has.');
    for (let i = 0; i < height; i++) {
      const values = rows[i]?.values ?? [];
      const width = range ? box.right - box.left : values.length;
      for (let j = 0; j < width; j++) this.#write(sheet, box.top + i, box.left + j, values[j] ?? {}, fields);
    }
  }

  #repeatCell({ range, cell, fields }: sheets_v4.Schema$RepeatCellRequest): void {
    const sheet = this.#sheet(range?.sheetId);
    const box = boxOf(sheet, range ?? {});
    for (let row = box.top; row < box.bottom; row++) {
      for (let column = box.left; column < box.right; column++)
        this.#write(sheet, row, column, cell ?? {}, fields);
    }
  }

  #appendCells({ sheetId, rows = [], fields }: sheets_v4.Schema$AppendCellsRequest): void {
    const sheet = this.#sheet(sheetId);
    const last = sheet.rows.findLastIndex((row) => row.some((cell) => cell.userEnteredValue));
    const missing = last + 1 + rows.length - sheet.properties.gridProperties.rowCount;
    if (missing > 0) this.#grow(sheet, 'ROWS', missing);
    rows.forEach((row, i) => {
      row.values?.forEach((cell, column) => {
        this.#write(sheet, last + 1 + i, column, cell, fields);
      });
    });
  }

  #grow(sheet: BookSheet, dimension: string | null | undefined, length: number): void {
    const { gridProperties } = sheet.properties;
    if (dimension === 'COLUMNS') {
      gridProperties.columnCount += length;
      for (let i = 0; i < length; i++) sheet.columns.push({});
    } else gridProperties.rowCount += length;
  }

  /** Lets everything that points at rows or columns follow an insertion or deletion. */
  #follow(sheet: BookSheet, dimension: 'ROWS' | 'COLUMNS', at: number, n: number): void {
    const { sheetId } = sheet.properties;
    const names =
      dimension === 'ROWS'
        ? (['startRowIndex', 'endRowIndex'] as const)
        : (['startColumnIndex', 'endColumnIndex'] as const);
    const follow = (range: Range | undefined): boolean => {
      if (!range || (range.sheetId ?? 0) !== sheetId) return true;
      const [start, end] = names;
      if (range[end] === undefined || range[end] === null) return true;
      const next = moved(range[start] ?? 0, range[end] ?? 0, at, n);
      if (next) [range[start], range[end]] = next;
      return next !== null;
    };
    this.state.namedRanges = this.state.namedRanges.filter((one) => follow(one.range));
    sheet.protectedRanges = sheet.protectedRanges.filter((one) => follow(one.range));
    sheet.tables = sheet.tables.filter((one) => follow(one.range));
    sheet.merges = sheet.merges.filter((one) => follow(one));
    if (sheet.basicFilter && !follow(sheet.basicFilter.range)) delete sheet.basicFilter;
    for (const { spec } of this.state.sheets.flatMap((one) => one.charts)) {
      const { domains = [], series = [] } = spec?.basicChart ?? {};
      for (const data of [
        ...(domains ?? []).map((one) => one.domain),
        ...(series ?? []).map((one) => one.series),
      ])
        data?.sourceRange?.sources?.forEach((source) => {
          follow(source);
        });
    }
    // Metadata of a row or column goes along with it, and with it away.
    this.state.metadata = this.state.metadata.filter(({ location }) => {
      const range = location?.dimensionRange;
      if (!range || (range.sheetId ?? 0) !== sheetId || (range.dimension ?? 'ROWS') !== dimension)
        return true;
      const next = moved(range.startIndex ?? 0, range.endIndex ?? 0, at, n);
      if (next) [range.startIndex, range.endIndex] = next;
      return next !== null;
    });
  }

  #span(range: sheets_v4.Schema$DimensionRange): [BookSheet, 'ROWS' | 'COLUMNS', number, number] {
    const sheet = this.#sheet(range.sheetId);
    const dimension = range.dimension === 'COLUMNS' ? 'COLUMNS' : 'ROWS';
    const [start, end] = [range.startIndex ?? 0, range.endIndex ?? 0];
    const { rowCount, columnCount } = sheet.properties.gridProperties;
    const limit = dimension === 'ROWS' ? rowCount : columnCount;
    if (end <= start || start > limit)
      throw this.#refuse(`range.endIndex or startIndex is wrong: ${start}, ${end}`);
    return [sheet, dimension, start, end - start];
  }

  #insert(range: sheets_v4.Schema$DimensionRange, inheritFromBefore: boolean): void {
    const [sheet, dimension, at, n] = this.#span(range);
    if (inheritFromBefore && at === 0)
      throw this.#refuse('inheritFromBefore cannot be true at the first index.');
    if (dimension === 'ROWS') {
      while (sheet.rows.length < at) sheet.rows.push([]);
      const before = inheritFromBefore ? (sheet.rows[at - 1] ?? []) : [];
      const fresh = () =>
        before.map(
          (cell): Cell =>
            cell.userEnteredFormat ? { userEnteredFormat: structuredClone(cell.userEnteredFormat) } : {},
        );
      sheet.rows.splice(at, 0, ...Array.from({ length: n }, fresh));
      sheet.properties.gridProperties.rowCount += n;
    } else {
      for (const row of sheet.rows) {
        if (row.length > at) row.splice(at, 0, ...Array.from({ length: n }, () => ({})));
      }
      sheet.columns.splice(at, 0, ...Array.from({ length: n }, () => ({})));
      sheet.properties.gridProperties.columnCount += n;
    }
    this.#follow(sheet, dimension, at, n);
  }

  #delete(range: sheets_v4.Schema$DimensionRange): void {
    const [sheet, dimension, at, n] = this.#span(range);
    const { gridProperties } = sheet.properties;
    const whole = { top: 0, bottom: gridProperties.rowCount, left: 0, right: gridProperties.columnCount };
    if (dimension === 'ROWS') {
      this.#allow(sheet, { ...whole, top: at, bottom: at + n });
      if (gridProperties.rowCount - n <= (gridProperties.frozenRowCount ?? 0))
        throw this.#refuse('Sorry, it is not possible to delete all non-frozen rows.');
      sheet.rows.splice(at, n);
      gridProperties.rowCount -= n;
    } else {
      this.#allow(sheet, { ...whole, left: at, right: at + n });
      for (const row of sheet.rows) row.splice(at, n);
      sheet.columns.splice(at, n);
      gridProperties.columnCount -= n;
    }
    this.#follow(sheet, dimension, at, -n);
  }

  #move({ source, destinationIndex }: sheets_v4.Schema$MoveDimensionRequest): void {
    const [sheet, dimension, from, n] = this.#span(source ?? {});
    const to = destinationIndex ?? 0;
    if (to > from && to < from + n) throw this.#refuse('The destination is inside the source.');
    const at = to > from ? to - n : to;
    const width = sheet.properties.gridProperties.columnCount;
    if (dimension === 'ROWS') sheet.rows.splice(at, 0, ...sheet.rows.splice(from, n));
    else {
      for (const row of sheet.rows) {
        while (row.length < width) row.push({});
        row.splice(at, 0, ...row.splice(from, n));
      }
      sheet.columns.splice(at, 0, ...sheet.columns.splice(from, n));
    }
    this.#follow(sheet, dimension, from, -n);
    this.#follow(sheet, dimension, at, n);
  }

  #sort({ range, sortSpecs = [] }: sheets_v4.Schema$SortRangeRequest): void {
    const sheet = this.#sheet(range?.sheetId);
    const box = boxOf(sheet, range ?? {});
    const rank = (cell: Cell | undefined): [number, number | string] => {
      const value = effective(cell?.userEnteredValue);
      if (typeof value?.numberValue === 'number') return [0, value.numberValue];
      if (typeof value?.stringValue === 'string') return [1, value.stringValue];
      return typeof value?.boolValue === 'boolean' ? [2, Number(value.boolValue)] : [3, 0];
    };
    const rows = sheet.rows.slice(box.top, box.bottom);
    for (const row of rows) while (row.length < box.right) row.push({});
    const parts = rows.map((row) => row.slice(box.left, box.right));
    parts.sort((a, b) => {
      for (const { dimensionIndex, sortOrder } of sortSpecs) {
        const column = (dimensionIndex ?? 0) - box.left;
        const [[kindA, x], [kindB, y]] = [rank(a[column]), rank(b[column])];
        const order = kindA - kindB || (x < y ? -1 : x > y ? 1 : 0);
        if (order !== 0) return sortOrder === 'DESCENDING' ? -order : order;
      }
      return 0;
    });
    parts.forEach((cells, i) => {
      rows[i]?.splice(box.left, box.right - box.left, ...cells);
    });
  }
}
