import type { Label, Language } from '../records/catalogue.ts';
import { labelIn } from '../records/catalogue.ts';

/** Every text of the command line, in Chinese and English. `{name}` is filled in by `say`. */
export const messages = {
  program: {
    zh: '把中国政府政策文件读成带原文依据的记录，并刷新到工作簿。',
    en: 'Reads Chinese government policy documents into records with evidence, and refreshes workbooks from them.',
  },
  language: { zh: '界面语言：zh-CN 或 en', en: 'language of messages: zh-CN or en' },
  dataDir: { zh: '数据目录（默认 DATA_DIR 或 ./data）', en: 'data folder (DATA_DIR or ./data by default)' },
  extract: {
    zh: '读取文件并在标准输出打印文件与记录（JSON）；不保存任何内容',
    en: 'read files and print their documents and records as JSON on stdout; stores nothing',
  },
  explain: {
    zh: '说明每条记录由哪些规则得出、改了什么、为何舍弃别的读法',
    en: 'tell which rules made each record, what they changed, and why other readings were dropped',
  },
  explainAt: {
    zh: '只说明正文中此字符偏移处的段落（配合 --explain）',
    en: 'only the passage at this offset of the clean text (with --explain)',
  },
  explainFind: {
    zh: '只说明含有这段文字的段落（配合 --explain）',
    en: 'only the passages that hold this text (with --explain)',
  },
  explainHeading: { zh: '标题', en: 'heading' },
  explainGoals: { zh: '目标章节', en: 'section of goals' },
  explainReview: { zh: '回顾章节', en: 'section that looks back' },
  explainBox: { zh: '专栏', en: 'box' },
  explainNumber: { zh: '数值', en: 'number' },
  'explainPlace.object': { zh: '计其后之物', en: 'counts the words behind it' },
  'explainPlace.final': { zh: '收束一项', en: 'closes its item' },
  'explainPlace.grade': { zh: '作形容', en: 'an adjective' },
  'explainPlace.modifier': { zh: '修饰别的数', en: 'describes what another number counts' },
  'explainEffect.found': { zh: '发现', en: 'found  ' },
  'explainEffect.changed': { zh: '改写', en: 'changed' },
  'explainEffect.merged': { zh: '并入', en: 'merged ' },
  'explainEffect.dropped': { zh: '舍弃', en: 'dropped' },
  'explainOutcome.kept': { zh: '● 保留', en: '● kept' },
  'explainOutcome.merged': { zh: '◐ 并入', en: '◐ merged into' },
  'explainOutcome.dropped': { zh: '○ 舍弃', en: '○ dropped' },
  explainNothing: { zh: '没有规则在此提出任何读法。', en: 'No rule proposed a reading here.' },
  explainNoPlace: {
    zh: '这些文件的正文中没有所问的位置或文字。',
    en: 'The clean text of these files has no such place or words.',
  },
  explainWhere: {
    zh: '请用 extract 输出中的 evidence 偏移，或正文里的一小段文字；--at 与 --find 要配合 --explain。',
    en: 'Use an evidence offset that extract prints, or a few words of the text; --at and --find go with --explain.',
  },
  ingest: {
    zh: '读取文件并存入服务的库；重复运行不会改变任何内容',
    en: 'read files into the store; running it twice changes nothing',
  },
  paths: { zh: '文件或文件夹', en: 'files or folders' },
  refresh: {
    zh: '从服务的库填写或刷新一个工作簿，并打印计划摘要',
    en: "fill or refresh a workbook from the store, and print the plan's summary",
  },
  workbook: { zh: '.xlsx 或 .xlsm 工作簿', en: 'an .xlsx or .xlsm workbook' },
  plan: { zh: '只打印计划，不写入', en: 'print the plan and write nothing' },
  growth: {
    zh: '表格增减行的方式：插入并删除单元格、插入整行并清除、覆盖并清除（默认由工作簿决定）',
    en: 'how tables take and give up rows: insert and delete cells, insert rows and clear, or write over and clear (the workbook decides by default)',
  },
  undo: { zh: '撤销上一次刷新', en: 'take the last refresh back' },
  accept: {
    zh: '接受移除已撤回的行：all，或记录编号（可用逗号分隔）',
    en: 'rows of withdrawn records that may go: all, or keys with commas',
  },
  take: {
    zh: '本地修改改用服务的值：all，或 记录编号:字段，或单元格名称',
    en: "local edits that take the service's value: all, key:field, or the name of a cell",
  },
  send: {
    zh: '把本地修改作为更正发送：all，或 记录编号:字段',
    en: 'local edits that are sent as corrections: all, or key:field',
  },
  planMore: { zh: '……另有 {count} 项（--json 可看全部）', en: '… and {count} more (--json shows all)' },
  planEdit: {
    zh: '上次 {base}，本地 {mine}，服务 {theirs}',
    en: 'last {base}, yours {mine}, the service {theirs}',
  },
  planGone: { zh: '保留（--accept 可移除）', en: 'kept (--accept removes it)' },
  planArchived: { zh: '移入存档工作表', en: 'to the archive sheet' },
  planRow: { zh: '表中第 {row} 行', en: 'row {row} of the table' },
  noKey: { zh: '没有记录编号，未改动', en: 'no record key, left alone' },
  brokenKey: { zh: '记录编号无法识别，未改动', en: 'record key unreadable, left alone' },
  duplicateKey: { zh: '记录编号重复，未改动', en: 'record key there twice, left alone' },
  planFacts: { zh: '命名单元格 {count} 个', en: '{count} named cells' },
  planOnly: { zh: '以上为计划，未写入任何内容。', en: 'This is the plan; nothing was written.' },
  planNothing: { zh: '没有变化。', en: 'Nothing would change.' },
  factsWritten: {
    zh: '命名单元格：写入 {count} 个，共 {all} 个',
    en: 'named cells: {count} of {all} written',
  },
  undone: { zh: '已撤销上一次刷新，写入 {file}', en: 'the last refresh was taken back; written to {file}' },
  bind: {
    zh: '绑定工作簿中已有的表格，或把命名单元格绑定到单个事实',
    en: 'bind a table that a workbook has, or a named cell to a single fact',
  },
  bindTable: {
    zh: '工作簿中的表格（表设计 › 表名称）',
    en: 'a table of the workbook (Table Design › Table Name)',
  },
  bindSheet: { zh: '手工画的表格所在的工作表', en: 'the sheet on which a table is drawn' },
  bindNth: { zh: '该工作表上的第几个表格', en: 'which table of the sheet, counted from 1' },
  bindKind: { zh: '记录种类（不写则按表头判断）', en: 'kind of record (by the headers, where left out)' },
  bindQuery: {
    zh: '要显示哪些记录：名称=值，可多次',
    en: 'which records to show: name=value, several times',
  },
  bindMap: {
    zh: '更正匹配：表头=字段；表头= 则不绑定该列',
    en: 'mend the match: header=field; header= leaves the column alone',
  },
  bindAs: { zh: '给手工画的表格起的表名', en: 'name that a drawn table gets' },
  bindName: {
    zh: '单元格或区域的名称（公式 › 名称管理器）',
    en: 'name of a cell or range (Formulas › Name Manager)',
  },
  bindAsk: {
    zh: '该单元格问什么，例如 "target region=山东省 indicator=大数据产品和服务收入 year=2022"',
    en: 'what the cell asks, such as "target region=山东省 indicator=大数据产品和服务收入 year=2022"',
  },
  bindRemove: { zh: '取消该名称的绑定', en: 'let the name go' },
  yes: { zh: '不再询问', en: 'do not ask' },
  bindHers: { zh: '（保留，不绑定）', en: '(left alone)' },
  bindMatched: { zh: '对应到记录的行：{count}', en: 'rows that are records: {count}' },
  bindAmbiguous: {
    zh: '可能对应几条记录的行（保留）：{count}，第 {rows} 行',
    en: 'rows that may be one of several records, left alone: {count} (row {rows})',
  },
  bindUnmatched: {
    zh: '没有对应记录的行（保留）：{count}，第 {rows} 行',
    en: 'rows that are no record, left alone: {count} (row {rows})',
  },
  bindDifferences: {
    zh: '与服务不同的单元格（首次刷新时列为本地修改）：{count}',
    en: 'cells that differ from the service, shown as local edits at the first refresh: {count}',
  },
  bindDifference: { zh: '本地 {mine}，服务 {theirs}', en: 'yours {mine}, the service {theirs}' },
  bindAdditions: { zh: '首次刷新将新增的行：{count}', en: 'rows that the first refresh adds: {count}' },
  bindConfirm: { zh: '这样绑定吗？(y/N)', en: 'Bind it so? (y/N)' },
  bindNext: { zh: '接着运行：refresh {file} --plan', en: 'Next: refresh {file} --plan' },
  boundName: { zh: '已绑定 {name}', en: '{name} is bound' },
  correctionsSent: {
    zh: '已发送 {count} 条更正，等待采纳',
    en: 'corrections sent, to be adopted by somebody: {count}',
  },
  out: { zh: '写到另一个文件，原文件不动', en: 'write to another file and leave the original alone' },
  template: {
    zh: '工作簿不存在时，用这个模板新建（{names}）',
    en: 'make the workbook from this template where it does not exist yet ({names})',
  },
  table: { zh: '只刷新这个表格', en: 'refresh this table only' },
  sheets: { zh: 'Google 表格', en: 'Google Sheets' },
  sheetsRefresh: {
    zh: '刷新 Google 表格中绑定的表格；若尚无绑定，用 --template 新建一个',
    en: 'refresh the bound tables of a Google Sheet; with --template, make one where there is none',
  },
  spreadsheet: { zh: '表格 ID 或网址', en: 'spreadsheet id or address' },
  serve: { zh: '启动服务', en: 'start the service' },
  tlsCert: {
    zh: '证书文件（PEM），服务自己提供 HTTPS；也可用 TLS_CERT',
    en: 'certificate file (PEM): the service speaks HTTPS itself; TLS_CERT does the same',
  },
  tlsKey: { zh: '证书的私钥文件（PEM）；也可用 TLS_KEY', en: 'its key file (PEM); TLS_KEY does the same' },
  manifest: {
    zh: '为一个服务地址生成 Excel 加载项的清单：manifest.xml，以及统一清单的安装包 policy-sheets.zip',
    en: 'make the manifests of the Excel add-in for a service: manifest.xml, and the package of the unified one, policy-sheets.zip',
  },
  manifestAddress: { zh: '服务的 https 地址，不带路径', en: 'https address of the service, without a path' },
  manifestOut: { zh: '放到哪个文件夹', en: 'folder to put them into' },
  json: { zh: '打印 JSON', en: 'print JSON' },
  reading: { zh: '读取', en: 'reading' },
  extracted: {
    zh: '已读取 {documents} 份文件、{records} 条记录，用时 {seconds} 秒',
    en: '{documents} documents and {records} records in {seconds} s',
  },
  summary: {
    zh: '新增 {new}，变更 {changed}，未变 {unchanged}，重复 {duplicate}，失败 {failed}',
    en: '{new} new, {changed} changed, {unchanged} unchanged, {duplicate} duplicate, {failed} failed',
  },
  recordSummary: {
    zh: '记录：新增 {added}，变更 {changed}，撤回 {withdrawn}，未变 {unchanged}',
    en: 'records: {added} added, {changed} changed, {withdrawn} withdrawn, {unchanged} unchanged',
  },
  failed: { zh: '失败：{name}：{reason}', en: 'failed: {name}: {reason}' },
  noFiles: { zh: '这些路径下没有可读取的文件。', en: 'There are no files to read at these paths.' },
  written: { zh: '已写入 {file}', en: 'written to {file}' },
  nothingChanged: { zh: '没有变化，{file} 保持原样', en: 'nothing changed; {file} is as it was' },
  created: { zh: '已按模板“{template}”新建', en: 'made from the template "{template}"' },
  throughService: {
    zh: '服务正在运行，经由 {address}',
    en: 'the service is running; going through {address}',
  },
  backup: {
    zh: '把整个库（含全部修订）导出为一个文件',
    en: 'write the whole store, with all revisions, to one file',
  },
  restore: { zh: '用备份文件填充一个空库', en: 'fill an empty store from a backup' },
  file: { zh: '备份文件', en: 'the backup' },
  backedUp: { zh: '已导出 {rows} 行到 {file}', en: '{rows} rows written to {file}' },
  restored: { zh: '已从 {file} 恢复 {rows} 行', en: '{rows} rows restored from {file}' },
  openingStore: {
    zh: '打开数据库：{place}（首次启动需数秒）',
    en: 'Opening the store: {place} (some seconds at the first start)',
  },
  starterFilled: {
    zh: '空库已填入入门数据：{documents} 份真实政策文件的事实与位置',
    en: 'Filled the empty store with the starter data: facts and places from {documents} real policy documents',
  },
  tokenCreated: {
    zh: '访问令牌（只显示这一次，请妥善保存）：{token}',
    en: 'Access token (shown only this once; keep it safe): {token}',
  },
  openFirst: { zh: '请打开：{address}', en: 'Open: {address}' },
  open: {
    zh: '请打开：{address}（令牌同前；遗失时删除数据目录中的 token.json 后重启）',
    en: 'Open: {address} (the token is the one you have; lost it? delete token.json in the data folder and start again)',
  },
  stopHint: { zh: '按 Ctrl-C 停止', en: 'Ctrl-C stops it' },
  stopping: { zh: '正在停止…', en: 'Stopping …' },
} as const satisfies Record<string, Label>;

/** A text of the command line in one language, its `{name}`s filled in. */
export const say = (
  key: keyof typeof messages,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string =>
  labelIn(messages[key], language).replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
