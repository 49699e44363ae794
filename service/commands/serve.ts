import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { destination, pino } from 'pino';
import { templateNamed } from '../../templates/catalog/catalog.ts';
import { forgetRunning, newRunKey, noteRunning, withRunKey } from '../http/running-service.ts';
import { startServer } from '../http/server.ts';
import { readSettings } from '../http/settings.ts';
import { openTokens } from '../http/tokens.ts';
import { intakeFiles } from '../intake/intake.ts';
import { fillWithStarter } from '../intake/starter.ts';
import { Scheduler } from '../publish/schedules/scheduler.ts';
import { openStore } from '../store/open-store.ts';
import { packageRoot } from '../store/package-place.ts';
import type { CommandContext } from './context.ts';
import { say } from './messages.ts';
import { sheetsOver } from './sheets-backend.ts';

/**
 * `serve`: opens the store (filling an empty one with the starter data), serves until it is told to stop, and closes
 * everything in order.
 * @param stopped resolves when the service is to stop
 * @returns the exit code
 * @throws Problem of the settings, the store, the token file or the port
 */
export const serve = async (context: CommandContext, stopped: Promise<unknown>): Promise<number> => {
  const { language, stdout, env } = context;
  const tell = (text: string) => stdout(`${text}\n`);
  const settings = readSettings(env);
  const dataDir = resolve(settings.dataDir);
  await mkdir(dataDir, { recursive: true });
  // Requests are logged to stderr, so that stdout says only what a person needs.
  const logger = pino({ level: settings.logLevel }, destination(2));
  tell(say('openingStore', language, { place: settings.databaseUrl === null ? dataDir : 'DATABASE_URL' }));
  const store = await openStore({
    dataDir,
    ...(settings.databaseUrl === null ? {} : { databaseUrl: settings.databaseUrl }),
    logger,
  });
  try {
    const filled = await fillWithStarter(store);
    if (filled > 0) tell(say('starterFilled', language, { documents: filled }));
    const { tokens, created } = await openTokens({ dataDir, token: settings.token });
    // Told at once: if the port is taken, this token has been kept all the same and is not made again.
    if (created !== null) tell(say('tokenCreated', language, { token: created }));
    const key = newRunKey();
    const addinDir = join(packageRoot(), 'dist', 'addin');
    const sheets = sheetsOver(store, env, settings);
    const server = await startServer({
      store,
      settings,
      tokens: withRunKey(tokens, key),
      logger,
      templates: async (name, inLanguage) => {
        const { buildTemplate } = await import('../../templates/catalog/build.ts');
        return buildTemplate(templateNamed(name).name, inLanguage);
      },
      intake: (files) => intakeFiles(store, files),
      sheets,
      ...(existsSync(addinDir) ? { addinDir } : {}),
    });
    const scheduler = new Scheduler({
      store: store.sheets,
      refresh: (id, mayWrite) => sheets.run(id, mayWrite),
      tell: (news) => sheets.tell(news),
      logger,
    });
    try {
      scheduler.start();
      const address = settings.publicUrl ?? server.address;
      await noteRunning(dataDir, {
        pid: process.pid,
        address: server.commandAddress,
        publicAddress: address,
        key,
      });
      tell(
        created === null
          ? say('open', language, { address })
          : say('openFirst', language, { address: `${address}/?token=${created}` }),
      );
      tell(say('stopHint', language));
      await stopped;
      tell(say('stopping', language));
    } finally {
      await scheduler.stop();
      await forgetRunning(dataDir);
      await server.close();
    }
  } finally {
    await store.close();
  }
  return 0;
};
