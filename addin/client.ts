import type { Language } from '../service/records/catalogue.ts';
import type { Correction, CorrectionInput, CorrectionOutcome } from '../service/records/corrections.ts';
import type { Facets } from '../service/records/facets.ts';
import type { FactsAnswer, FactsRequest } from '../service/records/facts.ts';
import type { Collection, Kind } from '../service/records/kinds.ts';
import { Problem } from '../service/records/problem.ts';
import type { RecordView } from '../service/records/record-view.ts';
import type { RecordQuery, SyncAnswer, SyncRequest } from '../service/records/sync.ts';

/** The service's API as the add-ins use it. Runs in a browser and in Node; every failure is a Problem. */

export interface ClientOptions {
  /** Address of the service, without a trailing slash. */
  address: string;
  token: string;
  /** Language of the service's messages. */
  language: Language;
  fetch?: typeof globalThis.fetch;
  /** Milliseconds that a request may take; a refresh of a large table takes longest. */
  timeout?: number;
}

const unreachable = (address: string, cause: unknown): Problem =>
  new Problem(
    'service.unreachable',
    { zh: `连接不上服务 ${address}。`, en: `The service at ${address} cannot be reached.` },
    {
      zh: '请确认地址正确、服务已启动、网络可用；地址须以 https:// 开头，或与本面板同源。',
      en: 'Check the address, that the service runs, and the network; the address must be https, or that of this pane.',
    },
    { address },
    cause,
  );

const timedOut = (address: string, seconds: number): Problem =>
  new Problem(
    'service.timeout',
    {
      zh: `服务 ${address} 在 ${seconds} 秒内没有回应。`,
      en: `The service at ${address} did not answer within ${seconds} seconds.`,
    },
    { zh: '请稍后重试，或缩小查询范围。', en: 'Try again later, or narrow the query.' },
    { address, seconds },
  );

const strangeAnswer = (address: string, status: number): Problem =>
  new Problem(
    'service.unexpected-answer',
    {
      zh: `${address} 的回应不是政策表格服务的回应（HTTP ${status}）。`,
      en: `What ${address} answered does not come from a Policy Sheets service (HTTP ${status}).`,
    },
    {
      zh: '请检查服务地址，以及中间有无代理或登录页。',
      en: 'Check the address, and for a proxy or sign-in page in between.',
    },
    { address, status },
  );

/** A service's address as typed, in its one form. @throws Problem `service.address-invalid` */
export const addressOf = (typed: string): string => {
  const text = /^[a-z]+:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
  if (URL.canParse(text)) {
    const url = new URL(text);
    if (/^https?:$/.test(url.protocol) && url.hostname !== '' && url.username === '')
      return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  }
  throw new Problem(
    'service.address-invalid',
    { zh: '服务地址不是有效的网址。', en: 'The address of the service is not a web address.' },
    { zh: '例如 https://policy.example.cn', en: 'For example https://policy.example.com' },
  );
};

interface ProblemDetails {
  code: string;
  what: string;
  remedy: string;
}
const isProblemDetails = (body: unknown): body is ProblemDetails => {
  if (typeof body !== 'object' || body === null) return false;
  const { code, what, remedy } = body as Record<string, unknown>;
  return typeof code === 'string' && typeof what === 'string' && typeof remedy === 'string';
};

const has = (body: unknown, ...names: readonly string[]): boolean =>
  typeof body === 'object' && body !== null && names.every((name) => name in body);

/** Name of a kind's collection; kinds.ts has it too, but brings the schemas with it, which a pane has no use for. */
const collectionOf = (kind: Kind): Collection => `${kind}s`;

/** Answers to sync requests that are kept to be asked for again by their tag. */
const keptAnswers = 8;

export class PolicyClient {
  readonly evidenceBase: string;
  readonly #options: ClientOptions;
  readonly #answers = new Map<string, { tag: string; answer: SyncAnswer }>();
  #text: { id: string; text: Promise<string | null> } | null = null;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.evidenceBase = options.address;
  }

  /** @throws Problem where the service is not there, is no service, or does not take the token */
  async checkAccess(): Promise<void> {
    await this.count('target', {});
  }

  async count(kind: Kind, query: RecordQuery): Promise<number> {
    const body = await this.#get<{ count: number }>(`/v1/${collectionOf(kind)}/count`, query, ['count']);
    return body.count;
  }

  async record(id: string): Promise<RecordView> {
    return this.#get<RecordView>(`/v1/records/${encodeURIComponent(id)}`, {}, ['id', 'kind', 'document']);
  }

  /** All revisions of a record, oldest first. */
  async history(id: string): Promise<RecordView[]> {
    const path = `/v1/records/${encodeURIComponent(id)}/history`;
    return (await this.#get<{ items: RecordView[] }>(path, {}, ['items'])).items;
  }

  /** Clean text of a document, or null where the service has none (starter data). The last one is kept. */
  async documentText(id: string): Promise<string | null> {
    if (this.#text?.id !== id) {
      const path = `/v1/documents/${encodeURIComponent(id)}/text`;
      const text = this.#get<{ text: string }>(path, {}, ['text']).then(
        (answer) => answer.text,
        (thrown: unknown) => {
          if (thrown instanceof Problem && thrown.facts.status === 404) return null;
          this.#text = null;
          throw thrown;
        },
      );
      this.#text = { id, text };
    }
    return this.#text.text;
  }

  /** How many records a query picks, and what each filter could be set to. */
  async facets(kind: Kind, query: RecordQuery): Promise<Facets> {
    return this.#get<Facets>('/v1/facets', { kind, ...query }, ['count', 'facets']);
  }

  /** Sends corrections to be adopted or rejected; what became of each, in their order. */
  async sendCorrections(corrections: readonly CorrectionInput[]): Promise<CorrectionOutcome[]> {
    const response = await this.#ask('/v1/corrections', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ corrections }),
    });
    return (await this.#json<{ outcomes: CorrectionOutcome[] }>(response, ['outcomes'])).outcomes;
  }

  /** Corrections that were sent for a record, the newest first. */
  async corrections(record: string): Promise<Correction[]> {
    return (await this.#get<{ items: Correction[] }>('/v1/corrections', { record }, ['items'])).items;
  }

  /** Everything that one table needs for a refresh. Where nothing changed since the last time, no records travel (304). */
  async sync(request: SyncRequest): Promise<SyncAnswer> {
    const body = JSON.stringify(request);
    const kept = this.#answers.get(body);
    const response = await this.#ask('/v1/sync', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(kept ? { 'if-none-match': kept.tag } : {}) },
      body,
    });
    if (response.status === 304 && kept) return kept.answer;
    const answer = await this.#json<SyncAnswer>(response, ['cursor', 'asOf', 'records', 'bases', 'gone']);
    const tag = response.headers.get('etag');
    this.#answers.delete(body);
    if (tag !== null) this.#answers.set(body, { tag, answer });
    for (const old of [...this.#answers.keys()].slice(0, -keptAnswers)) this.#answers.delete(old);
    return answer;
  }

  /**
   * Answers for single cells, in the order of the asks.
   * @param signal breaks the request off
   * @throws Problem, and what the signal was aborted with
   */
  async facts(request: FactsRequest, signal?: AbortSignal): Promise<FactsAnswer> {
    const response = await this.#ask(
      '/v1/facts',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) },
      signal,
    );
    return this.#json<FactsAnswer>(response, ['cursor', 'answers']);
  }

  async #get<T>(path: string, query: object, names: readonly string[]): Promise<T> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query) as [string, unknown][])
      if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
    const search = parameters.toString();
    return this.#json<T>(await this.#ask(search === '' ? path : `${path}?${search}`, {}), names);
  }

  async #ask(path: string, init: RequestInit, given?: AbortSignal): Promise<Response> {
    given?.throwIfAborted();
    const { address, token, language, timeout = 60_000 } = this.#options;
    const send = this.#options.fetch ?? globalThis.fetch;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), timeout);
    const breakOff = () => stop.abort();
    given?.addEventListener('abort', breakOff);
    try {
      return await send(`${address}${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${token}`, 'accept-language': language },
        // The token is the only key: a browser's session with the service must not answer for a wrong one.
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal: stop.signal,
      });
    } catch (cause) {
      given?.throwIfAborted();
      if (stop.signal.aborted) throw timedOut(address, Math.round(timeout / 1000));
      throw unreachable(address, cause);
    } finally {
      clearTimeout(timer);
      given?.removeEventListener('abort', breakOff);
    }
  }

  async #json<T>(response: Response, names: readonly string[]): Promise<T> {
    const { address } = this.#options;
    let body: unknown;
    try {
      body = await response.json();
    } catch {
      throw strangeAnswer(address, response.status);
    }
    if (response.ok && has(body, ...names)) return body as T;
    if (!response.ok && isProblemDetails(body)) {
      // The service answers in the language it was asked in; that one stands for both.
      const { code, what, remedy } = body;
      throw new Problem(
        code,
        { zh: what, en: what },
        { zh: remedy, en: remedy },
        { status: response.status },
      );
    }
    throw strangeAnswer(address, response.status);
  }
}
