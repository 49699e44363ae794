import { headingStart, widthOf } from '../line-shapes.ts';
import { TracedText } from '../traced-text.ts';

/** Heads of the columns of a table of indicators; a table of another sort is left as it stands. */
const columnHead =
  /^(?:序号|类别|领域|(?:主要|具体)?指标(?:名称)?|名称|(?:计量)?单位|.{0,4}20\d\d\s?年.{0,8}|(?:指标)?(?:属性|性质|类型)|基期.{0,3}|现状.{0,3}|(?:规划)?目标值?|年均.{2,8}|.{0,4}累计.{0,4})$/;
/** What can follow a name after one blank and be a cell of its own. */
const glued = / (?=[<>≥≤＜＞〔[约]?\s?\d[\d.,]*(?:\s|%|％|$)|[—-](?:\s|$)|(?:预期|约束)性|[%％](?:\s|$))/;
const ends = /^(?:注|备注|说明|资料来源|数据来源)[:：]?|[。；]$/;
/** Longest name that is cut over two lines; longer lines are text. */
const longestPart = 24;
const mostRows = 300;

interface Cell {
  text: TracedText;
  /** Where it begins on the line, in half-width columns. */
  at: number;
}

const cellsOf = (line: TracedText, gap: RegExp): Cell[] => {
  const cells: Cell[] = [];
  let start = 0;
  const put = (end: number): void => {
    const text = line.slice(start, end);
    if (text.text.trim() === '') return;
    const blank = text.text.length - text.text.trimStart().length;
    cells.push({ text: text.trim(), at: Math.round(widthOf(line.text.slice(0, start + blank)) * 2) });
  };
  for (const match of line.text.matchAll(gap)) {
    put(match.index);
    start = match.index + match[0].length;
  }
  put(line.length);
  return cells;
};
const wide = /[ \u3000\t]{2,}/g;
const anyGap = new RegExp(`${wide.source}|${glued.source}`, 'g');

const headOf = (line: TracedText): Cell[] | null => {
  if (line.length > 200 || !/\S[ \u3000\t]{2,}\S/.test(line.text)) return null;
  const cells = cellsOf(line, wide);
  const heads = cells.filter(({ text }) => columnHead.test(text.text));
  return cells.length >= 2 && heads.length >= 2 && cells.every(({ text }) => text.length <= 16)
    ? cells
    : null;
};

/** A row as it is put together: the parts of each of its cells, by column. */
interface Row {
  cells: TracedText[][];
  /** Its name began on the lines above it, and may go on below. */
  isOpen: boolean;
}

/** The column under whose head a cell stands. */
const columnOf = (head: readonly Cell[], cell: Cell): number => {
  let best = 0;
  for (let i = 1; i < head.length; i++)
    if (cell.at + 1 >= ((head[i - 1]?.at ?? 0) + (head[i]?.at ?? 0)) / 2) best = i;
  return best;
};

/** 骨干企业（年收入: the name goes on below. */
const isUnclosed = (parts: readonly TracedText[]): boolean => {
  const name = parts.map(({ text }) => text).join('');
  return name.split(/[（(]/).length > name.split(/[）)]/).length;
};

/**
 * The rows below a head.
 * @returns the rows and how many lines they take
 */
const rowsBelow = (
  lines: readonly TracedText[],
  from: number,
  head: readonly Cell[],
): { rows: Row[]; lines: number } => {
  const rows: Row[] = [];
  let pending: TracedText[] = [];
  let taken = 0;
  let i = from;
  const settle = (): void => {
    const last = rows.at(-1);
    if (pending.length > 0 && last) last.cells[0]?.push(...pending);
    pending = [];
  };
  for (; i < lines.length && i < from + mostRows; i++) {
    const line = lines[i];
    const bare = line?.text.trim() ?? '';
    if (!line || ends.test(bare)) break;
    if (bare === '') continue;
    let cells = cellsOf(line, wide);
    if (cells.length < head.length) cells = cellsOf(line, anyGap);
    if (cells.length === 1) {
      const [cell] = cells as [Cell];
      if (headingStart.test(bare) || bare.length > longestPart) break;
      const column = columnOf(head, cell);
      const last = rows.at(-1);
      if (column > 0 && last) last.cells[column]?.push(cell.text);
      else if (last?.isOpen) {
        last.cells[0]?.push(cell.text);
        last.isOpen = false;
      } else pending.push(cell.text);
      continue;
    }
    const row: Row = { cells: head.map(() => []), isOpen: false };
    let before = -1;
    cells.forEach((cell, at) => {
      // Each stands under a head of its own, as near to it as the cells before and behind it let it.
      const room = Math.max(before + 1, head.length - (cells.length - at));
      before = Math.min(Math.max(columnOf(head, cell), before + 1), room);
      row.cells[Math.min(before, head.length - 1)]?.push(cell.text);
    });
    if (row.cells[0]?.length === 0) {
      row.cells[0] = pending;
      row.isOpen = pending.length > 0;
      pending = [];
    } else if (isUnclosed(pending)) {
      row.cells[0]?.unshift(...pending);
      pending = [];
    } else settle();
    rows.push(row);
    taken = i + 1 - from;
  }
  // A last name may be cut; what goes on after the table is text.
  const [rest, ...more] = pending;
  if (rest && more.length === 0 && rest.length <= 10 && /[)）]$/.test(rest.text)) {
    settle();
    taken = i - from;
  } else if (rows.at(-1) && !pending.length) taken = Math.max(taken, i - from);
  return { rows, lines: taken };
};

const nowhere = (text: TracedText, mark: string): TracedText =>
  text.slice(0, 0).edit([{ start: 0, end: 0, text: mark }]);

/**
 * Makes rows with bars between their cells of a table of indicators that is set with blanks (text taken out of a .pdf),
 * and puts names together again that were cut over lines.
 */
export const rowAlignedTables = (text: TracedText): TracedText => {
  if (!/20\d\d\s?年|单位|属性|性质/.test(text.text) || !/\S[ \u3000\t]{2,}\S/.test(text.text)) return text;
  const lines = text.lines();
  const bar = nowhere(text, ' | ');
  const rowText = (cells: readonly TracedText[][]): TracedText =>
    TracedText.join(cells.flatMap((parts, i) => (i === 0 ? parts : [bar, ...parts])));
  const out: TracedText[] = [];
  let changed = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as TracedText;
    const head = headOf(line);
    const body = head && rowsBelow(lines, i + 1, head);
    if (!head || !body || body.rows.length === 0) {
      out.push(line);
      continue;
    }
    changed = true;
    // Blank lines around it keep the joiner of broken lines away.
    out.push(nowhere(text, ''), rowText(head.map((cell) => [cell.text])));
    for (const row of body.rows) out.push(nowhere(text, ''), rowText(row.cells));
    out.push(nowhere(text, ''));
    i += body.lines;
  }
  return changed ? TracedText.join(out, '\n') : text;
};
