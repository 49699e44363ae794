import type { Language } from '../../service/records/catalogue.ts';
import { citationOf } from '../../service/records/citation.ts';
import { passagesIn } from '../../service/records/passages.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import { sheetRowOf } from '../../service/records/sheet-row.ts';
import type { PolicyClient } from '../client.ts';
import { messagesIn } from '../pane/messages.ts';
import { targetLine } from '../pane/target-line.ts';
import { nameField } from '../row-names.ts';
import { fieldLabel } from './shown-plan.ts';
import type { ShownEvidence } from './sidebar-protocol.ts';

const passagesOf = async (
  client: PolicyClient,
  record: RecordView,
  section: (name: string) => string,
): Promise<ShownEvidence['passages']> => {
  const quoted = record.evidence.filter(({ text }) => text !== null);
  // The passage itself is there already; without the document there is only nothing around it.
  const text = record.document.hasText
    ? await client.documentText(record.document.id).catch((): null => null)
    : null;
  const { excerpts, lost } = passagesIn(text, record.evidence);
  const alone = excerpts.length > 0 ? lost : quoted;
  return [
    ...excerpts.map((excerpt) => ({
      section: section(excerpt.section),
      lines: excerpt.lines.map(({ context, runs }) => ({ context, runs })),
    })),
    ...alone.map((passage) => ({
      section: section(passage.section),
      lines: [{ context: false, runs: [{ text: passage.text ?? '', marked: true }] }],
    })),
  ];
};

/**
 * Asks for the evidence of a record.
 * @param sheetRevision the revision that the sheet shows
 */
export const shownEvidence = async (
  client: PolicyClient,
  id: string,
  sheetRevision: number,
  language: Language,
  now: Date,
): Promise<ShownEvidence> => {
  const record = await client.record(id);
  const messages = messagesIn[language];
  const row = sheetRowOf(record, language, client.evidenceBase);
  const label = (field: string): string => fieldLabel(record.kind, field, language);
  const section = (name: string): string => (name === '' ? '' : `${label('section')} ${name}`);
  const passages = await passagesOf(client, record, section);
  const facts = ['documentTitle', 'docNumber', 'issuers', 'issuedOn', 'region']
    .filter((field) => row[field])
    .map((field) => ({ label: label(field), value: String(row[field]) }));
  if (record.section !== '') facts.push({ label: label('section'), value: record.section });
  const citation = citationOf(record, now);
  const link = String(row.evidenceUrl ?? '');
  return {
    title: String(row[nameField[record.kind]] ?? record.id),
    line: record.kind === 'target' ? targetLine(record, language, String) : '',
    current: record.status === 'current',
    status: String(row.status ?? ''),
    confidence: `${messages.confidence} ${Math.round(record.confidence * 100)}%`,
    revision: messages.revision(String(record.revision)),
    newer: sheetRevision < record.revision ? messages.newerRevision : null,
    passages,
    facts,
    link: /^https?:\/\//i.test(link) ? link : null,
    citations: [
      { form: 'gbt', text: citation.gbt },
      { form: 'plain', text: citation.plain },
    ],
  };
};
