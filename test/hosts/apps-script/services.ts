import { createHash } from 'node:crypto';
import type { Services } from '../../../addin/sheets/services.ts';
import { formatDate, type ScriptBook } from './spreadsheet.ts';

/** Stand-ins of the services that the host needs: the spreadsheet, the document's lock, Google's clock. */
export const hostServices = (
  book: ScriptBook,
): Pick<Services, 'SpreadsheetApp' | 'LockService' | 'Utilities'> => {
  let locked = false;
  return {
    SpreadsheetApp: {
      getActiveSpreadsheet: () => book,
      getUi: () => {
        throw new Error('test: no user interface');
      },
      newRichTextValue: () => ({ setText: (text) => ({ build: () => ({ getText: () => text }) }) }),
      flush: () => {},
    },
    LockService: {
      getDocumentLock: () => ({
        tryLock: () => {
          if (locked) return false;
          locked = true;
          return true;
        },
        releaseLock: () => {
          locked = false;
        },
      }),
    },
    Utilities: {
      formatDate,
      computeDigest: (_, text) =>
        [...createHash('sha256').update(text, 'utf8').digest()].map((byte) => (byte << 24) >> 24),
      base64EncodeWebSafe: (bytes) =>
        Buffer.from(bytes.map((byte) => byte & 255))
          .toString('base64')
          .replace(/\+/g, '-')
          .replace(/\//g, '_'),
    },
  };
};
