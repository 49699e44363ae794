import type { Migration } from './migration.ts';

/**
 * Documents and records in versions that hold from one change number to the next. A row is never overwritten but for
 * `valid_to`, which closes it; the state at any change number is `change <= number and valid_to > number`.
 * 9223372036854775807 means that a version still holds.
 */
export const firstSchema: Migration = {
  version: 1,
  name: 'first schema',
  sql: `
create table change_clock (
  singleton boolean primary key default true check (singleton),
  change bigint not null,
  recorded_at timestamptz not null
);
insert into change_clock (change, recorded_at) values (0, '1970-01-01T00:00:00Z');

-- One row for each transaction that changed something: from an instant to the change number that it saw.
create table commits (
  last_change bigint primary key,
  recorded_at timestamptz not null
);
create index commits_recorded_at on commits (recorded_at, last_change);

create table sources (
  id bigint generated always as identity primary key,
  sha256 text not null,
  name text not null,
  bytes bigint not null,
  first_seen timestamptz not null default now(),
  unique (sha256, name)
);

create table documents (
  id text primary key,
  seq bigint generated always as identity unique
);

-- text: its text is or was the document's; facts: starter data; copy: an excerpt or lesser copy.
create table document_sources (
  document_id text not null references documents,
  source_id bigint not null references sources,
  relation text not null check (relation in ('text', 'facts', 'copy')),
  first_seen timestamptz not null default now(),
  primary key (document_id, source_id, relation)
);

create table document_texts (
  document_id text not null references documents,
  version int not null,
  source_id bigint not null references sources,
  text text not null,
  search_text text not null,
  search tsvector not null,
  primary key (document_id, version)
);
create index document_texts_search on document_texts using gin (search);

create table document_versions (
  change bigint primary key,
  valid_to bigint not null default 9223372036854775807,
  document_id text not null references documents,
  revision int not null,
  recorded_at timestamptz not null,
  region text,
  issued_year int,
  issuers_text text not null,
  search_text text not null,
  fields jsonb not null,
  text_version int,
  unique (document_id, revision),
  foreign key (document_id, text_version) references document_texts
);

create table records (
  id text collate "C" primary key,
  kind text not null check (kind in ('target', 'goal', 'fund', 'park', 'assignment')),
  document_id text not null references documents
);
create index records_document on records (document_id);

-- Several rows share a revision where only the places of its passages moved with a new reading of the text
-- (action 'moved'): analysts see the same record, but offsets must fit the text that is served.
create table record_versions (
  change bigint primary key,
  valid_to bigint not null default 9223372036854775807,
  record_id text collate "C" not null references records,
  revision int not null,
  revision_change bigint not null,
  recorded_at timestamptz not null,
  action text not null check (action in ('added', 'changed', 'withdrawn', 'restored', 'moved')),
  status text not null check (status in ('current', 'withdrawn')),
  kind text not null,
  document_id text not null references documents,
  document_revision int not null,
  document_seq bigint not null,
  position bigint not null,
  natural_id text not null,
  section text not null,
  fields jsonb not null,
  evidence jsonb not null,
  rules jsonb not null,
  confidence double precision not null,
  deadline_year int,
  agency_text text,
  industries_text text,
  search_text text not null,
  search tsvector not null,
  foreign key (document_id, document_revision) references document_versions (document_id, revision)
);
create index record_versions_record on record_versions (record_id, revision, change);
create index record_versions_listing on record_versions (kind, document_seq, position, record_id);
create index record_versions_document on record_versions (document_id, kind);
create index record_versions_search on record_versions using gin (search);
`,
};
