/** Limits on files that are packed (.docx, .pdf), whose size on disk says little about what reading them takes. */
export interface PackedLimits {
  /** Bytes that the parts of a .docx may have together once they are inflated. */
  inflatedBytes: number;
  /** Pages of a .pdf. A five-year plan with its annexes has some 200. */
  pages: number;
  /** Characters of the text that is taken out. */
  characters: number;
  /** Time that reading one file may take, in milliseconds; the slowest honest files take a tenth of it. */
  milliseconds: number;
  /** Heap of the thread that reads, in MB. */
  heapMegabytes: number;
}

export const packedLimits: PackedLimits = {
  inflatedBytes: 100 * 1024 * 1024,
  pages: 2000,
  characters: 10_000_000,
  milliseconds: 60_000,
  heapMegabytes: 768,
};
