import { type Language, labelIn } from '../../service/records/catalogue.ts';
import { newTableOf } from '../refresh/bind.ts';
import type { NewTable, TableQuery } from '../refresh/types.ts';
import { templateNamed } from './catalog.ts';
import type { TableSheet } from './declaration.ts';

const newTable = (table: TableSheet, language: Language, query?: TableQuery): NewTable =>
  newTableOf({
    table: table.table,
    sheet: labelIn(table.name, language),
    title: labelIn(table.title, language),
    kind: table.kind,
    language,
    query: query ?? table.query,
    fields: table.fields,
  });

/**
 * A template's main table alone, to be inserted into a workbook that is open in Excel or Google Sheets.
 * @param query filters to use instead of the template's own
 * @throws Problem template.unknown
 */
export const tableOfTemplate = (name: string, language: Language, query?: TableQuery): NewTable =>
  newTable(templateNamed(name).tables[0], language, query);

/** All tables of a template, the main one first. @throws Problem template.unknown */
export const tablesOfTemplate = (name: string, language: Language, query?: TableQuery): NewTable[] =>
  templateNamed(name).tables.map((table) => newTable(table, language, query));
