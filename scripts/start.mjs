// npm start: install, build, and serve the whole product.
import { ensureBuilt, ensureInstalled } from './ready.mjs';

ensureInstalled();
ensureBuilt();
await import('../dist/service/main.js');
