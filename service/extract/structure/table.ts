import type { Line, Structure } from './types.ts';

/** A row of a table: a line whose cells stand with bars between them (ingestion writes all tables so). */
export interface TableRow {
  readonly line: Line;
  readonly cells: readonly string[];
}
/** Rows that follow each other, and the few lines above them that say what they are about. */
export interface Table {
  readonly rows: readonly TableRow[];
  readonly caption: string;
}

const bar = ' | ';
/** A group's name that stands alone between rows: 经济发展, 一、创新驱动. */
const longestGroup = 20;
/** Lines above a table that may name it or give its unit. */
const captionLines = 2;

/** True where a line is a row of a table. */
export const isTableRow = (line: string): boolean => line.includes(bar);

const cellsOf = (line: string): string[] => line.split('|').map((cell) => cell.trim());

const known = new WeakMap<Structure, readonly Table[]>();

/** The tables of a document: two rows or more, with no other line between them than the names of groups. */
export const tablesOf = (structure: Structure): readonly Table[] => {
  const kept = known.get(structure);
  if (kept) return kept;
  const { lines } = structure;
  const tables: Table[] = [];
  let rows: TableRow[] = [];
  let first = 0;
  const close = (): void => {
    const caption = lines.slice(Math.max(0, first - captionLines), first);
    if (rows.length > 1) tables.push({ rows, caption: caption.map(({ text }) => text).join('\n') });
    rows = [];
  };
  lines.forEach((line, i) => {
    if (isTableRow(line.text)) {
      if (rows.length === 0) first = i;
      rows.push({ line, cells: cellsOf(line.text) });
      return;
    }
    const next = lines[i + 1];
    const isGroup =
      line.text.length <= longestGroup && !/[。；，：:]/.test(line.text) && next && isTableRow(next.text);
    if (rows.length > 0 && !isGroup) close();
  });
  close();
  known.set(structure, tables);
  return tables;
};
