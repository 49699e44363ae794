import type { Context } from '../../service/extract/rule.ts';
import { structureOf } from '../../service/extract/structure/structure.ts';
import type { DocumentFields } from '../../service/records/document.ts';

/** Fields of an invented document of 2019, which tests change where they need to. */
export const inventedFields = (changes: Partial<DocumentFields> = {}): DocumentFields => ({
  title: '云山省数字产业发展规划',
  noticeTitle: null,
  issuers: ['云山省人民政府'],
  docNumber: null,
  issuedOn: '2019-03-01',
  publishedOn: null,
  effectiveFrom: null,
  region: '云山省',
  period: null,
  url: null,
  ...changes,
});

/** What rules see of an invented document. */
export const inventedContext = (text: string, changes: Partial<DocumentFields> = {}): Context => ({
  fields: inventedFields(changes),
  text,
  structure: structureOf(text),
});
