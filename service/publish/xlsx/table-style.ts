import type { WorkbookPackage } from './parts.ts';
import { appendInside, attributeOf, escapeXml, findTag, setAttribute, tagsIn } from './xml.ts';

/** A table style of our own: banded rows between thin lines, header in the primary colour (ECMA-376 part 1, 18.8.40). */

export interface TableColours {
  primary: string;
  primaryText: string;
  band: string;
  rule: string;
}

const countOf = (text: string, list: string): number => {
  const open = findTag(text, list);
  if (!open || open.empty) return 0;
  const child = list === 'dxfs' ? 'dxf' : 'tableStyle';
  let count = 0;
  for (const tag of tagsIn(text, open.end)) {
    if (tag.closing && tag.name === list) break;
    if (!tag.closing && tag.name === child) count++;
  }
  return count;
};

/** Adds the style to the workbook's styles part; does nothing where a style of that name is there. */
export const addTableStyle = (workbook: WorkbookPackage, name: string, colours: TableColours): void => {
  const part = workbook.related(workbook.workbookPart, 'styles')[0];
  if (part === undefined) return;
  let text = workbook.text(part);
  for (const tag of tagsIn(text)) {
    if (!tag.closing && tag.name === 'tableStyle' && attributeOf(text, tag, 'name') === name) return;
  }
  const line = (side: string) => `<${side} style="thin"><color rgb="FF${colours.rule}"/></${side}>`;
  const fill = (colour: string) =>
    `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor rgb="FF${colour}"/></patternFill></fill>`;
  const formats = [
    `<dxf><border>${['left', 'right', 'top', 'bottom', 'horizontal'].map(line).join('')}</border></dxf>`,
    `<dxf><font><b/><color rgb="FF${colours.primaryText}"/></font>${fill(colours.primary)}</dxf>`,
    `<dxf>${fill(colours.band)}</dxf>`,
  ];
  if (!findTag(text, 'dxfs') || !findTag(text, 'tableStyles')) return;
  const first = countOf(text, 'dxfs');
  text = setAttribute(
    appendInside(text, 'dxfs', formats.join('')),
    'dxfs',
    'count',
    String(first + formats.length),
  );
  const elements = ['wholeTable', 'headerRow', 'secondRowStripe']
    .map((type, i) => `<tableStyleElement type="${type}" dxfId="${first + i}"/>`)
    .join('');
  const styles = countOf(text, 'tableStyles') + 1;
  text = appendInside(
    text,
    'tableStyles',
    `<tableStyle name="${escapeXml(name)}" pivot="0" count="3">${elements}</tableStyle>`,
  );
  workbook.set(part, setAttribute(text, 'tableStyles', 'count', String(styles)));
};
