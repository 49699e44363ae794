import type { TracedText } from '../traced-text.ts';

const reading = /(?<=\p{Script=Han})[(（]([a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-z]{0,4})[)）]/giu;
/** A reading that lost its first bracket to a damaged character before it: ?yīng). */
const openReading = /(?<=\p{Script=Han})([a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-z]{0,4})[)）]/giu;
/** Least readings that show a converter at work. */
const leastReadings = 3;

/** A text without readings behind its characters. */
export const withoutReadings = (text: string): string => text.replace(reading, '');

/**
 * Drops readings that a converter of scripts put behind characters, 現(xiàn). A text with one or two of them means
 * them (亳(bó)州), a text with many does not.
 */
export const dropPinyin = (text: TracedText): TracedText => {
  const readings = text.text.match(reading)?.length ?? 0;
  return readings < leastReadings ? text : text.replace(reading, '').replace(openReading, '');
};
