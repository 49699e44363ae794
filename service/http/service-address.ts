import type { Request } from 'express';
import type { Settings } from './settings.ts';

/** Where the asker reaches this service, without a trailing slash: PUBLIC_URL, else the address that was asked. */
export const serviceAddress = (request: Request, { publicUrl, port }: Settings): string =>
  publicUrl ?? `${request.protocol}://${request.get('host') ?? `localhost:${port}`}`;
