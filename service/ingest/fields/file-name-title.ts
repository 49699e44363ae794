import { isTitleShaped } from '../splitting/title-shape.ts';

/**
 * The title that people give a file when they save a document: its name without folders, extension and leading number,
 * where that is shaped like a title; else null.
 */
export const titleInFileName = (name: string): string | null => {
  const base = (name.split(/[/\\]/).at(-1) ?? name).replace(/\.[^.]+$/, '');
  const title = base
    .replace(/^[\d\s._、-]+/, '')
    .replace(/[_-]?(?:副本|copy|\(\d+\))$/i, '')
    .trim();
  return isTitleShaped(title) ? title : null;
};
