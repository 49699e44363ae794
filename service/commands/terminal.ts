import { type CommandContext, languageOf } from './context.ts';

/** The command context of this process: its streams, environment and language. */
export const terminalContext = (language?: string): CommandContext => ({
  language: languageOf(process.env, language),
  env: process.env,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stderr.isTTY === true,
});

/** Resolves when the process is told to stop (Ctrl-C, or a service manager's TERM). */
export const stopSignal = (): Promise<unknown> =>
  new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    process.once('SIGHUP', resolve);
  });
