import {
  type FilterName,
  filterLabels,
  kindLabels,
  kindSynonyms,
  type Label,
} from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';

/** The words of formulas: kinds, filters and options, in Chinese and English, as the catalogue has them. */

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

const indexOf = <T extends string>(
  named: readonly { id: T; label: Label; synonyms: readonly string[] }[],
): ReadonlyMap<string, T> => {
  const index = new Map<string, T>();
  // Ids and labels first: a synonym of one never hides the name of another.
  for (const { id, label } of named) for (const word of [id, label.zh, label.en]) index.set(plain(word), id);
  for (const { id, synonyms } of named)
    for (const word of synonyms) if (!index.has(plain(word))) index.set(plain(word), id);
  return index;
};
const namesOf = <T extends string>(object: Readonly<Record<T, unknown>>): T[] => Object.keys(object) as T[];

const kinds = indexOf(
  namesOf(kindLabels).map((id) => ({ id, label: kindLabels[id], synonyms: [`${id}s`, ...kindSynonyms[id]] })),
);
const filters = indexOf(namesOf(filterLabels).map((id) => ({ id, ...filterLabels[id] })));

/** What `POLICY.LIST` takes beside filters. */
export const listOptions = {
  fields: { label: { zh: '字段', en: 'Fields' }, synonyms: ['列', 'field', 'columns'] },
  limit: { label: { zh: '条数', en: 'Limit' }, synonyms: ['行数', '最多', 'rows', 'top'] },
  headers: { label: { zh: '标题', en: 'Headers' }, synonyms: ['表头', '标题行', 'header'] },
} as const satisfies Record<string, { label: Label; synonyms: readonly string[] }>;
export type ListOption = keyof typeof listOptions;
const options = indexOf(namesOf(listOptions).map((id) => ({ id, ...listOptions[id] })));

export const kindNamed = (word: string): Kind | undefined => kinds.get(plain(word));
export const filterNamed = (word: string): FilterName | undefined => filters.get(plain(word));
export const listOptionNamed = (word: string): ListOption | undefined => options.get(plain(word));

const labelsIn = (named: Readonly<Record<string, { label: Label }>>): Label => ({
  zh: Object.values(named)
    .map(({ label }) => label.zh)
    .join('、'),
  en: Object.values(named)
    .map(({ label }) => label.en)
    .join(', '),
});
/** The words that a message names. */
export const kindWords = labelsIn(
  Object.fromEntries(namesOf(kindLabels).map((id) => [id, { label: kindLabels[id] }])),
);
export const filterWords = labelsIn(filterLabels);
export const listOptionWords = labelsIn(listOptions);
