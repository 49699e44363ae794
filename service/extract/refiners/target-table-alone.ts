import type { Refiner } from '../rule.ts';
import { indicatorTableOf, tableYearOf } from '../structure/indicator-table.ts';
import { tablesOf } from '../structure/table.ts';
import type { Line } from '../structure/types.ts';

/** Drops what rules for sentences read in the rows of a table of indicators, whose columns alone say what is aimed at. */
export const targetTableAlone: Refiner<'target'> = {
  name: 'target-table-alone',
  refine: (drafts, { structure, fields, text }) => {
    const tables = tablesOf(structure);
    if (tables.length === 0) return [...drafts];
    const speaksIn = tableYearOf(fields, text);
    const rows = new Set<Line>(
      tables.flatMap((table) =>
        indicatorTableOf(table, speaksIn) ? table.rows.map(({ line }) => line) : [],
      ),
    );
    return drafts.filter(
      ({ record, clause }) => record.rules.includes('target-table') || !rows.has(clause.sentence.line),
    );
  },
};
