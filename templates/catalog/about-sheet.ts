import type { Workbook } from 'exceljs';
import { type Language, labelIn } from '../../service/records/catalogue.ts';
import { cellFont } from './cell-look.ts';
import { type AboutSheet, look } from './declaration.ts';

/** The sheet that tells a reader what the workbook is, how a refresh works and what survives it. */
export const addAboutSheet = (workbook: Workbook, about: AboutSheet, language: Language): void => {
  const sheet = workbook.addWorksheet(labelIn(about.name, language), {
    properties: { tabColor: { argb: `FF${look.muted}` }, defaultRowHeight: 18 },
    views: [{ state: 'normal', showGridLines: false, activeCell: 'A1' }],
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  // One wide column of wrapped text reads well on every screen and needs no merged cells.
  sheet.getColumn(1).width = 2;
  sheet.getColumn(2).width = 92;
  const title = sheet.getCell('B1');
  title.value = labelIn(about.title, language);
  title.font = cellFont({ size: 18, bold: true, color: look.primary });
  title.alignment = { vertical: 'middle' };
  sheet.getRow(1).height = 36;
  let row = 2;
  for (const section of about.sections) {
    row++;
    const heading = sheet.getCell(row, 2);
    heading.value = labelIn(section.heading, language);
    heading.font = cellFont({ size: 12, bold: true, color: look.ink });
    heading.border = { bottom: { style: 'thin', color: { argb: `FF${look.accent}` } } };
    sheet.getRow(row).height = 24;
    row++;
    for (const line of section.lines) {
      const text = labelIn(line, language);
      const cell = sheet.getCell(row, 2);
      cell.value = text;
      cell.font = cellFont({ size: 10, color: look.ink });
      cell.alignment = { vertical: 'top', wrapText: true };
      // Set by hand: programs that open the file without measuring text would show one line.
      const perLine = language === 'zh-CN' ? 60 : 112;
      sheet.getRow(row).height = 18 * Math.ceil(text.length / perLine) + 4;
      row++;
    }
  }
};
