import type { Migration } from './migration.ts';

/**
 * Reports in Google Sheets with their schedules and runs. A report is leased by the process that refreshes it, so that no
 * two do at once; a lease that ran out belonged to a process that is gone. A scheduled run has one row however often
 * it is tried: its due time is its name.
 */
export const sheetReports: Migration = {
  version: 3,
  name: 'sheet reports',
  sql: `
create table sheet_reports (
  id text collate "C" primary key,
  title text not null,
  account text not null,
  template text,
  connected_at timestamptz not null,
  cron text,
  time_zone text,
  webhook text,
  next_at timestamptz,
  retry_at timestamptz,
  failing_since timestamptz,
  lease_owner text,
  lease_until timestamptz,
  check ((cron is null) = (time_zone is null) and (cron is null) = (next_at is null))
);
create index sheet_reports_due on sheet_reports (coalesce(retry_at, next_at)) where cron is not null;

create table sheet_runs (
  id bigint generated always as identity primary key,
  report_id text collate "C" not null references sheet_reports on delete cascade,
  "trigger" text not null check ("trigger" in ('schedule', 'person')),
  due_at timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  attempts int not null default 1,
  outcome text not null
    check (outcome in ('running', 'written', 'unchanged', 'waiting', 'gaveUp', 'interrupted')),
  who text,
  summaries jsonb,
  problem jsonb
);
create index sheet_runs_report on sheet_runs (report_id, id);
create unique index sheet_runs_due on sheet_runs (report_id, due_at) where "trigger" = 'schedule';
`,
};
