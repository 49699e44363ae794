/**
 * What of Apps Script's services the add-on uses, and nothing more: the host and the calls take them as arguments, so that
 * the same code runs at Google and under the tests’ stand-ins. Each method is one of @types/google-apps-script 2.0.13.
 */

/** A value as `getValues` gives it and `setValues` takes it; a cell with a date format gives a Date. */
export type SheetValue = string | number | boolean | Date;

/** Text that is text whatever it looks like; made by `newRichTextValue`. */
export interface RichText {
  getText(): string;
}
export interface SheetRange {
  getSheet(): ScriptSheet;
  getRow(): number;
  getColumn(): number;
  getNumRows(): number;
  getNumColumns(): number;
  getValues(): SheetValue[][];
  getFormulas(): string[][];
  setValues(values: SheetValue[][]): unknown;
  setRichTextValues(values: RichText[][]): unknown;
  clearContent(): unknown;
  canEdit(): boolean;
  createFilter(): SheetFilter;
  setNumberFormat(format: string): unknown;
  setFontWeight(weight: 'bold'): unknown;
  setFontSize(points: number): unknown;
  setBackground(colour: string): unknown;
  setWrap(wrap: boolean): unknown;
}
/** The condition of a filtered column; we only carry it over. */
export interface FilterCriteria {
  copy(): { build(): FilterCriteria };
}
export interface SheetFilter {
  getRange(): SheetRange;
  getColumnFilterCriteria(column: number): FilterCriteria | null;
  setColumnFilterCriteria(column: number, criteria: FilterCriteria): unknown;
  remove(): void;
}
export interface ScriptSheet {
  getName(): string;
  getSheetId(): number;
  getIndex(): number;
  isSheetHidden(): boolean;
  hideSheet(): unknown;
  getMaxRows(): number;
  getMaxColumns(): number;
  getDataRange(): SheetRange;
  getRange(row: number, column: number, rows: number, columns: number): SheetRange;
  getFilter(): SheetFilter | null;
  insertRowsAfter(row: number, count: number): unknown;
  insertRowsBefore(row: number, count: number): unknown;
  insertColumnsAfter(column: number, count: number): unknown;
  deleteRows(row: number, count: number): void;
  setFrozenRows(rows: number): void;
  setColumnWidth(column: number, pixels: number): unknown;
  hideColumns(column: number): void;
}
export interface NamedSheetRange {
  getName(): string;
  getRange(): SheetRange;
  setRange(range: SheetRange): unknown;
}
export interface ScriptSpreadsheet {
  getSheets(): ScriptSheet[];
  getSheetByName(name: string): ScriptSheet | null;
  getActiveSheet(): ScriptSheet;
  setActiveSheet(sheet: ScriptSheet): unknown;
  getActiveRange(): SheetRange | null;
  insertSheet(name: string, index: number): ScriptSheet;
  deleteSheet(sheet: ScriptSheet): void;
  getNamedRanges(): NamedSheetRange[];
  setNamedRange(name: string, range: SheetRange): void;
  getSpreadsheetTimeZone(): string;
}
interface Menu {
  addItem(caption: string, functionName: string): Menu;
  addSeparator(): Menu;
  addToUi(): void;
}
export interface HtmlOutput {
  setTitle(title: string): HtmlOutput;
}
interface Properties {
  getProperty(name: string): string | null;
  setProperty(name: string, value: string): unknown;
  deleteProperty(name: string): unknown;
}
interface Cache {
  getAll(keys: string[]): Record<string, string>;
  putAll(values: Record<string, string>, seconds: number): void;
}
interface Lock {
  tryLock(milliseconds: number): boolean;
  releaseLock(): void;
}
export interface FetchRequest {
  url: string;
  method: 'get' | 'post';
  headers: Record<string, string>;
  contentType?: string;
  payload?: string;
  followRedirects: boolean;
  muteHttpExceptions: boolean;
}
export interface FetchResponse {
  getResponseCode(): number;
  getContentText(): string;
  getHeaders(): object;
}

/** The services by the names that Apps Script gives them. */
export interface Services {
  SpreadsheetApp: {
    getActiveSpreadsheet(): ScriptSpreadsheet;
    getUi(): { createAddonMenu(): Menu; showSidebar(page: HtmlOutput): void };
    newRichTextValue(): { setText(text: string): { build(): RichText } };
    flush(): void;
  };
  HtmlService: { createHtmlOutput(html: string): HtmlOutput };
  UrlFetchApp: { fetchAll(requests: FetchRequest[]): FetchResponse[] };
  PropertiesService: { getUserProperties(): Properties };
  CacheService: { getDocumentCache(): Cache | null };
  LockService: { getDocumentLock(): Lock | null };
  Session: { getActiveUserLocale(): string };
  Utilities: {
    formatDate(date: Date, timeZone: string, format: string): string;
    computeDigest(algorithm: 'SHA_256', text: string): number[];
    base64EncodeWebSafe(bytes: number[]): string;
  };
}
