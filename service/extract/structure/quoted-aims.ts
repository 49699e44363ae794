/** A quotation shorter than this holds a name. */
const shortest = 24;
const sets = /达到|突破|超过|不低于|不少于|以上|左右|提高|增长|下降|降低/;

/**
 * True for a quotation that is no name but the aims themselves: 实现“产值达到10亿元，税收达到1亿元”的目标. Its clauses and
 * numbers are read like those outside.
 * @param inner what stands between the quotation marks
 */
export const quotesAims = (inner: string): boolean =>
  inner.length >= shortest && /[，,；;]/.test(inner) && /\d/.test(inner) && sets.test(inner);
