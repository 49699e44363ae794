import { createInterface } from 'node:readline/promises';
import { type CommandContext, languageOf } from './context.ts';

/** Asks on stderr, so that what goes to stdout can be kept. Anything but a yes is a no. */
const confirmInTerminal = async (question: string): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|是|好|确定)$/i.test((await terminal.question(`${question} `)).trim());
  } finally {
    terminal.close();
  }
};

/** The command context of this process: its streams, environment and language. */
export const terminalContext = (language?: string): CommandContext => ({
  language: languageOf(process.env, language),
  env: process.env,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stderr.isTTY === true,
  ...(process.stdin.isTTY && process.stderr.isTTY ? { confirm: confirmInTerminal } : {}),
});

/** Resolves when the process is told to stop (Ctrl-C, or a service manager's TERM). */
export const stopSignal = (): Promise<unknown> =>
  new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    process.once('SIGHUP', resolve);
  });
