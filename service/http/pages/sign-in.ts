import { type Html, html } from '../html.ts';
import { layout, type PageView } from './layout.ts';

/**
 * What a browser without a session sees: a form for the token, which leads on to the page that was asked for.
 * @param crossSite whether the reader came by a link on another site: the browser then held the session back, and one
 *   click on our own page sends it
 */
export const signInPage = (
  view: PageView,
  state: { next: string; wrong: boolean; crossSite: boolean },
): Html => {
  const { signIn } = view.messages;
  return layout(view, {
    title: signIn.title,
    signedIn: false,
    main: html`<section class="sign-in"><h1>${signIn.title}</h1><p>${signIn.text}</p>
${state.crossSite && html`<p class="notice">${signIn.crossSite} <a href="${state.next}">${signIn.continue}</a></p>`}
${state.wrong && html`<p class="notice wrong" role="alert">${signIn.wrong}</p>`}
<form method="post" action="/login"><label>${signIn.token}<input name="token" type="password" required autocomplete="current-password" spellcheck="false" autofocus></label>
<input type="hidden" name="next" value="${state.next}"><button>${signIn.submit}</button></form>
<p class="faint">${signIn.lost}</p></section>`,
  });
};
