/** Characters of a shingle: long enough that two documents rarely share one by chance. */
const width = 14;
/** One shingle in so many is kept, chosen by its hash so that copies keep the same ones. */
const sampling = 4;

/** A set of hashes that stands for a text: copies and excerpts share members in proportion to the text that they share. */
export const shinglesOf = (text: string): ReadonlySet<number> => {
  const shingles = new Set<number>();
  // A rolling polynomial hash modulo 2^32, FNV's prime as its base.
  const base = 0x01000193;
  let power = 1;
  for (let i = 0; i < width; i++) power = Math.imul(power, base);
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    hash = (Math.imul(hash, base) + text.charCodeAt(i)) | 0;
    if (i >= width) hash = (hash - Math.imul(text.charCodeAt(i - width), power)) | 0;
    if (i < width - 1) continue;
    // Spread the bits before sampling, for the low ones of a polynomial hash follow the last characters.
    const spread = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    if (((spread ^ (spread >>> 13)) & (sampling - 1)) === 0) shingles.add(hash);
  }
  return shingles;
};
