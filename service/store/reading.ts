import { holdsAt, recordConditions } from './conditions.ts';
import type { Sql } from './db.ts';
import { readFacets } from './facet-reader.ts';
import { momentOf } from './moment.ts';
import { readPicked, readRecordsById } from './record-reader.ts';
import type { Reading, RegionInStore, TargetOutline } from './store.ts';

const outlines = (sql: Sql, change: number, regions: readonly (string | null)[]): Promise<TargetOutline[]> =>
  sql.query<TargetOutline>(
    `select record.record_id as id, record.fields->>'indicator' as indicator,
       record.fields->>'qualifier' as qualifier, record.fields->>'change' as change,
       (record.fields->>'value')::float8 as value, record.fields->>'unit' as unit, record.fields->>'by' as by,
       (record.fields->>'perYear')::boolean as "perYear", record.fields->>'measure' as measure,
       record.fields->>'industry' as industry, document.region, record.document_id as "documentId",
       document.fields->>'title' as "documentTitle",
       coalesce(document.fields->>'issuedOn', document.fields->>'publishedOn') as "issuedOn",
       record.document_seq as sequence
     from jsonb_array_elements_text($2::jsonb) as asked (region)
     join document_versions document on coalesce(document.region, '') = asked.region
     join record_versions record
       on record.document_id = document.document_id and record.document_revision = document.revision
     where record.kind = 'target' and record.status = 'current' and ${holdsAt('record', '$1::bigint')}
     order by record.document_seq, record.position, record.record_id`,
    [change, JSON.stringify(regions.map((region) => region ?? ''))],
  );

/** Opens a reading of the store now, or as it was at an instant. @throws Problem `query.as-of` */
export const readingOf = async (sql: Sql, asOf?: string | undefined): Promise<Reading> => {
  const { change, instant } = await momentOf(sql, asOf);
  return {
    cursor: change,
    asOf: instant,
    pick: (kind, query, limit) => readPicked(sql, recordConditions(kind, query, change), limit),
    facets: (kind, query) => readFacets(sql, kind, query, change),
    recordsById: (ids) => readRecordsById(sql, ids, change),
    regions: () =>
      sql.query<RegionInStore>(
        `select distinct document.region, document.fields->>'regionCode' as "regionCode"
         from document_versions document where ${holdsAt('document', '$1::bigint')}`,
        [change],
      ),
    targetsOf: (regions) => (regions.length === 0 ? Promise.resolve([]) : outlines(sql, change, regions)),
  };
};
