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

export const binaryFile = (name: string, kind: string): Problem =>
  new Problem(
    'file.binary',
    { zh: `文件“${name}”不是文本，内容是${kind}。`, en: `The file "${name}" is not text: it holds ${kind}.` },
    {
      zh: '请在原程序中另存为 .txt、.md 或 .html 后再提交。',
      en: 'Save it as .txt, .md or .html in the program it comes from and hand that in.',
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
    { zh: '可用的格式：.txt、.md、.html、.htm。', en: 'Formats that are read: .txt, .md, .html, .htm.' },
    { name, extension },
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
