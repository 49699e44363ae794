import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { citationOf } from '../../service/records/citation.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import { usePane } from './pane-context.ts';

const useStyles = makeStyles({
  citations: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  one: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
  text: { overflowWrap: 'anywhere', userSelect: 'all' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Copies a text; in a frame that has no clipboard by the older command, which works on a selection. */
const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
};

/** How to cite a record's document, to be copied. */
export const CitationView = ({ record }: { record: RecordView }) => {
  const styles = useStyles();
  const { messages } = usePane();
  const [said, setSaid] = useState<{ form: string; copied: boolean } | null>(null);
  const citation = citationOf(record, new Date());
  const forms = [
    { form: 'gbt', label: messages.citeGbt, text: citation.gbt },
    { form: 'plain', label: messages.citePlain, text: citation.plain },
  ];
  return (
    <div className={styles.citations}>
      {forms.map(({ form, label, text }) => (
        <div key={form} className={styles.one}>
          <span className={styles.head}>
            <Text size={200} className={styles.quiet}>
              {label}
            </Text>
            <Button
              size="small"
              appearance="subtle"
              icon={<CopyRegular />}
              aria-label={`${messages.copy}: ${label}`}
              onClick={async () => setSaid({ form, copied: await copy(text) })}
            >
              {said?.form === form && said.copied ? messages.copied : messages.copy}
            </Button>
          </span>
          <Text className={styles.text} lang="zh-CN">
            {text}
          </Text>
          {said?.form === form && !said.copied && (
            <Text size={200} role="alert">
              {messages.copyFailed}
            </Text>
          )}
        </div>
      ))}
    </div>
  );
};
