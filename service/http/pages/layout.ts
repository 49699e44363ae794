import type { Request } from 'express';
import { type Language, labelIn } from '../../records/catalogue.ts';
import type { Kind } from '../../records/kinds.ts';
import type { RecordView } from '../../records/record-view.ts';
import { type Html, type HtmlValue, html } from '../html.ts';
import { languageNames } from '../language.ts';
import { type Messages, messagesIn } from '../messages.ts';
import { assetVersion } from './assets.ts';
import { summaryOf } from './record-summary.ts';

/** What every page needs to know of its request. */
export interface PageView {
  language: Language;
  messages: Messages;
  /** Path of the page with its query, without `lang`. */
  path: string;
  /** An address of ours that keeps the language the reader chose in the address. */
  href(path: string, query?: Readonly<Record<string, string | undefined>>): string;
}

const addressOf = (path: string, query: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = new URLSearchParams(given).toString();
  return text ? `${path}?${text}` : path;
};

/** The view of a request: its language, its texts, and its address. */
export const viewOf = (request: Request, language: Language): PageView => {
  const url = new URL(request.originalUrl, 'http://local.invalid');
  const chosen = url.searchParams.get('lang');
  url.searchParams.delete('lang');
  url.searchParams.delete('token');
  const lang = chosen !== null && chosen in languageNames ? chosen : undefined;
  return {
    language,
    messages: messagesIn(language),
    path: `${url.pathname}${url.search}`,
    href: (path, query = {}) => addressOf(path, { ...query, lang }),
  };
};

const languageLink = (view: PageView, language: Language, name: string): Html => {
  const url = new URL(view.path, 'http://local.invalid');
  url.searchParams.set('lang', language === 'zh-CN' ? 'zh' : 'en');
  return view.language === language
    ? html`<span aria-current="true" lang="${language}">${name}</span>`
    : html`<a href="${url.pathname}${url.search}" hreflang="${language}" lang="${language}">${name}</a>`;
};

type Section = 'home' | 'documents' | 'records' | 'corrections' | 'docs';

export interface PageContent {
  title: string;
  section?: Section;
  main: HtmlValue;
  /** False for pages that people see before they have signed in. */
  signedIn?: boolean;
  head?: HtmlValue;
}

/** A whole page around its content. */
export const layout = (
  view: PageView,
  { title, section, main, signedIn = true, head }: PageContent,
): Html => {
  const { messages, href, language } = view;
  const link = (name: Section, path: string) =>
    html`<a href="${href(path)}"${section === name ? html` aria-current="page"` : ''}>${messages.nav[name]}</a>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${messages.product}</title>
<link rel="icon" href="/assets/icon.svg?v=${assetVersion}" type="image/svg+xml">
<link rel="stylesheet" href="/assets/pages.css?v=${assetVersion}">
<script src="/assets/pages.js?v=${assetVersion}" defer></script>
${head}
</head>
<body>
<a class="skip" href="#main">${messages.skip}</a>
<header class="top"><div class="wide">
<a class="brand" href="${href('/')}"><img src="/assets/icon.svg?v=${assetVersion}" alt="" width="28" height="28"><b>${messages.product}</b> <small>${messages.productOther}</small></a>
${signedIn && html`<nav aria-label="${messages.nav.label}">${link('home', '/')}${link('documents', '/documents')}${link('records', '/records/targets')}${link('corrections', '/corrections')}${link('docs', '/docs')}</nav>`}
<div class="languages" role="group" aria-label="${messages.nav.language}">${languageLink(view, 'zh-CN', '中文')}${languageLink(view, 'en', 'English')}</div>
</div></header>
<main id="main" class="wide">
${main}
</main>
<footer><div class="wide"><span>${messages.footer}</span>${signedIn && html`<form method="post" action="/logout"><button class="quiet">${messages.signOut}</button></form>`}</div></footer>
</body>
</html>`;
};

/** A moment as people read it: to the minute, in UTC, with the exact one for machines. */
export const moment = (iso: string): Html =>
  html`<time datetime="${iso}">${iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2 UTC')}</time>`;

/** Section path as a trail. */
export const sectionTrail = (section: string, messages: Messages): Html =>
  section === ''
    ? html`<span class="faint">${messages.evidence.topLevel}</span>`
    : html`<span class="trail">${section.split('/').map((part, i) => html`${i > 0 && html`<i aria-hidden="true">›</i>`}<span>${part}</span>`)}</span>`;

/** A list of records, each leading to its evidence; with its document where the list is of many. */
export const recordList = (view: PageView, records: readonly RecordView[], withDocument: boolean): Html =>
  html`<ul class="records">${records.map((record) => {
    const { subject, facts } = summaryOf(record, view.language);
    const look = [record.kind, record.status].join(' ');
    return html`<li class="${look}">
<a href="${view.href(`/evidence/${record.id}`)}">${subject}</a>
${facts.length > 0 && html`<span class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</span>`}
<span class="where">${withDocument && html`${[record.document.region, record.document.title].filter(Boolean).join(' · ')} · `}${sectionTrail(record.section, view.messages)}</span>
</li>`;
  })}</ul>`;

/** A number of items with its label, leading to them. */
export const countCard = (label: string, count: number, address: string, language: Language): Html =>
  html`<a class="count" href="${address}"><b>${count.toLocaleString(language)}</b><span>${label}</span></a>`;

export const kindName = (
  labels: Readonly<Record<Kind, { zh: string; en: string }>>,
  kind: Kind,
  language: Language,
) => labelIn(labels[kind], language);
