import { isLinkChange, summaryText } from '../../templates/refresh/summary.ts';
import type { PlannedTable, WorkbookRun } from '../../templates/refresh/workbook-run.ts';
import { fieldOf, type Language, labelIn } from '../records/catalogue.ts';
import type { Kind } from '../records/kinds.ts';
import type { CellValue } from '../records/sheet-row.ts';
import { say } from './messages.ts';

/** Lines of each list that a terminal shows; --json shows all. */
const mostLines = 20;

const shown = (value: CellValue): string => {
  if (value === null || value === '') return '—';
  const text = String(value).replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
};

const fieldLabel = (kind: Kind, id: string, language: Language): string => {
  const label = fieldOf(kind, id)?.label;
  return label ? labelIn(label, language) : id;
};

/** The first lines of a list, and how many more there are. */
const first = (lines: readonly string[], language: Language): string[] =>
  lines.length > mostLines
    ? [...lines.slice(0, mostLines), `    ${say('planMore', language, { count: lines.length - mostLines })}`]
    : [...lines];

const tableLines = ({ plan, summary }: PlannedTable, language: Language): string[] => {
  const { kind } = plan.binding;
  const label = (field: string) => fieldLabel(kind, field, language);
  const edits = plan.edits.map(
    ({ key, field, base, mine, theirs, conflict }) =>
      `  ${conflict ? '!' : '~'} ${key}:${field}  ${label(field)}  ${say('planEdit', language, { base: shown(base), mine: shown(mine), theirs: shown(theirs) })}`,
  );
  const changes = plan.changes
    .filter((change) => !isLinkChange(plan, change))
    .map(({ key, field, old, new: now }) => `  ± ${key}  ${label(field)}  ${shown(old)} → ${shown(now)}`);
  const leaving = new Set(plan.removals.map(({ row }) => row));
  const status = fieldOf(kind, 'status')?.values ?? {};
  const gone = plan.gone
    .filter(({ row }) => !leaving.has(row))
    .map(({ key, reason }) => {
      const why = status[reason];
      return `  ? ${key}  ${why ? labelIn(why, language) : reason}  ${say('planGone', language)}`;
    });
  const removals = plan.removals.map(
    ({ key, archive }) => `  - ${key}${archive ? `  ${say('planArchived', language)}` : ''}`,
  );
  const unmatched = plan.unmatched.map(
    ({ row, reason }) => `  · ${say('planRow', language, { row: row + 1 })}  ${say(reason, language)}`,
  );
  return [
    summaryText(summary, language),
    ...[changes, edits, gone, removals, unmatched].flatMap((lines) => first(lines, language)),
  ];
};

/** A plan as a person reads it before it is written: the counts of each table, what changes, and what she must decide. */
export const planText = ({ tables, facts }: WorkbookRun, language: Language): string => {
  const lines = tables.flatMap((table) => tableLines(table, language));
  if (facts) {
    lines.push(say('planFacts', language, { count: facts.facts.length }));
    lines.push(
      ...first(
        facts.changes.map(({ name, old, new: now }) => `  ± ${name}  ${shown(old)} → ${shown(now)}`),
        language,
      ),
      ...first(
        facts.edits.map(
          ({ name, base, mine, theirs }) =>
            `  ~ ${name}  ${say('planEdit', language, { base: shown(base), mine: shown(mine), theirs: shown(theirs) })}`,
        ),
        language,
      ),
      ...facts.failures.map(({ name, code, detail }) => `  ✗ ${name}  ${detail} [${code}]`),
    );
  }
  return `${lines.join('\n')}\n`;
};
