import { Field, Input, Link, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { FacetName, Facets } from '../../service/records/facets.ts';
import type { Kind } from '../../service/records/kinds.ts';
import type { Problem } from '../../service/records/problem.ts';
import { queryOf } from '../../templates/refresh/binding-sheet.ts';
import type { TableQuery } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { usePane } from './pane-context.ts';
import { problemOf } from './task.ts';

const useStyles = makeStyles({
  filters: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  count: { minHeight: tokens.lineHeightBase300 },
});

/** What a query picks now; null while it is being counted. */
export interface Counted {
  count: number | null;
  problem: Problem | null;
}

export interface QueryBuilderProps {
  client: PolicyClient;
  kind: Kind;
  query: TableQuery;
  disabled: boolean;
  onQuery: (query: TableQuery) => void;
  onCounted: (counted: Counted) => void;
}

/** Filters that are always shown; the others come with a link, because a pane is 320 pixels wide. */
const always = ['region'] as const satisfies readonly FacetName[];
const others = ['document', 'year', 'industry', 'agency'] as const satisfies readonly FacetName[];

/** Chooses which records a table shows; beside each value stands how many records it would pick, the others as they are. */
export const QueryBuilder = ({ client, kind, query, disabled, onQuery, onCounted }: QueryBuilderProps) => {
  const styles = useStyles();
  const { messages, number } = usePane();
  const [facets, setFacets] = useState<Facets | null>(null);
  const [counted, setCounted] = useState<Counted>({ count: null, problem: null });
  const [showsAll, setShowsAll] = useState(false);
  const asked = JSON.stringify([kind, query]);

  useEffect(() => {
    let left = false;
    const tell = (next: Counted) => {
      if (left) return;
      setCounted(next);
      onCounted(next);
    };
    tell({ count: null, problem: null });
    const [of, filters] = JSON.parse(asked) as [Kind, TableQuery];
    // Not at every key stroke.
    const timer = setTimeout(() => {
      client.facets(of, queryOf(filters)).then(
        (found) => {
          if (!left) setFacets(found);
          tell({ count: found.count, problem: null });
        },
        (thrown: unknown) => tell({ count: null, problem: problemOf(thrown) }),
      );
    }, 250);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, asked, onCounted]);

  const change = (name: string, value: string): void => {
    const { [name]: _, ...rest } = query;
    onQuery(value === '' ? rest : { ...rest, [name]: value });
  };
  const labels: Record<FacetName, string> = {
    region: messages.region,
    document: messages.filterDocument,
    year: messages.filterYear,
    industry: messages.filterIndustry,
    agency: messages.filterAgency,
  };
  const choice = (name: FacetName) => {
    const chosen = query[name] ?? '';
    const values = facets?.facets[name].values ?? [];
    // A filter that offers nothing to choose is no filter of this kind.
    if (values.length === 0 && chosen === '') return null;
    return (
      <Field key={name} label={labels[name]}>
        <Select value={chosen} disabled={disabled} onChange={(_, data) => change(name, data.value)}>
          <option value="">{name === 'region' ? messages.allRegions : messages.anyValue}</option>
          {chosen !== '' && !values.some(({ value }) => value === chosen) && (
            <option value={chosen}>{chosen}</option>
          )}
          {values.map(({ value, label, count }) => (
            <option key={value} value={value}>
              {`${label} (${number(count)})`}
            </option>
          ))}
        </Select>
      </Field>
    );
  };

  const { count, problem } = counted;
  return (
    <div className={styles.filters}>
      {always.map(choice)}
      <Field label={messages.words} hint={messages.wordsHint}>
        <Input
          value={query.text ?? ''}
          maxLength={100}
          disabled={disabled}
          onChange={(_, data) => change('text', data.value.trimStart())}
        />
      </Field>
      {showsAll ? (
        <>
          {others.map(choice)}
          <Field label={messages.filterAsOf} hint={messages.filterAsOfHint}>
            <Input
              type="date"
              value={query.asOf ?? ''}
              disabled={disabled}
              onChange={(_, data) => change('asOf', data.value)}
            />
          </Field>
        </>
      ) : (
        <Link as="button" onClick={() => setShowsAll(true)}>
          {messages.moreFilters}
        </Link>
      )}
      <Text className={styles.count} aria-live="polite" data-testid="count">
        {count === null
          ? problem
            ? ''
            : messages.counting
          : count === 0
            ? messages.nothingMatches
            : messages.matching(number(count))}
      </Text>
    </div>
  );
};
