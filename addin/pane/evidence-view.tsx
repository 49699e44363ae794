import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Badge,
  Link,
  makeStyles,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { fieldOf, labelIn } from '../../service/records/catalogue.ts';
import type { Problem } from '../../service/records/problem.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import { sheetRowOf } from '../../service/records/sheet-row.ts';
import type { PolicyClient } from '../client.ts';
import type { SelectedRow } from '../excel/selected-row.ts';
import { CitationView } from './citation-view.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { HistoryView } from './history-view.tsx';
import { usePane } from './pane-context.ts';
import { PassageView } from './passage-view.tsx';
import { ProblemBar } from './problem-bar.tsx';
import { nameField } from './refresh-task.ts';
import { openInBrowser } from './surroundings.ts';
import { targetLine } from './target-line.ts';
import { problemOf } from './task.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  quiet: { color: tokens.colorNeutralForeground3 },
  head: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    overflowWrap: 'anywhere',
  },
  badges: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
    '& dt': { color: tokens.colorNeutralForeground3 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  link: { display: 'inline-flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
});

export interface EvidenceViewProps {
  client: PolicyClient;
  selected: SelectedRow;
}

type Shown = { id: string; record: RecordView } | { id: string; problem: Problem } | null;

/** The passage behind the selected row, with where it stands. */
export const EvidenceView = ({ client, selected }: EvidenceViewProps) => {
  const styles = useStyles();
  const { messages } = usePane();
  const [shown, setShown] = useState<Shown>(null);
  const id = selected.is === 'record' ? selected.key.id : null;

  useEffect(() => {
    if (id === null) return;
    let left = false;
    client.record(id).then(
      (record) => left || setShown({ id, record }),
      (thrown: unknown) => left || setShown({ id, problem: problemOf(thrown) }),
    );
    return () => {
      left = true;
    };
  }, [client, id]);

  if (selected.is !== 'record')
    return (
      <Text className={styles.quiet} role="status">
        {selected.is === 'noKey' ? messages.evidenceNoKey : messages.evidenceNone}
      </Text>
    );
  if (!shown || shown.id !== id) return <Spinner size="small" label={messages.evidenceLoading} />;
  if ('problem' in shown) return <ProblemBar problem={shown.problem} />;
  return <RecordEvidence record={shown.record} sheetRevision={selected.key.revision} client={client} />;
};

const RecordEvidence = ({
  record,
  sheetRevision,
  client,
}: {
  record: RecordView;
  sheetRevision: number;
  client: PolicyClient;
}) => {
  const styles = useStyles();
  const { language, messages, number } = usePane();
  const row = sheetRowOf(record, language, client.evidenceBase);
  const label = (field: string): string => {
    const found = fieldOf(record.kind, field);
    return found ? labelIn(found.label, language) : field;
  };
  const facts = ['documentTitle', 'docNumber', 'issuers', 'issuedOn', 'region'].filter((field) => row[field]);
  const passages = record.evidence.filter((passage) => passage.text !== null);
  const more = [
    { value: 'citation', label: messages.citation, content: <CitationView record={record} /> },
    { value: 'history', label: messages.history, content: <HistoryView id={record.id} client={client} /> },
    {
      value: 'correct',
      label: messages.correct,
      // Begun anew for each record, so that nothing typed for one is sent for another.
      content: <CorrectionForm key={record.id} record={record} client={client} />,
    },
  ];
  return (
    <article className={styles.view} aria-live="polite">
      <div className={styles.head}>
        <Subtitle2 as="h2">{String(row[nameField[record.kind]] ?? record.id)}</Subtitle2>
        {record.kind === 'target' && <Text>{targetLine(record, language, number)}</Text>}
        <span className={styles.badges}>
          <Badge appearance="tint" color={record.status === 'current' ? 'success' : 'danger'}>
            {String(row.status)}
          </Badge>
          <Badge appearance="outline" color="informative">
            {messages.confidence} {number(Math.round(record.confidence * 100))}%
          </Badge>
          <Badge appearance="outline" color="informative">
            {messages.revision(number(record.revision))}
          </Badge>
        </span>
        {sheetRevision < record.revision && <Text size={200}>{messages.newerRevision}</Text>}
      </div>
      <PassageView record={record} client={client} />
      <dl className={styles.facts}>
        {facts.map((field) => (
          <div key={field} style={{ display: 'contents' }}>
            <dt>{label(field)}</dt>
            <dd>{String(row[field])}</dd>
          </div>
        ))}
        {passages.length === 0 && record.section !== '' && (
          <div style={{ display: 'contents' }}>
            <dt>{label('section')}</dt>
            <dd>{record.section}</dd>
          </div>
        )}
      </dl>
      <Link
        className={styles.link}
        href={String(row.evidenceUrl)}
        target="_blank"
        rel="noopener"
        onClick={(event) => {
          event.preventDefault();
          openInBrowser(String(row.evidenceUrl));
        }}
      >
        {messages.openEvidence}
        <OpenRegular aria-hidden />
      </Link>
      <Accordion multiple collapsible>
        {more.map(({ value, label, content }) => (
          <AccordionItem key={value} value={value}>
            <AccordionHeader expandIconPosition="end" data-section={value}>
              {label}
            </AccordionHeader>
            <AccordionPanel>{content}</AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
    </article>
  );
};
