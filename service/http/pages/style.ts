/** The one stylesheet of the service's own pages; light and dark by the reader's system. */
export const pagesCss = `:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #ffffff; --ink: #1d2226; --soft: #5d666d; --line: #e3e0d8; --ground: #efede6;
  --accent: #0f5a9c; --link: #0b5a8f; --mark: #ffe88a; --mark-ink: #2b2200; --notice: #fff6dc; --notice-line: #e6c65c;
  --sans: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  --serif: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, Georgia, serif;
  --mono: ui-monospace, "SF Mono", Consolas, "Noto Sans Mono CJK SC", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --card: #1c2024; --ink: #e6e8ea; --soft: #9aa4ac; --line: #30363c; --ground: #262b30;
    --accent: #7cc1f0; --link: #7cc1f0; --mark: #6b5500; --mark-ink: #fff4c7; --notice: #2b2612; --notice-line: #7a6420;
  }
}
* { box-sizing: border-box; }
html { font: 16px/1.65 var(--sans); background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; }
.wide { width: 100%; max-width: 72rem; margin: 0 auto; padding-inline: 1.5rem; }
main { flex: 1; padding-block: 2rem 3rem; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
h1, h2, h3 { line-height: 1.3; font-weight: 650; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .8rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
h3 small { color: var(--soft); font-weight: 400; }
p { margin: .5rem 0; }
code { font-family: var(--mono); font-size: .86em; overflow-wrap: anywhere; }
.command { margin: .5rem 0; padding: .6rem .8rem; background: var(--ground); border-radius: 6px; white-space: pre-wrap; }
.faint, .where, .eyebrow, small { color: var(--soft); }
.eyebrow { margin: 0 0 .3rem; font-size: .88rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .4rem .8rem; background: var(--card); z-index: 2; }

header.top { background: var(--card); border-bottom: 1px solid var(--line); }
header.top .wide { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1.8rem; min-height: 3.6rem; padding-block: .5rem; }
.brand { display: flex; align-items: center; gap: .55rem; color: var(--ink); }
.brand:hover { text-decoration: none; }
.brand b { font-size: 1.06rem; }
.top nav { display: flex; flex-wrap: wrap; gap: .2rem; margin-inline: -.75rem; }
.top nav a { padding: .3rem .75rem; border-radius: 6px; color: var(--ink); }
.top nav a:hover { background: var(--ground); text-decoration: none; }
.top nav a[aria-current] { color: var(--accent); font-weight: 600; }
.languages { margin-left: auto; display: flex; gap: .8rem; font-size: .9rem; }
.languages [aria-current] { color: var(--soft); }
body > footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }
body > footer .wide { display: flex; justify-content: space-between; align-items: center; gap: 1rem; min-height: 4rem; }
footer form { margin: 0; }

.hero { margin: .8rem 0 1.8rem; }
.hero h1 { font-size: 2.3rem; letter-spacing: .01em; }
.hero p { font-size: 1.1rem; color: var(--soft); max-width: 44rem; margin: 0; }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .9rem; }
.count { display: block; padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; color: inherit; transition: border-color .15s; }
.count:hover { text-decoration: none; border-color: var(--accent); }
.count b { display: block; font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; font-weight: 650; }
.count:first-child b { color: var(--accent); }
.count span { color: var(--soft); font-size: .92rem; }
.two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 3rem; }
.steps { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .9rem; }
.steps > div { padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.steps h3 { margin: 0 0 .3rem; }
.steps p { color: var(--soft); font-size: .93rem; margin: .2rem 0; }
.links { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem 1.1rem; }

.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; padding: .42rem .8rem .42rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
thead th { color: var(--soft); font-size: .86rem; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.regions td:last-child { width: 34%; padding-right: 0; vertical-align: middle; }
.bar { display: block; width: 100%; height: 8px; fill: var(--accent); }
.bar .ground { fill: var(--ground); }
.history ul { margin: 0; padding-left: 1.1rem; }
del { color: var(--soft); }
ins { text-decoration: none; font-weight: 600; }

.documents, .records { list-style: none; margin: 0; padding: 0; }
.documents li, .records li { padding: .65rem 0; border-bottom: 1px solid var(--line); display: flow-root; }
.documents li > a, .records li > a { font-weight: 600; }
.documents .where, .documents .facts, .records .where, .records .facts { display: block; font-size: .9rem; }
.records li { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); column-gap: 2rem; align-items: baseline; }
.records .where, .records .goal > * { grid-column: 1 / -1; }
.facts > span + span::before { content: "·"; margin: 0 .45em; color: var(--soft); }
.facts.big { font-size: 1.12rem; }
.facts.big > span:first-child { color: var(--accent); font-weight: 650; }
.records .facts > span:first-child { color: var(--accent); }
.documents .facts { color: var(--soft); }
.withdrawn > a { text-decoration: line-through; }
.tag { padding: 0 .45em; border: 1px solid var(--line); border-radius: 4px; font-size: .82em; }
.trail i { margin: 0 .3em; font-style: normal; color: var(--soft); }

.filters { display: flex; flex-wrap: wrap; align-items: end; gap: .7rem 1rem; margin: 1rem 0 1.4rem; padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
label { display: flex; flex-direction: column; gap: .2rem; font-size: .87rem; color: var(--soft); }
input, select, button { font: inherit; color: var(--ink); }
input, select { height: 2.5rem; padding: 0 .6rem; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; min-width: 8rem; max-width: 100%; }
input[type=number] { width: 7rem; min-width: 0; }
input::placeholder { color: var(--soft); opacity: .85; }
button { min-height: 2.5rem; padding: 0 1.1rem; background: var(--accent); color: #fff; border: 1px solid var(--accent); border-radius: 6px; cursor: pointer; }
button:hover { filter: brightness(1.08); }
button.quiet { min-height: 0; padding: .2rem .7rem; background: none; color: var(--soft); border-color: var(--line); font-size: .88rem; }
@media (prefers-color-scheme: dark) { button:not(.quiet) { color: #06243c; } }
.tabs { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; border-bottom: 1px solid var(--line); }
.tabs a { padding: .4rem 0; color: var(--ink); border-bottom: 2px solid transparent; margin-bottom: -1px; }
.tabs a[aria-current] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
/* One row of a form stands on one line: the link beside the button as well. */
.filters > a { line-height: 2.5rem; }
.pager { display: flex; gap: 1.6rem; margin-top: 1.2rem; }
.empty { padding: 1.4rem; text-align: center; color: var(--soft); background: var(--card); border: 1px dashed var(--line); border-radius: 10px; }
.notice { padding: .8rem 1.1rem; background: var(--notice); border: 1px solid var(--notice-line); border-radius: 8px; }
.notice.wrong { border-color: var(--accent); }

.title { margin-bottom: 1.2rem; }
.fields { margin: 0; display: grid; gap: 0; }
.fields > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 1rem; padding: .4rem 0; border-bottom: 1px solid var(--line); }
.fields dt { color: var(--soft); }
.fields dd { margin: 0; overflow-wrap: anywhere; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 20rem; gap: 0 3rem; align-items: start; }
.columns h2 { margin-top: 1.6rem; }
.columns > :first-child > section:first-child h2, aside section:first-child h2 { margin-top: .4rem; }
aside .fields > div { grid-template-columns: 5.5rem minmax(0, 1fr); gap: .8rem; font-size: .93rem; }
aside h2 { font-size: 1rem; }
.source { margin: 0 0 .8rem; color: var(--soft); }
.source b { color: var(--ink); font-weight: 600; }
.source span::before { content: "·"; margin: 0 .45em; }
.passage { margin: 0 0 1.2rem; background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 4px 10px 10px 4px; }
.passage figcaption { padding: .55rem 1.3rem; border-bottom: 1px solid var(--line); color: var(--soft); font-size: .9rem; }
.passage figcaption b { color: var(--ink); }
.passage blockquote { margin: 0; padding: .6rem 1.3rem .9rem; font: 1.08rem/1.95 var(--serif); }
.passage blockquote p { margin: .35rem 0; text-indent: 2em; overflow-wrap: anywhere; }
.passage .context { color: var(--soft); font-size: .95rem; }
mark { background: var(--mark); color: var(--mark-ink); padding: .1em .05em; border-radius: 2px; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.citation { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; column-gap: 1.2rem; padding: .7rem 0; border-bottom: 1px solid var(--line); }
.citation h3 { grid-column: 1 / -1; margin: 0; font-size: .9rem; color: var(--soft); font-weight: 400; }
.citation p { margin: .15rem 0 0; font-family: var(--serif); overflow-wrap: anywhere; }
.corrections { list-style: none; margin: 0; padding: 0; }
.corrections > li { padding: .7rem 0; border-bottom: 1px solid var(--line); }
.corrections h3 { margin: 0 0 .2rem; }
.corrections p { margin: .2rem 0; }
.decision { display: flex; flex-wrap: wrap; align-items: end; gap: .6rem .8rem; margin: .6rem 0 .2rem; }
.decision button { min-height: 2.5rem; }
.rules { margin: .3rem 0; padding-left: 1.4rem; font-size: .92rem; }
.sign-in, .problem { max-width: 34rem; margin: 2rem auto; }
.sign-in form { display: flex; gap: .8rem; align-items: end; margin: 1.2rem 0; }
.sign-in label { flex: 1; }
#swagger { margin: -1rem -1.25rem 0; }
@media (prefers-color-scheme: dark) { #swagger { background: #fafafa; color: #222; border-radius: 10px; color-scheme: light; } }
@media (max-width: 60rem) { .two, .columns { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 36rem) {
  .wide { padding-inline: 1rem; } .brand small { display: none; } .languages { margin-left: 0; }
  .fields > div, .records li { grid-template-columns: minmax(0, 1fr); gap: 0; } .sign-in form { flex-direction: column; align-items: stretch; }
}
@media print { header.top, footer, button, .filters, .decision, .pager { display: none !important; } .columns { display: block; } }
`;
