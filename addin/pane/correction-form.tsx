import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Select,
  Spinner,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { labelIn, ownFieldsOf } from '../../service/records/catalogue.ts';
import type { CorrectionOutcome } from '../../service/records/corrections.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import { sheetRowOf } from '../../service/records/sheet-row.ts';
import type { PolicyClient } from '../client.ts';
import { usePane } from './pane-context.ts';
import { ProblemBar } from './problem-bar.tsx';
import { useTask } from './task.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Proposes what one field of a record should say. */
export const CorrectionForm = ({ record, client }: { record: RecordView; client: PolicyClient }) => {
  const styles = useStyles();
  const { language, messages } = usePane();
  const task = useTask();
  const fields = ownFieldsOf(record.kind);
  const [id, setId] = useState(fields[0]?.id ?? '');
  const [value, setValue] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [outcome, setOutcome] = useState<CorrectionOutcome | null>(null);
  const field = fields.find((one) => one.id === id);
  const now = sheetRowOf(record, language, client.evidenceBase)[id];

  const send = () =>
    task.run(async () => {
      setOutcome(null);
      const proposed = value.trim();
      setMissing(proposed === '');
      if (proposed === '' || !field) return;
      const number = Number(proposed.normalize('NFKC').replaceAll(',', ''));
      const asNumber = field.type === 'number' && Number.isFinite(number);
      const [answer] = await client.sendCorrections([
        {
          record: record.id,
          revision: record.revision,
          field: id,
          value: asNumber ? number : proposed,
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        },
      ]);
      setOutcome(answer ?? null);
      if (answer?.is === 'taken') setValue('');
    });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Text size={200} className={styles.quiet}>
        {messages.correctIntro}
      </Text>
      <Field label={messages.correctField}>
        <Select value={id} disabled={task.busy} onChange={(_, data) => setId(data.value)}>
          {fields.map((one) => (
            <option key={one.id} value={one.id}>
              {labelIn(one.label, language)}
            </option>
          ))}
        </Select>
      </Field>
      <Text size={200}>
        <span className={styles.quiet}>{messages.correctNow} </span>
        {now === null || now === undefined || now === '' ? messages.empty : String(now)}
      </Text>
      <Field
        label={messages.correctValue}
        {...(missing ? { validationMessage: messages.correctValueNeeded } : {})}
      >
        {field?.values ? (
          <Select value={value} disabled={task.busy} onChange={(_, data) => setValue(data.value)}>
            <option value="">{messages.anyValue}</option>
            {Object.entries(field.values).map(([name, label]) => (
              <option key={name} value={labelIn(label, language)}>
                {labelIn(label, language)}
              </option>
            ))}
          </Select>
        ) : (
          <Input
            value={value}
            maxLength={2000}
            disabled={task.busy}
            onChange={(_, data) => setValue(data.value)}
          />
        )}
      </Field>
      <Field label={messages.correctNote}>
        <Textarea
          value={note}
          maxLength={2000}
          disabled={task.busy}
          onChange={(_, data) => setNote(data.value)}
        />
      </Field>
      <ProblemBar problem={task.problem} onDismiss={task.clear} />
      {outcome && (
        <MessageBar
          intent={outcome.is === 'taken' ? 'success' : 'warning'}
          layout="multiline"
          politeness="polite"
        >
          <MessageBarBody>
            {outcome.is === 'problem'
              ? `${outcome.title} ${outcome.detail}`
              : outcome.again
                ? messages.correctAgain
                : messages.correctTaken}
          </MessageBarBody>
        </MessageBar>
      )}
      <Button type="submit" disabledFocusable={task.busy} icon={task.busy ? <Spinner size="tiny" /> : null}>
        {task.busy ? messages.correctSending : messages.correctSend}
      </Button>
    </form>
  );
};
