import { type Html, html } from '../html.ts';
import type { PageView } from './layout.ts';

/**
 * The page /try around the add-in's playground, which lays itself out. The session stands in a meta element, so that the
 * pane in its frame is connected without anybody typing a token; it is that of the reader, who has signed in.
 */
export const playgroundPage = ({ language, messages }: PageView, session: string): Html =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="policy-sheets-session" content="${session}">
<title>${messages.product}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/addin/try/try.css">
<script type="module" src="/addin/try/try.js"></script>
</head>
<body><noscript>${messages.playground.needsScript}</noscript></body>
</html>`;
