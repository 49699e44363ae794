import { type FacetName, facetNames } from '../records/facets.ts';
import type { Kind } from '../records/kinds.ts';
import { recordConditions } from './conditions.ts';
import type { Sql } from './db.ts';
import type { FacetCount, FacetCounts, RecordQuery } from './store.ts';

/** Values of a facet that are read; more tell a person nothing. */
const mostValues = 500;

const none = `select null::text as value, null::text as label where false`;

/** How each filter's values are read from `picked`, as rows of value, label and records. */
const valuesOf = (facet: FacetName, kind: Kind): string => {
  switch (facet) {
    case 'region':
      return `select region as value, region as label from picked where region is not null`;
    case 'document':
      return `select document_id as value, title as label from picked`;
    case 'year':
      return `select year::text as value, year::text as label from picked where year is not null`;
    case 'industry':
      if (kind === 'target')
        return `select fields->>'industry' as value, fields->>'industry' as label from picked
          where fields->>'industry' is not null`;
      // A record counts once for each industry that it names, however often.
      return kind === 'park'
        ? `select distinct on (record_id, named) named as value, named as label
           from picked, jsonb_array_elements_text(fields->'industries') named`
        : none;
    case 'agency':
      return kind === 'assignment'
        ? `select coalesce(fields->>'agencyName', fields->>'agency') as value,
             coalesce(fields->>'agencyName', fields->>'agency') as label from picked`
        : `select issuer as value, issuer as label from picked, jsonb_array_elements_text(issuers) issuer`;
  }
};

const without = (query: RecordQuery, facet: FacetName): RecordQuery => ({ ...query, [facet]: undefined });

/** Facets by the query that they are counted under: each without its own filter, so that one can be exchanged. */
const groupsOf = (query: RecordQuery): { query: RecordQuery; facets: FacetName[] }[] => {
  const free = facetNames.filter((name) => query[name] === undefined);
  const bound = facetNames.filter((name) => query[name] !== undefined);
  return [{ query, facets: free }, ...bound.map((name) => ({ query: without(query, name), facets: [name] }))];
};

/**
 * Values of every filter with the number of records that each picks, at a change number: one statement for the filters that
 * are not set, one more for each that is.
 */
export const readFacets = async (
  sql: Sql,
  kind: Kind,
  query: RecordQuery,
  change: number,
): Promise<FacetCounts> => {
  const counts: FacetCounts = {
    count: 0,
    facets: { region: [], document: [], year: [], industry: [], agency: [] },
  };
  for (const [at, group] of groupsOf(query).entries()) {
    const conditions = recordConditions(kind, group.query, change);
    const year = kind === 'target' || kind === 'goal' ? 'record.deadline_year' : 'document.issued_year';
    const parts = group.facets.map(
      (facet) =>
        `(select '${facet}' as facet, value, max(label) as label, count(*) as count
          from (${valuesOf(facet, kind)}) offered group by value order by count(*) desc, value limit ${mostValues + 1})`,
    );
    if (at === 0) parts.push(`(select 'all' as facet, null, null, count(*) from picked)`);
    const rows = await sql.query<FacetCount & { facet: FacetName | 'all' }>(
      `with picked as materialized (
         select record.record_id, record.document_id, record.fields, ${year} as year, document.region,
           document.fields->>'title' as title, document.fields->'issuers' as issuers
         from record_versions record
         join document_versions document
           on document.document_id = record.document_id and document.revision = record.document_revision
         where ${conditions})
       ${parts.join(' union all ')}`,
      conditions.values,
    );
    for (const { facet, value, label, count } of rows)
      if (facet === 'all') counts.count = count;
      else counts.facets[facet].push({ value, label, count });
  }
  return counts;
};
