import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { fieldOf, labelIn } from '../../service/records/catalogue.ts';
import { type Excerpt, passagesIn } from '../../service/records/passages.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import type { PolicyClient } from '../client.ts';
import { usePane } from './pane-context.ts';

const useStyles = makeStyles({
  passage: {
    margin: 0,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    borderLeft: `4px solid ${tokens.colorPaletteMarigoldBorderActive}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: '1.75',
    overflowWrap: 'anywhere',
    '& p': { margin: 0 },
    '& p + p': { marginTop: tokens.spacingVerticalXS },
    '& mark': {
      backgroundColor: tokens.colorPaletteMarigoldBackground2,
      color: tokens.colorNeutralForeground1,
    },
  },
  context: { color: tokens.colorNeutralForeground3 },
  section: { display: 'block', marginTop: tokens.spacingVerticalXS, color: tokens.colorNeutralForeground3 },
});

const keyOf = (excerpt: Excerpt): string =>
  `${excerpt.section} ${excerpt.lines[0]?.runs[0]?.text.slice(0, 40) ?? ''}`;

/** The passages of a record: at once as the record quotes them, then in their document, with the lines around them. */
export const PassageView = ({ record, client }: { record: RecordView; client: PolicyClient }) => {
  const styles = useStyles();
  const { language, messages } = usePane();
  const [text, setText] = useState<{ document: string; text: string | null } | null>(null);
  const { id, hasText } = record.document;

  useEffect(() => {
    if (!hasText) return;
    let left = false;
    client.documentText(id).then(
      (found) => left || setText({ document: id, text: found }),
      // The passage itself is there already; without the document there is only nothing around it.
      () => {},
    );
    return () => {
      left = true;
    };
  }, [client, id, hasText]);

  const sectionLabel = fieldOf(record.kind, 'section');
  const section = (name: string) =>
    name !== '' && (
      <Text size={200} className={styles.section}>
        {sectionLabel && labelIn(sectionLabel.label, language)} {name}
      </Text>
    );
  const quoted = record.evidence.filter((passage) => passage.text !== null);
  if (quoted.length === 0) return <Text className={styles.context}>{messages.noText}</Text>;
  const inText = text?.document === id ? passagesIn(text.text, record.evidence) : null;
  const lost = inText && inText.excerpts.length > 0 ? inText.lost : quoted;
  return (
    <>
      {inText?.excerpts.map((excerpt) => (
        <blockquote
          key={keyOf(excerpt)}
          className={styles.passage}
          lang="zh-CN"
          aria-label={messages.inContext}
        >
          {excerpt.lines.map((line) => (
            <p key={line.runs.map((run) => run.text).join('')} className={line.context ? styles.context : ''}>
              {line.runs.map((run) =>
                run.marked ? <mark key={run.text}>{run.text}</mark> : <span key={run.text}>{run.text}</span>,
              )}
            </p>
          ))}
          {section(excerpt.section)}
        </blockquote>
      ))}
      {lost.map((passage) => (
        <blockquote key={passage.start} className={styles.passage} lang="zh-CN">
          <p>
            <mark>{passage.text}</mark>
          </p>
          {section(passage.section)}
        </blockquote>
      ))}
    </>
  );
};
