import { type Label, type Language, labelIn } from '../records/catalogue.ts';

/** Texts of the `sheets` commands, in Chinese and English. `{name}` is filled in by `sayOfSheets`. */
const messages = {
  connect: {
    zh: '以自己的 Google 账号登录；给出表格时，把它加入列表并核对能否编辑',
    en: 'sign in with your own Google account; with a spreadsheet, take it into the list once it can be edited',
  },
  disconnect: {
    zh: '把表格移出列表（连同定时刷新与历史）；不给出表格时退出 Google 登录',
    en: 'take a spreadsheet off the list with its schedule and history; without one, sign out of Google',
  },
  create: {
    zh: '用模板新建一份 Google 表格报表（含图表），并共享给指定的人',
    en: 'make a new report from a template in Google Sheets, with charts, and share it with people',
  },
  schedule: { zh: '设置或取消定时刷新', en: 'set or take away the schedule of a report' },
  list: { zh: '列出已连接的表格及其定时刷新', en: 'list the connected spreadsheets with their schedules' },
  history: { zh: '列出一个表格的刷新历史', en: 'list the runs of a report' },
  import: {
    zh: '把已绑定的 .xlsx 上传并作为 Google 表格打开，绑定不变',
    en: 'upload a bound .xlsx and open it as a Google Sheet, its bindings kept',
  },
  export: {
    zh: '把 Google 表格存为 .xlsx，其中已绑定的表恢复为表格',
    en: 'save a Google Sheet as .xlsx, its bound tables made tables again',
  },
  notFound: {
    zh: '没有找到这些表的标题行，未能恢复：{tables}',
    en: 'the headers of these tables were not found, so they are plain cells: {tables}',
  },
  drive: { zh: '登录时一并请求使用文件夹和共享云端硬盘', en: 'ask for folders and shared drives as well' },
  title: { zh: '报表名称', en: 'title of the report' },
  folder: {
    zh: '放入的文件夹或共享云端硬盘（编号或网址）',
    en: 'folder or shared drive to put it into (id or address)',
  },
  share: { zh: '共享给此邮箱（可多次给出）', en: 'share it with this address (may be given several times)' },
  cron: {
    zh: '定时表达式：分 时 日 月 星期，例如 "0 8 * * 1-5"',
    en: 'cron expression: minute hour day month weekday, such as "0 8 * * 1-5"',
  },
  timeZone: { zh: '时区（默认 Asia/Shanghai）', en: 'time zone (Asia/Shanghai by default)' },
  webhook: { zh: '失败与恢复时通知的地址', en: 'address that is told when it fails and when it works again' },
  off: { zh: '取消定时刷新', en: 'take the schedule away' },
  limit: { zh: '最多列出多少次', en: 'how many runs at most' },
  openUrl: {
    zh: '请在本机浏览器中打开以下地址并同意授权：\n{url}',
    en: 'Open this address in a browser on this machine and grant the rights:\n{url}',
  },
  signedIn: { zh: '已登录：{account}', en: 'signed in: {account}' },
  signedOut: { zh: '已退出：{account}', en: 'signed out: {account}' },
  nobodySignedIn: { zh: '没有人登录。', en: 'Nobody was signed in.' },
  connected: { zh: '已连接：{title}  {url}', en: 'connected: {title}  {url}' },
  disconnected: { zh: '已移出列表。', en: 'taken off the list.' },
  created: { zh: '已新建：{title}  {url}', en: 'made: {title}  {url}' },
  scheduled: { zh: '已设定：{cron}（{zone}），下次 {next}', en: 'set: {cron} ({zone}), next {next}' },
  unscheduled: { zh: '已取消定时刷新。', en: 'The schedule is taken away.' },
  none: { zh: '列表是空的。', en: 'The list is empty.' },
  shareWith: {
    zh: '可用账号（把表格共享给其中之一）：{accounts}',
    en: 'accounts at hand (share spreadsheets with one): {accounts}',
  },
  noSchedule: { zh: '不定时', en: 'no schedule' },
  next: { zh: '下次 {next}', en: 'next {next}' },
  failing: { zh: '自 {since} 起失败', en: 'failing since {since}' },
  'outcome.running': { zh: '进行中', en: 'running' },
  'outcome.written': { zh: '已写入', en: 'written' },
  'outcome.unchanged': { zh: '无变化', en: 'unchanged' },
  'outcome.waiting': { zh: '等待重试', en: 'waiting to be tried again' },
  'outcome.gaveUp': { zh: '失败', en: 'failed' },
  'outcome.interrupted': { zh: '中断', en: 'interrupted' },
  'trigger.schedule': { zh: '定时', en: 'schedule' },
  'trigger.person': { zh: '手动', en: 'person' },
} as const satisfies Record<string, Label>;

export type SheetMessage = keyof typeof messages;

/** A text of the `sheets` commands in one language, its `{name}`s filled in. */
export const sayOfSheets = (
  key: SheetMessage,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string =>
  labelIn(messages[key], language).replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
