/** The two-byte characters of GBK and their codes, both ways. */
export interface GbkCodes {
  codeOf: ReadonlyMap<string, number>;
  charOf: ReadonlyMap<number, string>;
}

let table: GbkCodes | null = null;

/** Built at the first call from the platform's own decoder (some 24 000 characters, a few milliseconds). */
export const gbkCodes = (): GbkCodes => {
  if (table) return table;
  const decoder = new TextDecoder('gbk');
  const codeOf = new Map<string, number>();
  const charOf = new Map<number, string>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (text.length !== 1 || text === '\ufffd' || /\p{Co}/u.test(text)) continue;
      codeOf.set(text, (lead << 8) | trail);
      charOf.set((lead << 8) | trail, text);
    }
  table = { codeOf, charOf };
  return table;
};
