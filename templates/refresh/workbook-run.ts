import type { Language } from '../../service/records/catalogue.ts';
import { Problem } from '../../service/records/problem.ts';
import type { SyncAnswer, SyncRequest } from '../../service/records/sync.ts';
import type { FactHost, FactPlan } from './fact-types.ts';
import { parseKey } from './keys.ts';
import {
  type FactClient,
  type FactDecisions,
  type PreparedFacts,
  prepareFacts,
  undoFacts,
  undoFactsPlan,
} from './plan-facts.ts';
import { type PreparedRefresh, prepareRefresh, prepareUndo, type RefreshClient } from './refresh.ts';
import { isEmptyPlan } from './summary.ts';
import type {
  Decisions,
  EditDecision,
  PlannedCorrection,
  PlanSummary,
  RefreshPlan,
  WorkbookHost,
} from './types.ts';

/**
 * The refresh of a whole workbook without a person in front of it, on the command line and over HTTP: all its bound
 * tables and named cells, or some of them, with decisions that were made beforehand.
 */

/** One local edit: the key or the record id of its row and the field; or the name of a cell that shows a fact. */
export type EditName = { key: string; field: string } | { name: string };

/** Reads the name of a local edit: key:field, split at the last colon; without one it is the name of a cell. */
export const editNamed = (text: string): EditName => {
  const at = text.lastIndexOf(':');
  return at < 0 ? { name: text } : { key: text.slice(0, at), field: text.slice(at + 1) };
};

/** Decisions made before the plan was seen, or after an earlier look at it. */
export interface WorkbookChoices {
  /** Rows of gone records whose removal is accepted, by key or record id. */
  accept?: 'all' | readonly string[];
  /** Local edits in whose place the service's value is taken. */
  take?: 'all' | readonly EditName[];
  /** Local edits that stay and are sent to the service as corrections. */
  send?: 'all' | readonly EditName[];
}

export interface WorkbookRunOptions {
  /** Only these tables, and no named cells; everything that is bound where none are named. */
  tables?: readonly string[] | undefined;
  choices?: WorkbookChoices | undefined;
  who: string | null;
  /** When the refresh runs, ISO date and time. */
  now: string;
  /** Language of what the core itself says of named cells. */
  language: Language;
}

/** What a run asks of the service. */
export type WorkbookClient = RefreshClient & FactClient;

export interface PlannedTable {
  plan: RefreshPlan;
  summary: PlanSummary;
}
/** What a run did, or will do. `facts` is null where the workbook has no named cells of ours, or they were left out. */
export interface WorkbookRun {
  tables: readonly PlannedTable[];
  facts: FactPlan | null;
  /** Whether anything was written. */
  changed: boolean;
  /** Corrections to be sent to the service. */
  corrections: readonly (PlannedCorrection & { table: string })[];
}

const isFactHost = (host: WorkbookHost): host is WorkbookHost & FactHost => 'readFacts' in host;

const noBinding = (): Problem =>
  new Problem(
    'workbook.no-binding',
    { zh: '工作簿没有绑定任何表格。', en: 'The workbook has no bound table.' },
    {
      zh: '请用 --template 新建一个工作簿，用 bind 绑定已有的表格，或在 Excel 中用加载项插入表格。',
      en: 'Make a workbook with --template, bind a table that it has with bind, or insert a table with the add-in in Excel.',
    },
  );

const nothingToUndo = (): Problem =>
  new Problem(
    'refresh.nothing-to-undo',
    { zh: '工作簿没有可以撤销的刷新。', en: 'The workbook has no refresh to take back.' },
    {
      zh: '只能撤销最近一次写入了内容的刷新，且只能撤销一次。',
      en: 'Only the last refresh that wrote something can be taken back, and only once.',
    },
  );

const unknownChoices = (names: readonly string[]): Problem =>
  new Problem(
    'refresh.not-in-plan',
    {
      zh: `计划中没有这些项：${names.join('、')}。`,
      en: `The plan has nothing of this name: ${names.join(', ')}.`,
    },
    {
      zh: '请先查看计划：accept 用已撤回行的记录编号，take 和 send 用“记录编号:字段”或单元格名称。',
      en: 'Look at the plan first: accept takes keys of withdrawn rows; take and send take key:field, or the name of a cell.',
    },
    { names },
  );

const notSendable = (names: readonly string[]): Problem =>
  new Problem(
    'refresh.not-sendable',
    {
      zh: `这些修改不能作为更正发送：${names.join('、')}。`,
      en: `These edits cannot be sent as corrections: ${names.join(', ')}.`,
    },
    {
      zh: '可更正的是现行记录自身的字段；地区、标题、日期等属于文件，链接与状态由服务给出。',
      en: 'Fields of a current record itself can be corrected; region, title and dates are the document’s, links and status the service’s.',
    },
    { names },
  );

const idOf = (key: string): string => parseKey(key)?.id ?? key;
const isRow = (asked: string, key: string): boolean => asked === key || idOf(asked) === idOf(key);
const nameOf = (edit: EditName): string => ('name' in edit ? edit.name : `${edit.key}:${edit.field}`);

/** Choices as they are used up by the plans of the tables; what none of them knows is a mistake of whoever chose. */
class ChoiceBook {
  readonly #choices: WorkbookChoices;
  readonly #used = new Set<string>();
  readonly #unsendable: string[] = [];

  constructor(choices: WorkbookChoices) {
    this.#choices = choices;
  }

  #named(which: 'take' | 'send', fits: (edit: EditName) => boolean): boolean {
    const wanted = this.#choices[which];
    if (wanted === undefined || wanted === 'all') return false;
    const found = wanted.filter(fits);
    for (const edit of found) this.#used.add(nameOf(edit));
    return found.length > 0;
  }

  /** What is named goes before all alike, and taking before sending. */
  #decision(fits: (edit: EditName) => boolean): EditDecision {
    const [taken, sent] = [this.#named('take', fits), this.#named('send', fits)];
    if (taken || sent) return taken ? 'take' : 'send';
    const { take, send } = this.#choices;
    return take === 'all' ? 'take' : send === 'all' ? 'send' : 'keep';
  }

  decisionsOn({ plan }: PreparedRefresh): Decisions {
    const edits: Record<string, Record<string, EditDecision>> = {};
    for (const { key, field, sendable } of plan.edits) {
      const fits = (edit: EditName) => 'key' in edit && edit.field === field && isRow(edit.key, key);
      const decision = this.#decision(fits);
      if (decision === 'send' && !sendable && this.#named('send', fits))
        this.#unsendable.push(`${key}:${field}`);
      if (decision !== 'keep') edits[key] = { ...edits[key], [field]: decision };
    }
    const { accept } = this.#choices;
    if (accept === undefined || accept === 'all') return { edits, removals: accept ?? [] };
    const removals = plan.gone
      .map(({ key }) => key)
      .filter((key) => accept.some((asked) => isRow(asked, key)));
    for (const asked of accept) if (removals.some((key) => isRow(asked, key))) this.#used.add(asked);
    return { edits, removals };
  }

  decisionsOnFacts({ plan }: PreparedFacts): FactDecisions {
    const names = [...new Set(plan.edits.map(({ name }) => name))];
    // A fact is no record's field: there is nothing to send.
    const taken = names.filter(
      (name) => this.#decision((edit) => 'name' in edit && edit.name === name) === 'take',
    );
    return Object.fromEntries(taken.map((name) => [name, 'take' as const]));
  }

  /**
   * Refuses what was named and cannot be done; under `all` it is passed over.
   * @throws Problem `refresh.not-in-plan`, `refresh.not-sendable`
   */
  refuseUnknown(): void {
    if (this.#unsendable.length > 0) throw notSendable([...new Set(this.#unsendable)]);
    const { accept = [], take = [], send = [] } = this.#choices;
    const named = [
      accept === 'all' ? [] : accept,
      ...[take, send].map((one) => (one === 'all' ? [] : one.map(nameOf))),
    ];
    const unknown = named.flat().filter((name) => !this.#used.has(name));
    if (unknown.length > 0) throw unknownChoices(unknown);
  }
}

/** A client that asks each question once, so that a run sees one state of the service however often it plans. */
const askingOnce = (client: WorkbookClient): WorkbookClient => {
  const answers = new Map<string, Promise<SyncAnswer>>();
  return {
    evidenceBase: client.evidenceBase,
    facts: (request) => client.facts(request),
    sync: (request: SyncRequest) => {
      const question = JSON.stringify(request);
      const answer = answers.get(question) ?? client.sync(request);
      answers.set(question, answer);
      return answer;
    },
  };
};

interface Prepared {
  tables: (PreparedRefresh & { again: () => Promise<PreparedRefresh> })[];
  facts: PreparedFacts | null;
}

const prepareAll = async (
  host: WorkbookHost,
  client: WorkbookClient,
  options: WorkbookRunOptions,
): Promise<Prepared> => {
  const bindings = await host.readBindings();
  const names = options.tables ?? bindings.map(({ table }) => table);
  const withFacts = options.tables === undefined && isFactHost(host);
  const book = new ChoiceBook(options.choices ?? {});
  const { now, who } = options;
  const tables: Prepared['tables'] = [];
  for (const table of names) {
    const prepared = await prepareRefresh(host, client, table, { now, who });
    const decisions = book.decisionsOn(prepared);
    tables.push({
      ...prepared.decide(decisions),
      // Writing one table may move another: what was decided holds for the plan of the workbook as it stands then.
      again: () => prepareRefresh(host, client, table, { now, who, decisions }),
    });
  }
  const found = withFacts ? await prepareFacts(host, client, options.language) : null;
  const facts = found?.decide(book.decisionsOnFacts(found)) ?? null;
  if (tables.length === 0 && facts === null) throw noBinding();
  book.refuseUnknown();
  return { tables, facts };
};

const runOf = (tables: readonly PlannedTable[], facts: FactPlan | null, changed: boolean): WorkbookRun => ({
  tables: tables.map(({ plan, summary }) => ({ plan, summary })),
  facts,
  changed,
  corrections: tables.flatMap(({ plan }) =>
    plan.corrections.map((correction) => ({ ...correction, table: plan.table })),
  ),
});

/**
 * Plans the refresh of a workbook; writes nothing.
 * @throws Problem `workbook.no-binding`, `workbook.table-not-bound`, `refresh.not-in-plan`, and those of the host,
 *   the service and the plan
 */
export const planWorkbook = async (
  host: WorkbookHost,
  client: WorkbookClient,
  options: WorkbookRunOptions,
): Promise<WorkbookRun> => {
  const { tables, facts } = await prepareAll(host, askingOnce(client), options);
  return runOf(tables, facts?.plan ?? null, false);
};

/**
 * Refreshes a workbook: plans everything first, so that a table that cannot be refreshed stops the run before anything is
 * written; then writes what changes something.
 * @throws Problem as planWorkbook; the caller drops the host then, whose workbook may be written in part
 */
export const runRefresh = async (
  host: WorkbookHost,
  client: WorkbookClient,
  options: WorkbookRunOptions,
): Promise<WorkbookRun> => {
  const once = askingOnce(client);
  const prepared = await prepareAll(host, once, options);
  const tables: PlannedTable[] = [];
  let changed = false;
  for (const first of prepared.tables) {
    const { plan, summary } = changed ? await first.again() : first;
    tables.push({ plan, summary });
    if (isEmptyPlan(plan)) continue;
    await host.apply(plan);
    changed = true;
  }
  const { facts } = prepared;
  if (facts && facts.plan.writes.length > 0 && isFactHost(host)) {
    await host.applyFacts(facts.plan);
    changed = true;
  }
  return runOf(tables, facts?.plan ?? null, changed);
};

/**
 * Takes the last refresh of a workbook back: of every table and named cell that has one, or of the tables that are named.
 * @throws Problem `refresh.nothing-to-undo` and those of the host
 */
export const runUndo = async (
  host: WorkbookHost,
  options: Pick<WorkbookRunOptions, 'tables' | 'now'>,
): Promise<WorkbookRun> => {
  const bindings = await host.readBindings();
  const names = options.tables ?? bindings.filter(({ undo }) => undo !== null).map(({ table }) => table);
  const facts = options.tables === undefined && isFactHost(host) ? await host.readFacts() : [];
  const withFacts = facts.some(({ undo }) => undo !== null);
  if (names.length === 0 && !withFacts) throw nothingToUndo();
  // Everything is planned once before the first write, as in a refresh.
  for (const table of names) await prepareUndo(host, table, { now: options.now });
  const tables: PlannedTable[] = [];
  for (const table of names) {
    const planned = await prepareUndo(host, table, { now: options.now });
    await host.apply(planned.plan);
    tables.push(planned);
  }
  const undone = withFacts && isFactHost(host) ? await undoFacts(host) : null;
  return runOf(tables, undone, true);
};

/** Plans the undo of a workbook; writes nothing. */
export const planUndo = async (
  host: WorkbookHost,
  options: Pick<WorkbookRunOptions, 'tables' | 'now'>,
): Promise<WorkbookRun> => {
  const bindings = await host.readBindings();
  const names = options.tables ?? bindings.filter(({ undo }) => undo !== null).map(({ table }) => table);
  const tables: PlannedTable[] = [];
  for (const table of names) tables.push(await prepareUndo(host, table, { now: options.now }));
  const bound = options.tables === undefined && isFactHost(host) ? await host.readFacts() : [];
  const facts =
    isFactHost(host) && bound.some(({ undo }) => undo !== null)
      ? undoFactsPlan(bound, await host.readNamed(bound.map(({ name }) => name)))
      : null;
  if (tables.length === 0 && facts === null) throw nothingToUndo();
  return runOf(tables, facts, false);
};
