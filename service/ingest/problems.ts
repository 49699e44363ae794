import { Problem } from '../records/problem.ts';

/** Largest file that is read, in bytes. A crawl dump of a thousand documents stays well below. */
export const maxFileBytes = 20 * 1024 * 1024;

export const emptyFile = (name: string): Problem =>
  new Problem(
    'file.empty',
    { zh: `文件“${name}”是空的。`, en: `The file "${name}" is empty.` },
    {
      zh: '请确认下载或导出是否完整，再重新提交。',
      en: 'Check that it was downloaded or exported in full and hand it in again.',
    },
    { name },
  );

/** What `binaryKindOf` says where it knows no format's name; the names of formats are the same in both languages. */
export const unknownBinary = 'binary data';
const kindInChinese = (kind: string): string => (kind === unknownBinary ? '二进制数据' : ` ${kind}`);

export const binaryFile = (name: string, kind: string): Problem =>
  new Problem(
    'file.binary',
    {
      zh: `文件“${name}”不是文本，内容是${kindInChinese(kind)}。`,
      en: `The file "${name}" is not text: it holds ${kind}.`,
    },
    {
      zh: '请按内容改正扩展名（如 .docx、.pdf），或在原程序中另存为 .txt、.md 或 .html 后再提交。',
      en: 'Give it the extension of what it holds (such as .docx or .pdf), or save it as .txt, .md or .html, and hand that in.',
    },
    { name, kind },
  );

export const tooLargeFile = (name: string, bytes: number): Problem =>
  new Problem(
    'file.too-large',
    {
      zh: `文件“${name}”有 ${(bytes / 1048576).toFixed(1)} MB，超过 ${maxFileBytes / 1048576} MB 的上限。`,
      en: `The file "${name}" has ${(bytes / 1048576).toFixed(1)} MB; the limit is ${maxFileBytes / 1048576} MB.`,
    },
    {
      zh: '请拆成较小的文件，每个文件放若干篇文件，再提交。',
      en: 'Split it into smaller files of some documents each and hand those in.',
    },
    { name, bytes, limit: maxFileBytes },
  );

export const undecodableFile = (name: string): Problem =>
  new Problem(
    'file.encoding',
    {
      zh: `文件“${name}”的编码无法识别：既不是 UTF-8、UTF-16（带 BOM），也不是 GB18030。`,
      en: `The encoding of "${name}" is none of UTF-8, UTF-16 with a byte order mark, and GB18030.`,
    },
    {
      zh: '请用文本编辑器另存为 UTF-8 后再提交。',
      en: 'Save it as UTF-8 in a text editor and hand it in again.',
    },
    { name },
  );

export const unsupportedFile = (name: string, extension: string): Problem =>
  new Problem(
    'file.unsupported',
    {
      zh: `不支持“${extension || '无扩展名'}”格式的文件“${name}”。`,
      en: `Files of the kind "${extension || 'no extension'}" are not read ("${name}").`,
    },
    {
      zh: '可用的格式：.txt、.md、.html、.htm、.docx、.pdf（有文字层）。旧版 .doc、.wps 请另存为 .docx。',
      en: 'Formats that are read: .txt, .md, .html, .htm, .docx, .pdf (with a text layer). Save .doc or .wps as .docx.',
    },
    { name, extension },
  );

/** A .pdf of pictures: there is nothing in it to read. */
export const scannedFile = (name: string, pages: number): Problem =>
  new Problem(
    'file.scanned',
    {
      zh: `文件“${name}”是扫描件：共 ${pages} 页，没有文字层。`,
      en: `The file "${name}" is a scan: ${pages} pages without a text layer.`,
    },
    {
      zh: '请先用 OCR 软件识别文字（另存为带文字层的 PDF 或 .docx），核对后再提交。',
      en: 'Recognise its text first with an OCR program (save a PDF with a text layer, or .docx), check it, and hand that in.',
    },
    { name, pages },
  );

export const encryptedFile = (name: string): Problem =>
  new Problem(
    'file.encrypted',
    {
      zh: `文件“${name}”已加密，需要密码才能打开。`,
      en: `The file "${name}" is encrypted and opens by a password only.`,
    },
    {
      zh: '请在原程序中用密码打开，去掉密码后另存，再提交。',
      en: 'Open it with its password in its program, save it without one, and hand that in.',
    },
    { name },
  );

export const brokenFile = (name: string, detail: string): Problem =>
  new Problem(
    'file.broken',
    { zh: `文件“${name}”已损坏，无法读取。`, en: `The file "${name}" is broken and cannot be read.` },
    {
      zh: '请确认下载是否完整；能在原程序中打开的，请另存一份再提交。',
      en: 'Check that it was downloaded in full; if its program opens it, save a copy and hand that in.',
    },
    { name, detail },
  );

/** A file whose bytes are not what its extension says. */
export const notWhatItIsNamed = (name: string, expected: string, kind: string | null): Problem =>
  new Problem(
    'file.kind',
    {
      zh: `文件“${name}”不是 .${expected} 文件${kind === null ? '' : `，内容是${kindInChinese(kind)}`}。`,
      en: `The file "${name}" is no .${expected} file${kind === null ? '' : `: it holds ${kind}`}.`,
    },
    {
      zh: '请按内容改正扩展名；旧版 .doc 请在 Word 或 WPS 中另存为 .docx。',
      en: 'Give it the extension of what it holds; save an old .doc as .docx in Word or WPS.',
    },
    { name, expected, kind: kind ?? '' },
  );

export const tooManyPages = (name: string, pages: number, limit: number): Problem =>
  new Problem(
    'file.too-large',
    {
      zh: `文件“${name}”有 ${pages} 页，超过 ${limit} 页的上限。`,
      en: `The file "${name}" has ${pages} pages; the limit is ${limit}.`,
    },
    { zh: '请拆成较小的文件再提交。', en: 'Split it into smaller files and hand those in.' },
    { name, pages, limit },
  );

/** A file that is small on disk and takes more memory than a document may. */
export const inflatedTooLarge = (name: string): Problem =>
  new Problem(
    'file.too-large',
    {
      zh: `文件“${name}”解压后过大，已停止读取。`,
      en: `The file "${name}" is too large once unpacked; reading it was stopped.`,
    },
    {
      zh: '请确认文件来源可靠；内容过多的，请拆成较小的文件再提交。',
      en: 'Check where it comes from; if it really holds so much, split it into smaller files.',
    },
    { name },
  );

export const slowFile = (name: string, milliseconds: number): Problem =>
  new Problem(
    'file.slow',
    {
      zh: `文件“${name}”在 ${milliseconds / 1000} 秒内没有读完，已停止。`,
      en: `Reading "${name}" took longer than ${milliseconds / 1000} seconds and was stopped.`,
    },
    {
      zh: '请拆成较小的文件，或在原程序中另存一份再提交。',
      en: 'Split it into smaller files, or save a copy in its program, and hand that in.',
    },
    { name, milliseconds },
  );

export const noDocument = (name: string): Problem =>
  new Problem(
    'file.no-document',
    { zh: `在文件“${name}”中没有找到政策文件。`, en: `No policy document was found in "${name}".` },
    {
      zh: '请确认文件含有中文正文（不只是网页菜单或链接），再重新提交。',
      en: 'Check that it holds the Chinese text of a document (not only menus or links) and hand it in again.',
    },
    { name },
  );
