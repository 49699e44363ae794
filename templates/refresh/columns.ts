import { type Field, fieldOf, keyField } from '../../service/records/catalogue.ts';
import { Problem } from '../../service/records/problem.ts';
import type { TableBinding, TableSnapshot } from './types.ts';

/** A bound column at its place in the sheet. */
export interface BoundColumn {
  column: number;
  header: string;
  field: Field;
}
export interface TableColumns {
  /** Place of the key column. */
  key: number;
  /** Bound columns without the key, in the order of the binding. */
  bound: readonly BoundColumn[];
}

const plain = (header: string): string => header.normalize('NFKC').replace(/\s+/g, ' ').trim();

const missing = (binding: TableBinding, header: string, isKey: boolean): Problem =>
  isKey
    ? new Problem(
        'table.key-column-missing',
        {
          zh: `表“${binding.table}”中找不到记录编号列“${header}”。`,
          en: `The table "${binding.table}" has no key column "${header}".`,
        },
        {
          zh: `没有它就无法知道每一行是哪条记录。请恢复该列（撤销、或从备份复制），列标题须为“${header}”，然后重新刷新。`,
          en: `Without it nobody can tell which record a row shows. Restore the column (undo, or copy it from a backup) under the header "${header}", then refresh again.`,
        },
        { table: binding.table, header },
      )
    : new Problem(
        'table.column-missing',
        {
          zh: `表“${binding.table}”中找不到绑定的列“${header}”，可能被改名或删除。`,
          en: `The table "${binding.table}" has no column "${header}", which is bound; it was renamed or deleted.`,
        },
        {
          zh: `请把列标题改回“${header}”，或在绑定设置中去掉或改绑这一列，然后重新刷新。`,
          en: `Name the column "${header}" again, or take it out of the binding, then refresh again.`,
        },
        { table: binding.table, header },
      );

/**
 * Finds the bound columns by their headers, wherever the analyst moved them.
 * @throws Problem `table.key-column-missing`, `table.column-missing`, `table.column-twice`
 */
export const locateColumns = (snapshot: TableSnapshot, binding: TableBinding): TableColumns => {
  const places = new Map<string, number[]>();
  snapshot.headers.forEach((header, column) => {
    places.set(plain(header), [...(places.get(plain(header)) ?? []), column]);
  });
  const bound: BoundColumn[] = [];
  let key: number | undefined;
  // The key comes first: without it nothing else matters to the reader of the message.
  const columns = [...binding.columns].sort(
    (a, b) => Number(b.field === keyField.id) - Number(a.field === keyField.id),
  );
  for (const { header, field: id } of columns) {
    const isKey = id === keyField.id;
    const alike = places.get(plain(header)) ?? [];
    const exact = alike.filter((place) => snapshot.headers[place] === header);
    const [column, second] = exact.length > 0 ? exact : alike;
    if (column === undefined) throw missing(binding, header, isKey);
    if (second !== undefined) {
      throw new Problem(
        'table.column-twice',
        {
          zh: `表“${binding.table}”中有两列标题都是“${header}”。`,
          en: `The table "${binding.table}" has two columns with the header "${header}".`,
        },
        {
          zh: '请把您自己的那一列改名，然后重新刷新。',
          en: 'Rename the one that is yours, then refresh again.',
        },
        { table: binding.table, header },
      );
    }
    const field = fieldOf(binding.kind, id);
    if (isKey) key = column;
    else if (field) bound.push({ column, header, field });
  }
  if (key === undefined) throw missing(binding, keyField.label.zh, true);
  const order = new Map(binding.columns.map((column, index) => [column.field, index]));
  bound.sort((a, b) => (order.get(a.field.id) ?? 0) - (order.get(b.field.id) ?? 0));
  return { key, bound };
};
