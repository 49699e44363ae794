import { type Command, Option } from 'commander';
import { templates } from '../../templates/catalog/catalog.ts';
import type { CommandContext } from './context.ts';
import { say } from './messages.ts';
import {
  sheetsConnect,
  sheetsCreate,
  sheetsDisconnect,
  sheetsHistory,
  sheetsList,
  sheetsRefresh,
  sheetsSchedule,
} from './sheets.ts';
import { sheetsExport, sheetsImport } from './sheets-files.ts';
import { type SheetMessage, sayOfSheets } from './sheets-messages.ts';

/** Adds `sheets` and its commands to the command line. */
export const addSheetsCommands = (
  program: Command,
  context: CommandContext,
  exit: (code: number) => void,
): void => {
  const { language } = context;
  const text = (key: SheetMessage): string => sayOfSheets(key, language);
  const names = templates.map((template) => template.name);
  const template = () =>
    new Option('--template <name>', say('template', language, { names: names.join(', ') })).choices(names);
  const several = (flags: string, key: SheetMessage) =>
    new Option(flags, text(key)).argParser((value: string, before: string[] = []) => [...before, value]);
  const sheets = program.command('sheets').description(say('sheets', language));
  const add = (name: string, description: string): Command =>
    sheets
      .command(name)
      .description(description)
      .addOption(new Option('--data-dir <folder>', say('dataDir', language)))
      .addOption(new Option('--json', say('json', language)));
  const spreadsheet = say('spreadsheet', language);

  add('connect', text('connect'))
    .argument('[spreadsheet]', spreadsheet)
    .option('--drive', text('drive'))
    .action(async (id: string | undefined, options) => exit(await sheetsConnect(context, id, options)));
  add('disconnect', text('disconnect'))
    .argument('[spreadsheet]', spreadsheet)
    .action(async (id: string | undefined, options) => exit(await sheetsDisconnect(context, id, options)));
  add('create', text('create'))
    .addOption(template().makeOptionMandatory())
    .option('--title <text>', text('title'))
    .option('--folder <folder>', text('folder'))
    .addOption(several('--share <address>', 'share'))
    .action(async (options) => exit(await sheetsCreate(context, options)));
  add('refresh', say('sheetsRefresh', language))
    .argument('<spreadsheet>', spreadsheet)
    .addOption(template())
    .option('--table <name>', say('table', language))
    .action(async (id: string, options) => exit(await sheetsRefresh(context, id, options)));
  add('schedule', text('schedule'))
    .argument('<spreadsheet>', spreadsheet)
    .argument('[cron]', text('cron'))
    .option('--time-zone <name>', text('timeZone'), 'Asia/Shanghai')
    .option('--webhook <address>', text('webhook'))
    .option('--off', text('off'))
    .action(async (id: string, cron: string | undefined, options) =>
      exit(await sheetsSchedule(context, id, cron, options)),
    );
  add('list', text('list')).action(async (options) => exit(await sheetsList(context, options)));
  add('import', text('import'))
    .argument('<workbook>', say('workbook', language))
    .option('--title <text>', text('title'))
    .option('--folder <folder>', text('folder'))
    .action(async (path: string, options) => exit(await sheetsImport(context, path, options)));
  add('export', text('export'))
    .argument('<spreadsheet>', spreadsheet)
    .argument('<workbook>', say('workbook', language))
    .action(async (id: string, path: string, options) =>
      exit(await sheetsExport(context, id, path, options)),
    );
  add('history', text('history'))
    .argument('<spreadsheet>', spreadsheet)
    .option('--limit <count>', text('limit'), '20')
    .action(async (id: string, options) => exit(await sheetsHistory(context, id, options)));
};
