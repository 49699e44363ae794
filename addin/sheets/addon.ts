import type { Language } from '../../service/records/catalogue.ts';
import type { Services } from './services.ts';
import { type Result, SheetFunctions } from './sheet-functions.ts';
import { SidebarWork } from './sidebar-calls.ts';
import { wordsIn } from './words.ts';

/**
 * What Apps Script calls: the menu, the sidebar and the functions in cells. Each export becomes a function of the script
 * (scripts/build-sheets-addon.mjs). Each ends its work before it returns (at-once.ts).
 */

declare const SpreadsheetApp: Services['SpreadsheetApp'];
declare const HtmlService: Services['HtmlService'];
declare const UrlFetchApp: Services['UrlFetchApp'];
declare const PropertiesService: Services['PropertiesService'];
declare const CacheService: Services['CacheService'];
declare const LockService: Services['LockService'];
declare const Session: Services['Session'];
declare const Utilities: Services['Utilities'] & { DigestAlgorithm: { SHA_256: 'SHA_256' } };
/** The sidebar's page, put in by the build. */
declare const sidebarPage: string;
/** From engine.ts, with whose promises this bundle works. */
declare const toEnd: <T>(work: () => PromiseLike<T>) => T;

/** Looked up when they are used: while a menu is made without authorization, most of them may not be touched. */
const services = (): Services => ({
  SpreadsheetApp,
  HtmlService,
  UrlFetchApp,
  PropertiesService,
  CacheService,
  LockService,
  Session,
  Utilities: {
    formatDate: (date, timeZone, format) => Utilities.formatDate(date, timeZone, format),
    computeDigest: (_, text) => Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text),
    base64EncodeWebSafe: (bytes) => Utilities.base64EncodeWebSafe(bytes),
  },
});

const language = (): Language => {
  try {
    return /^zh/i.test(Session.getActiveUserLocale()) ? 'zh-CN' : 'en';
  } catch {
    return 'en';
  }
};

/** Where the sidebar begins; a refresh shows its plan at once and writes nothing before she agrees. */
export interface SidebarStart {
  language: Language;
  view: 'refresh' | 'evidence' | 'check' | null;
  tables: 'all' | 'selected' | null;
}
const show = (view: SidebarStart['view'], tables: SidebarStart['tables'] = null): void => {
  const start: SidebarStart = { language: language(), view, tables };
  // Within a script element only </ could end it.
  const text = JSON.stringify(start).replace(/</g, '\\u003c');
  const page = HtmlService.createHtmlOutput(sidebarPage.split('{"start":null}').join(text));
  SpreadsheetApp.getUi().showSidebar(page.setTitle(wordsIn[start.language].appName));
};

/** Google calls it when a spreadsheet is opened, also before she has granted anything: it may only make the menu. */
export const onOpen = (): void => {
  const words = wordsIn[language()];
  SpreadsheetApp.getUi()
    .createAddonMenu()
    .addItem(words.openPane, 'openPane')
    .addSeparator()
    .addItem(words.refreshAll, 'refreshAll')
    .addItem(words.refreshTable, 'refreshTable')
    .addItem(words.showEvidence, 'showEvidence')
    .addItem(words.tabCheck, 'checkSpreadsheet')
    .addToUi();
};
export const onInstall = (): void => onOpen();

export const openPane = (): void => show(null);
export const refreshAll = (): void => show('refresh', 'all');
export const refreshTable = (): void => show('refresh', 'selected');
export const showEvidence = (): void => show('evidence');
export const checkSpreadsheet = (): void => show('check');

/** The one door of the sidebar (google.script.run); texts in and out, so that nothing is lost on the way. */
export const sidebarCall = (call: string): string =>
  toEnd(() => new SidebarWork(services(), language()).answer(String(call)));

const functions = (): SheetFunctions => new SheetFunctions(services(), language());
export const POLICY_TARGET = (...given: unknown[]): Result => toEnd(() => functions().target(given));
export const POLICY_COUNT = (...given: unknown[]): Result => toEnd(() => functions().count(given));
export const POLICY_LIST = (...given: unknown[]): Result => toEnd(() => functions().list(given));
export const POLICY_CITE = (...given: unknown[]): Result => toEnd(() => functions().cite(given));
