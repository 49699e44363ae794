import {
  Button,
  Field,
  Link,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  Select,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { TableAddRegular } from '@fluentui/react-icons';
import { useCallback, useState } from 'react';
import { labelIn } from '../../service/records/catalogue.ts';
import { templateNamed, templates } from '../../templates/catalog/catalog.ts';
import type { TableQuery } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { ExcelHost } from '../excel/excel-host.ts';
import { usePane } from './pane-context.ts';
import { ProblemBar } from './problem-bar.tsx';
import { type Counted, QueryBuilder } from './query-builder.tsx';
import { type InsertedTable, insertTemplate } from './refresh-task.ts';
import { useTask } from './task.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export interface InsertViewProps {
  client: PolicyClient;
  /** Called after the workbook was worked on, with the new table where there is one. */
  onChanged: (table: string | null) => void;
}

/** Chooses a template and what its tables show, and inserts it. */
export const InsertView = ({ client, onChanged }: InsertViewProps) => {
  const styles = useStyles();
  const { language, messages, number } = usePane();
  const task = useTask();
  const [name, setName] = useState(templates[0]?.name ?? '');
  const [query, setQuery] = useState<TableQuery>({});
  const [counted, setCounted] = useState<Counted>({ count: null, problem: null });
  const [progress, setProgress] = useState(0);
  const [done, setDone] = useState<readonly InsertedTable[]>([]);
  const template = templateNamed(name);
  const several = template.tables.length > 1;
  const onCounted = useCallback((next: Counted) => setCounted(next), []);

  const insert = () =>
    task.run(async () => {
      setDone([]);
      setProgress(0);
      const made: InsertedTable[] = [];
      try {
        for await (const table of insertTemplate(client, name, language, query, setProgress))
          made.push(table);
        setDone(made);
      } finally {
        // Also after a failure: a table that was made and could not be filled is there to be refreshed.
        onChanged(made[0]?.table ?? null);
      }
    });
  const go = (table: string) => task.run(() => new ExcelHost().show(table));
  const total = done.reduce((sum, { count }) => sum + count, 0);

  return (
    <div className={styles.view}>
      <Field label={messages.chooseTemplate} hint={labelIn(template.description, language)}>
        <Select value={name} disabled={task.busy} onChange={(_, data) => setName(data.value)}>
          {templates.map((one) => (
            <option key={one.name} value={one.name}>
              {labelIn(one.title, language)}
            </option>
          ))}
        </Select>
      </Field>
      <Text size={200} className={styles.quiet}>
        {several && messages.tablesOfTemplate(number(template.tables.length))} {messages.tableOfTemplateAlone}
      </Text>
      <QueryBuilder
        client={client}
        kind={template.tables[0].kind}
        query={query}
        disabled={task.busy}
        onQuery={setQuery}
        onCounted={onCounted}
      />
      <ProblemBar problem={task.problem ?? counted.problem} />
      <Button
        appearance="primary"
        size="large"
        icon={task.busy ? <Spinner size="tiny" /> : <TableAddRegular />}
        disabledFocusable={task.busy || (!several && !counted.count)}
        onClick={() => void insert()}
      >
        {task.busy ? messages.inserting : messages.insert}
      </Button>
      {task.busy && <ProgressBar value={progress} aria-label={messages.inserting} />}
      {done[0] && (
        <MessageBar intent="success" layout="multiline" politeness="polite">
          <MessageBarBody>
            {done.length === 1
              ? messages.inserted(done[0].sheet, number(total))
              : messages.insertedTables(done.map(({ sheet }) => `“${sheet}”`).join(' '), number(total))}{' '}
            <Link inline onClick={() => void go(done[0]?.table ?? '')}>
              {messages.goToTable}
            </Link>
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
};
