import { Problem } from '../../service/records/problem.ts';
import type { TemplateDeclaration } from './declaration.ts';
import { targetsTemplate } from './targets.ts';

/** The templates that the service hands out, in the order of every listing. */
export const templates: readonly TemplateDeclaration[] = [targetsTemplate];

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
