/** The key of a row: which record it shows and at which revision (refresh.md, identity). */
export interface RowKey {
  id: string;
  revision: number;
}

const form = /^([\p{L}\p{N}_.:-]+)@([1-9]\d{0,8})$/u;

const printed = /^[A-Za-z0-9_.:-]+@[1-9]\d{0,8}$/;

/** Prints a key as it stands in the key column: `id@revision`. */
export const printKey = (key: RowKey): string => `${key.id}@${key.revision}`;

/**
 * Reads a key cell.
 * @param value what the cell holds
 * @returns the key, or null where the text is none
 */
export const parseKey = (value: unknown): RowKey | null => {
  if (typeof value !== 'string') return null;
  // A key as it was printed needs no second look; one that somebody typed may be full-width or stand between blanks.
  if (printed.test(value)) {
    const at = value.lastIndexOf('@');
    return { id: value.slice(0, at), revision: Number(value.slice(at + 1)) };
  }
  const match = form.exec(value.normalize('NFKC').trim());
  return match?.[1] && match[2] ? { id: match[1], revision: Number(match[2]) } : null;
};

/** Whether a key cell holds just the printed key of a revision: `text === printKey(revision)` without making that text. */
export const namesRevision = (text: string, { id, revision }: RowKey): boolean => {
  const at = id.length + 1;
  if (text.charCodeAt(id.length) !== 64 || text.charCodeAt(at) === 48 || !text.startsWith(id)) return false;
  let number = 0;
  for (let i = at; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return false;
    number = number * 10 + digit;
  }
  return number === revision;
};
