import type { Label } from '../service/records/catalogue.ts';

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
  group: { id: 'PolicySheetsGroup', label: { zh: '政策数据', en: 'Policy data' } },
  button: {
    id: 'PolicySheetsOpen',
    label: { zh: '打开面板', en: 'Open pane' },
    tip: {
      zh: '插入政策数据表、更新已有的表、查看所选行的原文依据。',
      en: 'Insert a table of policy data, refresh one, or see the passage behind the selected row.',
    },
  },
  /** Everything that the host needs is in this set; see addin/excel/excel-host.ts. */
  excelApi: '1.13',
  accentColor: '#0F6CBD',
} as const satisfies Record<string, unknown>;

/** Sizes of the icons that the manifests name; draw-icons.ts draws them. */
export const ribbonIconSizes = [16, 32, 80] as const;
export const storeIconSizes = { icon: 32, highResolution: 64 } as const;

/** The addresses below the service that the manifests name. */
export const addresses = (address: string) => ({
  pane: `${address}/addin/index.html`,
  about: `${address}/addin/about.html`,
  icon: (size: number) => `${address}/addin/icons/icon-${size}.png`,
});

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
