/**
 * HTML by tagged templates: every value is escaped unless it is HTML that this module made. There is no way to mark a
 * text as safe from outside, so that a record's text can never become markup.
 */
export class Html {
  readonly #text: string;
  /** Only for `html` and `raw` below. */
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text as it may stand between tags and between the quotes of an attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"'`]/g, (char) => entities[char] ?? '');

const render = (value: HtmlValue): string => {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(render).join('');
  return escapeHtml(String(value));
};

/**
 * Tag of a template literal. Values are escaped for text and for quoted attributes (attributes must be quoted); arrays
 * are joined; null, undefined and false leave nothing.
 */
export const html = (parts: TemplateStringsArray, ...values: HtmlValue[]): Html =>
  new Html(parts.reduce((text, part, i) => text + render(values[i - 1]) + part));

/**
 * An address as the value of href: only http, https and paths of our own; anything else (javascript:, data:) gives null,
 * because document pages' addresses come from files that anybody may have written.
 */
export const safeHref = (address: string | null): string | null => {
  if (address === null) return null;
  if (/^\/(?![/\\])/.test(address)) return address;
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : null;
};
