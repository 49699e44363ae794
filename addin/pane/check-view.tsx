import {
  Badge,
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { CheckmarkCircleRegular, StethoscopeRegular, WeatherSnowflakeRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { fieldOf, labelIn } from '../../service/records/catalogue.ts';
import type { Finding } from '../../templates/refresh/check.ts';
import { summaryText } from '../../templates/refresh/summary.ts';
import type { TableBinding } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { requestView } from '../commands/view-requests.ts';
import { type Checked, checkHealth, mend } from './check-task.ts';
import { freezeTables } from './freeze-task.ts';
import { usePane } from './pane-context.ts';
import { ProblemBar } from './problem-bar.tsx';
import { problemOf, useTask } from './task.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
  },
  finding: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  head: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground3 },
  good: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
});

/** Rows that are named one by one. */
const mostRows = 12;

export interface CheckViewProps {
  client: PolicyClient;
  bindings: readonly TableBinding[];
  /** Called after the workbook was written to. */
  onWritten: () => void;
}

/** Whether the workbook is in order: what is not, with what mends it; and a copy that stands for itself. */
export const CheckView = ({ client, bindings, onWritten }: CheckViewProps) => {
  const styles = useStyles();
  const { language, messages, number, time } = usePane();
  const task = useTask();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const texts = messages.findings;

  const check = () =>
    task.run(async () => {
      setDone(null);
      setChecked(await checkHealth(client, bindings, new Date()));
    });
  // Who comes here wants to know; a workbook without bound tables has nothing to be looked at.
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || bindings.length === 0) return;
    begun.current = true;
    void check();
  });

  const rowsOf = (rows: readonly number[]): string => {
    const named = rows.slice(0, mostRows).map((row) => number(row + 1));
    const rest = rows.length - named.length;
    return `${messages.rowNumber(named.join('、'))}${rest > 0 ? ` ${messages.more(number(rest))}` : ''}`;
  };
  const factsOf = (finding: Finding): { count: number; lines: string[] } => {
    switch (finding.is) {
      case 'typedOver':
        return {
          count: finding.edits.length,
          lines: finding.edits.slice(0, mostRows).map(({ row, field, base, mine, theirs }) => {
            const kind = checked?.tables.get(finding.table)?.binding.kind;
            const found = kind && fieldOf(kind, field);
            const label = found ? labelIn(found.label, language) : field;
            const three = [
              [messages.base, base],
              [messages.mine, mine],
              [messages.theirs, theirs],
            ].map(([name, value]) => `${name} ${value ?? messages.empty}`);
            return `${messages.rowNumber(number(row + 1))} · ${label}: ${three.join(' / ')}`;
          }),
        };
      case 'stale':
        return {
          count: finding.summary.added + finding.summary.changed,
          lines: [summaryText(finding.summary, language)],
        };
      case 'mixedAsOf':
        return {
          count: finding.tables.length,
          lines: finding.tables.map(({ table, asOf }) => `${table}: ${time(asOf)}`),
        };
      default:
        return { count: finding.rows.length, lines: [rowsOf(finding.rows)] };
    }
  };
  const act = (finding: Finding) => {
    if (finding.is === 'mixedAsOf') return requestView({ view: 'refresh', tables: 'all' });
    if (finding.is === 'stale') return requestView({ view: 'refresh', tables: [finding.table] });
    void task.run(async () => {
      if (!checked) return;
      const { done: mended, of } = await mend(client, checked, finding);
      onWritten();
      setChecked(await checkHealth(client, bindings, new Date()));
      setDone(messages.mended(number(mended), number(of)));
    });
  };
  const freeze = () =>
    task.run(async () => {
      setDone(null);
      const sheets = await freezeTables(client, bindings, language, new Date());
      setDone(messages.frozen(sheets.map((name) => `“${name}”`).join(' ')));
    });

  if (bindings.length === 0)
    return (
      <div className={styles.view}>
        <Text>{messages.noBoundTables}</Text>
        <Text className={styles.quiet}>{messages.noBoundTablesHow}</Text>
      </div>
    );
  const findings = checked?.findings ?? [];
  return (
    <div className={styles.view}>
      <Button
        appearance="primary"
        icon={task.busy ? <Spinner size="tiny" /> : <StethoscopeRegular />}
        disabledFocusable={task.busy}
        onClick={() => void check()}
      >
        {task.busy ? messages.checking : messages.check}
      </Button>
      <ProblemBar problem={task.problem} onDismiss={task.clear} />
      {done && (
        <MessageBar intent="success" layout="multiline" politeness="polite">
          <MessageBarBody>{done}</MessageBarBody>
        </MessageBar>
      )}
      {checked?.failed.map(({ table, thrown }) => (
        <div key={table}>
          <Text weight="semibold">{table}</Text>
          <ProblemBar problem={problemOf(thrown)} />
        </div>
      ))}
      {checked && findings.length === 0 && checked.failed.length === 0 && (
        <Text className={styles.good} role="status">
          <CheckmarkCircleRegular aria-hidden />
          {messages.healthy(number(bindings.length))}
        </Text>
      )}
      <ul className={styles.list} aria-label={messages.tabCheck}>
        {findings.map((finding) => {
          const { count, lines } = factsOf(finding);
          const { title, how, mend: label } = texts[finding.is];
          const table = 'table' in finding ? finding.table : messages.allTables;
          return (
            <li key={`${finding.is} ${table}`} className={styles.finding} data-finding={finding.is}>
              <span className={styles.head}>
                <Subtitle2 as="h2">{title}</Subtitle2>
                <Badge appearance="tint" color="warning">
                  {number(count)}
                </Badge>
              </span>
              <Text size={200} className={styles.quiet}>
                {table}
              </Text>
              {lines.map((line) => (
                <Text key={line}>{line}</Text>
              ))}
              <Text size={200} className={styles.quiet}>
                {how}
              </Text>
              <Button
                size="small"
                disabledFocusable={task.busy}
                aria-label={`${label}: ${title} ${table}`}
                onClick={() => act(finding)}
              >
                {label}
              </Button>
            </li>
          );
        })}
      </ul>
      <section aria-label={messages.freezeTitle} className={styles.finding}>
        <Subtitle2 as="h2">{messages.freezeTitle}</Subtitle2>
        <Text size={200} className={styles.quiet}>
          {messages.freezeHow}
        </Text>
        <Button
          size="small"
          icon={<WeatherSnowflakeRegular />}
          disabledFocusable={task.busy}
          onClick={() => void freeze()}
        >
          {messages.freeze}
        </Button>
      </section>
    </div>
  );
};
