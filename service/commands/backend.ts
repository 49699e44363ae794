import { resolve } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { factsOf } from '../facts/answer-facts.ts';
import { type Running, runningOn } from '../http/running-service.ts';
import { readSettings } from '../http/settings.ts';
import { type HandedFile, type IntakeReport, intakeFiles } from '../intake/intake.ts';
import { fillWithStarter } from '../intake/starter.ts';
import { type Language, labelIn } from '../records/catalogue.ts';
import { type CorrectionInput, type CorrectionOutcome, mostCorrections } from '../records/corrections.ts';
import type { FactAsk, FactsAnswer } from '../records/facts.ts';
import { Problem } from '../records/problem.ts';
import type { SyncAnswer, SyncRequest } from '../records/sync.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './context.ts';
import { say } from './messages.ts';

/** The store as a command uses it: its own, or that of the service that runs on the same data folder. */
export interface Backend {
  /** Address of the running service; null where the command opened the store itself. */
  through: string | null;
  /** Address of the service without a trailing slash, for evidence links in workbooks. */
  evidenceBase: string;
  sync(request: SyncRequest): Promise<SyncAnswer>;
  facts(request: { asks: readonly FactAsk[] }): Promise<FactsAnswer>;
  /** Sends corrections; the language of refusals is that of the command line. */
  sendCorrections(inputs: readonly CorrectionInput[]): Promise<CorrectionOutcome[]>;
  intake(files: readonly HandedFile[], onFile: (name: string) => void): Promise<IntakeReport>;
  close(): Promise<void>;
}

const problemBody = z.object({ code: z.string(), what: z.string(), remedy: z.string() });

/** The Problem that the service answered, in the language it was asked for. */
export const answered = async (response: Response): Promise<Problem> => {
  const body = problemBody.safeParse(await response.json().catch(() => null));
  if (!body.success) {
    return new Problem(
      'service.failed',
      {
        zh: `服务的回答有误（HTTP ${response.status}）。`,
        en: `The service failed (HTTP ${response.status}).`,
      },
      { zh: '请查看服务的日志。', en: "See the service's log." },
      { status: response.status },
    );
  }
  const { code, what, remedy } = body.data;
  return new Problem(code, { zh: what, en: what }, { zh: remedy, en: remedy }, { status: response.status });
};

const remote = (running: Running, evidenceBase: string, language: Language): Backend => {
  const call = async (path: string, body: string | FormData): Promise<unknown> => {
    const response = await fetch(`${running.address}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${running.key}`,
        'accept-language': language,
        ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      },
      body,
    });
    if (!response.ok) throw await answered(response);
    return response.json();
  };
  return {
    through: running.address,
    evidenceBase,
    sync: async (request) => (await call('/v1/sync', JSON.stringify(request))) as SyncAnswer,
    facts: async (request) => (await call('/v1/facts', JSON.stringify(request))) as FactsAnswer,
    sendCorrections: async (corrections) => {
      const outcomes: CorrectionOutcome[] = [];
      for (let at = 0; at < corrections.length; at += mostCorrections) {
        const body = { corrections: corrections.slice(at, at + mostCorrections) };
        const answer = (await call('/v1/corrections', JSON.stringify(body))) as {
          outcomes: CorrectionOutcome[];
        };
        outcomes.push(...answer.outcomes);
      }
      return outcomes;
    },
    intake: async (files, onFile) => {
      const form = new FormData();
      for (const file of files) {
        onFile(file.name);
        form.append('files', new Blob([await file.read()]), file.name);
      }
      const report = (await call('/v1/intake', form)) as Omit<IntakeReport, 'failed'> & {
        failed: {
          name: string;
          problem: { code: string; what: Problem['what']; remedy: Problem['remedy'] };
        }[];
      };
      return {
        ...report,
        failed: report.failed.map(({ name, problem }) => ({
          name,
          problem: new Problem(problem.code, problem.what, problem.remedy),
        })),
      };
    },
    close: async () => {},
  };
};

/** What is to happen where the store holds nothing yet: nothing, the starter data goes in as `serve` does it, or a refusal. */
export type WhenEmpty = 'leave' | 'starter' | 'refuse';

const storeEmpty = (place: string): Problem =>
  new Problem(
    'store.empty',
    { zh: `数据目录 ${place} 中还没有任何文件。`, en: `The store in ${place} holds no documents.` },
    {
      zh: '请检查 --data-dir 或 DATA_DIR；用 ingest 读入文件，或启动服务以填入入门数据。',
      en: 'Check --data-dir or DATA_DIR; ingest puts documents in, and starting the service the starter data.',
    },
    { place },
  );

/** A workbook refreshed from a store that holds nothing would have each of its rows marked as gone. */
const heedEmpty = async (
  { language, stderr }: CommandContext,
  store: Store,
  whenEmpty: WhenEmpty,
  place: string,
): Promise<void> => {
  if (whenEmpty === 'leave' || (await store.cursor()) > 0) return;
  if (whenEmpty === 'refuse') throw storeEmpty(place);
  const documents = await fillWithStarter(store);
  stderr(say('starterFilled', language, { documents }));
};

/**
 * Opens the store of the data folder, or goes through the service where one is running on it.
 * @throws Problem of the settings or of the store; `store.empty`
 */
export const openBackend = async (
  context: CommandContext,
  dataDir?: string,
  whenEmpty: WhenEmpty = 'leave',
): Promise<Backend> => {
  const settings = readSettings({ ...context.env, ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }) });
  const evidenceBase = settings.publicUrl ?? `http://localhost:${settings.port}`;
  const folder = resolve(settings.dataDir);
  const running = await runningOn(folder);
  if (running) return remote(running, running.publicAddress, context.language);
  const store = await openStore({
    dataDir: folder,
    ...(settings.databaseUrl === null ? {} : { databaseUrl: settings.databaseUrl }),
    logger: pino({ level: 'silent' }),
  });
  try {
    await heedEmpty(context, store, whenEmpty, settings.databaseUrl === null ? folder : 'DATABASE_URL');
  } catch (error) {
    await store.close();
    throw error;
  }
  const facts = factsOf(store);
  return {
    through: null,
    evidenceBase,
    sync: (request) => store.sync(request),
    facts: ({ asks }) =>
      facts.answer(asks, undefined, { language: context.language, evidenceBase, now: new Date() }),
    sendCorrections: async (inputs) =>
      (await store.sendCorrections(inputs)).map((outcome) =>
        outcome instanceof Problem
          ? {
              is: 'problem',
              code: outcome.code,
              title: labelIn(outcome.what, context.language),
              detail: outcome.in(context.language),
            }
          : { is: 'taken', ...outcome },
      ),
    intake: (files, onFile) => intakeFiles(store, files, onFile),
    close: () => store.close(),
  };
};
