import { Command, CommanderError, Option } from 'commander';
import { templates } from '../../templates/catalog/catalog.ts';
import { growths } from '../publish/xlsx/room.ts';
import { kinds } from '../records/kinds.ts';
import { backup, restore } from './backup.ts';
import { bind } from './bind.ts';
import type { CommandContext } from './context.ts';
import { languageOf } from './context.ts';
import { extract } from './extract.ts';
import { tellFailure } from './failure.ts';
import { ingest } from './ingest.ts';
import { type messages, say } from './messages.ts';
import { refresh } from './refresh.ts';
import { addSheetsCommands } from './sheets-program.ts';
import { stopSignal, terminalContext } from './terminal.ts';

const languages = ['zh-CN', 'en'];

/** `--lang` is needed before the help that it translates is made. */
const wantedLanguage = (argv: readonly string[]): string | undefined => {
  const at = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  if (at < 0) return undefined;
  return argv[at]?.startsWith('--lang=') ? argv[at]?.slice('--lang='.length) : argv[at + 1];
};

/** The command line's commands, their help in one language. Each sets `exit` to its exit code. */
const programOf = (context: CommandContext, exit: (code: number) => void): Command => {
  const { language } = context;
  const program = new Command('policy-sheets')
    .description(say('program', language))
    .addOption(new Option('--lang <tag>', say('language', language)).choices(languages))
    .configureOutput({ writeOut: context.stdout, writeErr: (text) => context.stderr(text.trimEnd()) })
    .showHelpAfterError()
    .exitOverride();
  const dataDir = () => new Option('--data-dir <folder>', say('dataDir', language));
  const templateNames = templates.map((template) => template.name);
  const template = () =>
    new Option('--template <name>', say('template', language, { names: templateNames.join(', ') })).choices(
      templateNames,
    );
  const several = (flags: string, text: keyof typeof messages) =>
    new Option(flags, say(text, language)).argParser((value: string, before: string[] = []) => [
      ...before,
      value,
    ]);
  const json = () => new Option('--json', say('json', language));

  program
    .command('extract')
    .description(say('extract', language))
    .argument('<path...>', say('paths', language))
    .option('--explain', say('explain', language))
    .option('--at <offset>', say('explainAt', language))
    .option('--find <text>', say('explainFind', language))
    .addOption(json())
    .action(async (paths: string[], options) => exit(await extract(context, paths, options)));
  program
    .command('ingest')
    .description(say('ingest', language))
    .argument('<path...>', say('paths', language))
    .addOption(dataDir())
    .addOption(json())
    .action(async (paths: string[], options) => exit(await ingest(context, paths, options)));
  program
    .command('refresh')
    .description(say('refresh', language))
    .argument('<workbook...>', say('workbook', language))
    .option('--plan', say('plan', language))
    .addOption(several('--accept <keys>', 'accept'))
    .addOption(several('--take <edits>', 'take'))
    .addOption(several('--send <edits>', 'send'))
    .addOption(new Option('--growth <way>', say('growth', language)).choices(growths))
    .option('--undo', say('undo', language))
    .option('--out <file>', say('out', language))
    .addOption(template())
    .addOption(several('--table <name>', 'table'))
    .addOption(dataDir())
    .addOption(json())
    .action(async (paths: string[], options) => exit(await refresh(context, paths, options)));
  program
    .command('bind')
    .description(say('bind', language))
    .argument('<workbook>', say('workbook', language))
    .option('--table <name>', say('bindTable', language))
    .option('--sheet <name>', say('bindSheet', language))
    .option('--nth <number>', say('bindNth', language))
    .addOption(new Option('--kind <kind>', say('bindKind', language)).choices(kinds))
    .addOption(several('--query <filter>', 'bindQuery'))
    .addOption(several('--map <match>', 'bindMap'))
    .option('--as <name>', say('bindAs', language))
    .option('--name <name>', say('bindName', language))
    .option('--ask <ask>', say('bindAsk', language))
    .option('--remove', say('bindRemove', language))
    .option('--yes', say('yes', language))
    .option('--out <file>', say('out', language))
    .addOption(dataDir())
    .addOption(json())
    .action(async (path: string, options) => exit(await bind(context, path, options)));
  program
    .command('backup')
    .description(say('backup', language))
    .argument('<file>', say('file', language))
    .addOption(dataDir())
    .action(async (file: string, options) => exit(await backup(context, file, options)));
  program
    .command('restore')
    .description(say('restore', language))
    .argument('<file>', say('file', language))
    .addOption(dataDir())
    .action(async (file: string, options) => exit(await restore(context, file, options)));
  program
    .command('serve')
    .description(say('serve', language))
    .option('--tls-cert <file>', say('tlsCert', language))
    .option('--tls-key <file>', say('tlsKey', language))
    .action(async ({ tlsCert, tlsKey }: { tlsCert?: string; tlsKey?: string }) => {
      const { serve } = await import('./serve.ts');
      const env = {
        ...context.env,
        ...(tlsCert === undefined ? {} : { TLS_CERT: tlsCert }),
        ...(tlsKey === undefined ? {} : { TLS_KEY: tlsKey }),
      };
      exit(await serve({ ...context, env }, stopSignal()));
    });
  program
    .command('manifest')
    .description(say('manifest', language))
    .requiredOption('--address <url>', say('manifestAddress', language))
    .option('--out <folder>', say('manifestOut', language), '.')
    .action(async (options: { address: string; out: string }) => {
      const { manifest } = await import('./manifest.ts');
      exit(await manifest(context, options));
    });
  addSheetsCommands(program, context, exit);
  return program;
};

/**
 * Runs the command line.
 * @param argv as process.argv
 * @returns the exit code: 0 done, 1 a problem that was told, 2 wrong usage, 70 a mistake of ours
 */
export const run = async (argv: readonly string[], given?: CommandContext): Promise<number> => {
  const wanted = wantedLanguage(argv);
  const context = given ?? terminalContext(languages.includes(wanted ?? '') ? wanted : undefined);
  let code = 0;
  try {
    await programOf({ ...context, language: wanted ? languageOf({}, wanted) : context.language }, (exit) => {
      code = exit;
    }).parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return tellFailure(context, error);
  }
};
