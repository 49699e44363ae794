import type { Label } from '../../service/records/catalogue.ts';
import type { AboutSheet } from './declaration.ts';

/** Said of every template: nothing else is needed to open it. */
const standsAlone: Label = {
  zh: '文件可独立打开：在 Excel、WPS 表格和 LibreOffice 中离线可用，不含宏。',
  en: 'The file stands alone: it works offline in Excel, WPS and LibreOffice and holds no macros.',
};

/** What every template tells its reader about refreshing, after its own section. */
const refreshing: AboutSheet['sections'] = [
  {
    heading: { zh: '怎样刷新', en: 'How to refresh' },
    lines: [
      {
        zh: '在 Excel 加载项中点“刷新”，或在命令行运行 policy-sheets refresh 文件名.xlsx；写入之前先给出计划：新增、变更、撤回和您改过的单元格。',
        en: 'Press Refresh in the Excel add-in, or run policy-sheets refresh FILE.xlsx. You see the plan first: what is added, changed, withdrawn, and which cells you edited.',
      },
      {
        zh: '隐藏的“记录编号”列说明每一行是哪条记录，隐藏工作表 _policy_sheets 记录绑定关系；请勿删除。',
        en: 'The hidden column Record key says which record a row shows, and the hidden sheet _policy_sheets how the table is bound. Please keep both.',
      },
    ],
  },
  {
    heading: { zh: '什么不会变', en: 'What survives' },
    lines: [
      {
        zh: '刷新只写它拥有的内容：绑定列的单元格、新增的行、自己的隐藏工作表。格式、公式、图表、透视表、列宽、筛选和批注都保持原样。',
        en: 'A refresh writes only what it owns: the cells of bound columns, the rows it adds, its own hidden sheet. Formats, formulas, charts, pivots, widths, filters and comments stay.',
      },
      {
        zh: '您在“备注”“评级”以及自己添加的列中写的内容跟随记录；您改过的绑定单元格会被提示，不会被悄悄覆盖。',
        en: 'What you write in Notes, Rating and columns of your own follows its record. A bound cell that you changed is shown to you and never overwritten unseen.',
      },
      {
        zh: '撤回的记录会保留并标注状态，直到您同意移除；有您内容的行移入归档表，不会消失。',
        en: 'A withdrawn record keeps its row, marked, until you accept its removal. A row with content of yours goes to an archive sheet.',
      },
    ],
  },
];

/** The sheet that tells about a workbook: what it is, how it is refreshed, what survives. */
export const aboutSheet = (whatItIs: Label): AboutSheet => ({
  name: { zh: '说明', en: 'About' },
  title: { zh: '关于这份工作簿', en: 'About this workbook' },
  sections: [
    { heading: { zh: '这是什么', en: 'What it is' }, lines: [whatItIs, standsAlone] },
    ...refreshing,
  ],
});
