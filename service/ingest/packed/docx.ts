import { DOMParser, type Document, XMLSerializer } from '@xmldom/xmldom/lib/index.js';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import type { PackedLimits } from './limits.ts';
import { writeListNumbers } from './list-numbers.ts';
import { Refused } from './outcome.ts';

const isText = (name: string): boolean => /\.(?:xml|rels)$/i.test(name);
const mainPart = /^word\/document\d*\.xml$/i;

/** The parts that hold text and what describes it; pictures and fonts stay packed. */
const partsOf = (bytes: Uint8Array, limit: number): Record<string, Uint8Array> => {
  let inflated = 0;
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!isText(name)) return false;
      // A part never inflates to more than the size that it states: its place in memory has that size.
      inflated += originalSize;
      if (inflated > limit) throw new Refused({ why: 'inflated', limit });
      return true;
    },
  });
};

const silent = {
  warning: () => {},
  error: () => {},
  fatalError: (detail: string) => {
    throw new Error(detail);
  },
};
const xmlOf = (part: Uint8Array | undefined): Document | null =>
  (part && new DOMParser({ errorHandler: silent }).parseFromString(strFromU8(part), 'text/xml')) || null;

/** References to notes: a note's number within a sentence would read as a figure. */
const noteReferences = ['w:footnoteReference', 'w:endnoteReference', 'w:commentReference'];

/** Tables of contents go; the styles of paragraphs are named in English whatever the language of Word. */
const styleMap = [
  ...Array.from({ length: 9 }, (_, i) => `p[style-name='toc ${i + 1}'] => !`),
  "p[style-name='TOC Heading'] => !",
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
];

/**
 * Takes the text out of a .docx: headings, paragraphs with the numbers that Word counts by itself, tables.
 * @returns HTML
 * @throws Refused inflated, broken
 */
export const htmlOfDocx = async (bytes: Uint8Array, limits: PackedLimits): Promise<string> => {
  const parts = partsOf(bytes, limits.inflatedBytes);
  const main = Object.keys(parts).find((name) => mainPart.test(name));
  if (main === undefined) throw new Refused({ why: 'broken', detail: 'no word/document.xml' });
  const document = xmlOf(parts[main]);
  if (!document) throw new Refused({ why: 'broken', detail: main });
  writeListNumbers(document, xmlOf(parts['word/numbering.xml']), xmlOf(parts['word/styles.xml']));
  for (const name of noteReferences)
    for (const reference of Array.from(document.getElementsByTagName(name)))
      reference.parentNode?.removeChild(reference);
  parts[main] = strToU8(new XMLSerializer().serializeToString(document));
  // The numbers are written; without this part nobody makes bulleted lists of numbered paragraphs.
  delete parts['word/numbering.xml'];
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(zipSync(parts, { level: 0 })) },
    { styleMap, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  );
  return value;
};
