import { describe, expect, it } from 'vitest';
import type { FactAnswer, FactAsk } from '../../service/records/facts.ts';
import { Problem } from '../../service/records/problem.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { isoOfSerial } from '../../templates/refresh/dates.ts';
import type { FactBinding, FactHost, FactPlan } from '../../templates/refresh/fact-types.ts';
import type { GridRange } from '../../templates/refresh/grid-types.ts';
import { factsAsPlan, newFact, prepareFacts, undoFacts } from '../../templates/refresh/plan-facts.ts';
import type { SnapshotCell } from '../../templates/refresh/types.ts';

/** A workbook with one report sheet whose cells bear names. */
export interface FactsFixture {
  host: FactHost;
  /** The sheet as it stands, rows from the first; short rows are fine. */
  cells(): Promise<SnapshotCell[][]>;
  type(row: number, column: number, value: CellValue | { formula: string }): Promise<void>;
  reopen(): Promise<void>;
  failNextWrite(): Promise<void>;
  close?(): Promise<void>;
}
export type MakeFactsFixture = (
  sheet: string,
  rows: readonly (readonly SnapshotCell[])[],
  names: Readonly<Record<string, GridRange>>,
) => Promise<FactsFixture>;
export type FactsLimits = Partial<Record<'failNextWrite' | 'formula', string>>;

const at = (top: number, left: number, bottom = top + 1, right = left + 1): GridRange => ({
  top,
  left,
  bottom,
  right,
});
const names = {
  ps_目标数: at(1, 1),
  ps_产值: at(2, 1),
  ps_截至: at(3, 1),
  ps_清单: at(6, 0, 9, 2),
};
const asks = {
  ps_目标数: { ask: 'count', kind: 'target', query: { region: '云山省' } },
  ps_产值: { ask: 'target', region: '云山省', indicator: '数字经济核心产业产值' },
  ps_截至: { ask: 'asOf' },
  ps_清单: { ask: 'list', kind: 'target', fields: ['indicator', 'value'], limit: 3 },
} as const satisfies Record<string, FactAsk>;
type Name = keyof typeof names;

const rows: SnapshotCell[][] = [
  ['数字经济简报', null],
  ['目标数', null],
  ['核心产业产值（亿元）', null],
  ['截至', null],
  [null, null],
  ['指标', '目标值'],
  [null, null],
  [null, null],
  [null, null],
  ['制表：王分析', 7],
].map((row) => row.map((value): SnapshotCell => ({ value })));

/** The service's answers by name, as a test sets them. */
class Answers {
  byName: Record<Name, FactAnswer> = {
    ps_目标数: { is: 'value', value: 12, type: 'number' },
    ps_产值: { is: 'value', value: 3000, type: 'number' },
    ps_截至: { is: 'value', value: '2026-02-01', type: 'date' },
    ps_清单: this.list([
      ['=甲项', 1],
      ['乙项', 2],
      ['2024-05', null],
    ]),
  };
  list(values: CellValue[][]): FactAnswer {
    return { is: 'rows', headers: ['指标', '目标值'], types: ['text', 'number'], rows: values, more: false };
  }
  async facts(request: { asks: readonly FactAsk[] }): Promise<{ answers: FactAnswer[] }> {
    const all = Object.entries(asks);
    return {
      answers: request.asks.map((ask) => {
        const name = all.find(([, one]) => JSON.stringify(one) === JSON.stringify(ask))?.[0];
        return structuredClone(this.byName[name as Name]);
      }),
    };
  }
}

/**
 * Facts in named cells (issue 4, "Ordinary cells too"), on one host: report sheets keep what is typed into them.
 * @param makeFixture makes a workbook with that sheet and those names
 */
export const describeFactsContract = (
  name: string,
  makeFixture: MakeFactsFixture,
  limits: FactsLimits = {},
): void => {
  describe(`facts in named cells, on ${name}`, () => {
    const using = async (work: (fixture: FactsFixture, answers: Answers) => Promise<void>): Promise<void> => {
      const fixture = await makeFixture('简报', rows, names);
      try {
        const facts = Object.entries(asks).map(([fact, ask]) => newFact(fact, ask));
        await fixture.host.applyFacts(factsAsPlan(facts));
        await work(fixture, new Answers());
      } finally {
        await fixture.close?.();
      }
    };
    const sentence = (
      text: string,
      work: (fixture: FactsFixture, answers: Answers) => Promise<void>,
      needs?: keyof FactsLimits,
    ): void => {
      if (needs && limits[needs] !== undefined)
        it.skip(`${text} [not on ${name}: ${limits[needs]}]`, () => using(work));
      else it(text, () => using(work));
    };
    const refresh = async (
      { host }: FactsFixture,
      answers: Answers,
      decisions: Record<string, 'keep' | 'take'> = {},
    ): Promise<FactPlan> => {
      const prepared = await prepareFacts(host, answers, 'zh-CN');
      if (!prepared) throw new Error('test: no facts');
      const { plan } = prepared.decide(decisions);
      await host.applyFacts(plan);
      return plan;
    };
    const values = async ({ cells }: FactsFixture): Promise<CellValue[][]> =>
      (await cells()).map((row) => row.slice(0, 2).map((cell) => cell.value));
    const value = async (fixture: FactsFixture, row: number, column: number): Promise<CellValue> =>
      (await values(fixture))[row]?.[column] ?? null;
    const withoutNotes = (facts: readonly FactBinding[]) =>
      facts.map(({ name: fact, ask }) => ({ name: fact, ask }));

    sentence(
      'writes a count, a figure, a day and a list into their cells, each in its type, and nothing else',
      async (fixture, answers) => {
        const before = await values(fixture);
        await refresh(fixture, answers);
        const after = await values(fixture);
        expect([after[1]?.[1], after[2]?.[1]]).toEqual([12, 3000]);
        const day = after[3]?.[1] ?? null;
        expect(typeof day === 'number' ? isoOfSerial(day) : day).toBe('2026-02-01');
        expect(after.slice(6, 9)).toEqual([
          ['=甲项', 1],
          ['乙项', 2],
          ['2024-05', null],
        ]);
        expect([...after.slice(4, 6), after[9]]).toEqual([...before.slice(4, 6), before[9]]);
        expect(after.map((row) => row[0]).slice(0, 6)).toEqual(before.map((row) => row[0]).slice(0, 6));
      },
    );

    sentence(
      'the names and what they ask are in the hidden sheet, and there after the file was closed',
      async (fixture, answers) => {
        await refresh(fixture, answers);
        await fixture.reopen();
        expect(withoutNotes(await fixture.host.readFacts())).toEqual(
          Object.entries(asks).map(([fact, ask]) => ({ name: fact, ask })),
        );
        const plan = await refresh(fixture, answers);
        expect([plan.writes, plan.edits, plan.failures]).toEqual([[], [], []]);
      },
    );

    sentence(
      'takes what changed, and empties the rows of a list that became shorter',
      async (fixture, answers) => {
        await refresh(fixture, answers);
        answers.byName.ps_产值 = { is: 'value', value: 3500, type: 'number' };
        answers.byName.ps_清单 = answers.list([['丙项', 9]]);
        const plan = await refresh(fixture, answers);
        expect(plan.changes).toContainEqual({ name: 'ps_产值', row: 0, column: 0, old: 3000, new: 3500 });
        expect(await value(fixture, 2, 1)).toBe(3500);
        expect((await values(fixture)).slice(6, 9).map((row) => row.map((one) => one ?? null))).toEqual([
          ['丙项', 9],
          [null, null],
          [null, null],
        ]);
      },
    );

    sentence(
      'a cell that she typed over stays hers and is shown, until she takes the service’s value',
      async (fixture, answers) => {
        await refresh(fixture, answers);
        await fixture.type(2, 1, 2800);
        answers.byName.ps_产值 = { is: 'value', value: 3500, type: 'number' };
        const plan = await refresh(fixture, answers);
        expect(plan.edits).toEqual([
          { name: 'ps_产值', row: 0, column: 0, base: 3000, mine: 2800, theirs: 3500 },
        ]);
        expect(await value(fixture, 2, 1)).toBe(2800);
        expect((await refresh(fixture, answers)).edits).toHaveLength(1);
        await refresh(fixture, answers, { ps_产值: 'take' });
        expect(await value(fixture, 2, 1)).toBe(3500);
      },
    );

    sentence('the same value written another way is no edit', async (fixture, answers) => {
      await refresh(fixture, answers);
      await fixture.type(2, 1, '3,000');
      answers.byName.ps_产值 = { is: 'value', value: 3500, type: 'number' };
      expect((await refresh(fixture, answers)).edits).toEqual([]);
      expect(await value(fixture, 2, 1)).toBe(3500);
    });

    sentence(
      'a formula that she put into a named cell stays',
      async (fixture, answers) => {
        await refresh(fixture, answers);
        await fixture.type(1, 1, { formula: '6*2+1' });
        answers.byName.ps_目标数 = { is: 'value', value: 20, type: 'number' };
        expect((await refresh(fixture, answers)).edits).toMatchObject([{ name: 'ps_目标数', theirs: 20 }]);
        expect((await fixture.cells())[1]?.[1]?.formula).toBe('6*2+1');
      },
      'formula',
    );

    sentence(
      'what stood in a cell when its name was bound is shown, not overwritten',
      async (fixture, answers) => {
        await fixture.type(2, 1, 2999);
        const plan = await refresh(fixture, answers);
        expect(plan.edits).toMatchObject([{ name: 'ps_产值', mine: 2999, theirs: 3000 }]);
        expect(await value(fixture, 2, 1)).toBe(2999);
      },
    );

    sentence(
      'an ask without an answer, a list without room and a name without cells are told, and the rest is written',
      async (fixture, answers) => {
        await refresh(fixture, answers);
        answers.byName.ps_目标数 = {
          is: 'problem',
          code: 'fact.none',
          title: '没有',
          detail: '没有这样的记录。',
        };
        answers.byName.ps_清单 = answers.list([
          ['一', 1],
          ['二', 2],
          ['三', 3],
          ['四', 4],
        ]);
        answers.byName.ps_产值 = { is: 'value', value: 1, type: 'number' };
        const facts = await fixture.host.readFacts();
        await fixture.host.applyFacts(factsAsPlan([...facts, newFact('ps_不存在', { ask: 'asOf' })]));
        const plan = await refresh(fixture, answers);
        expect(plan.failures.map(({ name: fact, code }) => [fact, code])).toEqual([
          ['ps_目标数', 'fact.none'],
          ['ps_清单', 'fact.too-small'],
          ['ps_不存在', 'fact.name-missing'],
        ]);
        expect([await value(fixture, 1, 1), await value(fixture, 2, 1), await value(fixture, 6, 0)]).toEqual([
          12,
          1,
          '=甲项',
        ]);
      },
    );

    sentence('one undo takes it back, once; what she changed since stays', async (fixture, answers) => {
      await fixture.type(6, 0, '她的');
      await refresh(fixture, answers, { ps_清单: 'take' });
      const first = await values(fixture);
      answers.byName.ps_产值 = { is: 'value', value: 3500, type: 'number' };
      answers.byName.ps_目标数 = { is: 'value', value: 20, type: 'number' };
      await refresh(fixture, answers);
      await fixture.reopen();
      await fixture.type(1, 1, 21);
      const plan = await undoFacts(fixture.host);
      expect(plan.edits).toMatchObject([{ name: 'ps_目标数', mine: 21 }]);
      expect(await values(fixture)).toEqual(first.map((row, i) => (i === 1 ? [row[0], 21] : row)));
      const again = await undoFacts(fixture.host).then(
        () => null,
        (error: unknown) => error,
      );
      expect((again as Problem | null)?.code).toBe('refresh.nothing-to-undo');
      expect((await refresh(fixture, answers)).changes).toContainEqual({
        name: 'ps_产值',
        row: 0,
        column: 0,
        old: 3000,
        new: 3500,
      });
    });

    sentence('a plan is not written where somebody changed a cell in between', async (fixture, answers) => {
      const prepared = await prepareFacts(fixture.host, answers, 'en');
      await fixture.type(1, 1, 99);
      const before = await values(fixture);
      const problem = await fixture.host.applyFacts(prepared?.plan ?? factsAsPlan([])).then(
        () => null,
        (error: unknown) => error,
      );
      expect(problem).toBeInstanceOf(Problem);
      expect((problem as Problem).code).toBe('workbook.changed-since-plan');
      expect(await values(fixture)).toEqual(before);
    });

    sentence(
      'a writing that fails leaves every cell as it was',
      async (fixture, answers) => {
        const before = [await values(fixture), await fixture.host.readFacts()];
        await fixture.failNextWrite();
        await expect(refresh(fixture, answers)).rejects.toBeInstanceOf(Problem);
        expect([await values(fixture), await fixture.host.readFacts()]).toEqual(before);
        await refresh(fixture, answers);
        expect(await value(fixture, 2, 1)).toBe(3000);
      },
      'failNextWrite',
    );
  });
};
