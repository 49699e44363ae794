/** What build-sheets-addon.mjs gives a test. */
export declare const buildSheetsAddon: (options?: {
  address?: string;
}) => Promise<{ code: string; manifest: string; page: string }>;
