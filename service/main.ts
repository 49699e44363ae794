import { tellFailure } from './commands/failure.ts';
import { serve } from './commands/serve.ts';
import { stopSignal, terminalContext } from './commands/terminal.ts';

// The service as `npm start` runs it.
const context = terminalContext();
process.exitCode = await serve(context, stopSignal()).catch((error: unknown) => tellFailure(context, error));
