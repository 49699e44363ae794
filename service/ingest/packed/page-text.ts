/** A piece of text on a page of a .pdf: where its baseline starts (from the lower left corner), and its size. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  width: number;
  /** Size of the font. */
  size: number;
}
/** A line of a page with what stands in it from left to right. */
export interface PageLine {
  text: string;
  /** Where it begins. */
  x: number;
  y: number;
  size: number;
  /** It is a row of a table, whole as it stands. */
  isRow?: true;
}

/** A gap of this many characters parts the cells of a table; below it letters are only spaced out. */
const cellGap = 0.9;
/** Pieces whose baselines differ by less than this share of the size stand on one line. */
const sameLine = 0.5;
/** Letters whose sizes differ by more than this share are set in another style. */
const otherSize = 0.08;
/** Share of the page's height at its two ends in which running heads, feet and page numbers stand. */
const margin = 0.1;

const isWide = (text: string): boolean => /[\u0100-\uffff]$/.test(text);

const lineText = (pieces: readonly PlacedText[]): PageLine => {
  const inOrder = pieces.toSorted((a, b) => a.x - b.x);
  const first = inOrder[0] as PlacedText;
  let text = '';
  let end = first.x;
  for (const piece of inOrder) {
    const gap = (piece.x - end) / (piece.size || 1);
    if (text !== '' && gap >= cellGap)
      text = `${text.trimEnd()}${' '.repeat(Math.max(2, Math.round(gap * 2)))}`;
    else if (
      text !== '' &&
      gap > 0.2 &&
      !isWide(text) &&
      !/^[\u0100-\uffff]/.test(piece.text) &&
      !text.endsWith(' ')
    )
      text += ' ';
    text += piece.text;
    end = Math.max(end, piece.x + piece.width);
  }
  return { text: text.trimEnd(), x: first.x, y: first.y, size: first.size };
};

/**
 * The lines of a page from top to bottom.
 * @param pieces in any order; blank ones are left out
 */
export const linesOfPage = (pieces: readonly PlacedText[]): PageLine[] => {
  const inOrder = pieces.filter(({ text }) => text.trim() !== '').toSorted((a, b) => b.y - a.y || a.x - b.x);
  const lines: PageLine[] = [];
  let open: PlacedText[] = [];
  let baseline = 0;
  for (const piece of inOrder) {
    const size = Math.max(piece.size, open[0]?.size ?? 0);
    if (open.length > 0 && Math.abs(piece.y - baseline) > size * sameLine) {
      lines.push(lineText(open));
      open = [];
    }
    if (open.length === 0) baseline = piece.y;
    open.push(piece);
  }
  if (open.length > 0) lines.push(lineText(open));
  return lines;
};

/** A line without its digits: 第 3 页 and 第 4 页 are one running foot. */
const pattern = (line: string): string => line.replace(/[\s\d]+/g, '');
const pageNumber =
  /^[\s\u3000]*(?:[-—–－·~]{0,2}[\s\u3000]*\d{1,4}[\s\u3000]*[-—–－·~]{0,2}|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*[/／]\s*\d{1,4})[\s\u3000]*$/;

/** Lines that stand at the top or the bottom of several pages, told apart by their digits at most. */
const runningLines = (pages: readonly { lines: readonly PageLine[]; height: number }[]): Set<string> => {
  const counts = new Map<string, number>();
  for (const { lines, height } of pages) {
    const here = new Set(lines.filter((line) => inMargin(line, height)).map((line) => pattern(line.text)));
    for (const line of here) counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const least = Math.max(3, pages.length / 4);
  return new Set([...counts].filter(([line, count]) => line !== '' && count >= least).map(([line]) => line));
};
const inMargin = (line: PageLine, height: number): boolean =>
  line.y < height * margin || line.y > height * (1 - margin);

/**
 * The text of pages, a line of the page a line, cells of a table and indents as runs of blanks, without running heads
 * and page numbers; pages are parted by form feeds.
 * @param pages lines and height of each
 */
export const textOfPages = (pages: readonly { lines: readonly PageLine[]; height: number }[]): string => {
  const running = runningLines(pages);
  return pages
    .map(({ lines, height }) => {
      const kept = lines.filter(
        (line) =>
          !inMargin(line, height) || (!pageNumber.test(line.text) && !running.has(pattern(line.text))),
      );
      const left = Math.min(...kept.map((line) => line.x));
      return kept
        .map((line, i) => {
          const indent = Math.round(((line.x - left) / (line.size || 1)) * 2);
          const before = kept[i - 1];
          // A blank line around rows, and where the letters change their size: a title and the text below it are two.
          const apart =
            before &&
            (before.isRow || line.isRow || Math.abs(before.size - line.size) > before.size * otherSize)
              ? '\n'
              : '';
          if (line.isRow) return apart + line.text;
          return apart + ' '.repeat(Math.min(60, Math.max(0, indent))) + line.text;
        })
        .join('\n');
    })
    .join('\n\f');
};
