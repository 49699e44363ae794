import { TracedText } from '../traced-text.ts';

const serial = /^序\s*号$/;
const task =
  /^(?:重点|主要|工作|具体|年度|目标|改革|建设|创建)*(?:工作|任务|事项|措施|举措|内容|目标|项目|政策)(?:任务|事项|内容|名称|举措|措施|分解|安排|要求|目标)?$/;
const unit =
  /^(?:责任|牵头|主办|主责|配合|协办|参与|承办|落实|实施|完成|协同|市级责任|牵头责任|责任牵头)(?:单位|部门|主体|科室)(?:[（(及和].{1,10})?$/;
const other =
  /^(?:责任|牵头|分管|包保|联系|挂包|市级|县级|区级|主管)*(?:领导|负责人|责任人|联系人)$|^(?:完成|办结|推进|计划|时间|进度|整改|实施)*(?:时限|时间|节点|期限|安排|要求|进度)(?:要求|安排)?$|^(?:备\s*注|类\s*别|领域|方面|类型|板块|目标任务|年度目标|工作目标|序时进度|进展情况|文件依据|来源)$/;
const isHead = (cell: string): boolean =>
  cell.length <= 16 && (serial.test(cell) || task.test(cell) || unit.test(cell) || other.test(cell));
/** A group of tasks between the rows: 一、经济发展. */
const group = /^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]).{2,30}$/;
const mostColumns = 10;
/** A cell that was broken over lines makes a row of more lines than there are columns. */
const mostBreaks = 16;

/**
 * Makes rows of a table of tasks whose cells stand each on a line (序号, 重点工作, 责任单位, …, then 1, its cells, 2, its
 * cells): known by the heads of its columns, its rows by their numbers.
 */
export const rowTaskTables = (text: TracedText): TracedText => {
  if (!/^[ \u3000]*序\s*号[ \u3000]*$/m.test(text.text)) return text;
  const lines = text.lines();
  const bare = lines.map((line) => line.text.trim());
  const filled = bare.flatMap((line, i) => (line === '' ? [] : [i]));
  const bar = text.slice(0, 0).edit([{ start: 0, end: 0, text: ' | ' }]);
  const blank = text.slice(0, 0);
  const cellOf = (at: readonly number[]): TracedText =>
    TracedText.join(at.map((i) => (lines[i] as TracedText).trim()));
  const out: TracedText[] = [];
  let done = 0;
  for (let f = 0; f < filled.length; f++) {
    const heads: number[] = [];
    if (!serial.test(bare[filled[f] as number] ?? '')) continue;
    while (heads.length < mostColumns && isHead(bare[filled[f + heads.length] ?? -1] ?? ''))
      heads.push(filled[f + heads.length] as number);
    const column = heads.findIndex((at) => task.test(bare[at] ?? ''));
    if (heads.length < 3 || column < 0 || !heads.some((at) => unit.test(bare[at] ?? ''))) continue;
    const { rows, next } = rowsBelow(bare, filled, f + heads.length, heads.length);
    if (rows.filter((row) => row.length > 1).length < 2) continue;
    for (let at = done; at < (heads[0] as number); at++) out.push(lines[at] as TracedText);
    const put = (cells: readonly (readonly number[])[]): void => {
      out.push(
        blank,
        TracedText.join(cells.flatMap((cell, i) => (i === 0 ? [cellOf(cell)] : [bar, cellOf(cell)]))),
      );
    };
    put(heads.map((at) => [at]));
    for (const row of rows) {
      const more = Math.max(0, row.length - heads.length);
      put([
        ...row.slice(0, Math.min(column, row.length)).map((at) => [at]),
        ...(row.length > column ? [row.slice(column, column + more + 1)] : []),
        ...row.slice(column + more + 1).map((at) => [at]),
      ]);
    }
    out.push(blank);
    done = (filled[next - 1] ?? 0) + 1;
    f = next - 1;
  }
  if (done === 0) return text;
  for (let at = done; at < lines.length; at++) out.push(lines[at] as TracedText);
  return TracedText.join(out, '\n');
};

/** The rows below the heads, each the lines of its cells; a group's name is a row of one. */
const rowsBelow = (
  bare: readonly string[],
  filled: readonly number[],
  from: number,
  columns: number,
): { rows: number[][]; next: number } => {
  const at = (f: number): string => bare[filled[f] ?? -1] ?? '';
  const numbers = (f: number, number: number): boolean => at(f).replace(/[.．、]$/, '') === String(number);
  const rows: number[][] = [];
  let number = 1;
  let f = from;
  for (;;) {
    if (group.test(at(f)) && numbers(f + 1, number)) rows.push([filled[f++] as number]);
    if (!numbers(f, number)) break;
    let end = f + 1;
    while (
      end < filled.length &&
      end - f <= columns + mostBreaks &&
      !numbers(end, number + 1) &&
      !(group.test(at(end)) && numbers(end + 1, number + 1))
    )
      end++;
    // Behind the last row the text goes on: no more than its cells are taken.
    const isLast = end >= filled.length || !(numbers(end, number + 1) || group.test(at(end)));
    if (isLast) end = Math.min(f + columns, filled.length);
    rows.push(filled.slice(f, end));
    f = end;
    number++;
    if (isLast) break;
  }
  return { rows, next: f };
};
