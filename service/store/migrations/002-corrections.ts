import type { Migration } from './migration.ts';

/**
 * Corrections that analysts send. `in_force` marks the one adopted correction of a field that holds whenever the document
 * is read again; `extracted` is what the last reading said in its place. A value of null is SQL's null, so that a backup
 * through jsonb gives the same back. `corrected` of a version names the corrections that it carries.
 */
export const corrections: Migration = {
  version: 2,
  name: 'corrections',
  sql: `
create table corrections (
  id text collate "C" primary key,
  seq bigint not null unique,
  record_id text collate "C" not null references records,
  document_id text not null references documents,
  kind text not null,
  revision int not null,
  field text not null,
  before jsonb,
  value jsonb,
  sent_by text,
  note text,
  sent_from text,
  sent_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'adopted', 'rejected')),
  decided_at timestamptz,
  decided_by text,
  reason text,
  adopted_as int,
  extracted jsonb,
  in_force boolean not null default false check (status = 'adopted' or not in_force)
);
create unique index corrections_in_force on corrections (record_id, field) where in_force;
create index corrections_record on corrections (record_id);
create index corrections_document on corrections (document_id) where in_force;
create index corrections_status on corrections (status, seq);

alter table record_versions add column corrected jsonb;
`,
};
