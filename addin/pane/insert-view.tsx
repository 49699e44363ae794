import {
  Button,
  Field,
  Input,
  Link,
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
import { TableAddRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { labelIn } from '../../service/records/catalogue.ts';
import type { Problem } from '../../service/records/problem.ts';
import { targetsTemplate } from '../../templates/catalog/targets.ts';
import type { TableQuery } from '../../templates/refresh/types.ts';
import type { PolicyClient, RegionCount } from '../client.ts';
import { ExcelHost } from '../excel/excel-host.ts';
import { usePane } from './pane-context.ts';
import { ProblemBar } from './problem-bar.tsx';
import { insertTargets } from './refresh-task.ts';
import { problemOf, useTask } from './task.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  template: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { fontSize: '28px', color: tokens.colorBrandForeground1 },
  words: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS, minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
  count: { minHeight: tokens.lineHeightBase300 },
});

export interface InsertViewProps {
  client: PolicyClient;
  /** Called after the workbook was worked on, with the new table where there is one. */
  onChanged: (table: string | null) => void;
}

/** Chooses what the new table shows, and inserts it. */
export const InsertView = ({ client, onChanged }: InsertViewProps) => {
  const styles = useStyles();
  const { language, messages, number } = usePane();
  const task = useTask();
  const [regions, setRegions] = useState<RegionCount[]>([]);
  const [region, setRegion] = useState('');
  const [words, setWords] = useState('');
  const [count, setCount] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [progress, setProgress] = useState(0);
  const [done, setDone] = useState<{ table: string; sheet: string; count: number } | null>(null);

  useEffect(() => {
    let left = false;
    client.regions('target').then(
      (found) => left || setRegions(found),
      (thrown: unknown) => left || setProblem(problemOf(thrown)),
    );
    return () => {
      left = true;
    };
  }, [client]);

  const text = words.trim();
  useEffect(() => {
    let left = false;
    setCount(null);
    // Not at every key stroke.
    const timer = setTimeout(() => {
      client.count('target', { region: region || undefined, text: text || undefined }).then(
        (found) => {
          if (left) return;
          setCount(found);
          setProblem(null);
        },
        (thrown: unknown) => left || setProblem(problemOf(thrown)),
      );
    }, 300);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, region, text]);

  const query: TableQuery = { ...(region ? { region } : {}), ...(text ? { text } : {}) };
  const insert = () =>
    task.run(async () => {
      setDone(null);
      setProgress(0);
      let made: Awaited<ReturnType<typeof insertTargets>> | null = null;
      try {
        made = await insertTargets(client, language, query, new Date(), (written, total) =>
          setProgress(total > 0 ? written / total : 1),
        );
        setDone(made);
      } finally {
        // Also after a failure: a table that was made and could not be filled is there to be refreshed.
        onChanged(made?.table ?? null);
      }
    });
  const go = (table: string) => task.run(() => new ExcelHost().show(table));

  return (
    <div className={styles.view}>
      <div className={styles.template}>
        <TableAddRegular className={styles.icon} aria-hidden />
        <div className={styles.words}>
          <Subtitle2 as="h2">{labelIn(targetsTemplate.title, language)}</Subtitle2>
          <Text size={200} className={styles.quiet}>
            {labelIn(targetsTemplate.description, language)}
          </Text>
        </div>
      </div>
      <Field label={messages.region}>
        <Select value={region} onChange={(_, data) => setRegion(data.value)} disabled={task.busy}>
          <option value="">{messages.allRegions}</option>
          {regions.map((one) => (
            <option key={one.region} value={one.region}>
              {`${one.region} (${number(one.count)})`}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={messages.words} hint={messages.wordsHint}>
        <Input
          value={words}
          maxLength={100}
          disabled={task.busy}
          onChange={(_, data) => setWords(data.value)}
        />
      </Field>
      <Text className={styles.count} aria-live="polite" data-testid="count">
        {count === null
          ? problem
            ? ''
            : messages.counting
          : count === 0
            ? messages.nothingMatches
            : messages.matching(number(count))}
      </Text>
      <ProblemBar problem={task.problem ?? problem} />
      <Button
        appearance="primary"
        size="large"
        icon={task.busy ? <Spinner size="tiny" /> : <TableAddRegular />}
        disabledFocusable={task.busy || !count}
        onClick={() => void insert()}
      >
        {task.busy ? messages.inserting : messages.insert}
      </Button>
      {task.busy && <ProgressBar value={progress} aria-label={messages.inserting} />}
      {done && (
        <MessageBar intent="success" layout="multiline" politeness="polite">
          <MessageBarBody>
            {messages.inserted(done.sheet, number(done.count))}{' '}
            <Link inline onClick={() => void go(done.table)}>
              {messages.goToTable}
            </Link>
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
};
