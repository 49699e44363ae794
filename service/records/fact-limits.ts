/** What one request for facts may hold; apart from the schemas, because clients keep to it without loading them. */

/** Asks in one request: a recalculation of a large report, and no more than one answer can hold. */
export const mostAsks = 500;
/** Rows that one `list` may answer. */
export const mostListRows = 5000;
/** Rows that all lists of one request may answer together. */
export const mostRowsTogether = 20_000;
/** States of the store (`asOf`) that one request may ask about. */
export const mostStates = 20;
