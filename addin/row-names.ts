import type { Kind } from '../service/records/kinds.ts';
import type { TableBinding, TableSnapshot } from '../templates/refresh/types.ts';

/** What people call a record and the row that shows it, in every add-in. */

/** The field by which a person knows a record of a kind. */
export const nameField: Readonly<Record<Kind, string>> = {
  target: 'indicator',
  goal: 'statement',
  fund: 'name',
  park: 'name',
  assignment: 'task',
};

/** What a row of a table is called, by its index: its region and its name; empty where it has neither. */
export const rowNames = (binding: TableBinding, snapshot: TableSnapshot): ((row: number) => string) => {
  const columns = ['region', nameField[binding.kind]].map((field) =>
    snapshot.headers.indexOf(binding.columns.find((column) => column.field === field)?.header ?? ''),
  );
  return (row) =>
    columns
      .map((column) => snapshot.rows[row]?.cells[column]?.value ?? '')
      .filter((part) => part !== '')
      .join(' · ');
};
