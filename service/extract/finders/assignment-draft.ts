import type { Role } from '../../records/assignment.ts';
import type { Context, Draft } from '../rule.ts';
import { evidenceOf } from '../structure/structure.ts';
import type { Clause, Line, Span } from '../structure/types.ts';
import { taskOf } from './assignment-task.ts';

/** The clause that an offset stands in, or the nearest before it; null in a text without clauses. */
export const clauseAt = (clauses: readonly Clause[], offset: number): Clause | null => {
  let low = 0;
  let high = clauses.length - 1;
  let found: Clause | null = null;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const clause = clauses[middle];
    if (!clause) break;
    if (clause.start <= offset) {
      found = clause;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found ?? clauses[0] ?? null;
};

/**
 * A draft of one body's duty.
 * @param span the passage that states it, offsets into the document's text
 * @param line the line in which the passage stands
 */
export const assignmentDraft = (
  context: Context,
  line: Line,
  span: Span,
  agency: string,
  role: Role,
  confidence: number,
): Draft<'assignment'>[] => {
  const clause = clauseAt(context.structure.clauses, span.start);
  if (!clause || agency === '') return [];
  const { section } = line;
  return [
    {
      clause,
      record: {
        task: taskOf(line, context.structure),
        section: section.path,
        agency,
        agencyName: null,
        role,
        evidence: [evidenceOf(context.structure, span, section)],
        rules: [],
        confidence,
      },
    },
  ];
};
