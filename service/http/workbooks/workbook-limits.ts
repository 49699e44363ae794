/** What one uploaded workbook may cost the service. */
export interface WorkbookLimits {
  /** Size of the file, in bytes. */
  bytes: number;
  /** Parts of the package. */
  entries: number;
  /** Size of all parts unpacked, in bytes. */
  inflated: number;
  /** Unpacked ÷ packed of one part, looked at from 16 MiB on. */
  ratio: number;
  /** Time that the work may take once it has begun, in milliseconds. */
  milliseconds: number;
  /** Heap of the thread, in MiB. */
  heapMegabytes: number;
  /** Workbooks that wait for the one that is worked on; more are turned away. */
  waiting: number;
}

/**
 * A workbook of 100,000 rows × 15 columns has some 12 MB, unpacks to 120 MB, and is refreshed in a few seconds. The limits
 * leave room for several times that, on a machine with little memory.
 */
export const workbookLimits: WorkbookLimits = {
  bytes: 64 << 20,
  entries: 10_000,
  inflated: 512 << 20,
  ratio: 250,
  milliseconds: 120_000,
  heapMegabytes: 1024,
  waiting: 4,
};
