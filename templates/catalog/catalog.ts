import { Problem } from '../../service/records/problem.ts';
import { assignmentsTemplate } from './assignments.ts';
import type { TemplateDeclaration } from './declaration.ts';
import { fundsTemplate } from './funds.ts';
import { ledgerTemplate } from './ledger.ts';
import { parksTemplate } from './parks.ts';
import { targetsTemplate } from './targets.ts';

/** The templates that the service hands out, in the order of every listing. */
export const templates: readonly TemplateDeclaration[] = [
  targetsTemplate,
  fundsTemplate,
  parksTemplate,
  assignmentsTemplate,
  ledgerTemplate,
];

/**
 * A template by its name.
 * @throws Problem template.unknown
 */
export const templateNamed = (name: string): TemplateDeclaration => {
  const found = templates.find((template) => template.name === name);
  if (found) return found;
  const names = templates.map((template) => template.name);
  throw new Problem(
    'template.unknown',
    { zh: `没有名为“${name}”的模板。`, en: `There is no template named “${name}”.` },
    { zh: `可用的模板：${names.join('、')}。`, en: `Templates: ${names.join(', ')}.` },
    { name, names },
  );
};
