import { Problem } from '../../service/records/problem.ts';
import type { RecordViewOf } from '../../service/records/record-view.ts';
import type { RecordQuery, SyncAnswer, SyncRequest } from '../../service/records/sync.ts';
import { parseKey } from '../../templates/refresh/keys.ts';
import type { RefreshClient } from '../../templates/refresh/refresh.ts';

export type TargetView = RecordViewOf<'target'> & { kind: 'target' };
/** What a test says about a target; the rest is filled in. */
export interface TargetFacts {
  indicator?: string;
  change?: TargetView['change'];
  comparator?: TargetView['comparator'];
  value?: number;
  unit?: string;
  by?: string | null;
  qualifier?: string | null;
  perYear?: boolean;
  region?: string;
  title?: string;
  issuedOn?: string | null;
}

const start: TargetView = {
  kind: 'target',
  id: '',
  revision: 1,
  status: 'current',
  sequence: 1,
  recordedAt: '2026-01-01T00:00:00.000Z',
  indicator: '数字经济核心产业产值',
  change: 'level',
  comparator: 'ge',
  value: 100,
  valueHigh: null,
  unit: '亿元',
  by: '2025',
  from: null,
  perYear: false,
  qualifier: null,
  nature: null,
  baselineYear: null,
  baselineValue: null,
  measure: 'output',
  industry: 'digitalEconomy',
  section: '二/(一)',
  rules: ['test'],
  confidence: 0.9,
  evidence: [{ start: 0, end: 13, section: '二/(一)', text: '核心产业产值达到一百亿元。' }],
  document: {
    id: 'doc_test',
    title: '云山省数字经济发展规划',
    noticeTitle: null,
    issuers: ['云山省人民政府办公厅', '云山省发展改革委'],
    docNumber: '云政办发〔2021〕8号',
    issuedOn: '2021-03-05',
    publishedOn: null,
    effectiveFrom: null,
    region: '云山省',
    period: null,
    url: null,
    parent: null,
    regionCode: null,
    hasText: true,
  },
};

const withFacts = (view: TargetView, facts: TargetFacts): TargetView => {
  const { region, title, issuedOn, ...own } = facts;
  return {
    ...view,
    ...own,
    document: {
      ...view.document,
      ...(region === undefined ? {} : { region }),
      ...(title === undefined ? {} : { title }),
      ...(issuedOn === undefined ? {} : { issuedOn }),
    },
  };
};

/**
 * The service as a refresh sees it: targets in memory with all their revisions. It answers `sync` as the contract
 * in service/records/sync.ts says.
 */
export class FakeService implements RefreshClient {
  evidenceBase = 'https://policy.example';
  /** Requests that came, for counting round trips. */
  readonly requests: SyncRequest[] = [];
  /** The next sync fails with this. */
  failure: Error | null = null;
  #histories = new Map<string, TargetView[]>();
  #sequence = 0;

  /** Adds a target; its id must be new. */
  add(id: string, facts: TargetFacts = {}): void {
    if (this.#histories.has(id)) throw new Error(`test: ${id} is there already`);
    this.#histories.set(id, []);
    this.#push(id, withFacts({ ...start, id, revision: 0 }, facts));
  }

  change(id: string, facts: TargetFacts): void {
    this.#push(id, withFacts(this.current(id), facts));
  }

  withdraw(id: string): void {
    this.#push(id, { ...this.current(id), status: 'withdrawn' });
  }

  restore(id: string): void {
    this.#push(id, { ...this.current(id), status: 'current' });
  }

  /** The last revision of a target. */
  current(id: string): TargetView {
    const view = this.#histories.get(id)?.at(-1);
    if (!view) throw new Error(`test: no target ${id}`);
    return view;
  }

  /** A target as it was at a revision. */
  at(id: string, revision: number): TargetView | undefined {
    return this.#histories.get(id)?.find((view) => view.revision === revision);
  }

  ids(): string[] {
    return [...this.#histories.keys()];
  }

  #push(id: string, view: TargetView): void {
    this.#sequence++;
    this.#histories.get(id)?.push({ ...view, revision: view.revision + 1, sequence: this.#sequence });
  }

  #picks(view: TargetView, query: RecordQuery): boolean {
    return (
      view.status === 'current' &&
      (query.region === undefined || view.document.region === query.region) &&
      (query.year === undefined || view.by?.slice(0, 4) === String(query.year)) &&
      (query.text === undefined || view.indicator.includes(query.text))
    );
  }

  async sync(request: SyncRequest): Promise<SyncAnswer> {
    this.requests.push(request);
    if (this.failure) throw this.failure;
    const records = this.ids()
      .map((id) => this.current(id))
      .filter((view) => this.#picks(view, request.query));
    const answer: SyncAnswer = {
      cursor: this.#sequence,
      asOf: '2026-02-01T08:00:00.000Z',
      records,
      bases: {},
      gone: {},
    };
    const picked = new Map(records.map((view) => [view.id, view]));
    for (const text of request.keys) {
      const key = parseKey(text);
      if (!key) throw new Error(`the refresh sent a broken key: ${text}`);
      const history = this.#histories.get(key.id);
      const shown = picked.get(key.id);
      const base = history?.find((view) => view.revision === key.revision);
      if (base && base !== shown) answer.bases[text] = base;
      if (!shown) {
        answer.gone[key.id] = !history
          ? 'unknown'
          : history.at(-1)?.status === 'withdrawn'
            ? 'withdrawn'
            : 'outOfQuery';
      }
    }
    return structuredClone(answer);
  }
}

/** A failure as the service's client reports it. */
export const serviceDown = (): Problem =>
  new Problem(
    'service.unreachable',
    { zh: '连接不到服务。', en: 'The service cannot be reached.' },
    { zh: '请稍后重试。', en: 'Try again later.' },
  );
