import './page.css';
import { createRoot } from 'react-dom/client';
import { App, type Surroundings } from './app.tsx';

const start = (surroundings: Surroundings): void => {
  const pane = document.getElementById('pane');
  if (pane) createRoot(pane).render(<App surroundings={surroundings} />);
};

// Without Office.js (no network, a blocked address) the pane still says what is wrong.
if (typeof Office === 'undefined') start('noOffice');
else
  void Office.onReady().then(({ host }) => {
    start(host === Office.HostType.Excel ? 'excel' : 'elsewhere');
  });
