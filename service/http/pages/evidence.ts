import { ruleDescriptions } from '../../extract/rule-descriptions.ts';
import { fieldOf, fieldsOf, kindLabels, labelIn } from '../../records/catalogue.ts';
import { citationOf } from '../../records/citation.ts';
import type { Correction } from '../../records/corrections.ts';
import { type Passages, passagesIn } from '../../records/passages.ts';
import type { RecordView } from '../../records/record-view.ts';
import { type CellValue, sheetRowOf } from '../../records/sheet-row.ts';
import { correctionRule } from '../../store/corrections.ts';
import { type Html, html } from '../html.ts';
import { recordCorrections } from './corrections.ts';
import { factList, outsideLink } from './document.ts';
import { documentFieldLabel } from './documents.ts';
import { kindName, layout, moment, type PageView, sectionTrail } from './layout.ts';
import { formatNumber, summaryOf } from './record-summary.ts';

const fieldName = (record: RecordView, id: string, language: PageView['language']): string => {
  const label = fieldOf(record.kind, id)?.label;
  return label ? labelIn(label, language) : id;
};

const cellText = (value: CellValue | undefined, view: PageView): string | null => {
  if (value === null || value === undefined || value === false) return null;
  if (value === true) return '✓';
  return typeof value === 'number' ? formatNumber(value, view.language) : value;
};

const correctionDescription = {
  zh: '有人更正了字段，见上。',
  en: 'a person corrected fields, see there',
};

/** What a rule does, in a line; nothing for a rule of an earlier release. */
const ruleText = (rule: string, language: PageView['language']): Html | string => {
  const description = rule === correctionRule ? correctionDescription : ruleDescriptions[rule];
  return description ? html` <span class="faint">${labelIn(description, language)}</span>` : '';
};

/** Fields shown in places of their own, or not worth a line. */
const elsewhere = new Set([
  'region',
  'regionCode',
  'documentTitle',
  'docNumber',
  'issuers',
  'issuedOn',
  'publishedOn',
  'section',
  'evidence',
  'evidenceUrl',
]);

const recordFields = (view: PageView, record: RecordView): Html => {
  const row = sheetRowOf(record, view.language, '');
  return factList(
    fieldsOf(record.kind)
      .filter(({ id }) => !elsewhere.has(id))
      .map((field) => [
        labelIn(field.label, view.language),
        field.id === 'confidence' ? `${Math.round(record.confidence * 100)}%` : cellText(row[field.id], view),
      ]),
  );
};

const documentFacts = (view: PageView, { document }: RecordView): Html => {
  const label = (id: string) => documentFieldLabel(id, view);
  return factList([
    [
      label('documentTitle'),
      html`<a href="${view.href(`/documents/${document.id}`)}" lang="zh-CN">${document.title}</a>`,
    ],
    [label('docNumber'), document.docNumber],
    [label('issuers'), document.issuers.join('、')],
    [label('region'), document.region],
    [label('regionCode'), document.regionCode],
    [label('issuedOn'), document.issuedOn],
    [label('publishedOn'), document.publishedOn],
    [view.messages.document.url, outsideLink(document.url)],
  ]);
};

const passageFigures = (view: PageView, { excerpts, lost, places }: Passages, record: RecordView): Html => {
  const { messages } = view;
  const { evidence } = messages;
  return html`${excerpts.map(
    (excerpt, i) => html`<figure class="passage">
<figcaption>${excerpts.length > 1 && html`<b>${evidence.passageLabel(i + 1, excerpts.length)}</b> `}${evidence.section} ${sectionTrail(excerpt.section, messages)}</figcaption>
<blockquote lang="zh-CN">${excerpt.lines.map(
      ({ runs, context }) =>
        html`<p${context ? html` class="context"` : ''}>${runs.map((run) => (run.marked ? html`<mark>${run.text}</mark>` : run.text))}</p>`,
    )}</blockquote></figure>`,
  )}
${lost.map(
  (
    passage,
  ) => html`<figure class="passage"><figcaption>${evidence.lost} ${sectionTrail(passage.section, messages)}</figcaption>
<blockquote lang="zh-CN"><p><mark>${passage.text}</mark></p></blockquote></figure>`,
)}
${
  excerpts.length + lost.length === 0 &&
  html`<div class="notice"><p>${evidence.starter}</p>
<p>${evidence.place}${view.language === 'zh-CN' ? '：' : ': '}${places.map((place, i) => html`${i > 0 && '; '}${sectionTrail(place.section, messages)}`)}</p>
<p>${evidence.attach}</p><pre class="command"><code>npm run --silent cli -- ingest FILE</code></pre>
${record.document.url !== null && html`<p>${evidence.attachSource}: ${outsideLink(record.document.url)}</p>`}</div>`
}`;
};

/** What a revision changed against the one before, field by field. */
const changesOf = (view: PageView, before: RecordView | undefined, now: RecordView): Html => {
  const { evidence } = view.messages;
  if (!before) return html`<span>${evidence.firstForm}</span>`;
  const old = sheetRowOf(before, view.language, '');
  const row = sheetRowOf(now, view.language, '');
  const changed = fieldsOf(now.kind).filter(({ id }) => id !== 'evidence' && old[id] !== row[id]);
  if (changed.length === 0) return html`<span>${evidence.noChange}</span>`;
  return html`<ul>${changed.map(
    ({ id, label }) =>
      html`<li>${labelIn(label, view.language)}${view.language === 'zh-CN' ? '：' : ': '}<del>${cellText(old[id], view) ?? '—'}</del> → <ins>${cellText(row[id], view) ?? '—'}</ins></li>`,
  )}</ul>`;
};

const historyTable = (view: PageView, history: readonly RecordView[]): Html => {
  const { evidence } = view.messages;
  return html`<div class="scroll"><table class="history"><thead><tr><th scope="col">${evidence.revision}</th><th scope="col">${evidence.recordedAt}</th><th scope="col">${evidence.changes}</th></tr></thead>
<tbody>${history
    .map(
      (revision, i) =>
        html`<tr><th scope="row">${revision.revision}</th><td>${moment(revision.recordedAt)}</td><td>${changesOf(view, history[i - 1], revision)}</td></tr>`,
    )
    .toReversed()}</tbody></table></div>`;
};

const citations = (view: PageView, record: RecordView, on: Date): Html => {
  const { evidence } = view.messages;
  const { gbt, plain } = citationOf(record, on);
  const one = (id: string, name: string, text: string) =>
    html`<div class="citation"><h3>${name}</h3><p id="${id}" lang="zh-CN">${text}</p><button type="button" class="quiet" data-copy="${id}" data-done="${evidence.copied}" hidden>${evidence.copy}</button></div>`;
  return html`${one('cite-gbt', evidence.gbt, gbt)}${one('cite-plain', evidence.plain, plain)}`;
};

/**
 * The evidence of a record: its passage highlighted in its document, and everything needed to check and to cite it.
 * @param text clean text of the document; null where the store has none
 * @param corrections that were sent of this record, newest first
 * @param on the day of the citation
 */
export const evidencePage = (
  view: PageView,
  record: RecordView,
  text: string | null,
  history: readonly RecordView[],
  corrections: readonly Correction[],
  on: Date,
): Html => {
  const { messages, language } = view;
  const { evidence } = messages;
  const { subject, facts } = summaryOf(record, language);
  return layout(view, {
    title: `${evidence.title}：${subject}`,
    section: 'records',
    main: html`<article class="evidence">
<header class="title"><p class="eyebrow">${evidence.title} · ${kindName(kindLabels, record.kind, language)}</p>
<h1 lang="zh-CN">${subject}</h1>
${facts.length > 0 && html`<p class="facts big">${facts.map((fact) => html`<span>${fact}</span>`)}</p>`}
${record.status === 'withdrawn' && html`<p class="notice">${evidence.withdrawnNow}</p>`}${record.corrected !== undefined && html`<p class="notice">${evidence.corrected(record.corrected.map(({ field, by }) => `${fieldName(record, field, language)}${by === null ? '' : ` (${by})`}`).join(language === 'zh-CN' ? '、' : ', '))}</p>`}</header>
<div class="columns"><div>
<section aria-labelledby="passage"><h2 id="passage">${evidence.passage}</h2>
<p class="source" lang="zh-CN"><b>${record.document.title}</b>${[record.document.docNumber, record.document.issuers.join('、'), record.document.issuedOn].filter(Boolean).map((part) => html`<span>${part}</span>`)}</p>
${passageFigures(view, passagesIn(text, record.evidence), record)}</section>
<section aria-labelledby="citation"><h2 id="citation">${evidence.citation}</h2>${citations(view, record, on)}</section>
${recordCorrections(view, corrections)}
<section aria-labelledby="history"><h2 id="history">${evidence.history}</h2>${historyTable(view, history)}</section>
</div><aside>
<section aria-labelledby="record"><h2 id="record">${evidence.record}</h2>${recordFields(view, record)}
<p class="links"><code>${record.id}</code> <a href="/v1/records/${record.id}">${evidence.json}</a></p></section>
<section aria-labelledby="document"><h2 id="document">${messages.document.fields}</h2>${documentFacts(view, record)}</section>
<section aria-labelledby="rules"><h2 id="rules">${evidence.rules}</h2>${
      record.rules.length > 0
        ? html`<p class="faint">${evidence.rulesText}</p><ol class="rules">${record.rules.map((rule) => html`<li><code>${rule}</code>${ruleText(rule, language)}</li>`)}</ol>`
        : html`<p class="faint">${evidence.noRules}</p>`
    }</section>
</aside></div></article>`,
  });
};
