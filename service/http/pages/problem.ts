import { labelIn } from '../../records/catalogue.ts';
import type { Problem } from '../../records/problem.ts';
import { type Html, html } from '../html.ts';
import { ParameterProblem, statusOf, titleOf } from '../problems.ts';
import { layout, type PageView } from './layout.ts';

/** A problem as a page: what is wrong, what to do, and the code to tell a maintainer. */
export const problemPage = (view: PageView, problem: Problem): Html =>
  layout(view, {
    title: titleOf(statusOf(problem), view.language),
    main: html`<section class="problem"><p class="eyebrow">${statusOf(problem)} · ${titleOf(statusOf(problem), view.language)}</p>
<h1>${labelIn(problem.what, view.language)}</h1><p>${labelIn(problem.remedy, view.language)}</p>
${problem instanceof ParameterProblem && html`<ul>${problem.parameters.map(({ name, reason }) => html`<li><code>${name}</code> ${reason}</li>`)}</ul>`}
<p class="faint">${view.messages.problem.code} <code>${problem.code}</code></p>
<p><a href="${view.href('/')}">${view.messages.problem.home}</a></p></section>`,
  });
