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

/** The add-in's icon (manifests/draw-icons.ts), so that the pages and the pane are seen to be one product. */
const iconSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect x="2" y="2" width="96" height="96" rx="20" fill="#0f6cbd"/><rect x="15" y="13" width="70" height="74" rx="7" fill="#fff"/><path d="M22 13h56a7 7 0 0 1 7 7v13H15V20a7 7 0 0 1 7-7z" fill="#0c3b5e"/><g fill="#c7e0f4"><rect x="24" y="40" width="13" height="8.500" rx="2"/><rect x="42" y="40" width="34" height="8.500" rx="2"/><rect x="24" y="71" width="13" height="8.500" rx="2"/><rect x="42" y="71" width="34" height="8.500" rx="2"/></g><g fill="#ffb900"><rect x="24" y="55.500" width="13" height="8.500" rx="2"/><rect x="42" y="55.500" width="34" height="8.500" rx="2"/></g></svg>
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
