import type { Language } from '../../service/records/catalogue.ts';

/** Every text of the playground, in both languages. */
const zh = {
  title: '试用',
  intro: '这里是真正的面板，旁边是一张演示用的表格。不需要 Excel，所有改动只留在本页。',
  steps: [
    '在右侧面板选一个模板或查询，点“插入”。',
    '点“刷新”，先看计划，再写入。',
    '点选任意一行，再看“原文”：这一行出自哪一句。',
    '改写一个数字，再刷新：您的改动会被列出，不会被覆盖。',
  ],
  download: '下载工作簿',
  downloading: '正在生成…',
  downloadFailed: '没能生成工作簿，请重试。',
  sort: '按本列排序',
  deleteRow: '删除本行',
  address: '单元格',
  content: '内容',
  sheets: '工作表',
  sheet: '工作表1',
  pane: '政策表格面板',
  grid: '演示工作簿',
  noCalculation: '演示表格不计算公式；下载后在 Excel 或 WPS 中打开即会计算。',
  home: '返回首页',
};
export type PlaygroundMessages = typeof zh;

const en: PlaygroundMessages = {
  title: 'Try it',
  intro:
    'This is the real pane beside a sheet for trying out. No Excel needed; every change stays in this page.',
  steps: [
    'Choose a template or a query in the pane at the right and insert it.',
    'Refresh: see the plan first, then write.',
    'Select any row and look at Evidence: the sentence that it comes from.',
    'Type over a number and refresh again: your edit is listed, never overwritten.',
  ],
  download: 'Download the workbook',
  downloading: 'Making the file…',
  downloadFailed: 'The workbook could not be made. Please try again.',
  sort: 'Sort by this column',
  deleteRow: 'Delete this row',
  address: 'Cell',
  content: 'Content',
  sheets: 'Sheets',
  sheet: 'Sheet1',
  pane: 'Policy Sheets pane',
  grid: 'Workbook for trying out',
  noCalculation: 'This sheet does not calculate formulas; Excel and WPS will, once you have downloaded it.',
  home: 'Back to the home page',
};

export const messagesIn: Readonly<Record<Language, PlaygroundMessages>> = { 'zh-CN': zh, en };
