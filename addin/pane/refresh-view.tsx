import {
  Button,
  Checkbox,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowSyncRegular, ArrowUndoRegular, CheckmarkRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { kindLabels, labelIn } from '../../service/records/catalogue.ts';
import { isEmptyPlan, summaryText } from '../../templates/refresh/summary.ts';
import type { PlanSummary, TableBinding } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import type { ViewRequest } from '../commands/view-requests.ts';
import { usePane } from './pane-context.ts';
import { type Choices, decisionsOf, noChoices, PlanView } from './plan-view.tsx';
import { ProblemBar } from './problem-bar.tsx';
import { type OpenRefresh, openRefresh, sendPlannedCorrections, undoLastRefresh } from './refresh-task.ts';
import { problemOf, useTask } from './task.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  tables: { display: 'flex', flexDirection: 'column', border: 0, margin: 0, padding: 0 },
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

/** A plan that is shown, and what she decided about it. */
interface Shown {
  open: OpenRefresh;
  choices: Choices;
}
const decide = ({ open, choices }: Shown) => open.prepared.decide(decisionsOf(open, choices));
const isNothing = (shown: Shown): boolean => {
  const { plan } = decide(shown);
  return isEmptyPlan(plan) && plan.corrections.length === 0;
};

/** What stands below the plans while they are written. */
interface Writing {
  table: string;
  at: number;
  all: number;
  share: number;
}

/** Shows what a refresh of one table or of several will do, then does it; and takes the last one back. */
export const RefreshView = ({ client, bindings, preferred, asked, onTaken, onWritten }: RefreshViewProps) => {
  const styles = useStyles();
  const { language, messages, number, time } = usePane();
  const task = useTask();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(preferred === null ? [] : [preferred]));
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [done, setDone] = useState<readonly string[]>([]);
  const stop = useRef(false);
  // A table that is gone from the workbook is chosen no longer; where none is, the first one is.
  const named = bindings.filter(({ table }) => chosen.has(table));
  const tables = named.length > 0 ? named : bindings.slice(0, 1);

  useEffect(() => {
    if (preferred !== null) setChosen(new Set([preferred]));
  }, [preferred]);

  const choose = (next: ReadonlySet<string>) => {
    setChosen(next);
    setShown([]);
    setDone([]);
  };
  const planOf = (some: readonly TableBinding[]) =>
    task.run(async () => {
      setDone([]);
      setShown([]);
      const plans: Shown[] = [];
      for (const one of some)
        plans.push({ open: await openRefresh(client, one, new Date()), choices: noChoices });
      setShown(plans);
    });
  useEffect(() => {
    const names = asked?.tables;
    if (!names || task.busy || bindings.length === 0) return;
    const some = names === 'all' ? bindings : bindings.filter((one) => names.includes(one.table));
    onTaken();
    if (some.length === 0) return;
    setChosen(new Set(some.map(({ table }) => table)));
    void planOf(some);
  });
  if (tables.length === 0)
    return (
      <div className={styles.view}>
        <Text>{messages.noBoundTables}</Text>
        <Text className={styles.quiet}>{messages.noBoundTablesHow}</Text>
      </div>
    );

  const lineOf = (summary: PlanSummary): string => summaryText(summary, language);
  const write = () =>
    task.run(async () => {
      stop.current = false;
      const said: string[] = [];
      const waiting = shown.filter((one) => !isNothing(one));
      try {
        for (const [at, one] of waiting.entries()) {
          if (stop.current) {
            said.push(messages.stoppedAfter(number(at)));
            break;
          }
          const decided = decide(one);
          const { table } = decided.plan;
          const progress = (share: number) => setWriting({ table, at: at + 1, all: waiting.length, share });
          progress(0);
          await one.open.apply(decided, (cells, total) => progress(total > 0 ? cells / total : 1));
          setShown((rest) => rest.filter((other) => other !== one));
          said.push(`${messages.applied} ${lineOf(decided.summary)}`);
          const sent = await sendPlannedCorrections(client, decided.plan);
          if (sent.taken > 0) said.push(messages.correctionsSent(number(sent.taken)));
          if (sent.refused.length > 0)
            said.push(`${messages.correctionsFailed(number(sent.refused.length))} ${sent.refused.join(' ')}`);
        }
        setShown([]);
      } catch (thrown) {
        // The plan belongs to a state of the table that is no more: it has to be made again.
        if (problemOf(thrown).code === 'workbook.changed-since-plan') setShown([]);
        throw thrown;
      } finally {
        setWriting(null);
        setDone(said);
        onWritten();
      }
    });
  const [first] = tables;
  const undoable = tables.length === 1 && first?.undo ? first : null;
  const undo = () =>
    task.run(async () => {
      if (!undoable) return;
      setDone([]);
      setShown([]);
      try {
        const kept = await undoLastRefresh(undoable.table, new Date());
        setDone([kept > 0 ? messages.undoneKept(number(kept)) : messages.undone]);
      } finally {
        onWritten();
      }
    });
  const query = (binding: TableBinding) => Object.values(binding.query).join('、') || messages.allRegions;
  const nothing = shown.every(isNothing);

  return (
    <div className={styles.view}>
      {bindings.length > 1 && (
        <fieldset className={styles.tables} disabled={task.busy}>
          <Text as="span" className={styles.quiet}>
            {messages.boundTable}
          </Text>
          <Checkbox
            label={messages.allTables}
            checked={tables.length === bindings.length ? true : 'mixed'}
            onChange={(_, data) =>
              choose(
                new Set((data.checked === true ? bindings : bindings.slice(0, 1)).map(({ table }) => table)),
              )
            }
          />
          {bindings.map(({ table, kind }) => (
            <Checkbox
              key={table}
              label={`${labelIn(kindLabels[kind], language)} · ${table}`}
              checked={tables.some((one) => one.table === table)}
              onChange={(_, data) => {
                const next = new Set(tables.map((one) => one.table));
                if (data.checked === true) next.add(table);
                else next.delete(table);
                choose(next);
              }}
            />
          ))}
        </fieldset>
      )}
      {first && tables.length === 1 && (
        <dl className={styles.facts}>
          <dt>{messages.boundTable}</dt>
          <dd>
            {labelIn(kindLabels[first.kind], language)} · {first.table}
          </dd>
          <dt>{messages.queryOfTable}</dt>
          <dd>{query(first)}</dd>
          <dt>{messages.lastRefreshed}</dt>
          <dd>{first.refreshedAt ? time(first.refreshedAt) : messages.never}</dd>
          {first.asOf && (
            <>
              <dt>{messages.dataAsOf}</dt>
              <dd>{time(first.asOf)}</dd>
            </>
          )}
        </dl>
      )}
      {shown.length === 0 && (
        <div className={styles.buttons}>
          <Button
            appearance="primary"
            size="large"
            icon={task.busy ? <Spinner size="tiny" /> : <ArrowSyncRegular />}
            disabledFocusable={task.busy}
            onClick={() => void planOf(tables)}
          >
            {task.busy ? messages.planning : tables.length > 1 ? messages.planOfAll : messages.makePlan}
          </Button>
          {undoable && (
            <Button
              size="large"
              icon={<ArrowUndoRegular />}
              disabledFocusable={task.busy}
              onClick={() => void undo()}
            >
              {messages.undo}
            </Button>
          )}
        </div>
      )}
      <ProblemBar problem={task.problem} onDismiss={task.clear} />
      {done.length > 0 && (
        <MessageBar intent="success" layout="multiline" politeness="polite">
          <MessageBarBody>
            {done.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </MessageBarBody>
        </MessageBar>
      )}
      {shown.length > 0 && (
        <section className={styles.plan} aria-label={messages.planTitle} data-plan>
          <Subtitle2 as="h2">{messages.planTitle}</Subtitle2>
          <Text size={200} className={styles.quiet} role="status">
            {nothing ? messages.upToDate : messages.planIntro}
          </Text>
          {shown.map((one) => {
            const { plan } = one.open.prepared;
            const decided = decide(one);
            const looksAtSomething = !isEmptyPlan(plan) || plan.edits.length + plan.gone.length > 0;
            return (
              <div key={plan.table}>
                {shown.length > 1 && (
                  <Text weight="semibold" as="p">
                    {lineOf(decided.summary)}
                  </Text>
                )}
                {looksAtSomething && (
                  <PlanView
                    open={one.open}
                    choices={one.choices}
                    onChoices={(choices) =>
                      setShown((all) => all.map((other) => (other === one ? { ...one, choices } : other)))
                    }
                  />
                )}
                {decided.summary.removed > 0 && (
                  <Text size={200} className={styles.quiet}>
                    {messages.removed}: {number(decided.summary.removed)}
                  </Text>
                )}
              </div>
            );
          })}
          {writing && (
            <>
              <ProgressBar value={writing.share} aria-label={messages.applying} />
              {writing.all > 1 && (
                <Text size={200} role="status">
                  {messages.refreshingTable(writing.table, number(writing.at), number(writing.all))}
                </Text>
              )}
            </>
          )}
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
            {writing && writing.all > 1 ? (
              <Button
                onClick={() => {
                  stop.current = true;
                }}
              >
                {messages.stopAfterThis}
              </Button>
            ) : (
              <Button disabled={task.busy} onClick={() => setShown([])}>
                {nothing ? messages.dismiss : messages.cancel}
              </Button>
            )}
          </div>
        </section>
      )}
    </div>
  );
};
