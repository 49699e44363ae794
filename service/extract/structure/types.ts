/** A run of the document's clean text; offsets in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A section of the document: a numbered heading and all that stands under it. */
export interface Section extends Span {
  /** Path from the outermost heading, brackets half-width: 二/(三)/8. Empty for what stands before the first. */
  readonly path: string;
  /** The number as a path shows it: 二, (三), 8, 第一章. Empty for the root and for an unnumbered heading. */
  readonly label: string;
  /** The heading with its number, as it stands in the text: 8.智能制造. */
  readonly heading: string;
  /** The heading without its number: 智能制造. */
  readonly title: string;
  /** Depth of the kind of numbering: 篇 0, 章 1, 节 2, 一、 3, (一) 4, 1. 5, (1) 6, ① 7, unnumbered 8; root -1. */
  readonly rank: number;
  readonly parent: Section | null;
  /** True where the section, or one that holds it, is headed as goals (发展目标, 总体目标, 1.任务目标). */
  readonly isGoals: boolean;
  /** True where the section looks back (发展基础, 十三五回顾, 面临形势): its numbers are achieved, not aimed at. */
  readonly isReview: boolean;
  /** The box (专栏) that the section is, or that holds it. */
  readonly inBox: boolean;
  /** Offset at which the text under the heading begins. */
  readonly bodyStart: number;
}

/** A line of the clean text: one heading, one paragraph, or a heading with its paragraph run in. */
export interface Line extends Span {
  readonly index: number;
  readonly text: string;
  readonly section: Section;
  /** True where the line is nothing but a heading. */
  readonly isHeading: boolean;
  /** Where the paragraph begins: after the number and heading that are run in, else at `start`. */
  readonly bodyStart: number;
}

/** What stands between full stops or semicolons of a paragraph, without the closing mark. */
export interface Sentence extends Span {
  readonly index: number;
  readonly text: string;
  readonly line: Line;
  readonly section: Section;
  /** The mark that closes it: 。 ； ！ ？ or nothing at a line's end. */
  readonly closing: string;
  readonly clauses: readonly Clause[];
  /** What it may hold (structure/signs.ts). */
  readonly signs: number;
  /** True for the words of a heading, which state nothing. */
  readonly isHeading: boolean;
}

/** What stands between commas or colons of a sentence, without the closing mark. */
export interface Clause extends Span {
  /** Place within its sentence, 0 for the first. */
  readonly index: number;
  readonly text: string;
  readonly sentence: Sentence;
  /** The mark that closes it: ， ： or what closes the sentence. */
  readonly closing: string;
  /** What it may hold (structure/signs.ts). */
  readonly signs: number;
}

/** A passage in round brackets. `start` and `end` take in the brackets, `text` does not. */
export interface Bracket extends Span {
  readonly text: string;
  readonly innerStart: number;
  readonly line: Line;
  readonly section: Section;
}

/** A document's text, taken apart once for all rules. */
export interface Structure {
  readonly text: string;
  readonly lines: readonly Line[];
  /** All sections in order of the text, the root first. */
  readonly sections: readonly Section[];
  readonly sentences: readonly Sentence[];
  readonly clauses: readonly Clause[];
  readonly brackets: readonly Bracket[];
}
