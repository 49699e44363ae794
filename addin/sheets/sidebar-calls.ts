import { fieldOf, keyField, type Language, labelIn } from '../../service/records/catalogue.ts';
import { Problem } from '../../service/records/problem.ts';
import type { Finding } from '../../templates/refresh/check.ts';
import { correctionInputs } from '../../templates/refresh/corrections.ts';
import { parseKey } from '../../templates/refresh/keys.ts';
import { bindingOf, undoRefresh } from '../../templates/refresh/refresh.ts';
import { isEmptyPlan, summaryText } from '../../templates/refresh/summary.ts';
import type { RefreshPlan } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { messagesIn } from '../pane/messages.ts';
import { checkTables, lookAt, mendFinding } from '../workbook-health.ts';
import { keepConnection, notConnected, readConnection, sheetsAddressOf } from './connection.ts';
import { explained, openClient } from './service-client.ts';
import type { Services } from './services.ts';
import { SheetsHost } from './sheets-host.ts';
import { shownEvidence } from './shown-evidence.ts';
import { markedParts, shownPlan, shownTable, shownValue } from './shown-plan.ts';
import type { SidebarCall, SidebarCalls } from './sidebar-protocol.ts';

/** The sidebar's calls, answered: what sidebar-protocol.ts lists. */

/** Corrections that the service takes in one request. */
const mostInOneRequest = 500;
/** Rows that a finding names one by one. */
const mostRows = 12;

const planOutdated = (table: string): Problem =>
  new Problem(
    'refresh.plan-outdated',
    {
      zh: `表“${table}”或服务的数据在生成计划之后有变化，没有写入任何内容。`,
      en: `The table "${table}" or the data of the service changed after the plan was made; nothing was written.`,
    },
    { zh: '请重新查看计划。', en: 'Look at the plan again.' },
    { table },
  );

const unexpected = (cause: unknown): Problem =>
  new Problem(
    'pane.failed',
    { zh: '面板出错。', en: 'The sidebar failed.' },
    {
      zh: '请重试；仍然失败时，请关闭面板再打开。',
      en: 'Try again; if it keeps failing, close the sidebar and open it again.',
    },
    {},
    cause,
  );

type Working = { [C in SidebarCall]: (asks: SidebarCalls[C]['asks']) => Promise<SidebarCalls[C]['gets']> };

/** The calls over Apps Script's services. */
export class SidebarWork {
  readonly #services: Services;
  readonly #language: Language;
  readonly #now: () => Date;

  constructor(services: Services, language: Language, now: () => Date = () => new Date()) {
    this.#services = services;
    this.#language = language;
    this.#now = now;
  }

  /**
   * Answers one call.
   * @param text the call and what it asks, as JSON
   * @returns the answer as JSON: a Problem is an answer too, so that its code and both its sentences arrive
   */
  async answer(text: string): Promise<string> {
    try {
      const { call, asks } = JSON.parse(text) as { call: SidebarCall; asks: never };
      const work = Object.hasOwn(this.#calls, call) ? this.#calls[call] : null;
      if (!work) throw new Error(`no call ${String(call)}`);
      return JSON.stringify({ is: 'done', gets: await (work as (asks: never) => Promise<unknown>)(asks) });
    } catch (thrown) {
      const { code, what, remedy } = problemOf(thrown);
      return JSON.stringify({
        is: 'problem',
        code,
        what: labelIn(what, this.#language),
        remedy: labelIn(remedy, this.#language),
      });
    }
  }

  get #messages() {
    return messagesIn[this.#language];
  }
  #host(): SheetsHost {
    return new SheetsHost(this.#services);
  }
  #client(): PolicyClient {
    const connection = readConnection(this.#services);
    if (!connection) throw notConnected();
    return openClient(this.#services, connection, this.#language);
  }
  #markOf(plan: RefreshPlan): string {
    const { Utilities } = this.#services;
    return Utilities.base64EncodeWebSafe(Utilities.computeDigest('SHA_256', markedParts(plan)));
  }
  async #look(table: string) {
    const host = this.#host();
    const binding = bindingOf(await host.readBindings(), table);
    return { host, looked: await lookAt(() => host, this.#client(), binding, this.#now()) };
  }

  readonly #calls: Working = {
    state: async () => {
      const host = this.#host();
      const bindings = await host.readBindings();
      return {
        address: readConnection(this.#services)?.address ?? null,
        tables: bindings.map((binding) => shownTable(binding, this.#language)),
        selected: bindings.length > 0 ? (host.selected()?.binding.table ?? null) : null,
      };
    },

    connect: async ({ address, token }) => {
      const connection = { address: sheetsAddressOf(address), token: token.trim() };
      await openClient(this.#services, connection, this.#language).checkAccess();
      keepConnection(this.#services, connection);
      return { address: connection.address };
    },

    disconnect: async () => {
      keepConnection(this.#services, null);
      return {};
    },

    plan: async ({ table }) => {
      const { looked } = await this.#look(table);
      return shownPlan(looked, this.#language, this.#markOf(looked.plan));
    },

    write: async ({ table, mark, decisions }) => {
      const { host, looked } = await this.#look(table);
      if (this.#markOf(looked.plan) !== mark) throw planOutdated(table);
      const { plan, summary } = looked.prepared.decide(decisions);
      // A plan of corrections alone leaves the sheet as it is.
      if (!isEmptyPlan(plan) || plan.corrections.length === 0) await host.apply(plan);
      const lines = [`${this.#messages.applied} ${summaryText(summary, this.#language)}`];
      return { lines: [...lines, ...(await this.#sendCorrections(plan))] };
    },

    undo: async ({ table }) => {
      const { plan } = await undoRefresh(this.#host(), table, { now: this.#now().toISOString() });
      const kept = plan.edits.length;
      return { line: kept > 0 ? this.#messages.undoneKept(String(kept)) : this.#messages.undone };
    },

    selection: async () => {
      const selected = this.#host().selected();
      if (!selected) return { is: 'elsewhere' };
      const { binding, headers, row } = selected;
      const header = binding.columns.find(({ field }) => field === keyField.id)?.header ?? '';
      const key = parseKey(row[headers.indexOf(header)]?.value);
      return key
        ? { is: 'record', table: binding.table, id: key.id, revision: key.revision }
        : { is: 'noKey', table: binding.table };
    },

    evidence: ({ id, revision }) => shownEvidence(this.#client(), id, revision, this.#language, this.#now()),

    check: async () => {
      const { findings, tables, failed } = await this.#check();
      return {
        tables: tables.size,
        findings: findings.map((finding) => ({
          is: finding.is,
          table: 'table' in finding ? finding.table : null,
          ...this.#linesOf(finding, (name) => tables.get(name)?.binding.kind),
        })),
        failed: failed.map(({ table, thrown }) => {
          const { what, remedy } = problemOf(thrown);
          return { table, what: labelIn(what, this.#language), remedy: labelIn(remedy, this.#language) };
        }),
      };
    },

    mend: async ({ is, table }) => {
      const checked = await this.#check();
      const finding = checked.findings.find((one) => one.is === is && 'table' in one && one.table === table);
      // Somebody else mended it meanwhile.
      if (!finding) return { line: this.#messages.mended('0', '0') };
      const host = this.#host();
      const { done, of } = await mendFinding(() => host, this.#client(), checked, finding);
      return { line: this.#messages.mended(String(done), String(of)) };
    },
  };

  async #check() {
    const host = this.#host();
    return checkTables(() => host, this.#client(), await host.readBindings(), this.#now());
  }

  #linesOf(
    finding: Finding,
    kindOf: (table: string) => Parameters<typeof fieldOf>[0] | undefined,
  ): { count: number; lines: string[] } {
    const messages = this.#messages;
    if (finding.is === 'stale')
      return {
        count: finding.summary.added + finding.summary.changed,
        lines: [summaryText(finding.summary, this.#language)],
      };
    if (finding.is === 'mixedAsOf')
      return {
        count: finding.tables.length,
        lines: finding.tables.map(({ table, asOf }) => `${table}: ${asOf.slice(0, 10)}`),
      };
    if (finding.is === 'typedOver') {
      const kind = kindOf(finding.table);
      return {
        count: finding.edits.length,
        lines: finding.edits.slice(0, mostRows).map(({ row, field, base, mine, theirs }) => {
          const found = kind && fieldOf(kind, field);
          const three = [
            [messages.base, base],
            [messages.mine, mine],
            [messages.theirs, theirs],
          ] as const;
          const values = three.map(([name, value]) => `${name} ${shownValue(value, this.#language)}`);
          const label = found ? labelIn(found.label, this.#language) : field;
          return `${messages.rowNumber(String(row + 1))} · ${label}: ${values.join(' / ')}`;
        }),
      };
    }
    const named = finding.rows.slice(0, mostRows).map((row) => String(row + 1));
    const rest = finding.rows.length - named.length;
    return {
      count: finding.rows.length,
      lines: [`${messages.rowNumber(named.join('、'))}${rest > 0 ? ` ${messages.more(String(rest))}` : ''}`],
    };
  }

  /** Sends the edits of a written plan that she chose to send; what the service refuses is told in its own words. */
  async #sendCorrections(plan: RefreshPlan): Promise<string[]> {
    const inputs = correctionInputs(plan);
    if (inputs.length === 0) return [];
    const client = this.#client();
    let taken = 0;
    const refused: string[] = [];
    for (let from = 0; from < inputs.length; from += mostInOneRequest)
      for (const outcome of await client.sendCorrections(inputs.slice(from, from + mostInOneRequest))) {
        if (outcome.is === 'taken') taken++;
        else refused.push(outcome.title);
      }
    return [
      ...(taken > 0 ? [this.#messages.correctionsSent(String(taken))] : []),
      ...(refused.length > 0
        ? [`${this.#messages.correctionsFailed(String(refused.length))} ${refused.join(' ')}`]
        : []),
    ];
  }
}

const problemOf = (thrown: unknown): Problem => {
  const known = explained(thrown);
  return known instanceof Problem ? known : unexpected(thrown);
};
