/** The service that a person connected the add-in to. Pane, ribbon commands and functions share it. */
export interface Connection {
  address: string;
  token: string;
}

/** Excel on the web keeps storage apart by the place that shows the add-in; the key says which. */
const storageKey = (): string => {
  const part = typeof Office === 'undefined' ? undefined : Office.context?.partitionKey;
  return `${part ?? ''}policy-sheets.connection`;
};

/** The connection of last time, or null. Storage may be closed to a page in a frame; then nothing is remembered. */
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
