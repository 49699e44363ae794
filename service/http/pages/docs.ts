import { type Html, html } from '../html.ts';
import { assetVersion } from './assets.ts';
import { layout, type PageView } from './layout.ts';

/** Swagger UI around our own description, from this service alone. */
export const docsPage = (view: PageView): Html =>
  layout(view, {
    title: view.messages.docs.title,
    section: 'docs',
    head: html`<link rel="stylesheet" href="/docs/swagger-ui.css"><script src="/docs/swagger-ui-bundle.js" defer></script><script src="/assets/docs.js?v=${assetVersion}" defer></script>`,
    main: html`<noscript><p class="notice">${view.messages.docs.noScript}</p></noscript><div id="swagger"></div>`,
  });
