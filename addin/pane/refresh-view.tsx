import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  Select,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowSyncRegular, CheckmarkRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { kindLabels, labelIn } from '../../service/records/catalogue.ts';
import { isEmptyPlan, summaryText } from '../../templates/refresh/summary.ts';
import type { Decisions, TableBinding } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import type { ViewRequest } from '../commands/view-requests.ts';
import { usePane } from './pane-context.ts';
import { type Choices, choiceOf, PlanView } from './plan-view.tsx';
import { ProblemBar } from './problem-bar.tsx';
import { type OpenRefresh, openRefresh } from './refresh-task.ts';
import { problemOf, useTask } from './task.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    margin: 0,
    '& dt': { color: tokens.colorNeutralForeground3 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  plan: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: tokens.spacingVerticalM,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface RefreshViewProps {
  client: PolicyClient;
  bindings: readonly TableBinding[];
  /** The table to begin with. */
  preferred: string | null;
  /** What the ribbon asked for; a new object for each time. Its plan is made at once. */
  asked: ViewRequest | null;
  /** Called when that request was taken up. */
  onTaken: () => void;
  /** Called after the workbook was written to. */
  onWritten: () => void;
}

const none: Choices = { taken: new Set(), removed: new Set() };

const decisionsOf = (open: OpenRefresh, choices: Choices): Decisions => {
  const edits: Record<string, Record<string, 'take'>> = {};
  for (const edit of open.prepared.plan.edits)
    if (choices.taken.has(choiceOf(edit))) edits[edit.key] = { ...edits[edit.key], [edit.field]: 'take' };
  return { edits, removals: [...choices.removed] };
};

/** Shows what a refresh will do, then does it. */
export const RefreshView = ({ client, bindings, preferred, asked, onTaken, onWritten }: RefreshViewProps) => {
  const styles = useStyles();
  const { language, messages, number, time } = usePane();
  const task = useTask();
  const [table, setTable] = useState(preferred);
  const [open, setOpen] = useState<OpenRefresh | null>(null);
  const [choices, setChoices] = useState(none);
  const [writing, setWriting] = useState<number | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const binding = bindings.find((one) => one.table === table) ?? bindings[0];

  useEffect(() => {
    if (preferred !== null) setTable(preferred);
  }, [preferred]);

  const reset = () => {
    setOpen(null);
    setChoices(none);
  };
  const planOf = (one: TableBinding) =>
    task.run(async () => {
      setDone(null);
      reset();
      setOpen(await openRefresh(client, one, new Date()));
    });
  useEffect(() => {
    const names = asked?.tables;
    if (!names || task.busy || bindings.length === 0) return;
    const first = names === 'all' ? binding : bindings.find((one) => names.includes(one.table));
    onTaken();
    if (!first) return;
    setTable(first.table);
    void planOf(first);
  });
  if (!binding)
    return (
      <div className={styles.view}>
        <Text>{messages.noBoundTables}</Text>
        <Text className={styles.quiet}>{messages.noBoundTablesHow}</Text>
      </div>
    );

  const plan = () => planOf(binding);
  const decided = open?.prepared.decide(decisionsOf(open, choices));
  const write = () =>
    task.run(async () => {
      if (!open || !decided) return;
      setWriting(0);
      try {
        await open.apply(decided, (cells, total) => setWriting(total > 0 ? cells / total : 1));
        setDone(`${messages.applied} ${summaryText(decided.summary, language)}`);
        reset();
        onWritten();
      } catch (thrown) {
        // The plan belongs to a state of the table that is no more: it has to be made again.
        if (problemOf(thrown).code === 'workbook.changed-since-plan') reset();
        throw thrown;
      } finally {
        setWriting(null);
      }
    });
  const query = Object.values(binding.query).join('、') || messages.allRegions;
  const nothing = decided !== undefined && isEmptyPlan(decided.plan);
  const shows = open && open.prepared.plan.edits.length + open.prepared.plan.gone.length > 0;

  return (
    <div className={styles.view}>
      {bindings.length > 1 && (
        <Field label={messages.boundTable}>
          <Select
            value={binding.table}
            disabled={task.busy}
            onChange={(_, data) => {
              setTable(data.value);
              setDone(null);
              reset();
            }}
          >
            {bindings.map((one) => (
              <option key={one.table} value={one.table}>
                {one.table}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <dl className={styles.facts}>
        <dt>{messages.boundTable}</dt>
        <dd>
          {labelIn(kindLabels[binding.kind], language)} · {binding.table}
        </dd>
        <dt>{messages.queryOfTable}</dt>
        <dd>{query}</dd>
        <dt>{messages.lastRefreshed}</dt>
        <dd>{binding.refreshedAt ? time(binding.refreshedAt) : messages.never}</dd>
        {binding.asOf && (
          <>
            <dt>{messages.dataAsOf}</dt>
            <dd>{time(binding.asOf)}</dd>
          </>
        )}
      </dl>
      {!open && (
        <Button
          appearance="primary"
          size="large"
          icon={task.busy ? <Spinner size="tiny" /> : <ArrowSyncRegular />}
          disabledFocusable={task.busy}
          onClick={() => void plan()}
        >
          {task.busy ? messages.planning : messages.makePlan}
        </Button>
      )}
      <ProblemBar problem={task.problem} onDismiss={task.clear} />
      {done && (
        <MessageBar intent="success" layout="multiline" politeness="polite">
          <MessageBarBody>{done}</MessageBarBody>
        </MessageBar>
      )}
      {open && decided && (
        <section className={styles.plan} aria-label={messages.planTitle}>
          <Subtitle2 as="h2">{messages.planTitle}</Subtitle2>
          <Text size={200} className={styles.quiet} role="status">
            {nothing ? messages.upToDate : messages.planIntro}
          </Text>
          {(!nothing || shows) && <PlanView open={open} choices={choices} onChoices={setChoices} />}
          {writing !== null && <ProgressBar value={writing} aria-label={messages.applying} />}
          <div className={styles.buttons}>
            {!nothing && (
              <Button
                appearance="primary"
                icon={writing === null ? <CheckmarkRegular /> : <Spinner size="tiny" />}
                disabledFocusable={task.busy}
                onClick={() => void write()}
              >
                {writing === null ? messages.apply : messages.applying}
              </Button>
            )}
            <Button disabled={task.busy} onClick={reset}>
              {nothing ? messages.dismiss : messages.cancel}
            </Button>
          </div>
          {decided.summary.removed > 0 && (
            <Text size={200} className={styles.quiet}>
              {messages.removed}: {number(decided.summary.removed)}
            </Text>
          )}
        </section>
      )}
    </div>
  );
};
