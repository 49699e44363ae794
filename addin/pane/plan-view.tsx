import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Badge,
  Button,
  Checkbox,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { fieldOf, labelIn } from '../../service/records/catalogue.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { isLinkChange } from '../../templates/refresh/summary.ts';
import type {
  CellChange,
  Decisions,
  EditDecision,
  LocalEdit,
  RefreshPlan,
} from '../../templates/refresh/types.ts';
import { usePane } from './pane-context.ts';
import { nameField, type OpenRefresh } from './refresh-task.ts';

/** What the analyst decided so far. */
export interface Choices {
  /** By `key field`: edits for which the service's value is taken, or hers is sent; the others stay hers. */
  edits: ReadonlyMap<string, EditDecision>;
  /** Keys of rows that may go. */
  removed: ReadonlySet<string>;
}
export const noChoices: Choices = { edits: new Map(), removed: new Set() };
export const choiceOf = (edit: Pick<LocalEdit, 'key' | 'field'>): string => `${edit.key} ${edit.field}`;

/** Her choices as the refresh core takes them. */
export const decisionsOf = (open: OpenRefresh, choices: Choices): Decisions => {
  const edits: Record<string, Record<string, EditDecision>> = {};
  for (const edit of open.prepared.plan.edits) {
    const decision = choices.edits.get(choiceOf(edit));
    if (decision) edits[edit.key] = { ...edits[edit.key], [edit.field]: decision };
  }
  return { edits, removals: [...choices.removed] };
};

/** More lines than this make a list that nobody reads. */
const mostLines = 40;

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS, width: '100%' },
  grow: { flexGrow: 1 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
  },
  item: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
    overflowWrap: 'anywhere',
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  old: { textDecorationLine: 'line-through', color: tokens.colorNeutralForeground3 },
  new: {
    textDecorationLine: 'none',
    color: tokens.colorPaletteGreenForeground1,
    fontWeight: tokens.fontWeightSemibold,
  },
  all: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalM,
  },
  intro: { color: tokens.colorNeutralForeground3, display: 'block', marginBottom: tokens.spacingVerticalS },
  values: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalM,
    margin: 0,
    '& dt': { color: tokens.colorNeutralForeground3 },
    '& dd': { margin: 0 },
  },
});

export interface PlanViewProps {
  open: OpenRefresh;
  choices: Choices;
  onChoices: (choices: Choices) => void;
}

const withValue = (set: ReadonlySet<string>, value: string, is: boolean): ReadonlySet<string> => {
  const next = new Set(set);
  if (is) next.add(value);
  else next.delete(value);
  return next;
};

/** What a refresh will do, kind by kind, each with its lines; the plan as it was made, before any decision. */
export const PlanView = ({ open, choices, onChoices }: PlanViewProps) => {
  const styles = useStyles();
  const { language, messages, number } = usePane();
  const { plan } = open.prepared;
  const { kind } = plan.binding;
  const shown = (value: CellValue): string =>
    value === null || value === '' ? messages.empty : String(value);
  const fieldLabel = (id: string): string => {
    const field = fieldOf(kind, id);
    return field ? labelIn(field.label, language) : id;
  };
  const nameOf = (row: number): string => open.nameOf(row) || messages.rowNumber(number(row + 1));

  const additions = [...plan.updates.filter((update) => update.fills), ...plan.additions];
  const nameColumn = plan.headers.indexOf(
    plan.binding.columns.find((column) => column.field === nameField[kind])?.header ?? '',
  );
  const goneRows = new Set(plan.gone.map((row) => row.row));
  const changes = byRow(
    plan.changes.filter((change) => !goneRows.has(change.row) && !isLinkChange(plan, change)),
  );

  const section = (
    value: string,
    label: string,
    count: number,
    color: 'success' | 'brand' | 'warning' | 'danger' | 'informative',
    content: () => ReactNode,
  ) =>
    count > 0 && (
      <AccordionItem value={value} key={value}>
        <AccordionHeader expandIconPosition="end" data-section={value}>
          <span className={styles.head}>
            <span className={styles.grow}>{label}</span>
            <Badge appearance="tint" color={color} size="large">
              {number(count)}
            </Badge>
          </span>
        </AccordionHeader>
        <AccordionPanel>{content()}</AccordionPanel>
      </AccordionItem>
    );
  const lines = <T,>(items: readonly T[], line: (item: T) => ReactNode) => (
    <ul className={styles.list}>
      {items.slice(0, mostLines).map(line)}
      {items.length > mostLines && (
        <li className={styles.quiet}>{messages.more(number(items.length - mostLines))}</li>
      )}
    </ul>
  );

  return (
    <Accordion multiple collapsible defaultOpenItems={['changed', 'edits', 'gone']}>
      {section('added', messages.added, additions.length, 'success', () =>
        lines(additions, (row) => (
          <li key={row.key} className={styles.item}>
            <Text>{shown(row.cells.find((cell) => cell.column === nameColumn)?.value ?? row.key)}</Text>
          </li>
        )),
      )}
      {section('changed', messages.changed, changes.length, 'brand', () =>
        lines(changes, (row) => (
          <li key={row[0].key} className={styles.item}>
            <Text className={styles.name}>{nameOf(row[0].row)}</Text>
            {row.map((change) => (
              <Text key={change.field}>
                <span className={styles.quiet}>{fieldLabel(change.field)} </span>
                <del className={styles.old}>{shown(change.old)}</del>
                {' → '}
                <ins className={styles.new}>{shown(change.new)}</ins>
              </Text>
            ))}
          </li>
        )),
      )}
      {section('edits', messages.localEdits, plan.edits.length, 'warning', () => (
        <>
          <Text size={200} className={styles.intro}>
            {messages.editsIntro}
          </Text>
          {plan.edits.length > 1 && (
            <span className={styles.all}>
              {(
                [
                  ['keep', messages.keepAll],
                  ['take', messages.takeAll],
                ] as const
              ).map(([decision, label]) => (
                <Button
                  key={decision}
                  size="small"
                  onClick={() =>
                    onChoices({
                      ...choices,
                      edits: new Map(plan.edits.map((edit) => [choiceOf(edit), decision])),
                    })
                  }
                >
                  {label}
                </Button>
              ))}
            </span>
          )}
          {lines(plan.edits, (edit) => (
            <li key={choiceOf(edit)} className={styles.item}>
              <Text className={styles.name}>
                {nameOf(edit.row)} · {fieldLabel(edit.field)}
              </Text>
              {edit.conflict && (
                <span>
                  <Badge appearance="tint" color="danger">
                    {messages.conflict}
                  </Badge>
                </span>
              )}
              <dl className={styles.values}>
                <dt>{messages.base}</dt>
                <dd>{shown(edit.base)}</dd>
                <dt>{messages.mine}</dt>
                <dd>{shown(edit.mine)}</dd>
                <dt>{messages.theirs}</dt>
                <dd>{shown(edit.theirs)}</dd>
              </dl>
              <RadioGroup
                aria-label={`${nameOf(edit.row)} ${fieldLabel(edit.field)}`}
                value={choices.edits.get(choiceOf(edit)) ?? 'keep'}
                onChange={(_, data) =>
                  onChoices({
                    ...choices,
                    edits: new Map(choices.edits).set(choiceOf(edit), data.value as EditDecision),
                  })
                }
              >
                <Radio value="keep" label={messages.keepMine} />
                <Radio value="take" label={messages.takeTheirs} />
                {edit.sendable && <Radio value="send" label={messages.sendMine} />}
              </RadioGroup>
            </li>
          ))}
        </>
      ))}
      {section('gone', messages.withdrawn, plan.gone.length, 'danger', () => (
        <>
          <Text size={200} className={styles.intro}>
            {messages.goneIntro}
          </Text>
          {plan.gone.length > 1 && (
            <Checkbox
              label={messages.removeAll}
              checked={
                choices.removed.size === 0
                  ? false
                  : choices.removed.size === plan.gone.length
                    ? true
                    : 'mixed'
              }
              onChange={(_, data) =>
                onChoices({
                  ...choices,
                  removed: new Set(data.checked === true ? plan.gone.map((row) => row.key) : []),
                })
              }
            />
          )}
          {lines(plan.gone, (row) => (
            <li key={row.key} className={styles.item}>
              <Text className={styles.name}>{nameOf(row.row)}</Text>
              <Text className={styles.quiet}>{messages.reasons[row.reason]}</Text>
              <Checkbox
                label={messages.removeRow}
                aria-label={`${messages.removeRow}: ${nameOf(row.row)}`}
                checked={choices.removed.has(row.key)}
                onChange={(_, data) =>
                  onChoices({
                    ...choices,
                    removed: withValue(choices.removed, row.key, data.checked === true),
                  })
                }
              />
            </li>
          ))}
        </>
      ))}
      {section('unmatched', messages.unmatched, plan.unmatched.length, 'informative', () => (
        <>
          <Text size={200} className={styles.intro}>
            {messages.unmatchedIntro}
          </Text>
          {lines(plan.unmatched, (row) => (
            <li key={row.row}>
              <Text>
                {messages.rowNumber(number(row.row + 1))}: {messages.reasons[row.reason]}
              </Text>
            </li>
          ))}
        </>
      ))}
    </Accordion>
  );
};

/** Changes of one row beside each other; every list has at least one. */
const byRow = (changes: RefreshPlan['changes']): (readonly [CellChange, ...CellChange[]])[] => {
  const rows = new Map<number, [CellChange, ...CellChange[]]>();
  for (const change of changes) {
    const row = rows.get(change.row);
    if (row) row.push(change);
    else rows.set(change.row, [change]);
  }
  return [...rows.values()];
};
