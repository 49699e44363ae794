import type { Language } from '../records/catalogue.ts';

/** What every command works with: where it writes, in which language, on which data. */
export interface CommandContext {
  language: Language;
  env: Readonly<Record<string, string | undefined>>;
  /** Results, for people and programs. */
  stdout: (text: string) => void;
  /** Progress and problems. */
  stderr: (text: string) => void;
  /** Whether stderr is a terminal, on which a progress bar may redraw itself. */
  interactive: boolean;
  /** Asks a person yes or no; left out where nobody is there to answer. */
  confirm?: (question: string) => Promise<boolean>;
}

/**
 * The language of messages: what `--lang` or POLICY_SHEETS_LANG says, else the terminal's locale; Chinese where the
 * locale is Chinese, English otherwise.
 */
export const languageOf = (env: Readonly<Record<string, string | undefined>>, wanted?: string): Language => {
  const tag = wanted ?? env.POLICY_SHEETS_LANG ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '';
  return /^zh/i.test(tag) ? 'zh-CN' : 'en';
};
