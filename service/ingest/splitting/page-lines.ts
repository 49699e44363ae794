import { dateIn, datePattern } from '../fields/dates.ts';
import { factsOfLabels, isFactLabel } from '../formats/labelled-facts.ts';
import type { PageFacts } from '../page-facts.ts';

/** Longest line that can be page furniture, in characters. */
const longest = 200;

const scanCode = '^(?:扫一扫|扫码|微信扫|长按识别|长按二维码).{0,16}$';
const scanLine = new RegExp(scanCode);

/** Whether a line invites to scan a code; the short lines around it are the code's caption. */
export const invitesToScan = (line: string): boolean => scanLine.test(line.trim());

const furniture = new RegExp(
  [
    '^[【\\[]?(?:打印本页|打印|关闭窗口|关闭|关闭本页|返回顶部|返回|收藏|分享|大 中 小|原文下载|附件下载|相关附件|相关链接|相关解读|相关文件|相关阅读|点击下载|下载|首页|网站首页|政策全文|正文|全文|智能问答|无障碍|繁体|简体|扫码浏览)[】\\]]?$',
    '^(?:浏览次数|浏览量|阅读次数|阅读|点击数|点击次数|点击率|访问量|字号|字体|字体大小|分享到|分享至|分享|责任编辑|编辑|审核|作者)\\s*[:：].{0,40}$',
    scanCode,
    '^(?:上一篇|下一篇|当前位置|您的位置|您当前的位置|您现在的位置|版权所有|主办单位|主办|承办单位|承办|网站标识码|网站地图|技术支持|联系我们)[:：\\s].{0,100}$',
    '^(?:Copyright|©).{0,100}$',
    '^首页\\s*[>»›/].{0,80}$',
    // A trail of the menus that lead to the page.
    '^(?:>>|[>»›])[^。；]{2,80}$',
    '^.{0,12}ICP备.{0,40}$',
    '^.{0,120}\\.(?:pdf|docx?|wps|xlsx?|zip|rar|ofd)\\s*$',
    '^\\|+$',
    '^[【\\[]字体[:：].{0,20}$',
    '^【法宝引证码】.{0,60}$',
  ].join('|'),
  'i',
);
const dated = new RegExp(
  `^(?:[【\\[(（]?(?:发布|公布|发布于|更新)?(?:时间|日期)?\\s*[:：]?\\s*)${datePattern}(?:\\s+\\d{1,2}:\\d{2}(?::\\d{2})?)?(.*)$`,
);
const pageDate = /^[【[(（]?\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?[)）\]】]?$/;
const counter = /(?:阅读|浏览|点击|访问|来源|作者|字号|字体|打印|分享)/;
const publisherName =
  /^[\s|]*(?:(?:信息)?来源|发布机构|发布单位)?[:：]?\s*([\p{Script=Han}]{3,30}?)(?=[\s|]|阅读|浏览|点击|访问|作者|字号|字体|打印|分享|$)/u;

/** What a line of a page is, other than a line of the document. */
export type PageLine = { kind: 'furniture' } | { kind: 'note'; facts: PageFacts };

/** Labels that pages set with blanks between their characters. */
const spacedLabel =
  /(?:索\s+引\s+号|文\s+号|名\s+称|标\s+题|主\s+题\s+词|有\s+效\s+性|分\s+类)(?=\s*[:：]|\s+\S)/g;

/** Beside other labels of a page 时间 is when it was put there; alone it may be the document's. */
const dayOnly = /^(时间|日期)$/;

/** Labels that a page leaves without a colon when it loses its table: 发文机构云山市人民政府发文字号云政发〔2020〕1号. */
const bareLabel =
  /索引号|主题分类|(?<=^|\s)(?:文号|分类)(?=\s)|发文日期|发文机构|发文机关|发布机构|发文字号|发布日期|成文日期|生成日期|公开日期|发布时间|公开方式|公开范围|有效性|时效性|效力状态/g;
const gluedPairs = (line: string): [string, string][] => {
  if (/[:：。；]/.test(line)) return [];
  const labels = [...line.matchAll(bareLabel)];
  if (labels.length === 0 || labels[0]?.index !== 0) return [];
  const pairs = labels.map((label, i): [string, string] => [
    label[0],
    line.slice(label.index + label[0].length, labels[i + 1]?.index ?? line.length).trim(),
  ]);
  // One label alone is one only before a day.
  return pairs.length > 1 || dateIn(pairs[0]?.[1] ?? '') !== null ? pairs : [];
};

const pairsIn = (given: string): [string, string][] => {
  const line = given.replace(spacedLabel, (label) => label.replace(/\s+/g, ''));
  if (line.includes(' | ')) {
    const cells = line.split('|').map((cell) => cell.trim());
    const pairs: [string, string][] = [];
    for (let i = 0; i < cells.length; ) {
      const label = (cells[i] ?? '').replace(/[:：]$/, '');
      const value = cells[i + 1] ?? '';
      // An empty value left no cell: 发布机构: | 生成日期: | 2022-12-02.
      const isEmpty = value !== '' && isFactLabel(value.replace(/[:：]$/, ''));
      if (label !== '' || value !== '') pairs.push([label, isEmpty ? '' : value]);
      i += isEmpty || label === '' ? 1 : 2;
    }
    return pairs;
  }
  const several = [
    ...line.matchAll(
      /([^\s:：|]{2,8})[:：]\s{0,4}((?!\p{Script=Han}{2,8}[:：])[^\s:：]*(?:[ ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)/gu,
    ),
  ];
  if (
    several.length > 1 &&
    several.every((found) => isFactLabel(found[1] ?? '') || dayOnly.test(found[1] ?? ''))
  )
    return several.map((found) => [(found[1] ?? '').replace(dayOnly, '发布$1'), found[2] ?? '']);
  const glued = gluedPairs(line);
  if (glued.length > 0) return glued;
  const match =
    line.match(/^[【[]?([^:：【】]{2,12})[】\]]?\s*[:：]\s*(.*)$/) ??
    line.match(/^【([^【】]{2,12})】\s*(.*)$/);
  return match ? [[match[1] ?? '', match[2] ?? '']] : [];
};

/**
 * Tells page furniture and the lines in which a page states date, source and number from the lines of a document.
 * @returns null for a line of the document
 */
export const pageLineOf = (line: string): PageLine | null => {
  const text = line.trim();
  if (text === '' || text.length > longest) return null;
  const pairs = pairsIn(text);
  if (furniture.test(text)) return { kind: 'furniture' };
  if (pairs.length > 0 && pairs.every(([label]) => isFactLabel(label) || label === '')) {
    const facts = factsOfLabels(pairs);
    return Object.keys(facts).length === 0 ? { kind: 'furniture' } : { kind: 'note', facts };
  }
  const match = text.match(dated);
  if (!match) return null;
  const rest = (match[4] ?? '').trim();
  const date = dateIn(text);
  const publisher = rest.match(publisherName)?.[1];
  // A bare 2021-03-25 is how a page dates itself; a document writes 2021年3月25日.
  if (date !== null && pageDate.test(text)) return { kind: 'note', facts: { publishedOn: date } };
  if (date === null || rest === '' || text.length > 120) return null;
  if (
    !counter.test(rest) &&
    !(publisher !== undefined && publisher.length === rest.length && /政府|委|局|厅|部|办|网/.test(publisher))
  )
    return null;
  return { kind: 'note', facts: { publishedOn: date, ...(publisher === undefined ? {} : { publisher }) } };
};
