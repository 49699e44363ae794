import type { Language } from '../../service/records/catalogue.ts';
import { type Messages, messagesIn } from '../pane/messages.ts';

/** The words of the Excel pane, and the few that only Google Sheets needs. */
const own = {
  'zh-CN': {
    openPane: '打开面板',
    refreshTable: '刷新此表',
    showEvidence: '原文依据',
    boundElsewhere:
      '请用命令行 sheets create 或服务的“在线表格”页新建，或上传一个绑定好的 .xlsx 并用 Google 表格打开。',
    connectReach: '请求由 Google 的服务器发出，服务须能从互联网以 https 访问。令牌只保存在您自己的账号里。',
    followSelection: '选中另一行时，这里会在几秒内跟上。',
    paused: '已暂停跟随所选行。',
    follow: '继续跟随',
  },
  en: {
    openPane: 'Open pane',
    refreshTable: 'Refresh table',
    showEvidence: 'Evidence',
    boundElsewhere:
      'Make one with sheets create on the command line or on the service’s page, or upload a bound .xlsx and open it with Google Sheets.',
    connectReach:
      'The requests come from Google’s servers: the service must be open to the internet by https. The token is kept in your own account only.',
    followSelection: 'Select another row, and this follows within seconds.',
    paused: 'No longer following the selection.',
    follow: 'Follow again',
  },
} as const satisfies Record<Language, Record<string, string>>;

export type Words = Messages & Readonly<Record<keyof (typeof own)['en'], string>>;
export const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': { ...messagesIn['zh-CN'], ...own['zh-CN'] },
  en: { ...messagesIn.en, ...own.en },
};
