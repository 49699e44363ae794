import { insertWorksheetChild } from './worksheet-part.ts';
import { attributeMap, elementEnd, escapeXml, findTag, rootPrefix, tagsIn } from './xml.ts';

/** Columns of a worksheet (ECMA-376 part 1, 18.3.1.13). */

/** Hides one column; a description of several that it falls under is divided. */
export const hideColumn = (text: string, column: number): string => {
  const prefix = rootPrefix(text);
  const written = (all: Record<string, string>): string =>
    `<${prefix}col${Object.entries(all)
      .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
      .join('')}/>`;
  const plain = { min: String(column), max: String(column), width: '9', customWidth: '1', hidden: '1' };
  const list = findTag(text, 'cols');
  if (!list) return insertWorksheetChild(text, 'cols', `<${prefix}cols>${written(plain)}</${prefix}cols>`);
  const end = elementEnd(text, list);
  const columns: Record<string, string>[] = [];
  let found = false;
  for (const tag of tagsIn(text, list.end, end)) {
    if (tag.closing || tag.name !== 'col') continue;
    const all = attributeMap(text, tag);
    const [min, max] = [Number(all.min), Number(all.max)];
    if (column < min || column > max) {
      columns.push(all);
      continue;
    }
    found = true;
    if (min < column) columns.push({ ...all, max: String(column - 1) });
    columns.push({ ...all, min: String(column), max: String(column), hidden: '1' });
    if (max > column) columns.push({ ...all, min: String(column + 1) });
  }
  if (!found) columns.push(plain);
  columns.sort((a, b) => Number(a.min) - Number(b.min));
  const xml = `<${list.qualified}>${columns.map(written).join('')}</${list.qualified}>`;
  return text.slice(0, list.start) + xml + text.slice(end);
};
