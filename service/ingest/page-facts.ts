/** What a page or a front matter says about the document it carries, outside the document's own text. */
export interface PageFacts {
  title?: string;
  issuers?: string[];
  docNumber?: string;
  issuedOn?: string;
  publishedOn?: string;
  effectiveFrom?: string;
  publisher?: string;
  url?: string;
}
