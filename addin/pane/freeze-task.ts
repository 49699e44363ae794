import type { Language } from '../../service/records/catalogue.ts';
import { citationOf } from '../../service/records/citation.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import { queryOf } from '../../templates/refresh/binding-sheet.ts';
import { locateColumns } from '../../templates/refresh/columns.ts';
import { keysOf } from '../../templates/refresh/keyed-rows.ts';
import { parseKey } from '../../templates/refresh/keys.ts';
import type { TableBinding } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { ExcelHost } from '../excel/excel-host.ts';
import { type FrozenTable, freezeSheet } from '../excel/freeze-sheet.ts';

const citationHeader: Readonly<Record<Language, string>> = { 'zh-CN': '引用', en: 'Citation' };

/** What a copy of one table is to say instead of its keys and links. */
const frozenTable = async (
  client: PolicyClient,
  binding: TableBinding,
  language: Language,
  now: Date,
): Promise<FrozenTable & { sheet: string }> => {
  const snapshot = await new ExcelHost().readTable(binding.table);
  const columns = locateColumns(snapshot, binding);
  const answer = await client.sync({
    kind: binding.kind,
    query: queryOf(binding.query),
    keys: keysOf(snapshot, binding),
  });
  // A row is cited as it stands: by the revision that it shows, where the service still knows it.
  const records = new Map<string, RecordView>(answer.records.map((record) => [record.id, record]));
  for (const record of Object.values(answer.bases)) records.set(record.id, record);
  const citations = snapshot.rows.map(({ cells }) => {
    const record = records.get(parseKey(cells[columns.key]?.value)?.id ?? '');
    return record ? citationOf(record, now).gbt : '';
  });
  return {
    table: binding.table,
    sheet: snapshot.sheet,
    keyColumn: columns.key,
    linkColumn: columns.bound.find(({ field }) => field.type === 'url')?.column ?? null,
    header: citationHeader[language],
    citations,
  };
};

/**
 * Copies every sheet with a bound table into one that stands for itself: values instead of formulas, no keys and no links
 * to the service, and for every row the citation of what it says.
 * @returns names of the new sheets
 */
export const freezeTables = async (
  client: PolicyClient,
  bindings: readonly TableBinding[],
  language: Language,
  now: Date,
): Promise<string[]> => {
  const bySheet = new Map<string, FrozenTable[]>();
  for (const binding of bindings) {
    const { sheet, ...table } = await frozenTable(client, binding, language, now);
    bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), table]);
  }
  const made: string[] = [];
  for (const [sheet, tables] of bySheet)
    made.push(await freezeSheet({ sheet, day: now.toISOString().slice(0, 10), tables }));
  return made;
};
