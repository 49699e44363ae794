import type { TracedText } from '../traced-text.ts';
import { rowAlignedTables } from './aligned-tables.ts';
import { joinBrokenLines } from './broken-lines.ts';
import { rowCelledTables } from './celled-tables.ts';
import { breakFlattenedParagraphs } from './flattened-paragraphs.ts';
import { breakGluedHeadings } from './glued-headings.ts';
import { dropInvisible } from './invisible-characters.ts';
import { unifyLineEnds } from './line-ends.ts';
import { repairMisreadCharacters } from './misread-characters.ts';
import { dropPageNumbers } from './page-numbers.ts';
import { dropPinyin } from './pinyin.ts';
import { replaceRadicals } from './radicals.ts';
import { dropRunningHeads } from './running-heads.ts';
import { breakAfterSalutation } from './salutation.ts';
import { dropScriptLeftovers } from './script-leftovers.ts';
import { simplify } from './simplified-characters.ts';
import { tidySpaces } from './spaces.ts';
import { dropTableLeftovers } from './table-leftovers.ts';
import { dropTableOfContents } from './table-of-contents.ts';
import { rowTaskTables } from './task-tables.ts';
import { dropTemplateLeftovers } from './template-leftovers.ts';
import { joinVerticalText } from './vertical-text.ts';

/** A cleaning step: takes the whole text of a file and gives it back cleaner, origins kept. */
export type CleaningStep = (text: TracedText) => TracedText;

/** The cleaning of a file, in order. Every step does one thing and leaves what it does not know alone. */
export const cleaningSteps: readonly CleaningStep[] = [
  unifyLineEnds,
  dropInvisible,
  dropScriptLeftovers,
  dropTableLeftovers,
  dropTemplateLeftovers,
  // characters
  replaceRadicals,
  repairMisreadCharacters,
  dropPinyin,
  simplify,
  // pages
  dropRunningHeads,
  dropPageNumbers,
  joinVerticalText,
  dropTableOfContents,
  // tables
  rowAlignedTables,
  rowCelledTables,
  rowTaskTables,
  // lines
  joinBrokenLines,
  breakFlattenedParagraphs,
  breakGluedHeadings,
  breakAfterSalutation,
  tidySpaces,
];

/** Runs all steps. */
export const clean = (text: TracedText): TracedText =>
  cleaningSteps.reduce((cleaner, step) => step(cleaner), text);
