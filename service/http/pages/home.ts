import { kindLabels, type Label, labelIn } from '../../records/catalogue.ts';
import { collectionOf, kinds } from '../../records/kinds.ts';
import { type Html, html } from '../html.ts';
import type { Overview } from '../overview.ts';
import { documentTable } from './documents.ts';
import { countCard, kindName, layout, type PageView } from './layout.ts';

const shownRegions = 12;

/** Bars by attributes of SVG, because the content security policy allows no inline style. */
const bar = (share: number): Html =>
  html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="100" height="6" rx="1"/><rect width="${(share * 100).toFixed(1)}" height="6" rx="1"/></svg>`;

const regionTable = (view: PageView, overview: Overview): Html => {
  const { messages, language, href } = view;
  const shown = overview.regions.slice(0, shownRegions);
  const sum = (counts: Overview['counts']) => kinds.reduce((total, kind) => total + counts[kind], 0);
  const most = Math.max(1, ...shown.map(({ counts }) => sum(counts)));
  const rest = overview.regions.length - shown.length;
  return html`<div class="scroll"><table class="regions">
<thead><tr><th scope="col">${messages.home.region}</th><th scope="col" class="number">${messages.home.documentCount}</th><th scope="col" class="number">${messages.home.recordCount}</th><td></td></tr></thead>
<tbody>${shown.map(
    ({ region, documents, counts }) => html`<tr>
<th scope="row">${region === null ? html`<span class="faint">${messages.home.noRegion}</span>` : html`<a href="${href('/documents', { region })}">${region}</a>`}</th>
<td class="number">${documents.toLocaleString(language)}</td><td class="number">${sum(counts).toLocaleString(language)}</td><td>${bar(sum(counts) / most)}</td></tr>`,
  )}</tbody>
</table></div>${rest > 0 && html`<p class="faint">${messages.home.restOfRegions(rest)}</p>`}`;
};

/** A template that can be downloaded. */
export interface TemplateOffer {
  name: string;
  title: Label;
}

/** The home page: what this is, what it holds, and how to begin. */
export const homePage = (
  view: PageView,
  overview: Overview,
  offers: {
    templates: readonly TemplateOffer[];
    addin: boolean;
    playground: boolean;
    sheets: boolean;
    manifests: readonly string[];
  },
): Html => {
  const { messages, language, href } = view;
  const { home } = messages;
  const steps = html`<section aria-labelledby="start"><h2 id="start">${home.start}</h2><div class="steps">
<div><h3>${home.template}</h3><p>${offers.templates.length > 0 ? home.templateText : home.templateMissing}</p>
${offers.templates.length > 0 && html`<p class="links">${offers.templates.map(({ name, title }) => html`<a href="/templates/${name}.xlsx?lang=${language === 'zh-CN' ? 'zh' : 'en'}">${labelIn(title, language)}</a>`)}</p>`}</div>
<div><h3>${offers.addin ? html`<a href="/addin/">${home.addin}</a>` : home.addin}</h3><p>${offers.addin ? home.addinText : home.addinMissing}</p>
${offers.manifests.length > 0 && html`<p class="links">${offers.manifests.map((name) => html`<a href="/addin/${name}" download>${name}</a>`)}</p>`}</div>
${offers.sheets && html`<div><h3><a href="${href('/sheets')}">${home.sheets}</a></h3><p>${home.sheetsText}</p></div>`}
${offers.playground && html`<div><h3><a href="${href('/try')}">${messages.playground.title}</a></h3><p>${messages.playground.text}</p></div>`}
<div><h3><a href="${href('/docs')}">${home.api}</a></h3><p>${home.apiText}</p></div>
<div><h3>${home.ingest}</h3><p>${home.ingestText}</p><pre class="command"><code>npm run --silent cli -- ingest FILE</code></pre></div>
</div></section>`;
  const holdings =
    overview.documents === 0
      ? html`<section class="empty"><p>${home.empty}</p><pre class="command"><code>npm run --silent cli -- ingest FILE</code></pre></section>`
      : html`<section aria-label="${home.recordsByKind}" class="counts">
${countCard(home.documents, overview.documents, href('/documents'), language)}
${kinds.map((kind) => countCard(kindName(kindLabels, kind, language), overview.counts[kind], href(`/records/${collectionOf[kind]}`), language))}
</section>
<div class="two">
<section aria-labelledby="regions"><h2 id="regions">${home.byRegion}</h2>${regionTable(view, overview)}</section>
<section aria-labelledby="newest"><h2 id="newest">${home.newest}</h2>${documentTable(view, overview.newest)}
<p><a href="${href('/documents')}">${home.allDocuments} →</a></p></section>
</div>`;
  return layout(view, {
    title: home.title,
    section: 'home',
    main: html`<div class="hero"><h1>${messages.product}</h1><p>${messages.claim}</p></div>${holdings}${steps}`,
  });
};
