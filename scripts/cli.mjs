// npm run --silent cli -- COMMAND: the command line, built first where it has to be. Only the command writes to stdout.
import { ensureBuilt, ensureInstalled } from './ready.mjs';

ensureInstalled();
ensureBuilt();
await import('../dist/service/cli.js');
