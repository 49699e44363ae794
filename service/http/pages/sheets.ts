import { summaryText } from '../../../templates/refresh/summary.ts';
import { type Label, labelIn } from '../../records/catalogue.ts';
import type { RunOutcome, SheetReport, SheetRun } from '../../records/sheet-reports.ts';
import { type Html, html } from '../html.ts';
import { layout, moment, type PageView } from './layout.ts';

/** The pages of reports in Google Sheets: which there are, how they fare, and what became of each run. */

const texts = {
  title: { zh: 'Google 表格', en: 'Google Sheets' },
  none: { zh: '还没有连接任何 Google 表格。', en: 'No spreadsheet is connected yet.' },
  how: {
    zh: '连接：把表格共享给下列账号之一，然后运行：',
    en: 'To connect one, share it with one of these accounts and run:',
  },
  noAccount: {
    zh: '还没有 Google 账号：设置服务账号密钥，或以自己的账号登录。',
    en: 'There is no Google account yet: set the key of a service account, or sign in with your own.',
  },
  accounts: { zh: '账号', en: 'Accounts' },
  report: { zh: '报表', en: 'Report' },
  schedule: { zh: '定时刷新', en: 'Schedule' },
  next: { zh: '下次', en: 'Next' },
  last: { zh: '最近一次', en: 'Last run' },
  runs: { zh: '历史', en: 'Runs' },
  failing: { zh: '失败，自', en: 'failing since' },
  never: { zh: '从未', en: 'never' },
  noSchedule: { zh: '无', en: 'none' },
  started: { zh: '开始', en: 'Started' },
  by: { zh: '发起', en: 'By' },
  outcome: { zh: '结果', en: 'Outcome' },
  details: { zh: '说明', en: 'Details' },
  onSchedule: { zh: '定时', en: 'schedule' },
  byPerson: { zh: '手动', en: 'person' },
  back: { zh: '全部报表', en: 'All reports' },
  open: { zh: '在 Google 中打开', en: 'Open in Google' },
} as const satisfies Record<string, Label>;
const outcomes: Readonly<Record<RunOutcome, Label>> = {
  running: { zh: '进行中', en: 'running' },
  written: { zh: '已写入', en: 'written' },
  unchanged: { zh: '无变化', en: 'unchanged' },
  waiting: { zh: '等待重试', en: 'to be tried again' },
  gaveUp: { zh: '失败', en: 'failed' },
  interrupted: { zh: '中断', en: 'interrupted' },
};

const outcomeOf = (view: PageView, run: SheetRun): Html => {
  const text = labelIn(outcomes[run.outcome], view.language);
  return run.outcome === 'gaveUp' ? html`<strong>${text}</strong>` : html`${text}`;
};

const accountsNote = (view: PageView, accounts: readonly string[]): Html => {
  const text = (label: Label) => labelIn(label, view.language);
  return html`<section aria-labelledby="accounts"><h2 id="accounts">${text(texts.accounts)}</h2>
${
  accounts.length === 0
    ? html`<p class="notice">${text(texts.noAccount)}</p><pre class="command"><code>npm run --silent cli -- sheets connect</code></pre>`
    : html`<p>${text(texts.how)}</p><ul>${accounts.map((account) => html`<li><code>${account}</code></li>`)}</ul><pre class="command"><code>npm run --silent cli -- sheets connect ID</code></pre>`
}</section>`;
};

/** The list of reports. */
export const sheetsPage = (
  view: PageView,
  reports: readonly SheetReport[],
  accounts: readonly string[],
): Html => {
  const text = (label: Label) => labelIn(label, view.language);
  const table = html`<div class="scroll"><table>
<thead><tr><th scope="col">${text(texts.report)}</th><th scope="col">${text(texts.schedule)}</th><th scope="col">${text(texts.next)}</th><th scope="col">${text(texts.last)}</th></tr></thead>
<tbody>${reports.map(
    ({ id, title, schedule, lastRun }) => html`<tr>
<th scope="row"><a href="${view.href(`/sheets/${id}`)}">${title}</a></th>
<td>${schedule ? html`<code>${schedule.cron}</code> ${schedule.timeZone}` : html`<span class="faint">${text(texts.noSchedule)}</span>`}${schedule?.failingSince && html`<br><strong>${text(texts.failing)} ${moment(schedule.failingSince)}</strong>`}</td>
<td>${schedule ? moment(schedule.retryAt ?? schedule.nextAt) : ''}</td>
<td>${lastRun ? html`${outcomeOf(view, lastRun)} · ${moment(lastRun.finishedAt ?? lastRun.startedAt)}` : html`<span class="faint">${text(texts.never)}</span>`}</td></tr>`,
  )}</tbody></table></div>`;
  return layout(view, {
    title: text(texts.title),
    main: html`<h1>${text(texts.title)}</h1>
${reports.length === 0 ? html`<p class="faint">${text(texts.none)}</p>` : table}
${accountsNote(view, accounts)}`,
  });
};

/** One report and its runs. */
export const sheetRunsPage = (view: PageView, report: SheetReport, runs: readonly SheetRun[]): Html => {
  const { language } = view;
  const text = (label: Label) => labelIn(label, language);
  const details = (run: SheetRun): Html =>
    run.problem
      ? html`${labelIn(run.problem.what, language)} ${labelIn(run.problem.remedy, language)} <code>${run.problem.code}</code>`
      : html`${(run.summaries ?? []).map((summary) => html`${summaryText({ ...summary, restored: 0, relinked: 0, corrections: 0 }, language)}<br>`)}`;
  return layout(view, {
    title: report.title,
    main: html`<p><a href="${view.href('/sheets')}">← ${text(texts.back)}</a></p>
<h1>${report.title}</h1><p><a href="${report.url}" rel="noreferrer">${text(texts.open)}</a> · <code>${report.account}</code></p>
<h2>${text(texts.runs)}</h2>
<div class="scroll"><table>
<thead><tr><th scope="col">${text(texts.started)}</th><th scope="col">${text(texts.by)}</th><th scope="col">${text(texts.outcome)}</th><th scope="col">${text(texts.details)}</th></tr></thead>
<tbody>${runs.map(
      (run) => html`<tr><td>${moment(run.startedAt)}</td>
<td>${run.trigger === 'schedule' ? text(texts.onSchedule) : (run.who ?? text(texts.byPerson))}</td>
<td>${outcomeOf(view, run)}${run.attempts > 1 && html` ×${run.attempts}`}</td><td>${details(run)}</td></tr>`,
    )}</tbody></table></div>`,
  });
};
