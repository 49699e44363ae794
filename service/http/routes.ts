import type { Route } from './route.ts';
import { assetRoutes } from './routes/assets.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { documentRoutes } from './routes/documents.ts';
import { facetRoutes } from './routes/facets.ts';
import { factRoutes } from './routes/facts.ts';
import { intakeRoutes } from './routes/intake.ts';
import { pageRoutes } from './routes/pages.ts';
import { playgroundRoutes } from './routes/playground.ts';
import { recordRoutes } from './routes/records.ts';
import { refreshRoutes } from './routes/refresh.ts';
import { serviceRoutes } from './routes/service.ts';
import { sessionRoutes } from './routes/session.ts';
import { sheetRoutes } from './routes/sheets.ts';
import { workbookRoutes } from './routes/workbooks.ts';

/** Every route of the service, in the order in which they are tried and described. */
export const routes: readonly Route[] = [
  ...documentRoutes,
  ...recordRoutes,
  ...facetRoutes,
  ...correctionRoutes,
  ...refreshRoutes,
  ...factRoutes,
  ...workbookRoutes,
  ...sheetRoutes,
  ...intakeRoutes,
  ...pageRoutes,
  ...playgroundRoutes,
  ...serviceRoutes,
  ...sessionRoutes,
  ...assetRoutes,
];
