import { fieldOf, labelIn } from '../../records/catalogue.ts';
import type { Correction, CorrectionStatus } from '../../records/corrections.ts';
import type { RecordView } from '../../records/record-view.ts';
import type { Page } from '../../store/store.ts';
import { type Html, html } from '../html.ts';
import { pager } from './documents.ts';
import { layout, moment, type PageView } from './layout.ts';
import { formatNumber, summaryOf } from './record-summary.ts';

/** A field's own value as people read it: labels of enumerations, lists joined, a dash for none. */
const valueText = ({ kind, field }: Correction, value: unknown, view: PageView): string => {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.length > 0 ? value.join('、') : '—';
  if (typeof value === 'number') {
    // Years are no amounts: 2025, not 2,025.
    return /year/i.test(field) ? String(value) : formatNumber(value, view.language);
  }
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  const label = fieldOf(kind, field)?.values?.[String(value)];
  return label ? labelIn(label, view.language) : String(value);
};

const fieldLabel = ({ kind, field }: Correction, { language }: PageView): string => {
  const label = fieldOf(kind, field)?.label;
  return label ? labelIn(label, language) : field;
};

/** Forms by which somebody decides; they come back to the page that they stand on. */
const decisionForm = (view: PageView, { id }: Correction): Html => {
  const { corrections } = view.messages;
  const here = new URL(view.path, 'http://local.invalid');
  const next = view.href(here.pathname, Object.fromEntries(here.searchParams));
  return html`<form class="decision" method="post" action="/corrections/${id}">
<input type="hidden" name="next" value="${next}">
<label>${corrections.yourName}<input name="by" maxlength="100" autocomplete="name"></label>
<label>${corrections.reason}<input name="reason" maxlength="2000"></label>
<button name="decision" value="adopted">${corrections.adopt}</button>
<button name="decision" value="rejected" class="quiet">${corrections.reject}</button></form>`;
};

/** What a correction is about and what became of it, without the record that it belongs to. */
export const correctionEntry = (view: PageView, correction: Correction): Html => {
  const { corrections } = view.messages;
  const text = (value: unknown) => valueText(correction, value, view);
  const colon = view.language === 'zh-CN' ? '：' : ': ';
  const { status, replaced, by, note, from, reason, decidedBy, decidedAt } = correction;
  const state = replaced ? corrections.replaced : corrections.statuses[status];
  const readsOtherwise =
    status === 'adopted' && !replaced && text(correction.extracted) !== text(correction.before);
  return html`<p><span class="tag">${state}</span> ${fieldLabel(correction, view)}${colon}<del>${text(correction.before)}</del> → <ins>${text(correction.value)}</ins></p>
<p class="faint">${[by ?? corrections.somebody, from].filter(Boolean).join(' · ')} · ${moment(correction.sentAt)}</p>
${note !== null && html`<p lang="zh-CN">${note}</p>`}
${decidedAt !== null && html`<p class="faint">${corrections.statuses[status]}${colon}${decidedBy ?? corrections.somebody} · ${moment(decidedAt)}${reason !== null && html` · ${reason}`}</p>`}
${readsOtherwise && html`<p class="notice">${corrections.readsOtherwise}${colon}${text(correction.extracted)}</p>`}
${status === 'open' && decisionForm(view, correction)}`;
};

/** Corrections of one record, on its evidence page; nothing where there are none. */
export const recordCorrections = (view: PageView, corrections: readonly Correction[]): Html | false =>
  corrections.length > 0 &&
  html`<section aria-labelledby="corrections"><h2 id="corrections">${view.messages.corrections.title}</h2>
<ul class="corrections">${corrections.map((one) => html`<li>${correctionEntry(view, one)}</li>`)}</ul></section>`;

const statuses: readonly CorrectionStatus[] = ['open', 'adopted', 'rejected'];

/** All corrections of a status, newest first, each with its record. */
export const correctionsPage = (
  view: PageView,
  page: Page<Correction>,
  records: ReadonlyMap<string, RecordView>,
  status: CorrectionStatus,
  cursor: string | undefined,
): Html => {
  const { messages, href, language } = view;
  const entry = (correction: Correction): Html => {
    const record = records.get(correction.record);
    return html`<li><h3><a href="${href(`/evidence/${correction.record}`)}" lang="zh-CN">${record ? summaryOf(record, language).subject : correction.record}</a> <small lang="zh-CN">${record && [record.document.region, record.document.title].filter(Boolean).join(' · ')}</small></h3>
${correctionEntry(view, correction)}</li>`;
  };
  return layout(view, {
    title: messages.corrections.title,
    section: 'corrections',
    main: html`<h1>${messages.corrections.title}</h1>
<p class="faint">${messages.corrections.text}</p>
<nav class="tabs" aria-label="${messages.corrections.title}">${statuses.map((one) => html`<a href="${href('/corrections', { status: one })}"${one === status ? html` aria-current="page"` : ''}>${messages.corrections.statuses[one]}</a>`)}</nav>
${page.items.length > 0 ? html`<ul class="corrections">${page.items.map(entry)}</ul>` : html`<p class="empty">${messages.corrections.none}</p>`}
${pager(view, '/corrections', { status }, { cursor, next: page.next })}`,
  });
};
