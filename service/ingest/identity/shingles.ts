/** Characters of a shingle: long enough that two documents rarely share one by chance. */
const width = 14;
/** One shingle in so many is kept, chosen by its hash so that copies keep the same ones. */
const sampling = 4;

/**
 * The hashes that stand for a text, each once, in rising order: copies and excerpts share them in proportion to the text
 * that they share. About one byte for each character of the text, so that they can be kept of many texts that are not.
 */
export const shinglesOf = (text: string): Int32Array => {
  const hashes = new Int32Array(Math.max(0, text.length - width + 1));
  let count = 0;
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
    if (((spread ^ (spread >>> 13)) & (sampling - 1)) === 0) hashes[count++] = hash;
  }
  const sorted = hashes.subarray(0, count).sort();
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const one = sorted[i] as number;
    if (i === 0 || one !== sorted[i - 1]) sorted[kept++] = one;
  }
  // A copy of the right size: what was sampled from would be held otherwise.
  return sorted.slice(0, kept);
};
