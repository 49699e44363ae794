/** Why a packed file gave no text. */
export type PackedRefusal =
  | { why: 'scanned'; pages: number }
  | { why: 'encrypted' }
  | { why: 'broken'; detail: string }
  | { why: 'pages'; pages: number; limit: number }
  | { why: 'inflated'; limit: number }
  | { why: 'characters'; limit: number };

/** Ends the reading of a packed file; the thread that asked makes a problem of it. */
export class Refused extends Error {
  readonly refusal: PackedRefusal;
  constructor(refusal: PackedRefusal) {
    super(refusal.why);
    this.refusal = refusal;
  }
}
