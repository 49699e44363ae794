import { kindLabels } from '../../records/catalogue.ts';
import { collectionOf, type Kind, kinds } from '../../records/kinds.ts';
import type { RecordView } from '../../records/record-view.ts';
import type { Page, RecordQuery } from '../../store/store.ts';
import { type Html, html } from '../html.ts';
import { filterForm, filterInput, pager, regionSelect } from './documents.ts';
import { kindName, layout, type PageView, recordList } from './layout.ts';

/** The records of one kind with their filters, each leading to its evidence. */
export const recordsPage = (
  view: PageView,
  kind: Kind,
  page: Page<RecordView>,
  count: number,
  query: RecordQuery,
  cursor: string | undefined,
  regions: readonly (string | null)[],
): Html => {
  const { messages, language, href } = view;
  const { filters } = messages;
  const path = `/records/${collectionOf[kind]}`;
  const year = query.year?.toString();
  const given = {
    text: query.text,
    region: query.region,
    year,
    agency: query.agency,
    industry: query.industry,
    document: query.document,
  };
  return layout(view, {
    title: kindName(kindLabels, kind, language),
    section: 'records',
    main: html`<h1>${messages.records.title}</h1>
<nav class="tabs" aria-label="${messages.records.kinds}">${kinds.map((other) => html`<a href="${href(`/records/${collectionOf[other]}`, { region: query.region, document: query.document })}"${other === kind ? html` aria-current="page"` : ''}>${kindName(kindLabels, other, language)}</a>`)}</nav>
${filterForm(
  view,
  path,
  html`${filterInput('text', filters.text, query.text, { hint: filters.recordTextHint })}${regionSelect(view, regions, query.region)}${filterInput('year', filters.year, year, { kind: 'number' })}${kind === 'assignment' && filterInput('agency', filters.agency, query.agency)}${(kind === 'park' || query.industry !== undefined) && filterInput('industry', filters.industry, query.industry)}${query.document !== undefined && html`<input type="hidden" name="document" value="${query.document}">`}`,
)}
<p class="faint"><b>${count.toLocaleString(language)}</b> ${kindName(kindLabels, kind, language)}</p>
${page.items.length > 0 ? recordList(view, page.items, true) : html`<p class="empty">${filters.none}</p>`}
${pager(view, path, given, { cursor, next: page.next })}`,
  });
};
