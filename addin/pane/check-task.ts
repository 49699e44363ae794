import type { Finding } from '../../templates/refresh/check.ts';
import type { TableBinding } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { ExcelHost } from '../excel/excel-host.ts';
import {
  type CheckedWorkbook,
  checkTables,
  type Mended,
  mendFinding,
  type OpenHost,
} from '../workbook-health.ts';

/** The health check of the open workbook and its mends, without anything of how they look. */

export type Checked = CheckedWorkbook;

const openWorkbook: OpenHost = (table) => new ExcelHost(table === undefined ? {} : { readAhead: table });

/** Looks at every bound table; one that cannot be read does not keep the others from being looked at. */
export const checkHealth = (
  client: PolicyClient,
  bindings: readonly TableBinding[],
  now: Date,
): Promise<Checked> => checkTables(openWorkbook, client, bindings, now);

/** Mends one finding. Findings that a refresh mends are left to the refresh, which shows its plan first. */
export const mend = (client: PolicyClient, checked: Checked, finding: Finding): Promise<Mended> =>
  mendFinding(openWorkbook, client, checked, finding);
