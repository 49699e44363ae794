import { type Label, labelIn } from '../records/catalogue.ts';
import { Problem } from '../records/problem.ts';

const recordUnknown = (record: string): Problem =>
  new Problem(
    'correction.record-unknown',
    { zh: `库中没有记录 ${record}。`, en: `The store has no record ${record}.` },
    { zh: '请刷新表格后再发送。', en: 'Refresh the table, then send it again.' },
    { record },
  );

const revisionUnknown = (record: string, revision: number): Problem =>
  new Problem(
    'correction.revision-unknown',
    {
      zh: `记录 ${record} 没有第 ${revision} 次修订。`,
      en: `Record ${record} has no revision ${revision}.`,
    },
    { zh: '请刷新表格后再发送。', en: 'Refresh the table, then send it again.' },
    { record, revision },
  );

const recordWithdrawn = (record: string): Problem =>
  new Problem(
    'correction.record-withdrawn',
    { zh: `记录 ${record} 已撤回，无法更正。`, en: `Record ${record} is withdrawn and cannot be corrected.` },
    {
      zh: '文件的最新版本中不再有它；如仍应有，请重新导入文件。',
      en: 'The newest version of the document no longer has it; if it should, ingest the document again.',
    },
    { record },
  );

const fieldFixed = (field: string, correctable: readonly Label[]): Problem =>
  new Problem(
    'correction.field-fixed',
    { zh: `字段“${field}”不能更正。`, en: `The field ${field} cannot be corrected.` },
    {
      zh: `可以更正的字段：${correctable.map((label) => label.zh).join('、')}。文件信息有误时，请改正原文件后重新导入。`,
      en: `Fields that can be: ${correctable.map((label) => labelIn(label, 'en')).join(', ')}. Where the document's own facts are wrong, correct the file and ingest it again.`,
    },
    { field },
  );

const valueInvalid = (label: Label, reason: string): Problem =>
  new Problem(
    'correction.value-invalid',
    { zh: `“${label.zh}”不能是这个值。`, en: `${label.en} cannot have this value.` },
    {
      zh: '请按该字段的类型填写：数字、是或否、列出的选项，时限写作 2025 或 2025-06。',
      en: 'Write what the field holds: a number, yes or no, one of its options; a deadline as 2025 or 2025-06.',
    },
    { reason },
  );

const same = (label: Label): Problem =>
  new Problem(
    'correction.same',
    { zh: `服务中的“${label.zh}”已经是这个值。`, en: `${label.en} has this value in the service already.` },
    { zh: '无需更正；请刷新表格。', en: 'Nothing is to be corrected; refresh the table.' },
  );

const notFound = (id: string): Problem =>
  new Problem(
    'correction.not-found',
    { zh: `没有更正 ${id}。`, en: `There is no correction ${id}.` },
    { zh: '/v1/corrections 列出全部更正。', en: '/v1/corrections lists all of them.' },
    { id },
  );

const decided = (id: string, status: string): Problem =>
  new Problem(
    'correction.decided',
    {
      zh: `更正 ${id} 已经${status === 'adopted' ? '采纳' : '驳回'}。`,
      en: `Correction ${id} is ${status} already.`,
    },
    { zh: '要改变结果，请另发一条更正。', en: 'To have it otherwise, send another correction.' },
    { id, status },
  );

/** Problems of corrections, each with the code that its name says. */
export const correctionProblems = {
  recordUnknown,
  revisionUnknown,
  recordWithdrawn,
  fieldFixed,
  valueInvalid,
  same,
  notFound,
  decided,
};
