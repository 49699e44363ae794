import { kindLabels } from '../../records/catalogue.ts';
import { collectionOf, type Kind } from '../../records/kinds.ts';
import type { RecordView } from '../../records/record-view.ts';
import type { DocumentView } from '../../store/store.ts';
import { type Html, type HtmlValue, html, safeHref } from '../html.ts';
import { documentFieldLabel } from './documents.ts';
import { kindName, layout, moment, type PageView, recordList } from './layout.ts';

/** Label and value pairs; a pair without a value is left out. */
export const factList = (pairs: readonly (readonly [string, HtmlValue])[]): Html =>
  html`<dl class="fields">${pairs
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;

/** A link to a page elsewhere, or its bare text where the address is not one to be followed. */
export const outsideLink = (address: string | null): HtmlValue => {
  const href = safeHref(address);
  return href === null ? address : html`<a href="${href}" rel="noreferrer noopener">${address}</a>`;
};

/** One document: its fields, and its records by kind. */
export const documentPage = (
  view: PageView,
  document: DocumentView,
  parent: DocumentView | null,
  records: readonly { kind: Kind; items: readonly RecordView[]; count: number }[],
): Html => {
  const { messages, language, href } = view;
  const label = (id: string) => documentFieldLabel(id, view);
  const found = records.filter(({ items }) => items.length > 0);
  return layout(view, {
    title: document.title,
    section: 'documents',
    main: html`<article>
<header class="title"><p class="eyebrow"><a href="${href('/documents')}">${messages.documents.title}</a></p>
<h1 lang="zh-CN">${document.title}</h1></header>
<section aria-labelledby="fields"><h2 id="fields">${messages.document.fields}</h2>
${factList([
  [messages.document.noticeTitle, document.noticeTitle],
  [label('docNumber'), document.docNumber],
  [label('issuers'), document.issuers.join('、')],
  [label('region'), document.region],
  [label('regionCode'), document.regionCode],
  [label('issuedOn'), document.issuedOn],
  [label('publishedOn'), document.publishedOn],
  [messages.document.effectiveFrom, document.effectiveFrom],
  [messages.document.period, document.period?.join('–')],
  [
    messages.document.parent,
    parent && html`<a href="${href(`/documents/${parent.id}`)}">${parent.title}</a>`,
  ],
  [messages.document.url, outsideLink(document.url)],
  [messages.document.text, document.hasText ? messages.document.hasText : messages.document.noText],
  [messages.document.recordedAt, moment(document.recordedAt)],
])}</section>
<section aria-labelledby="records"><h2 id="records">${messages.document.records}</h2>
${found.length === 0 ? html`<p class="empty">${messages.document.noRecords}</p>` : html`<p class="links">${found.map(({ kind, count }) => html`<a href="#${collectionOf[kind]}">${kindName(kindLabels, kind, language)} ${count}</a>`)}</p>`}
${found.map(
  ({
    kind,
    items,
    count,
  }) => html`<section aria-labelledby="${collectionOf[kind]}"><h3 id="${collectionOf[kind]}">${kindName(kindLabels, kind, language)} <small>${count}</small></h3>
${recordList(view, items, false)}
${count > items.length && html`<p class="faint">${messages.document.firstOf(items.length, count)} <a href="${href(`/records/${collectionOf[kind]}`, { document: document.id })}">→</a></p>`}</section>`,
)}
</section></article>`,
  });
};
