import { Workbook } from './excel-object-model.ts';
import { ExcelServices } from './excel-services.ts';
import { HostError, WireCollection, WireObject } from './excel-wire.ts';
import type { WorkbookModel } from './excel-workbook.ts';

/**
 * Reads one request of office.js (the JSON text that `context.sync()` sends), runs it on a workbook and gives the answer
 * in the same format. The format is set out in the design note on the test host, section 3. Excel runs the actions of a
 * request in order and stops at the first that fails; what ran before it stays.
 */

/** Excel on the web: 5 MB for a request and for an answer (Microsoft, resource limits). */
export const webLimit = 5_000_000;

export interface RequestLogEntry {
  bytes: number;
  answerBytes: number;
  actions: number;
  body: string;
  /** Properties that the request set, and methods that change the workbook. */
  writes: string[];
  /** Housekeeping that office.js sends by itself (giving back references, start-up), not a round trip of the add-in. */
  housekeeping: boolean;
  error: string | null;
}

export type HostAnswer = { ok: true; body: string } | { ok: false; code: number; message: string };

interface ArgumentInfo {
  Arguments?: unknown[];
  ReferencedObjectPathIds?: unknown[];
}
interface ObjectPath {
  Id: number;
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId: number;
  ArgumentInfo?: ArgumentInfo;
}
interface Action {
  Id: number;
  ActionType: number;
  Name: string;
  ObjectPathId: number;
  ArgumentInfo?: ArgumentInfo;
  QueryInfo?: { Select?: string[]; Top?: number; Skip?: number };
}
interface RequestBody {
  Actions: Action[];
  ObjectPaths: Record<string, ObjectPath>;
}
const pathType = {
  root: 1,
  new: 2,
  method: 3,
  property: 4,
  indexer: 5,
  reference: 6,
  nullObject: 7,
} as const;
const actionType = { instantiate: 1, query: 2, method: 3, set: 4, trace: 5 } as const;

type Wanted = { [name: string]: Wanted };
const wantedOf = (select: readonly string[] = []): Wanted => {
  const tree: Wanted = {};
  for (const path of select) {
    let node = tree;
    for (const name of path.split(/[/.]/)) {
      node[name] ??= {};
      node = node[name];
    }
  }
  return tree;
};
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const changing =
  /^(Add|Copy|Delete|Insert|Clear|CopyFrom|Merge|Unmerge|ConvertToRange|Resize|Activate|Select|Protect|Unprotect|FreezeRows)$/;

export class ExcelRequests {
  readonly log: RequestLogEntry[] = [];
  /** Event registrations, as `+WorksheetCollection.SelectionChangedEvent`. */
  readonly registrations: string[] = [];
  /** What the add-in asked of Excel beside the workbook. */
  readonly services = new ExcelServices();
  /** Called before each action that writes; a test throws a HostError here to break a request in its middle. */
  beforeWrite: (name: string, count: number) => void = () => {};
  #writes = 0;
  #nextReference = 0;
  readonly #references = new Map<string, WireObject>();
  readonly #referenceOf = new WeakMap<WireObject, string>();

  constructor(
    readonly workbook: WorkbookModel,
    readonly limit = webLimit,
  ) {}

  /** Requests that the add-in itself made. */
  get trips(): RequestLogEntry[] {
    return this.log.filter((entry) => !entry.housekeeping);
  }

  /** One round trip. */
  execute(body: string): HostAnswer {
    const entry: RequestLogEntry = {
      bytes: bytesOf(body),
      answerBytes: 0,
      actions: 0,
      body,
      writes: [],
      housekeeping: false,
      error: null,
    };
    this.log.push(entry);
    if (entry.bytes > this.limit) {
      entry.error = 'RequestPayloadSizeLimitExceeded';
      return { ok: false, code: 5103, message: 'The request payload size has exceeded the limit.' };
    }
    const request = JSON.parse(body) as RequestBody;
    entry.actions = request.Actions.length;
    entry.housekeeping = request.Actions.every(
      (action) =>
        action.ActionType === actionType.instantiate ||
        action.Name === '_RemoveReference' ||
        isInternal(request.ObjectPaths[action.ObjectPathId]),
    );
    if (this.workbook.editing && !entry.housekeeping) {
      entry.error = 'InvalidOperationInCellEditMode';
      return { ok: false, code: 5004, message: 'Excel is in cell editing mode.' };
    }
    const answer = JSON.stringify(this.#run(request, entry));
    entry.answerBytes = bytesOf(answer);
    if (entry.answerBytes > this.limit) {
      entry.error = 'ResponsePayloadSizeLimitExceeded';
      return { ok: false, code: 5104, message: 'The response payload size has exceeded the limit.' };
    }
    return { ok: true, body: answer };
  }

  #run(request: RequestBody, entry: RequestLogEntry): Record<string, unknown> {
    const results: { ActionId: number; Value: unknown }[] = [];
    const known = new Map<number, WireObject | null>();
    for (const [index, action] of request.Actions.entries()) {
      try {
        const value = this.#act(action, request, known, entry);
        if (value !== undefined) results.push({ ActionId: action.Id, Value: value });
      } catch (thrown) {
        const error =
          thrown instanceof HostError
            ? thrown
            : new HostError(
                'GeneralException',
                thrown instanceof Error ? String(thrown.stack) : String(thrown),
                '',
              );
        entry.error = error.code;
        const failure = {
          ActionIndex: index,
          Code: error.code,
          Message: error.message,
          Location: error.location,
          HttpStatusCode: error.code === 'ItemNotFound' ? 404 : 400,
        };
        return { Results: results, TraceIds: [], Error: failure };
      }
    }
    return { Results: results, TraceIds: [] };
  }

  #act(
    action: Action,
    request: RequestBody,
    known: Map<number, WireObject | null>,
    entry: RequestLogEntry,
  ): unknown {
    if (action.ActionType === actionType.trace) return null;
    const target = this.#object(action.ObjectPathId, request, known, entry);
    if (action.ActionType === actionType.instantiate) return target && this.#identity(target);
    if (target === null) return null;
    if (action.ActionType === actionType.query)
      return this.#query(target, wantedOf(action.QueryInfo?.Select), action);
    const given = this.#arguments(action.ArgumentInfo, request, known, entry);
    if (action.ActionType === actionType.set) {
      this.#write(`${target.constructor.name}.${action.Name}`, entry);
      this.#member(target, action.Name);
      (target as unknown as Record<string, unknown>)[action.Name] = given[0];
      return undefined;
    }
    if (action.ActionType !== actionType.method)
      throw new HostError('HostNotImplemented', `action type ${action.ActionType}`, action.Name);
    if (action.Name === '_KeepReference') {
      const id = String(++this.#nextReference);
      this.#referenceOf.set(target, id);
      this.#references.set(id, target);
      return undefined;
    }
    if (action.Name === '_RemoveReference') {
      this.#references.delete(String(given[0]));
      return undefined;
    }
    const event = /^_(R|Unr)egister(\w*Event)$/.exec(action.Name);
    if (event) {
      this.registrations.push(`${event[1] === 'R' ? '+' : '-'}${target.constructor.name}.${event[2]}`);
      return undefined;
    }
    const value = this.#call(target, action.Name, given, entry);
    return value instanceof WireObject ? undefined : (value ?? null);
  }

  #write(name: string, entry: RequestLogEntry): void {
    entry.writes.push(name);
    this.beforeWrite(name, ++this.#writes);
  }

  #identity(target: WireObject): Record<string, unknown> {
    const reference = this.#referenceOf.get(target);
    return reference === undefined ? target.identity() : { ...target.identity(), _ReferenceId: reference };
  }

  #object(
    id: number,
    request: RequestBody,
    known: Map<number, WireObject | null>,
    entry: RequestLogEntry,
  ): WireObject | null {
    const found = known.get(id);
    if (found !== undefined) return found;
    const path = request.ObjectPaths[id];
    if (!path) throw new HostError('InvalidRequest', `no object path ${id}`, '');
    const made = this.#resolve(path, request, known, entry);
    known.set(id, made);
    return made;
  }

  #resolve(
    path: ObjectPath,
    request: RequestBody,
    known: Map<number, WireObject | null>,
    entry: RequestLogEntry,
  ): WireObject | null {
    switch (path.ObjectPathType) {
      case pathType.root:
        return new Workbook(this.workbook);
      case pathType.nullObject:
        return null;
      case pathType.reference: {
        const kept = this.#references.get(path.Name);
        if (!kept)
          throw new HostError(
            'InvalidReference',
            'This reference is not valid for the current operation.',
            '',
          );
        return kept;
      }
      case pathType.new:
        if (isInternal(path)) return this.services.named(path.Name);
        throw new HostError('HostNotImplemented', `the test host does not know ${path.Name}`, path.Name);
    }
    const parent = this.#object(path.ParentObjectPathId, request, known, entry);
    if (parent === null) return null;
    if (path.ObjectPathType === pathType.property) {
      this.#member(parent, path.Name);
      return (parent as unknown as Record<string, WireObject>)[path.Name] ?? null;
    }
    const name = path.ObjectPathType === pathType.indexer ? 'GetItem' : path.Name;
    const given = this.#arguments(path.ArgumentInfo, request, known, entry);
    const made = this.#call(parent, name, given, entry);
    return made instanceof WireObject ? made : null;
  }

  #arguments(
    info: ArgumentInfo | undefined,
    request: RequestBody,
    known: Map<number, WireObject | null>,
    entry: RequestLogEntry,
  ): unknown[] {
    const resolve = (value: unknown, reference: unknown): unknown => {
      if (Array.isArray(reference) && Array.isArray(value))
        return value.map((item, index) => resolve(item, reference[index]));
      return typeof reference === 'number' && reference > 0
        ? this.#object(reference, request, known, entry)
        : value;
    };
    return (info?.Arguments ?? []).map((value, index) =>
      resolve(value, info?.ReferencedObjectPathIds?.[index]),
    );
  }

  #member(target: WireObject, name: string): void {
    if (name in target) return;
    const location = `${target.constructor.name}.${name}`;
    throw new HostError('HostNotImplemented', `the test host does not know ${location}`, location);
  }

  #call(target: WireObject, name: string, given: readonly unknown[], entry: RequestLogEntry): unknown {
    if (changing.test(name)) this.#write(`${target.constructor.name}.${name}()`, entry);
    this.#member(target, name);
    const method = (target as unknown as Record<string, (...args: unknown[]) => unknown>)[name];
    if (typeof method !== 'function')
      throw new HostError('HostNotImplemented', `${target.constructor.name}.${name} is no method`, name);
    return method.apply(
      target,
      given.map((value) => (value === null ? undefined : value)),
    );
  }

  #query(target: WireObject, wanted: Wanted, action?: Action): Record<string, unknown> {
    const out: Record<string, unknown> = { ...this.#identity(target) };
    if (target instanceof WireCollection) {
      const { items, count, ...rest } = wanted;
      const inner = items ?? rest;
      const skip = action?.QueryInfo?.Skip ?? 0;
      const top = action?.QueryInfo?.Top;
      if (count) out.Count = target.Count;
      if (!count || Object.keys(inner).length > 0)
        out._Items = target
          .all()
          .slice(skip, top ? skip + top : undefined)
          .map((item) => this.#query(item, inner));
      return out;
    }
    const names = Object.keys(wanted).filter((name) => name !== '*');
    const values = target as unknown as Record<string, unknown>;
    if (names.length === 0 || wanted['*']) for (const name of target.scalars) out[name] = values[name];
    for (const short of names) {
      const name = pascal(short);
      this.#member(target, name);
      const value = values[name];
      out[name] = value instanceof WireObject ? this.#query(value, wanted[short] ?? {}) : value;
    }
    return out;
  }
}

const isInternal = (path: ObjectPath | undefined): boolean =>
  path?.ObjectPathType === pathType.new &&
  /^Microsoft\.(InternalService\.|AppRuntime\.|ExcelServices\.CustomFunctions$)/.test(path.Name);
