/** What the pane takes from where it runs: light or dark, and the browser beside it. */

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

/** Opens a page in the browser, outside the pane, where Office can. */
export const openInBrowser = (address: string): void => {
  if (Office.context.requirements.isSetSupported('OpenBrowserWindowApi', '1.1'))
    Office.context.ui.openBrowserWindow(address);
  else window.open(address, '_blank', 'noopener');
};
