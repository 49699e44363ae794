import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from '../store/package-place.ts';

/** Version of the service, from package.json. */
export const version: string = createRequire(import.meta.url)(join(packageRoot(), 'package.json')).version;
