import { TracedText } from '../traced-text.ts';

const head =
  /^(?:序号|类别|(?:主要|具体)?指标(?:名称)?|名称|(?:计量)?单位|20\d\d\s?年.{0,6}|(?:指标)?(?:属性|性质))$/;
const nature = /^(?:指标)?(?:属性|性质)$/;
const closesRow = /^(?:预期|约束)性$/;
const value = /^[<>≥≤＜＞〔[约]?\s?\d[\d.,]*\s?[%％]?[\]〕]?(?:左右|以上|以下|以内)?$|^[—-]{1,2}$/;
const longestCell = 40;
const mostColumns = 12;

/**
 * Makes rows of a table whose cells stand each on a line (text taken out of a .pdf cell by cell): known by the heads of
 * its columns on lines of their own, of which the last is 属性, for 预期性 or 约束性 then ends every row.
 */
export const rowCelledTables = (text: TracedText): TracedText => {
  if (!/^[ \u3000]*(?:指标)?(?:属性|性质)[ \u3000]*$/m.test(text.text)) return text;
  const lines = text.lines();
  const bar = text.slice(0, 0).edit([{ start: 0, end: 0, text: ' | ' }]);
  const blank = text.slice(0, 0);
  const bareAt = (i: number): string => lines[i]?.text.trim() ?? '';
  const rowOf = (cells: readonly number[]): TracedText =>
    TracedText.join(cells.flatMap((at, i) => [...(i === 0 ? [] : [bar]), (lines[at] as TracedText).trim()]));
  const out: TracedText[] = [];
  let done = 0;
  for (let i = 0; i < lines.length; i++) {
    if (!nature.test(bareAt(i))) continue;
    const heads = [i];
    for (let at = i - 1; at >= done && heads.length < mostColumns; at--) {
      if (bareAt(at) === '') continue;
      if (!head.test(bareAt(at))) break;
      heads.unshift(at);
    }
    if (heads.length < 3) continue;
    const rows: number[][] = [];
    let cells: number[] = [];
    let end = i + 1;
    for (let at = i + 1; at < lines.length; at++) {
      const cell = bareAt(at);
      if (cell === '') continue;
      // The name of a group may stand on a line before the values of its sum, which bear no name: such a row goes.
      if (cell.length > longestCell || /[。；]/.test(cell) || cells.length > 2 * heads.length + 1) break;
      cells.push(at);
      if (!closesRow.test(cell)) continue;
      rows.push(cells);
      cells = [];
      end = at + 1;
    }
    if (rows.length === 0) continue;
    for (let at = done; at < (heads[0] ?? i); at++) out.push(lines[at] as TracedText);
    out.push(blank, rowOf(heads));
    for (const row of rows) {
      // A row that began with the nameless sum of a group: 万千瓦 2855 4450, then the row itself.
      const first = row.length - (heads.length + 1);
      const start = first > 0 && row.slice(0, first).some((at) => value.test(bareAt(at))) ? first : 0;
      if (start > 0) out.push(blank, rowOf(row.slice(0, start)));
      out.push(blank, rowOf(row.slice(start)));
    }
    out.push(blank);
    done = end;
    i = end - 1;
  }
  if (done === 0) return text;
  for (let at = done; at < lines.length; at++) out.push(lines[at] as TracedText);
  return TracedText.join(out, '\n');
};
