import type { Label, Language } from './catalogue.ts';
import { labelIn } from './catalogue.ts';

/**
 * The one error type for what a user can meet: a code that never changes, what is wrong, and what to do,
 * both in Chinese and English. A host, the command line and the HTTP layer show it; nothing else is shown to people.
 */
export class Problem extends Error {
  /** Dotted and stable, subject first: `workbook.table-missing`. */
  readonly code: string;
  readonly what: Label;
  readonly remedy: Label;
  /** Facts for programs and logs; never a secret. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    what: Label,
    remedy: Label,
    facts: Record<string, unknown> = {},
    cause?: unknown,
  ) {
    super(`${what.en} ${remedy.en}`, cause === undefined ? undefined : { cause });
    this.name = 'Problem';
    this.code = code;
    this.what = what;
    this.remedy = remedy;
    this.facts = facts;
  }

  /** What is wrong and what to do, in one language, as two sentences. */
  in(language: Language): string {
    return `${labelIn(this.what, language)} ${labelIn(this.remedy, language)}`;
  }
}
