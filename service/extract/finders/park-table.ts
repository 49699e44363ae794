import { parkHeadsIn, parkTypeOf } from '../lexicon/park-words.ts';
import { fullPlace } from '../lexicon/places.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { evidenceOf } from '../structure/structure.ts';
import type { Clause, Line, Structure } from '../structure/types.ts';

/** The head of a list of parks: 序号 | 园区名称 | 所在地 | 主导产业. */
const headsParks =
  /(?:园区|开发区|产业园|高新区|基地|小镇|集聚区|平台|载体)(?:名称|名录)|(?:^|[|\s])(?:园区|开发区|产业园区|产业园|基地)(?:$|[|\s])/u;
const nameHead = /^(?:园区|开发区|产业园区?|高新区|基地|小镇|集聚区|平台|载体)?(?:名称|名录)?$/u;
const placeHead = /所在|地址|位置|区域|地点|属地|^(?:县|市|区|县市区|县（市、区）|市县)$/u;
const industryHead = /产业|行业|方向|定位|领域|特色/u;
const longestName = 34;

interface Columns {
  readonly count: number;
  readonly name: number;
  readonly place: number;
  readonly industry: number;
}

/** Cells between bars, or between blanks where a copied table has lost its bars. */
const cellsOf = (text: string): string[] =>
  text.includes('|')
    ? text
        .replace(/^\s*\|\s?|\s?\|\s*$/gu, '')
        .split('|')
        .map((cell) => cell.trim())
    : text.trim().split(/[\s　]+/u);

const columnsOf = (line: Line): Columns | null => {
  if (line.text.length > 120 || !headsParks.test(line.text) || /[。；;]/u.test(line.text)) return null;
  const cells = cellsOf(line.text);
  const name = cells.findIndex((cell) => cell.length > 1 && nameHead.test(cell));
  const place = cells.findIndex((cell) => placeHead.test(cell));
  const industry = cells.findIndex((cell, i) => i !== name && industryHead.test(cell));
  return cells.length > 1 && name >= 0 && (place >= 0 || industry >= 0)
    ? { count: cells.length, name, place, industry }
    : null;
};

/** True where a cell is a park's name and nothing else. */
const isName = (cell: string): boolean => {
  const bare = cell.replace(/[（(][^（()）]*[）)]$/u, '');
  return (
    cell.length >= 4 &&
    cell.length <= longestName &&
    parkHeadsIn(bare).at(-1)?.end === bare.length &&
    !/[，,。；;：:]/u.test(cell)
  );
};

const draftOf = (context: Context, line: Line, clause: Clause, columns: Columns): Draft<'park'>[] => {
  const cells = cellsOf(line.text);
  const name = cells[columns.name] ?? '';
  if (cells.length !== columns.count || !isName(name)) return [];
  const place = (cells[columns.place] ?? '').trim();
  const industries = (cells[columns.industry] ?? '')
    .split(/[、，,;；/／]|和(?=\p{Script=Han}{2})/u)
    .map((field) => field.replace(/(?:等|产业|行业)+$/u, '').trim())
    .filter((field) => field.length > 1 && field.length <= 16);
  return [
    {
      clause,
      record: {
        name,
        type: parkTypeOf(name),
        location: /(?:省|市|区|县|旗|州)$/u.test(place) ? fullPlace(place) : null,
        locationCode: null,
        industries,
        action: 'mention',
        section: line.section.path,
        evidence: [evidenceOf(context.structure, line, line.section)],
        rules: [],
        confidence: 0.8,
      },
    },
  ];
};

const known = new WeakMap<Structure, ReadonlyMap<Line, Columns>>();

/** The rows of tables of parks, each with the columns of its table; heads have no name column (-1). */
const rowsOf = (structure: Structure): ReadonlyMap<Line, Columns> => {
  const kept = known.get(structure);
  if (kept) return kept;
  const rows = new Map<Line, Columns>();
  let table: Columns | null = null;
  for (const line of structure.lines) {
    const head = columnsOf(line);
    if (head) rows.set(line, { ...head, name: -1 });
    else if (table && cellsOf(line.text).length > 1) rows.set(line, table);
    table = head ?? (rows.has(line) ? table : null);
  }
  known.set(structure, rows);
  return rows;
};

/** True for a line of a table of parks, which is read by its columns and not as prose. */
export const isParkRow = (structure: Structure, line: Line): boolean => rowsOf(structure).has(line);

/** Finds the parks of a list in the form of a table, also where copying took its lines away. */
export const parkTable: Finder<'park'> = {
  name: 'park-table',
  find(context: Context): Draft<'park'>[] {
    const rows = rowsOf(context.structure);
    if (rows.size === 0) return [];
    const drafts: Draft<'park'>[] = [];
    const read = new Set<Line>();
    for (const clause of context.structure.clauses) {
      const { line } = clause.sentence;
      const columns = rows.get(line);
      if (!columns || read.has(line)) continue;
      read.add(line);
      drafts.push(...draftOf(context, line, clause, columns));
    }
    return drafts;
  },
};
