import type { RecordView } from './record-view.ts';

/** How a record's passage is cited. */
export interface Citation {
  /** Reference list entry after GB/T 7714-2015, 8.7 (electronic resources) and 4.1 (documents). */
  gbt: string;
  /** The passage in quotation marks with its source, to be pasted into a report. */
  plain: string;
}

/**
 * Citations of a record's document and passage.
 *
 * GB/T 7714: 主要责任者. 题名: 其他题名信息[文献类型标识/载体标识]. (发布日期)[引用日期]. 获取路径. The type is A (档案, which
 * official papers are); with an address it is A/OL. What a document does not state is left out, never invented.
 * @param on the day of the citation
 */
export const citationOf = (record: RecordView, on: Date): Citation => {
  const { title, docNumber, issuers, issuedOn, publishedOn, url } = record.document;
  const day = on.toISOString().slice(0, 10);
  const date = publishedOn ?? issuedOn;
  const name = docNumber ? `${title}: ${docNumber}` : title;
  // Up to three issuers are named, the others are 等 (GB/T 7714-2015, 8.1.2).
  const who = issuers.length > 3 ? `${issuers.slice(0, 3).join(', ')}, 等` : issuers.join(', ');
  const dates = url ? `${date ? `(${date})` : ''}[${day}]` : (date ?? '');
  const gbt = [who, `${name}[${url ? 'A/OL' : 'A'}]`, dates, url ?? '']
    .filter((part) => part !== '')
    .join('. ');

  const passage = record.evidence.find(({ text }) => text !== null)?.text?.trim();
  const source = [
    `《${title}》`,
    docNumber ? `（${docNumber}）` : '',
    issuers.length > 0 ? `，${issuers.join('、')}` : '',
    issuedOn ? `，${issuedOn}` : '',
    record.section ? `，${record.section.split('/').join(' › ')}` : '',
  ].join('');
  return { gbt: `${gbt}.`, plain: passage ? `“${passage}”——${source}。` : `${source}。` };
};
