/**
 * A1 references: in attribute values, and inside formulas, where they are found by position so that everything
 * else in the formula stays as it was written (ECMA-376 part 1, 18.17.2).
 */

export const lastRow = 1_048_576;
const lastColumn = 16_384;

/** Column number from its letters, 1 for A. */
export const columnNumber = (letters: string): number => {
  let number = 0;
  for (let i = 0; i < letters.length; i++) number = number * 26 + (letters.charCodeAt(i) & 31);
  return number;
};
/** Letters of a column number, A for 1. */
export const columnLetters = (column: number): string => {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
};
export const cellName = (column: number, row: number): string => `${columnLetters(column)}${row}`;

/** A rectangle of cells, all bounds included, counted from 1. */
export interface Rect {
  top: number;
  left: number;
  bottom: number;
  right: number;
}
/** Reads A1, A1:B2, A:B or 1:2, with or without $; undefined for anything else. */
export const parseRect = (ref: string): Rect | undefined => {
  const match = /^([A-Za-z]{0,3})(\d*)(?::([A-Za-z]{0,3})(\d*))?$/.exec(ref.replaceAll('$', ''));
  if (!match) return undefined;
  const [, column = '', row = '', secondColumn, secondRow] = match;
  const single = secondColumn === undefined && secondRow === undefined;
  if (single && (column === '' || row === '')) return undefined;
  const endColumn = single ? column : (secondColumn ?? '');
  const endRow = single ? row : (secondRow ?? '');
  return {
    top: row === '' ? 1 : Number(row),
    left: column === '' ? 1 : columnNumber(column.toUpperCase()),
    bottom: endRow === '' ? lastRow : Number(endRow),
    right: endColumn === '' ? lastColumn : columnNumber(endColumn.toUpperCase()),
  };
};
export const rectName = ({ top, left, bottom, right }: Rect): string =>
  top === bottom && left === right
    ? cellName(left, top)
    : `${cellName(left, top)}:${cellName(right, bottom)}`;
export const intersects = (a: Rect, b: Rect): boolean =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

/** One corner of a reference; column 0 or row 0 where the reference has none (whole rows, whole columns). */
export interface Corner {
  columnFixed: boolean;
  column: number;
  rowFixed: boolean;
  row: number;
}
/** A reference in a formula. `sheet` is undefined where the formula names none. */
export interface Reference {
  sheet: string | undefined;
  external: boolean;
  corners: readonly Corner[];
}

const cellPattern = /^(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})$/;
const rowPattern = /^(\$?)([1-9]\d{0,6})$/;
const columnPattern = /^(\$?)([A-Za-z]{1,3})$/;
const wordCharacter = /[\p{L}\p{N}_.$\\?]/u;

const cellCorner = (word: string): Corner | undefined => {
  const match = cellPattern.exec(word);
  if (!match) return undefined;
  const [, columnFixed, letters = '', rowFixed, digits = ''] = match;
  const column = columnNumber(letters.toUpperCase());
  const row = Number(digits);
  if (column > lastColumn || row > lastRow) return undefined;
  return { columnFixed: columnFixed === '$', column, rowFixed: rowFixed === '$', row };
};
const lineCorners = (first: string, second: string): Corner[] | undefined => {
  const rows = [rowPattern.exec(first), rowPattern.exec(second)];
  if (rows.every((match) => match !== null)) {
    return rows.map((match) => ({
      columnFixed: false,
      column: 0,
      rowFixed: match?.[1] === '$',
      row: Number(match?.[2]),
    }));
  }
  const columns = [columnPattern.exec(first), columnPattern.exec(second)];
  if (columns.every((match) => match !== null)) {
    return columns.map((match) => ({
      columnFixed: match?.[1] === '$',
      column: columnNumber((match?.[2] ?? '').toUpperCase()),
      rowFixed: false,
      row: 0,
    }));
  }
  return undefined;
};

/** The corners as a formula writes them. */
export const showCorners = (corners: readonly Corner[]): string =>
  corners
    .map(
      ({ columnFixed, column, rowFixed, row }) =>
        (column > 0 ? (columnFixed ? '$' : '') + columnLetters(column) : '') +
        (row > 0 ? (rowFixed ? '$' : '') + row : ''),
    )
    .join(':');

const behindString = (formula: string, from: number): number => {
  for (let at = from + 1; at < formula.length; at++) {
    if (formula[at] !== '"') continue;
    if (formula[at + 1] === '"') at++;
    else return at + 1;
  }
  return formula.length;
};
const behindBrackets = (formula: string, from: number): number => {
  let depth = 0;
  for (let at = from; at < formula.length; at++) {
    const character = formula[at];
    // In a structured reference an apostrophe escapes the next character.
    if (character === "'") at++;
    else if (character === '[') depth++;
    else if (character === ']' && --depth === 0) return at + 1;
  }
  return formula.length;
};
const behindWord = (formula: string, from: number): number => {
  let at = from;
  while (at < formula.length) {
    const character = formula.charAt(at);
    if (character > '\u007f') {
      if (!wordCharacter.test(character) && !/[\ud800-\udfff]/.test(character)) break;
    } else if (!/[A-Za-z0-9_.$\\?]/.test(character)) break;
    at++;
  }
  return at;
};
const quotedName = (formula: string, from: number): { name: string; end: number } => {
  let name = '';
  let at = from + 1;
  for (; at < formula.length; at++) {
    const character = formula.charAt(at);
    if (character === "'") {
      if (formula[at + 1] !== "'") break;
      at++;
    }
    name += character;
  }
  return { name, end: at + 1 };
};

/**
 * Goes through the references of a formula.
 * @param formula without its leading =
 * @param replace gives the text of the reference without its sheet, or undefined to leave it
 * @returns the formula with the replacements; structured references, names, strings and functions are never touched
 */
export const mapReferences = (
  formula: string,
  replace: (reference: Reference) => string | undefined,
): string => {
  let out = '';
  let copied = 0;
  let sheet: string | undefined;
  let external = false;
  const forget = () => {
    sheet = undefined;
    external = false;
  };
  for (let at = 0; at < formula.length; ) {
    const character = formula.charAt(at);
    if (character === '"') {
      at = behindString(formula, at);
      forget();
      continue;
    }
    if (character === "'") {
      const { name, end } = quotedName(formula, at);
      at = end;
      if (formula[at] === '!') {
        sheet = name;
        external = name.includes('[');
        at++;
      }
      continue;
    }
    if (character === '[') {
      const end = behindBrackets(formula, at);
      const word = behindWord(formula, end);
      forget();
      if (word > end && formula[word] === '!') {
        sheet = formula.slice(at, word);
        external = true;
        at = word + 1;
      } else at = end;
      continue;
    }
    const end = behindWord(formula, at);
    if (end === at) {
      if (character !== ':') forget();
      at++;
      continue;
    }
    const word = formula.slice(at, end);
    if (formula[end] === '!') {
      sheet = word;
      external = false;
      at = end + 1;
      continue;
    }
    if (formula[end] === '(') {
      at = end;
      forget();
      continue;
    }
    if (formula[end] === '[') {
      at = behindBrackets(formula, end);
      forget();
      continue;
    }
    const secondEnd = formula[end] === ':' ? behindWord(formula, end + 1) : end;
    const second = secondEnd > end + 1 ? formula.slice(end + 1, secondEnd) : '';
    const first = cellCorner(word);
    let corners: Corner[] | undefined;
    let refEnd = end;
    if (first) {
      const other = formula[secondEnd] === '(' || formula[secondEnd] === '!' ? undefined : cellCorner(second);
      corners = other ? [first, other] : [first];
      if (other) refEnd = secondEnd;
    } else if (second !== '') {
      corners = lineCorners(word, second);
      if (corners) refEnd = secondEnd;
    }
    if (corners) {
      const text = replace({ sheet, external, corners });
      if (text !== undefined) {
        out += formula.slice(copied, at) + text;
        copied = refEnd;
      }
    }
    at = refEnd;
    forget();
  }
  return copied === 0 ? formula : out + formula.slice(copied);
};

/** A formula as it reads when its cell is copied by so many rows and columns: relative references move along. */
export const translateFormula = (formula: string, rows: number, columns: number): string =>
  mapReferences(formula, ({ corners }) => {
    const moved = corners.map((corner) => ({
      ...corner,
      row: corner.row > 0 && !corner.rowFixed ? corner.row + rows : corner.row,
      column: corner.column > 0 && !corner.columnFixed ? corner.column + columns : corner.column,
    }));
    const outside = moved.some(
      (corner, i) =>
        ((corners[i]?.row ?? 0) > 0 && (corner.row < 1 || corner.row > lastRow)) ||
        ((corners[i]?.column ?? 0) > 0 && (corner.column < 1 || corner.column > lastColumn)),
    );
    return outside ? '#REF!' : showCorners(moved);
  });

/** A sheet's name as a formula writes it, quoted where it must be. */
export const sheetInFormula = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && cellCorner(name) === undefined
    ? name
    : `'${name.replaceAll("'", "''")}'`;
