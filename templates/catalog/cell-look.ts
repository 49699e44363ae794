import type { Borders, Fill, Font } from 'exceljs';
import { look } from './declaration.ts';

/** Fonts, fills and borders of the templates in ExcelJS's form. */

export const cellFont = (font: { size: number; bold?: boolean; color: string }): Partial<Font> => ({
  name: look.font,
  family: 2,
  charset: 134,
  size: font.size,
  bold: font.bold ?? false,
  color: { argb: `FF${font.color}` },
});
export const solid = (color: string): Fill => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb: `FF${color}` },
});
/** Thin lines on all sides. */
export const border = (color: string): Partial<Borders> => {
  const side = { style: 'thin' as const, color: { argb: `FF${color}` } };
  return { top: side, left: side, bottom: side, right: side };
};
