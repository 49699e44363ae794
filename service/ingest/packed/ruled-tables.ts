import { linesOfPage, type PageLine, type PlacedText } from './page-text.ts';

/** A drawn line of a page, horizontal or vertical: from the lower left to the upper right corner of what it covers. */
export interface Rule {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

/** A line is no thicker, and no shorter, than this (in points). */
const thickest = 2.5;
const shortest = 5;
/** Lines nearer than this are one, and touch. */
const near = 3;
/** Most lines on a page that are looked at; drawings have more. */
const mostRules = 4000;

type Matrix = readonly number[];
const times = (m: Matrix, n: Matrix): Matrix => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = n;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
};

const boxOf = (matrix: Matrix, points: readonly number[]): Rule => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  const box = { left: Infinity, bottom: Infinity, right: -Infinity, top: -Infinity };
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [px = 0, py = 0] = [points[i], points[i + 1]];
    const x = a * px + c * py + e;
    const y = b * px + d * py + f;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.bottom = Math.min(box.bottom, y);
    box.top = Math.max(box.top, y);
  }
  return box;
};

/** The lines that a shape makes: itself where it is thin, its four edges where it is the frame of a cell. */
const rulesOfShape = (box: Rule, isOutlined: boolean): Rule[] => {
  const width = box.right - box.left;
  const height = box.top - box.bottom;
  if (Math.min(width, height) <= thickest) return Math.max(width, height) >= shortest ? [box] : [];
  if (!isOutlined || !(width >= shortest && height >= shortest)) return [];
  const { left, bottom, right, top } = box;
  return [
    { left, right, bottom, top: bottom },
    { left, right, bottom: top, top },
    { left, right: left, bottom, top },
    { left: right, right, bottom, top },
  ];
};

/** Numbers of the operations of pdf.js that move and draw. */
export interface DrawingCodes {
  save: number;
  restore: number;
  transform: number;
  constructPath: number;
  /** A path that is not painted; it bounds what is. */
  endPath: number;
  fill: number;
  eoFill: number;
  paintFormXObjectBegin: number;
  paintFormXObjectEnd: number;
}
/** How many numbers follow each step of a path: move, line, curve, quadratic curve, close. */
const stepLengths = [2, 2, 6, 4, 0];

/** The lines that a page draws, read from its list of operations. */
export const rulesOf = (
  codes: DrawingCodes,
  operations: { fnArray: readonly number[]; argsArray: readonly unknown[] },
): Rule[] => {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  const saved: Matrix[] = [];
  const rules: Rule[] = [];
  operations.fnArray.forEach((code, at) => {
    const args = operations.argsArray[at] as readonly unknown[] | null;
    if (code === codes.save) saved.push(matrix);
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) matrix = saved.pop() ?? matrix;
    else if (code === codes.transform && args) matrix = times(matrix, args as Matrix);
    else if (code === codes.paintFormXObjectBegin) {
      saved.push(matrix);
      const own = args?.[0];
      if (Array.isArray(own)) matrix = times(matrix, own as Matrix);
    } else if (code === codes.constructPath && rules.length < mostRules) {
      const path = (args?.[1] as readonly (ArrayLike<number> | null)[] | undefined)?.[0];
      const painting = args?.[0];
      if (!path || typeof path.length !== 'number' || painting === codes.endPath) return;
      const isOutlined = painting !== codes.fill && painting !== codes.eoFill;
      let points: number[] = [];
      const close = (): void => {
        if (points.length >= 4) rules.push(...rulesOfShape(boxOf(matrix, points), isOutlined));
        points = [];
      };
      for (let i = 0; i < path.length; ) {
        const step = path[i++] ?? 4;
        const length = stepLengths[step] ?? 0;
        if (step === 0) close();
        for (let j = 0; j < length; j++) points.push(path[i + j] ?? 0);
        i += length;
      }
      close();
    }
  });
  return rules;
};

const distinct = (values: readonly number[]): number[] => {
  const kept: number[] = [];
  for (const value of values.toSorted((a, b) => a - b))
    if (kept.length === 0 || value - (kept.at(-1) ?? 0) > near) kept.push(value);
  return kept;
};

/** Lines that touch each other, directly or over others. */
const groupsOf = (rules: readonly Rule[]): Rule[][] => {
  const groups: { box: Rule; rules: Rule[] }[] = [];
  for (const rule of rules.toSorted((a, b) => b.top - a.top)) {
    const merged = { box: { ...rule }, rules: [rule] };
    for (let i = groups.length - 1; i >= 0; i--) {
      const group = groups[i] as (typeof groups)[number];
      const { box } = group;
      const touches =
        box.left <= merged.box.right + near &&
        box.right >= merged.box.left - near &&
        box.bottom <= merged.box.top + near &&
        box.top >= merged.box.bottom - near;
      if (!touches) continue;
      merged.rules.push(...group.rules);
      merged.box = {
        left: Math.min(box.left, merged.box.left),
        right: Math.max(box.right, merged.box.right),
        bottom: Math.min(box.bottom, merged.box.bottom),
        top: Math.max(box.top, merged.box.top),
      };
      groups.splice(i, 1);
    }
    groups.push(merged);
  }
  return groups.map((group) => group.rules);
};

const placeIn = (edges: readonly number[], at: number): number => {
  for (let i = 0; i + 1 < edges.length; i++) if (at >= (edges[i] ?? 0) && at < (edges[i + 1] ?? 0)) return i;
  return -1;
};

/**
 * Takes what stands in the cells of ruled tables off a page, as rows with bars between the cells: only the rules tell
 * which lines of a narrow column are one cell.
 * @returns the rows, and the text that stands outside of tables
 */
export const rowsOfRuledTables = (
  rules: readonly Rule[],
  pieces: readonly PlacedText[],
): { rows: PageLine[]; rest: PlacedText[] } => {
  const rows: PageLine[] = [];
  let rest = [...pieces];
  for (const group of groupsOf(rules)) {
    const upright = group.filter((rule) => rule.right - rule.left <= thickest);
    const level = group.filter((rule) => rule.top - rule.bottom <= thickest);
    const columns = distinct(upright.map(({ left }) => left));
    const bands = distinct(level.map(({ top }) => top));
    // A frame around a box of text has two sides only; of a table that goes on from another page one row may be left.
    if (columns.length < 3 || bands.length < 2) continue;
    const cells = new Map<number, Map<number, PlacedText[]>>();
    rest = rest.filter((piece) => {
      const column = placeIn(columns, piece.x + Math.min(piece.width / 2, piece.size / 2));
      const band = placeIn(bands, piece.y + piece.size * 0.3);
      if (column < 0 || band < 0 || piece.text.trim() === '') return column < 0 || band < 0;
      const row = cells.get(band) ?? new Map<number, PlacedText[]>();
      cells.set(band, row);
      row.set(column, [...(row.get(column) ?? []), piece]);
      return false;
    });
    for (const [band, row] of cells) {
      const texts = columns.slice(1).map((_, column) =>
        linesOfPage(row.get(column) ?? [])
          .map((line) => line.text.trim())
          .join(''),
      );
      const filled = texts.filter((text) => text !== '');
      rows.push({
        text: filled.length > 1 ? texts.join(' | ') : (filled[0] ?? ''),
        x: columns[0] ?? 0,
        y: (bands[band + 1] ?? 0) - 1,
        size: [...row.values()][0]?.[0]?.size ?? 1,
        isRow: true,
      });
    }
  }
  return { rows, rest };
};
