import {
  Badge,
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Select,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { LinkRegular, SearchRegular } from '@fluentui/react-icons';
import { useCallback, useState } from 'react';
import { fieldOf, fieldsOf, keyField, kindLabels, labelIn } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';
import type { PlannedBinding } from '../../templates/refresh/plan-binding.ts';
import type { TableBinding, TableQuery } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { requestView } from '../commands/view-requests.ts';
import {
  asKind,
  bindAsPlanned,
  type Candidate,
  findCandidates,
  matchedFields,
  planBind,
} from './bind-task.ts';
import { usePane } from './pane-context.ts';
import { ProblemBar } from './problem-bar.tsx';
import { type Counted, QueryBuilder } from './query-builder.tsx';
import { useTask } from './task.ts';

const useStyles = makeStyles({
  view: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    // Names of sheets and tables can be longer than a pane is wide.
    '& .fui-Select': { minWidth: 0, width: '100%' },
    '& select': { minWidth: 0, width: '100%' },
  },
  columns: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  column: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  report: {
    display: 'grid',
    gridTemplateColumns: '1fr auto',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
    '& dd': { margin: 0, textAlign: 'right' },
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  lines: { margin: 0, paddingLeft: tokens.spacingHorizontalL, overflowWrap: 'anywhere' },
});

const kinds = Object.keys(kindLabels) as Kind[];
/** Lines of a report that people read. */
const mostLines = 10;

export interface BindViewProps {
  client: PolicyClient;
  bindings: readonly TableBinding[];
  /** Called after the workbook was worked on, with the table that was bound. */
  onChanged: (table: string | null) => void;
}

/** Binds a table that she has: finds it, matches its headers and its rows, shows all of it, then does it. */
export const BindView = ({ client, bindings, onChanged }: BindViewProps) => {
  const styles = useStyles();
  const { language, messages, number } = usePane();
  const task = useTask();
  const [found, setFound] = useState<readonly Candidate[] | null>(null);
  const [at, setAt] = useState(0);
  const [kind, setKind] = useState<Kind>('target');
  const [fields, setFields] = useState<ReadonlyMap<number, string>>(new Map());
  const [query, setQuery] = useState<TableQuery>({});
  const [planned, setPlanned] = useState<PlannedBinding | null>(null);
  const [bound, setBound] = useState<string | null>(null);
  const [, setCounted] = useState<Counted | null>(null);
  const onCounted = useCallback((next: Counted) => setCounted(next), []);
  const candidate = found?.[at] ?? null;
  const shown = candidate && asKind(candidate, kind);

  const choose = (index: number, candidates: readonly Candidate[]) => {
    const one = candidates[index];
    setAt(index);
    setPlanned(null);
    if (!one) return;
    setKind(one.table.kind);
    setFields(matchedFields(one));
  };
  const search = () =>
    task.run(async () => {
      setBound(null);
      setPlanned(null);
      const candidates = await findCandidates(bindings);
      setFound(candidates);
      choose(0, candidates);
    });
  const plan = () =>
    task.run(async () => {
      if (shown) setPlanned(await planBind(client, shown, { kind, language, query, fields }));
    });
  const bind = () =>
    task.run(async () => {
      if (!planned) return;
      await bindAsPlanned(planned);
      const { table } = planned.request.binding;
      setBound(table);
      setPlanned(null);
      setFound(null);
      onChanged(table);
    });
  const setField = (column: number, field: string) => {
    const next = new Map([...fields].filter(([, other]) => other !== field));
    if (field === '') next.delete(column);
    else next.set(column, field);
    setFields(next);
    setPlanned(null);
  };
  const rowNumber = (row: number): string => number(row + 2 + (planned?.request.range.top ?? 0));
  const labelOf = (field: string): string => labelIn(fieldOf(kind, field)?.label ?? keyField.label, language);

  return (
    <div className={styles.view}>
      <Text size={200} className={styles.quiet}>
        {messages.bindIntro}
      </Text>
      <Button
        icon={task.busy && !found ? <Spinner size="tiny" /> : <SearchRegular />}
        disabledFocusable={task.busy}
        onClick={() => void search()}
      >
        {messages.bindSearch}
      </Button>
      <ProblemBar problem={task.problem} onDismiss={task.clear} />
      {bound !== null && (
        <MessageBar intent="success" layout="multiline" politeness="polite">
          <MessageBarBody>
            {messages.bindDone(bound)}{' '}
            <Button size="small" onClick={() => requestView({ view: 'refresh', tables: [bound] })}>
              {messages.makePlan}
            </Button>
          </MessageBarBody>
        </MessageBar>
      )}
      {found?.length === 0 && <Text role="status">{messages.bindNothing}</Text>}
      {found && shown && (
        <>
          <Field label={messages.bindTable}>
            <Select
              value={String(at)}
              disabled={task.busy}
              onChange={(_, data) => choose(Number(data.value), found)}
            >
              {found.map(({ table }, index) => (
                <option key={`${table.sheet} ${table.range.top} ${table.range.left}`} value={index}>
                  {messages.bindPlace(
                    table.sheet,
                    table.name ?? table.title ?? table.headers.slice(0, 3).join(' '),
                    number(table.range.bottom - table.range.top - 1),
                  )}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={messages.bindKind}>
            <Select
              value={kind}
              disabled={task.busy}
              onChange={(_, data) => {
                const next = data.value as Kind;
                setKind(next);
                setPlanned(null);
                if (candidate) setFields(matchedFields(asKind(candidate, next)));
              }}
            >
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {labelIn(kindLabels[one], language)}
                </option>
              ))}
            </Select>
          </Field>
          <div className={styles.columns}>
            <Subtitle2 as="h2">{messages.bindColumns}</Subtitle2>
            {shown.table.headers.map((header, column) => {
              const match = shown.table.matches[column];
              const field = fields.get(column) ?? '';
              const sure = match?.field === field ? match.score : null;
              return (
                <Field
                  // biome-ignore lint/suspicious/noArrayIndexKey: headers repeat; the place of a column is what tells it.
                  key={column}
                  label={
                    <span className={styles.column}>
                      {header || messages.empty}
                      {field !== '' && sure !== null && (
                        <Badge appearance="tint" color={sure >= 0.85 ? 'success' : 'warning'}>
                          {messages.bindSure(number(Math.round(sure * 100)))}
                        </Badge>
                      )}
                    </span>
                  }
                >
                  <Select
                    value={field}
                    disabled={task.busy}
                    onChange={(_, data) => setField(column, data.value)}
                  >
                    <option value="">{messages.bindMine}</option>
                    {[keyField, ...fieldsOf(kind)].map((one) => (
                      <option key={one.id} value={one.id}>
                        {labelIn(one.label, language)}
                      </option>
                    ))}
                  </Select>
                </Field>
              );
            })}
          </div>
          <Subtitle2 as="h2">{messages.bindRecords}</Subtitle2>
          <QueryBuilder
            client={client}
            kind={kind}
            query={query}
            disabled={task.busy}
            onQuery={(next) => {
              setQuery(next);
              setPlanned(null);
            }}
            onCounted={onCounted}
          />
          {!planned && (
            <Button
              appearance="primary"
              disabledFocusable={task.busy || fields.size === 0}
              icon={task.busy ? <Spinner size="tiny" /> : null}
              onClick={() => void plan()}
            >
              {messages.bindPlan}
            </Button>
          )}
        </>
      )}
      {planned && (
        <section className={styles.view} aria-label={messages.bindReport}>
          <Subtitle2 as="h2">{messages.bindReport}</Subtitle2>
          <dl className={styles.report}>
            <dt>{messages.bindMatched}</dt>
            <dd>{number(planned.report.matched.length)}</dd>
            <dt>{messages.bindAmbiguous}</dt>
            <dd>{number(planned.report.ambiguous.length)}</dd>
            <dt>{messages.bindUnmatched}</dt>
            <dd>{number(planned.report.unmatched.length)}</dd>
            <dt>{messages.bindDifferences}</dt>
            <dd>{number(planned.report.differences.length)}</dd>
            <dt>{messages.bindAdditions}</dt>
            <dd>{number(planned.report.additions.length)}</dd>
          </dl>
          {planned.report.differences.length > 0 && (
            <ul className={styles.lines}>
              {planned.report.differences.slice(0, mostLines).map(({ row, field, mine, theirs }) => (
                <li key={`${row} ${field}`}>
                  {messages.rowNumber(rowNumber(row))} · {labelOf(field)}: {String(mine ?? messages.empty)} ≠{' '}
                  {String(theirs ?? messages.empty)}
                </li>
              ))}
            </ul>
          )}
          {planned.report.ambiguous.length + planned.report.unmatched.length > 0 && (
            <Text size={200} className={styles.quiet}>
              {messages.bindRowsLeft(
                [...planned.report.ambiguous, ...planned.report.unmatched]
                  .slice(0, 3 * mostLines)
                  .map(({ row }) => rowNumber(row))
                  .join('、'),
              )}
            </Text>
          )}
          <Text size={200} className={styles.quiet}>
            {messages.bindWrites}
          </Text>
          <div className={styles.buttons}>
            <Button
              appearance="primary"
              icon={task.busy ? <Spinner size="tiny" /> : <LinkRegular />}
              disabledFocusable={task.busy}
              onClick={() => void bind()}
            >
              {messages.bindDo}
            </Button>
            <Button disabled={task.busy} onClick={() => setPlanned(null)}>
              {messages.cancel}
            </Button>
          </div>
        </section>
      )}
    </div>
  );
};
