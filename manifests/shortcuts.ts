import { commands } from './manifest.ts';

/**
 * The keyboard shortcuts beside the add-in only manifest (extended-manifest.schema.json of Microsoft): names as
 * `${resource.…}`, English ones in the file itself, Chinese ones in the file of resources.
 */

const nameOf = (id: string): string => `${id}_name`;
type Resources = Record<string, { value: string; comment: string }>;
const resources = (language: 'en' | 'zh'): Resources =>
  Object.fromEntries(
    commands.map(({ id, label }) => [
      nameOf(id),
      { value: label[language], comment: `Name of the action ${id}` },
    ]),
  );

export const shortcuts = () => ({
  $schema: 'https://developer.microsoft.com/json-schemas/office-js/extended-manifest.schema.json',
  actions: commands.map(({ id }) => ({
    id,
    type: 'ExecuteFunction',
    name: `\${resource.${nameOf(id)}}`,
  })),
  shortcuts: commands.map(({ id, key }) => ({ action: id, key })),
  resources: { default: resources('en') },
});

/** The Chinese names. */
export const shortcutTexts = (): Resources => resources('zh');
