import { type Field, fieldsOf, keyField, type Language, labelIn } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';
import { Problem } from '../../service/records/problem.ts';
import type { NewTable, TableQuery } from './types.ts';

export interface NewTableRequest {
  table: string;
  sheet: string;
  title: string;
  kind: Kind;
  language: Language;
  query?: TableQuery;
  /** Ids of the fields to show, in order; without it region and document, the kind's own, passage, link and status. */
  fields?: readonly string[];
  /** `typed` where cells without a value say why; see TableBinding. */
  blanks?: 'typed';
}

const first = ['region'];
const last = ['documentTitle', 'docNumber', 'issuedOn', 'section', 'evidence', 'evidenceUrl', 'status'];

const chosen = (request: NewTableRequest): Field[] => {
  const all = fieldsOf(request.kind);
  const byId = new Map(all.map((field) => [field.id, field]));
  const documentIds = new Set([...first, ...last, 'issuers', 'publishedOn', 'confidence']);
  const own = all.filter((field) => !documentIds.has(field.id)).map((field) => field.id);
  return (request.fields ?? [...first, ...own, ...last])
    .filter((id) => id !== keyField.id)
    .map((id) => {
      const field = byId.get(id);
      if (field) return field;
      throw new Problem(
        'binding.unknown-field',
        { zh: `这类记录没有字段“${id}”。`, en: `Records of this kind have no field "${id}".` },
        { zh: `可用字段：${[...byId.keys()].join('、')}。`, en: `Fields: ${[...byId.keys()].join(', ')}.` },
        { field: id, kind: request.kind },
      );
    });
};

/**
 * Lays out a bound table from the catalogue: the hidden key column first, then the fields under their labels.
 * @throws Problem `binding.unknown-field`
 */
export const newTableOf = (request: NewTableRequest): NewTable => {
  const columns = [keyField, ...chosen(request)].map((field) => ({
    header: labelIn(field.label, request.language),
    field: field.id,
    type: field.type,
    width: field.width ?? 12,
    hidden: field.id === keyField.id,
  }));
  return {
    sheet: request.sheet,
    title: request.title,
    columns,
    binding: {
      table: request.table,
      kind: request.kind,
      language: request.language,
      query: request.query ?? {},
      columns: columns.map(({ header, field }) => ({ header, field })),
      asOf: null,
      cursor: null,
      refreshedAt: null,
      refreshedBy: null,
      ...(request.blanks ? { blanks: request.blanks } : {}),
      undo: null,
    },
  };
};
