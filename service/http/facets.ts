import { type Language, labelIn } from '../records/catalogue.ts';
import type { Facet, FacetName, Facets } from '../records/facets.ts';
import type { Kind } from '../records/kinds.ts';
import type { RecordQuery } from '../records/record-query.ts';
import { industries } from '../records/taxonomy.ts';
import type { FacetCount, FacetCounts, Store } from '../store/store.ts';

/** Values of a facet that are offered at most. */
const mostValues = 300;

const most = (values: readonly FacetCount[]): readonly FacetCount[] =>
  values.toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'zh-CN'));

/** As the filter has it: a region is found with the places in it, and a place by its last part. */
const withinRegions = (values: readonly FacetCount[]): FacetCount[] =>
  values.map((one) => ({
    ...one,
    count: values.reduce(
      (sum, { value, count }) =>
        value.startsWith(one.value) || value.endsWith(one.value) ? sum + count : sum,
      0,
    ),
  }));

const industryLabel = (id: string, language: Language): string => {
  const label = Object.entries(industries).find(([known]) => known === id)?.[1];
  return label ? labelIn(label, language) : id;
};

const shown = (name: FacetName, kind: Kind, values: readonly FacetCount[], language: Language): Facet => {
  const named =
    name === 'region'
      ? withinRegions(values)
      : name === 'industry' && kind === 'target'
        ? values.map((one) => ({ ...one, label: industryLabel(one.value, language) }))
        : values;
  const ordered = name === 'year' ? named.toSorted((a, b) => Number(a.value) - Number(b.value)) : most(named);
  return { values: ordered.slice(0, mostValues), more: ordered.length > mostValues };
};

/** Facets of a store, in one language. */
export type FacetSource = (kind: Kind, query: RecordQuery, language: Language) => Promise<Facets>;

/** Questions that are kept: people who build queries ask the same few again and again. */
const mostKept = 200;

/** Facets of a store, each question answered once until the change sequence moves. */
export const facetsOf = (store: Store): FacetSource => {
  let cursor = -1;
  let kept = new Map<string, Promise<FacetCounts>>();
  return async (kind, query, language) => {
    const reading = await store.reading(query.asOf);
    const { asOf: _, ...filters } = query;
    const key = JSON.stringify([kind, Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1))]);
    if (reading.cursor !== cursor || kept.size >= mostKept) {
      cursor = reading.cursor;
      kept = new Map();
    }
    const mine = kept;
    const counts = mine.get(key) ?? reading.facets(kind, filters);
    mine.set(key, counts);
    counts.catch(() => mine.delete(key));
    const { count, facets } = await counts;
    return {
      cursor: reading.cursor,
      count,
      facets: {
        region: shown('region', kind, facets.region, language),
        document: shown('document', kind, facets.document, language),
        year: shown('year', kind, facets.year, language),
        industry: shown('industry', kind, facets.industry, language),
        agency: shown('agency', kind, facets.agency, language),
      },
    };
  };
};
