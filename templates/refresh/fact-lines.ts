import type { FactAsk } from '../../service/records/facts.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import type { FactBinding } from './fact-types.ts';
import { brokenLine, type HiddenRow, hiddenRow } from './hidden-row.ts';
import { joinJson, splitJson } from './json-cells.ts';

/**
 * The lines of the hidden sheet that hold the facts of named cells: `fact` with the name and what it asks as JSON, and
 * `factState` with what the last refresh wrote and what an undo needs. They name no table.
 */

const asks = ['count', 'target', 'list', 'cite', 'field', 'asOf'] as const;

/** Whether a line of the hidden sheet is about a fact. */
export const isFactLine = ({ item }: HiddenRow): boolean => item === 'fact' || item === 'factState';

/** The lines of facts, four cells each. */
export const printFacts = (facts: readonly FactBinding[]): string[][] =>
  facts.flatMap(({ name, ask, written, undo }) => [
    ['', 'fact', name, JSON.stringify(ask)],
    ...(written === null && undo === null ? [] : splitJson({ written, undo })).map((text) => [
      '',
      'factState',
      name,
      text,
    ]),
  ]);

const readAsk = (text: string, row: number): FactAsk => {
  let ask: unknown;
  try {
    ask = JSON.parse(text);
  } catch {
    ask = null;
  }
  const kind = typeof ask === 'object' && ask !== null ? (ask as { ask?: unknown }).ask : null;
  if (!(asks as readonly unknown[]).includes(kind))
    throw brokenLine(row, { zh: `“${text}”不是一个问数。`, en: `"${text}" is no ask of a fact.` });
  return ask as FactAsk;
};

const isGrid = (value: unknown): value is CellValue[][] => Array.isArray(value) && value.every(Array.isArray);
/** What a fact keeps between refreshes. One that is damaged is none: her cells then count as typed by her. */
const readState = (texts: readonly string[]): Pick<FactBinding, 'written' | 'undo'> => {
  const state = joinJson(texts) as { written?: unknown; undo?: FactBinding['undo'] } | null;
  return {
    written: isGrid(state?.written) ? state.written : null,
    undo: state?.undo && isGrid(state.undo.cells) ? state.undo : null,
  };
};

/**
 * Reads the facts out of the rows of the hidden sheet.
 * @throws Problem `binding.broken` naming the row
 */
export const parseFacts = (rows: readonly (readonly CellValue[])[]): FactBinding[] => {
  const found = new Map<string, { ask: FactAsk; state: string[] }>();
  rows.forEach((cells, index) => {
    const line = hiddenRow(cells);
    if (!isFactLine(line)) return;
    const row = index + 1;
    if (line.name === '')
      throw brokenLine(row, { zh: '缺少单元格名称。', en: 'the name of the cell is missing.' });
    const fact = found.get(line.name);
    if (line.item === 'factState') fact?.state.push(line.value);
    else if (fact)
      throw brokenLine(row, {
        zh: `名称“${line.name}”出现了两次。`,
        en: `the name "${line.name}" stands twice.`,
      });
    else found.set(line.name, { ask: readAsk(line.value, row), state: [] });
  });
  return [...found].map(([name, { ask, state }]) => ({ name, ask, ...readState(state) }));
};
