import './page.css';
import { createRoot } from 'react-dom/client';
import { registerCommands } from '../commands/register-commands.ts';
import { registerFunctions } from '../functions/register-functions.ts';
import { App, type Surroundings } from './app.tsx';

const start = (surroundings: Surroundings): void => {
  const pane = document.getElementById('pane');
  if (pane) createRoot(pane).render(<App surroundings={surroundings} />);
};

// Without Office.js (no network, a blocked address) the pane still says what is wrong.
if (typeof Office === 'undefined') start('noOffice');
else
  void Office.onReady().then(({ host }) => {
    const inExcel = host === Office.HostType.Excel;
    // Pane, commands and functions live in this one page (shared runtime), which Excel may load without showing it.
    if (inExcel) {
      registerCommands();
      registerFunctions();
    }
    start(inExcel ? 'excel' : 'elsewhere');
  });
