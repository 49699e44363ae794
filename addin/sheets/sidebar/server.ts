import type { SidebarAnswer, SidebarCall, SidebarCalls } from '../sidebar-protocol.ts';

/** What google.script.run offers a page, as far as it is used. */
interface Runner {
  withSuccessHandler(work: (answer: string) => void): Runner;
  withFailureHandler(work: (error: Error) => void): Runner;
  sidebarCall(call: string): void;
}
declare const google: { script: { run: Runner } };

/** What went wrong, in the user's language. */
export class ServerProblem extends Error {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
  constructor(code: string, what: string, remedy: string) {
    super(what);
    this.code = code;
    this.what = what;
    this.remedy = remedy;
  }
}

/** Asks the script. @throws ServerProblem */
export const ask = <C extends SidebarCall>(
  call: C,
  asks: SidebarCalls[C]['asks'],
): Promise<SidebarCalls[C]['gets']> =>
  new Promise((resolve, reject) => {
    google.script.run
      .withSuccessHandler((text) => {
        const answer = JSON.parse(text) as SidebarAnswer<C>;
        if (answer.is === 'done') resolve(answer.gets);
        else reject(new ServerProblem(answer.code, answer.what, answer.remedy));
      })
      // Google's own failures: no network, no authorization, a run that took too long.
      .withFailureHandler((error) => reject(new ServerProblem('google.failed', error.message, '')))
      .sidebarCall(JSON.stringify({ call, asks }));
  });
