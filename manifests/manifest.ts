import type { CommandId } from '../addin/commands/commands.ts';
import type { Label, Language } from '../service/records/catalogue.ts';

/**
 * What both manifests say: ids, names in both languages, what the ribbon shows. `addin-only.ts` prints it as the XML that
 * every Excel since 2016 takes, `unified.ts` as the JSON of Microsoft 365.
 */
export const manifest = {
  /** One add-in, whichever manifest brings it; never to be changed. */
  id: '6d0e3c1e-5a0b-4f53-9c57-2f1c6a7f8b14',
  version: '0.1.0',
  provider: 'Policy Sheets',
  name: { zh: '政策表格', en: 'Policy Sheets' },
  fullName: { zh: '政策表格：可更新、可溯源的政策数据', en: 'Policy Sheets: policy data with evidence' },
  description: {
    zh: '把政府政策文件中的目标、资金、园区和责任分工带进工作簿，逐条可查原文，可随时更新。',
    en: 'Targets, funds, parks and duties from policy documents, in your workbook.',
  },
  longDescription: {
    zh: '政策表格把政府政策文件中的量化目标、资金、园区和责任分工整理成记录，放进您的工作簿：每条记录都能查看原文和出处，更新前先看清将要改动什么，您自己的批注、公式和修改不会被覆盖。数据来自您所在单位自己的服务，不经过其他任何地方。',
    en: 'Policy Sheets takes quantified targets, funds, parks and duties out of Chinese government policy documents and keeps them up to date in your workbook. Every record shows its passage, you see each change before it is written, and your own notes, formulas and edits stay. The data come from a service that your organisation runs itself and pass nowhere else.',
  },
  tab: { id: 'PolicySheetsTab', label: { zh: '政策表格', en: 'Policy Sheets' } },
  /** What Excel says when the add-in was just installed. */
  welcome: {
    title: { zh: '政策数据已在 Excel 中', en: 'Policy data in Excel' },
    text: {
      zh: '打开面板，连接您所在单位的服务，然后插入政策数据表。',
      en: 'Open the pane, connect to the service of your organisation, and insert a table of policy data.',
    },
  },
  groups: [
    {
      id: 'PolicySheetsRefreshGroup',
      label: { zh: '刷新', en: 'Refresh' },
      icon: 'refresh-all',
      commands: ['RefreshAll', 'RefreshTable'],
    },
    {
      id: 'PolicySheetsReviewGroup',
      label: { zh: '核对', en: 'Review' },
      icon: 'evidence',
      commands: ['ShowEvidence', 'CheckWorkbook'],
    },
    {
      id: 'PolicySheetsPaneGroup',
      label: { zh: '面板', en: 'Pane' },
      icon: 'icon',
      commands: ['OpenPane'],
    },
  ],
  /** Right click on a cell. */
  contextMenu: ['ShowEvidence', 'RefreshTable'],
  /** What the host needs at least (addin/excel/excel-host.ts); newer sets are used where they are there. */
  excelApi: '1.9',
  /** Ribbon, functions and shortcuts need one runtime for all of the add-in; an Excel without it shows the pane alone. */
  sharedRuntime: '1.1',
  accentColor: '#0F6CBD',
} as const satisfies Record<string, unknown>;

interface Command {
  id: CommandId;
  label: Label;
  tip: Label;
  icon: CommandIcon;
  /** The pattern that Microsoft advises, because neither Excel nor browsers use it: three modifiers and a letter. */
  key: { default: string; mac: string };
}
const shortcut = (letter: string) => ({
  default: `Ctrl+Alt+Shift+${letter}`,
  mac: `Command+Alt+Shift+${letter}`,
});
/** The commands that addin/commands answers, by id. */
export const commands: readonly Command[] = [
  {
    id: 'RefreshAll',
    label: { zh: '全部刷新', en: 'Refresh all' },
    tip: {
      zh: '比对工作簿中所有绑定的表，先显示将要改动什么，确认后才写入。',
      en: 'Compares every bound table with the service and shows what would change; nothing is written before you agree.',
    },
    icon: 'refresh-all',
    key: shortcut('A'),
  },
  {
    id: 'RefreshTable',
    label: { zh: '刷新此表', en: 'Refresh table' },
    tip: {
      zh: '比对所选单元格所在的表，先显示将要改动什么，确认后才写入。',
      en: 'Compares the table of the selected cell with the service and shows what would change before it is written.',
    },
    icon: 'refresh-table',
    key: shortcut('R'),
  },
  {
    id: 'ShowEvidence',
    label: { zh: '原文依据', en: 'Evidence' },
    tip: {
      zh: '显示所选行的原文、出处、历史和引用格式。',
      en: 'Shows the passage behind the selected row, its source, its history and its citation.',
    },
    icon: 'evidence',
    key: shortcut('E'),
  },
  {
    id: 'CheckWorkbook',
    label: { zh: '检查', en: 'Check' },
    tip: {
      zh: '检查被改动的单元格、过期的表、损坏的记录编号和没有出处的数字，并逐项修复。',
      en: 'Looks for typed-over cells, stale tables, broken keys and numbers without a source, and mends them one by one.',
    },
    icon: 'check',
    key: shortcut('K'),
  },
  {
    id: 'OpenPane',
    label: { zh: '打开面板', en: 'Open pane' },
    tip: {
      zh: '插入政策数据表、更新已有的表、查看所选行的原文依据。',
      en: 'Insert a table of policy data, refresh one, or see the passage behind the selected row.',
    },
    icon: 'icon',
    key: shortcut('P'),
  },
];
export const commandOf = (id: CommandId): Command => {
  const found = commands.find((command) => command.id === id);
  if (!found) throw new Error(`no command ${id}`);
  return found;
};

/** Sizes in pixels of every icon of the ribbon: Office takes those that fit the screen. */
export const ribbonIconSizes = [16, 20, 24, 32, 40, 48, 64, 80] as const;
/** The add-in's own icon besides: in lists of add-ins, on Macs and on home screens. */
export const largeIconSizes = [96, 128] as const;
/** The unified manifest takes three of them. */
export const unifiedIconSizes = [16, 32, 80] as const;
export const storeIconSizes = { icon: 32, highResolution: 64 } as const;
/** The pictures of manifests/icons.svg. */
export const commandIcons = ['icon', 'refresh-all', 'refresh-table', 'evidence', 'check'] as const;
export type CommandIcon = (typeof commandIcons)[number];

/** The addresses below the service that the manifests name. */
export const addresses = (address: string) => ({
  pane: `${address}/addin/index.html`,
  about: `${address}/addin/about.html`,
  icon: (size: number, name: CommandIcon = 'icon') => `${address}/addin/icons/${name}-${size}.png`,
  /** The pane's own script: functions run in the pane's page, but the XML manifest has to name it. */
  script: `${address}/addin/pane.js`,
  functions: (language: Language) => `${address}/addin/${functionsFile[language]}`,
  functionHelp: (id: string) => `${address}/addin/functions.html#${id}`,
  shortcuts: `${address}/addin/${shortcutsFile}`,
  shortcutTexts: `${address}/addin/${shortcutTextsFile}`,
});
/** Names of the files beside the manifests. */
export const functionsFile: Readonly<Record<Language, string>> = {
  en: 'functions.json',
  'zh-CN': 'functions.zh-cn.json',
};
export const shortcutsFile = 'shortcuts.json';
export const shortcutTextsFile = 'shortcuts.zh-cn.json';

/** Address of a service as the manifests take it: https, without a path. */
export const serviceAddress = (text: string): string => {
  const refuse = (why: string): never => {
    throw new Error(
      `${text}: ${why} Office loads add-ins over https only. / 加载项只能通过 https 加载，请给出服务的 https 地址。`,
    );
  };
  if (!URL.canParse(text)) return refuse('not an address.');
  const url = new URL(text);
  if (url.protocol !== 'https:') return refuse('not https.');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return refuse('give the address of the service without a path.');
  return url.origin;
};

export const inEnglish = (label: Label): string => label.en;
export const inChinese = (label: Label): string => label.zh;
