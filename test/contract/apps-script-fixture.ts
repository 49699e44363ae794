import { SheetsHost } from '../../addin/sheets/sheets-host.ts';
import { hostServices } from '../hosts/apps-script/services.ts';
import { ScriptBook, type SpreadsheetOptions } from '../hosts/apps-script/spreadsheet.ts';
import { GoogleBook } from '../hosts/google-book.ts';
import { spreadsheetFixture } from './google-fixture.ts';
import type { MakeFixture } from './refresh-fixture.ts';

/** The contract's workbook as the add-on in Google Sheets sees it. */
export const makeAppsScriptFixture =
  (options: SpreadsheetOptions = {}): MakeFixture =>
  async (newTable) => {
    const book = new GoogleBook('contract-spreadsheet', '测试');
    const script = new ScriptBook(book, options);
    return spreadsheetFixture(book, newTable, {
      open: async () => new SheetsHost(hostServices(script)),
      failNextWrite: () => {
        script.failAfter = 2;
      },
    });
  };
