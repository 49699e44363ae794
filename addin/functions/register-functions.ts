import { Problem } from '../../service/records/problem.ts';
import { PolicyClient } from '../client.ts';
import { type Connection, rememberedConnection } from '../connection.ts';
import { officeLanguage } from '../language.ts';
import { CellError, type ShownCell } from './answers.ts';
import { functionDeclarations } from './declarations.ts';
import type { FactsSource } from './fact-batcher.ts';
import { FactBatcher } from './fact-batcher.ts';
import { policyFunctions } from './policy-functions.ts';

/** What of Excel's custom functions is used; office.js brings it (custom-functions-runtime). */
declare const CustomFunctions: {
  associate(id: string, work: (...given: unknown[]) => Promise<ShownCell | ShownCell[][]>): void;
  Error: new (code: string, message?: string) => Error;
  ErrorCode: { invalidValue: string; notAvailable: string };
};
/** The last argument of a cancelable function. */
interface Invocation {
  onCanceled?: () => void;
}

/** All cells that Excel recalculates together ask within one turn; a workbook that opens takes a few. */
const gatherMilliseconds = 30;
/** A report that is recalculated while she works on it asks once; after that the service may have something new. */
const freshMilliseconds = 5 * 60_000;
/** A cell shows #BUSY! as long as this at most, then why it has no value. */
const answerMilliseconds = 30_000;

const notConnected = (): Problem =>
  new Problem(
    'function.not-connected',
    { zh: '还没有连接政策数据服务。', en: 'The add-in is not connected to a policy data service.' },
    {
      zh: '请在“政策表格”面板中连接，然后按 Ctrl+Alt+F9 重新计算。',
      en: 'Connect in the Policy Sheets pane, then press Ctrl+Alt+F9 to recalculate.',
    },
  );

let client: { of: Connection; client: PolicyClient } | null = null;
const source: FactsSource = async (request, whenUnwanted) => {
  const connection = rememberedConnection();
  if (!connection) throw notConnected();
  if (client?.of.address !== connection.address || client.of.token !== connection.token)
    client = {
      of: connection,
      client: new PolicyClient({ ...connection, language: officeLanguage(), timeout: answerMilliseconds }),
    };
  const stop = new AbortController();
  whenUnwanted(() => stop.abort());
  return client.client.facts(request, stop.signal);
};

let used = false;
let knownConnection: string | null = null;
const batcher = new FactBatcher({
  source,
  later: (work) => setTimeout(work, gatherMilliseconds),
  now: () => Date.now(),
  freshFor: freshMilliseconds,
});

/** Answers of one service are none of another's. */
const noteConnection = (): void => {
  const connection = rememberedConnection();
  const now = connection ? `${connection.address} ${connection.token}` : null;
  if (now !== knownConnection) batcher.clear();
  knownConnection = now;
};

/** Ties the ids of the metadata to the functions. To be called as soon as Office.js is there. */
export const registerFunctions = (): void => {
  const functions = policyFunctions(batcher, officeLanguage);
  for (const { id } of functionDeclarations)
    CustomFunctions.associate(id, async (...all) => {
      used = true;
      noteConnection();
      const stop = new AbortController();
      // Excel puts the invocation last and fills what was left out with null.
      const invocation = all.at(-1) as Invocation | null | undefined;
      if (invocation && typeof invocation === 'object') invocation.onCanceled = () => stop.abort();
      try {
        return await functions[id]({ given: all.slice(0, -1), signal: stop.signal });
      } catch (thrown) {
        if (!(thrown instanceof CellError)) throw thrown;
        const { invalidValue, notAvailable } = CustomFunctions.ErrorCode;
        throw new CustomFunctions.Error(thrown.is === 'value' ? invalidValue : notAvailable, thrown.message);
      }
    });
};

/**
 * Lets all formulas be calculated anew, so that functions ask again: after a connection was made, and after a refresh,
 * which would otherwise leave tables and formulas at different states. Does nothing where no function was used.
 */
export const recalculateFunctions = async (): Promise<void> => {
  batcher.clear();
  if (!used) return;
  await Excel.run(async (context) => {
    // Only what is marked as changed would be calculated otherwise.
    context.application.calculate(Excel.CalculationType.full);
    await context.sync();
  });
};
