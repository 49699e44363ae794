import { fieldOf, kindLabels, labelIn } from '../../records/catalogue.ts';
import { kinds } from '../../records/kinds.ts';
import type { DocumentView, Page } from '../../store/store.ts';
import { type Html, html } from '../html.ts';
import { kindName, layout, type PageView } from './layout.ts';

/** Documents as a list of cards: title, what it is, and what was found in it. */
export const documentTable = (view: PageView, documents: readonly DocumentView[]): Html => {
  const { language, messages, href } = view;
  return html`<ul class="documents">${documents.map(
    (document) => html`<li><a href="${href(`/documents/${document.id}`)}">${document.title}</a>
<span class="where">${[document.region, document.docNumber, document.issuedOn ?? document.publishedOn].filter(Boolean).join(' · ')}${!document.hasText && html` <span class="tag">${messages.documents.withoutText}</span>`}</span>
<span class="facts">${kinds.filter((kind) => document.counts[kind] > 0).map((kind) => html`<span>${kindName(kindLabels, kind, language)} ${document.counts[kind]}</span>`)}</span></li>`,
  )}</ul>`;
};

/** A labelled input of a filter form. */
export const filterInput = (
  name: string,
  label: string,
  value: string | undefined,
  more: { hint?: string; kind?: 'search' | 'number' } = {},
): Html =>
  html`<label>${label}<input name="${name}" type="${more.kind ?? 'search'}" value="${value}" placeholder="${more.hint}"${more.kind === 'number' ? html` min="1900" max="2200"` : ''}></label>`;

/** A choice among the regions of the store. */
export const regionSelect = (
  view: PageView,
  regions: readonly (string | null)[],
  chosen: string | undefined,
): Html =>
  html`<label>${view.messages.filters.region}<select name="region"><option value="">${view.messages.filters.anyRegion}</option>${regions.map(
    (region) =>
      region !== null &&
      html`<option value="${region}"${region === chosen ? html` selected` : ''}>${region}</option>`,
  )}${chosen !== undefined && !regions.includes(chosen) && html`<option value="${chosen}" selected>${chosen}</option>`}</select></label>`;

/** The form around filters; the language chosen in the address stays chosen. */
export const filterForm = (view: PageView, path: string, inputs: Html): Html => {
  const lang = new URL(view.href(path), 'http://local.invalid').searchParams.get('lang');
  return html`<form class="filters" role="search" method="get" action="${path}">${inputs}
${lang && html`<input type="hidden" name="lang" value="${lang}">`}
<button>${view.messages.filters.search}</button> <a href="${view.href(path)}">${view.messages.filters.clear}</a></form>`;
};

/** Links to the next page and back to the first. */
export const pager = (
  view: PageView,
  path: string,
  filters: Readonly<Record<string, string | undefined>>,
  page: { cursor: string | undefined; next: string | null },
): Html => html`<p class="pager">${page.cursor !== undefined && html`<a href="${view.href(path, filters)}">« ${view.messages.filters.first}</a>`}
${page.next !== null && html`<a rel="next" href="${view.href(path, { ...filters, cursor: page.next })}">${view.messages.filters.next} →</a>`}</p>`;

export interface DocumentFilters {
  region: string | undefined;
  year: number | undefined;
  text: string | undefined;
}

/** The list of documents with its search. */
export const documentsPage = (
  view: PageView,
  page: Page<DocumentView>,
  filters: DocumentFilters,
  cursor: string | undefined,
  regions: readonly (string | null)[],
): Html => {
  const { messages } = view;
  const { text, region } = filters;
  const year = filters.year?.toString();
  return layout(view, {
    title: messages.documents.title,
    section: 'documents',
    main: html`<h1>${messages.documents.title}</h1>
${filterForm(
  view,
  '/documents',
  html`${filterInput('text', messages.filters.text, text, { hint: messages.filters.textHint })}${regionSelect(view, regions, region)}${filterInput('year', messages.filters.year, year, { kind: 'number' })}`,
)}
${page.items.length > 0 ? documentTable(view, page.items) : html`<p class="empty">${messages.filters.none}</p>`}
${pager(view, '/documents', { text, region, year }, { cursor, next: page.next })}`,
  });
};

/** Label of a document's field in the catalogue. */
export const documentFieldLabel = (id: string, view: PageView): string => {
  const label = fieldOf('target', id)?.label;
  return label ? labelIn(label, view.language) : id;
};
