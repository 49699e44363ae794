import type { Language } from '../../service/records/catalogue.ts';

/** What the pane takes from where it runs: language, light or dark, and what it remembered. */

/** Language of the pane: `?lang=`, else Office's display language, else the browser's; Chinese for any Chinese. */
export const paneLanguage = (): Language => {
  const asked = new URLSearchParams(location.search).get('lang');
  const office = typeof Office === 'undefined' ? undefined : Office.context?.displayLanguage;
  return /^zh/i.test(asked ?? office ?? navigator.language) ? 'zh-CN' : 'en';
};

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** Whether the pane is to be dark: by Office's theme where it tells one, else by the system's. */
export const isDark = (): boolean => {
  const color = typeof Office === 'undefined' ? undefined : Office.context?.officeTheme?.bodyBackgroundColor;
  const parts = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(color ?? '');
  if (!parts) return prefersDark.matches;
  const [red = 0, green = 0, blue = 0] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  // Relative brightness as the eye sees it (ITU-R BT.601).
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
};

/** Calls back when the system turns light or dark. */
export const onSystemTheme = (changed: () => void): (() => void) => {
  prefersDark.addEventListener('change', changed);
  return () => prefersDark.removeEventListener('change', changed);
};

/** A service and the token for it. */
export interface Connection {
  address: string;
  token: string;
}

/** Excel on the web keeps storage apart by the place that shows the pane; the key says which. */
const storageKey = (): string => {
  const part = typeof Office === 'undefined' ? undefined : Office.context?.partitionKey;
  return `${part ?? ''}policy-sheets.connection`;
};

/** The connection of last time, or null. Storage may be closed to a pane in a frame; then nothing is remembered. */
export const rememberedConnection = (): Connection | null => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey()) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    const { address, token } = kept as Record<string, unknown>;
    return typeof address === 'string' && typeof token === 'string' ? { address, token } : null;
  } catch {
    return null;
  }
};

/** Remembers a connection; null forgets it. */
export const rememberConnection = (connection: Connection | null): void => {
  try {
    if (connection) localStorage.setItem(storageKey(), JSON.stringify(connection));
    else localStorage.removeItem(storageKey());
  } catch {
    // A closed storage only means that she has to enter the token again next time.
  }
};

/** Opens a page in the browser, outside the pane, where Office can. */
export const openInBrowser = (address: string): void => {
  if (Office.context.requirements.isSetSupported('OpenBrowserWindowApi', '1.1'))
    Office.context.ui.openBrowserWindow(address);
  else window.open(address, '_blank', 'noopener');
};
