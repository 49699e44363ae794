import { functionDeclarations, namespace } from '../addin/functions/declarations.ts';
import { type Label, type Language, labelIn } from '../service/records/catalogue.ts';

/** The page that the function wizard opens for help: every function in both languages, from its declaration. */

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );
const texts = {
  title: { zh: '政策表格的函数', en: 'The functions of Policy Sheets' },
  intro: {
    zh: '一次重算中所有单元格的问题合成一个请求。#N/A：没有这个数，或暂时取不到；#VALUE!：公式写错了。把鼠标停在错误标志上可看到原因。刷新之后函数会一同更新。',
    en: 'All cells of a recalculation go in one request. #N/A: there is no such value, or it cannot be had now; #VALUE!: the formula is wrong. Hover over the error sign to read why. Functions follow a refresh.',
  },
  optional: { zh: '可不填', en: 'optional' },
  repeating: { zh: '可重复', en: 'any number' },
} as const satisfies Record<string, Label>;

const section = (language: Language): string => {
  const say = (label: Label): string => escaped(labelIn(label, language));
  const functions = functionDeclarations.map(({ id, description, parameters, examples }) => {
    const given = parameters.map((parameter) => {
      const name = say(parameter.name);
      return parameter.optional ? `[${name}]` : parameter.repeating ? `${name}…` : name;
    });
    const rows = parameters.map(
      (parameter) =>
        `<dt>${say(parameter.name)}${parameter.optional ? ` <small>${say(texts.optional)}</small>` : ''}${
          parameter.repeating ? ` <small>${say(texts.repeating)}</small>` : ''
        }</dt><dd>${say(parameter.description)}</dd>`,
    );
    const shown = examples.map(
      ({ formula, tells }) => `<li><code>${say(formula)}</code> → ${say(tells)}</li>`,
    );
    return `<h2${language === 'zh-CN' ? ` id="${id}"` : ''}>${namespace}.${id}</h2>
<p><code>${namespace}.${id}(${given.join(', ')})</code></p>
<p>${say(description)}</p>
<dl>${rows.join('')}</dl>
<ul>${shown.join('')}</ul>`;
  });
  return `<section lang="${language}">
<h1>${say(texts.title)}</h1>
<p>${say(texts.intro)}</p>
${functions.join('\n')}
</section>`;
};

/** @returns the page, which needs no script and loads nothing */
export const functionsPage = (): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${texts.title.zh} · ${texts.title.en}</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 16px/1.65 "Segoe UI", "Microsoft YaHei", system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
  h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
  section + section { margin-top: 4rem; }
  dt { font-weight: 600; } dd { margin: 0 0 .5rem; } small { font-weight: 400; opacity: .7; }
</style>
</head>
<body>
${section('zh-CN')}
${section('en')}
</body>
</html>
`;
