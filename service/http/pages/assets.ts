import { createHash } from 'node:crypto';
import { pagesCss } from './style.ts';

/**
 * The files that our pages load, as text in the program: the service is bundled into one file, and has to find them
 * wherever it is started from.
 */

/** Copy buttons: they show themselves only where there is a clipboard to copy to. */
const pagesJs = `for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const name = button.textContent;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = name; }, 1600);
  });
}
`;

/** Swagger UI on our description. Its validator badge would ask an outside address; requests carry our cookie. */
const docsJs = `window.addEventListener('DOMContentLoaded', () => {
  window.SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#swagger',
    deepLinking: true,
    validatorUrl: null,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    presets: [window.SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
  });
});
`;

const iconSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#b3261e"/><path d="M8 7.5h16v17H8z" fill="none" stroke="#fff" stroke-width="2"/><path d="M8 13h16M8 18.7h16M14 13v11.500" stroke="#fff" stroke-width="2"/><path d="M15 18.700h9V24.500h-9z" fill="#ffd54f"/></svg>
`;

/** Name under /assets/, media type and content. */
export const assets: Readonly<Record<string, { type: string; content: string }>> = {
  'pages.css': { type: 'text/css; charset=utf-8', content: pagesCss },
  'pages.js': { type: 'text/javascript; charset=utf-8', content: pagesJs },
  'docs.js': { type: 'text/javascript; charset=utf-8', content: docsJs },
  'icon.svg': { type: 'image/svg+xml', content: iconSvg },
};

/** Changes with the content of any of them, so that browsers may keep them for good. */
export const assetVersion = createHash('sha256')
  .update(
    Object.values(assets)
      .map(({ content }) => content)
      .join('\0'),
  )
  .digest('hex')
  .slice(0, 12);
