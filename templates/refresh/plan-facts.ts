import type { FieldType, Language } from '../../service/records/catalogue.ts';
import type { FactAnswer, FactAsk } from '../../service/records/facts.ts';
import { Problem } from '../../service/records/problem.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { rowsDigest } from './digest.ts';
import type {
  FactBinding,
  FactCellWrite,
  FactEdit,
  FactFailure,
  FactHost,
  FactPlan,
  NamedCells,
} from './fact-types.ts';
import { fitCell } from './text-safety.ts';
import type { SnapshotCell } from './types.ts';
import { readValue, sameValue } from './values.ts';

/** What a person decided about named cells that she typed over: the service's value is taken, or hers stays. */
export type FactDecisions = Readonly<Record<string, 'keep' | 'take'>>;

/** Digest of named cells, for a host to see whether somebody changed them since a plan was made. */
export const factsDigest = (named: readonly NamedCells[]): string =>
  rowsDigest(
    {
      table: 'facts',
      sheet: '',
      headers: named.flatMap(({ name, sheet, cells }) => [name, sheet, `${cells.length}`]),
    },
    named.flatMap(({ cells }) => [...cells]),
  );

/** What an answer puts into the cells, row by row, each with its type. */
interface Shown {
  rows: readonly (readonly CellValue[])[];
  types: readonly FieldType[];
}
const typeOf = (value: CellValue): FieldType =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';

const shownOf = (answer: FactAnswer & { is: 'value' | 'rows' }, height: number): Shown => {
  if (answer.is === 'value') {
    const value = fitCell(answer.value);
    return { rows: [[value]], types: [answer.type ?? typeOf(value)] };
  }
  const width = answer.types.length;
  const rows = answer.rows.map((row) => row.map(fitCell));
  // Rows of the name below the list are blank, also where a longer list stood there before.
  while (rows.length < height) rows.push(Array.from({ length: width }, () => null));
  return { rows, types: answer.types };
};

const failure = (name: string, problem: Problem, language: Language): FactFailure => ({
  name,
  code: problem.code,
  title: language === 'en' ? problem.what.en : problem.what.zh,
  detail: problem.in(language),
});
const missing = (name: string): Problem =>
  new Problem(
    'fact.name-missing',
    { zh: `工作簿中没有名为“${name}”的单元格。`, en: `The workbook has no cell named "${name}".` },
    {
      zh: '请恢复该名称（公式 › 名称管理器），或去掉它的绑定。',
      en: 'Define the name again (Formulas › Name Manager), or take its binding away.',
    },
    { name },
  );
const tooSmall = (name: string, needed: string): Problem =>
  new Problem(
    'fact.too-small',
    { zh: `名称“${name}”的区域放不下 ${needed}。`, en: `The range "${name}" has no room for ${needed}.` },
    {
      zh: '请扩大该名称的区域，或限制列表行数。',
      en: 'Make the range of the name larger, or limit the list.',
    },
    { name },
  );

const isBlank = (cell: SnapshotCell): boolean =>
  cell.formula === undefined && (cell.value === null || cell.value === '');

interface FactMerge {
  writes: FactCellWrite[];
  edits: FactEdit[];
  changes: FactPlan['changes'][number][];
}

/** Merges the cells of one name: what the last refresh wrote makes way, what she typed over it stays hers. */
const mergeFact = (
  fact: FactBinding,
  named: NamedCells,
  shown: Shown,
  decision: 'keep' | 'take',
): FactMerge => {
  const merged: FactMerge = { writes: [], edits: [], changes: [] };
  const date1904 = named.date1904 ?? false;
  shown.rows.forEach((values, row) => {
    values.forEach((theirs, column) => {
      const type = shown.types[column] ?? 'text';
      const mine = named.cells[row]?.[column] ?? { value: null };
      const base = fact.written?.[row]?.[column] ?? null;
      const same = (a: CellValue, b: CellValue): boolean => sameValue(a, b, { type }, date1904);
      if (mine.formula === undefined && same(mine.value, theirs)) return;
      const hers =
        mine.formula !== undefined || (fact.written === null ? !isBlank(mine) : !same(mine.value, base));
      const value = type === 'date' ? readValue(mine.value, { type }, date1904) : mine.value;
      if (hers && decision === 'keep') {
        merged.edits.push({ name: fact.name, row, column, base, mine: value, theirs });
        return;
      }
      merged.writes.push({ row, column, value: theirs, type });
      merged.changes.push({ name: fact.name, row, column, old: value, new: theirs });
    });
  });
  return merged;
};

/**
 * Plans the refresh of a workbook's named cells: plain data in, plain data out. A cell that was typed over since the last
 * refresh stays and is shown, as is one that held something when its name was bound.
 * @param named the cells of those names that the workbook has
 * @param answers one for each fact, in their order
 * @param language of the failures that the core finds itself
 */
export const planFacts = (
  facts: readonly FactBinding[],
  named: readonly NamedCells[],
  answers: readonly FactAnswer[],
  language: Language,
  decisions: FactDecisions = {},
): FactPlan => {
  const byName = new Map(named.map((one) => [one.name, one]));
  const writes: { name: string; sheet: string; cells: FactCellWrite[] }[] = [];
  const changes: FactPlan['changes'][number][] = [];
  const edits: FactEdit[] = [];
  const failures: FactFailure[] = [];
  const next = facts.map((fact, index): FactBinding => {
    const cells = byName.get(fact.name);
    const answer = answers[index];
    if (!cells) {
      failures.push(failure(fact.name, missing(fact.name), language));
      return fact;
    }
    if (!answer) return fact;
    if (answer.is === 'problem') {
      const { code, title, detail } = answer;
      failures.push({ name: fact.name, code, title, detail });
      return fact;
    }
    const shown = shownOf(answer, cells.cells.length);
    const [height, width] = [cells.cells.length, cells.cells[0]?.length ?? 0];
    if (shown.rows.length > height || shown.types.length > width) {
      const needed = `${shown.rows.length} × ${shown.types.length}`;
      failures.push(failure(fact.name, tooSmall(fact.name, needed), language));
      return fact;
    }
    const merged = mergeFact(fact, cells, shown, decisions[fact.name] ?? 'keep');
    if (merged.writes.length > 0) writes.push({ name: fact.name, sheet: cells.sheet, cells: merged.writes });
    changes.push(...merged.changes);
    edits.push(...merged.edits);
    const undo = merged.writes.length === 0 ? null : { cells: cells.cells, written: fact.written };
    return { ...fact, written: shown.rows, undo };
  });
  // A refresh that writes nothing leaves the one before it to be taken back; one that writes replaces it as a whole.
  const wrote = writes.length > 0;
  return {
    digest: factsDigest(named),
    names: named.map(({ name }) => name),
    writes,
    changes,
    edits,
    failures,
    facts: next.map((fact, index) => ({ ...fact, undo: wrote ? fact.undo : (facts[index]?.undo ?? null) })),
  };
};

/**
 * Plans the undo of the last refresh of named cells that wrote something. Cells that somebody changed since stay.
 * @throws Problem `refresh.nothing-to-undo`
 */
export const undoFactsPlan = (facts: readonly FactBinding[], named: readonly NamedCells[]): FactPlan => {
  if (facts.every((fact) => fact.undo === null))
    throw new Problem(
      'refresh.nothing-to-undo',
      { zh: '命名单元格没有可以撤销的刷新。', en: 'There is no refresh of named cells to take back.' },
      {
        zh: '只能撤销最近一次写入了内容的刷新，且只能撤销一次。',
        en: 'Only the last refresh that wrote something can be taken back, and only once.',
      },
    );
  const byName = new Map(named.map((one) => [one.name, one]));
  const writes: { name: string; sheet: string; cells: FactCellWrite[] }[] = [];
  const changes: FactPlan['changes'][number][] = [];
  const edits: FactEdit[] = [];
  for (const { name, written, undo } of facts) {
    const cells = byName.get(name);
    if (!undo || !cells) continue;
    const back: FactCellWrite[] = [];
    undo.cells.forEach((line, row) => {
      line.forEach((was, column) => {
        const now = cells.cells[row]?.[column];
        const wrote = written?.[row]?.[column];
        if (!now || wrote === undefined) return;
        const type = typeof wrote === 'string' && typeof now.value === 'number' ? 'date' : typeOf(wrote);
        const same = (a: CellValue, b: CellValue): boolean =>
          sameValue(a, b, { type }, cells.date1904 ?? false);
        if (now.formula === was.formula && now.value === was.value) return;
        if (now.formula !== undefined || !same(now.value, wrote)) {
          if (!same(was.value, wrote))
            edits.push({ name, row, column, base: wrote, mine: now.value, theirs: was.value });
          return;
        }
        const formula = was.formula === undefined ? {} : { formula: was.formula };
        back.push({ row, column, value: was.value, type: typeOf(was.value), ...formula });
        changes.push({ name, row, column, old: now.value, new: was.value });
      });
    });
    if (back.length > 0) writes.push({ name, sheet: cells.sheet, cells: back });
  }
  return {
    digest: factsDigest(named),
    names: named.map(({ name }) => name),
    writes,
    changes,
    edits,
    failures: [],
    facts: facts.map((fact) => (fact.undo ? { ...fact, written: fact.undo.written, undo: null } : fact)),
  };
};

/** A plan that writes no cell and lets the hidden sheet hold these facts: how names are bound and let go. */
export const factsAsPlan = (facts: readonly FactBinding[]): FactPlan => ({
  digest: factsDigest([]),
  names: [],
  writes: [],
  changes: [],
  edits: [],
  failures: [],
  facts,
});

/** A name and its ask as a binding that was not refreshed yet. */
export const newFact = (name: string, ask: FactAsk): FactBinding => ({
  name,
  ask,
  written: null,
  undo: null,
});

/** Asks the service for facts: `POST /v1/facts`, or the store itself. */
export interface FactClient {
  facts(request: { asks: readonly FactAsk[] }): Promise<{ answers: readonly FactAnswer[] }>;
}

/** A refresh of named cells that was planned and not yet written. */
export interface PreparedFacts {
  plan: FactPlan;
  /** The plan of the same state and answers with other decisions; nothing is read again. */
  decide(decisions: FactDecisions): PreparedFacts;
}

/** Asks in one request; `mostAsks` of the service. */
const asksAtOnce = 500;

/**
 * Reads the named cells that ask something, asks the service, and plans. Writes nothing.
 * @returns null where the workbook has no such cells
 */
export const prepareFacts = async (
  host: FactHost,
  client: FactClient,
  language: Language,
): Promise<PreparedFacts | null> => {
  const facts = await host.readFacts();
  if (facts.length === 0) return null;
  const named = await host.readNamed(facts.map((fact) => fact.name));
  const answers: FactAnswer[] = [];
  for (let from = 0; from < facts.length; from += asksAtOnce) {
    const asks = facts.slice(from, from + asksAtOnce).map((fact) => fact.ask);
    answers.push(...(await client.facts({ asks })).answers);
  }
  const prepared = (decisions: FactDecisions): PreparedFacts => ({
    plan: planFacts(facts, named, answers, language, decisions),
    decide: prepared,
  });
  return prepared({});
};

/** Takes the last refresh of named cells back. @throws Problem `refresh.nothing-to-undo` and of the host */
export const undoFacts = async (host: FactHost): Promise<FactPlan> => {
  const facts = await host.readFacts();
  const plan = undoFactsPlan(facts, await host.readNamed(facts.map((fact) => fact.name)));
  await host.applyFacts(plan);
  return plan;
};
