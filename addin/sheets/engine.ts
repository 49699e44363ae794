/**
 * What the shared code expects of its engine and Apps Script's does not have. The build puts these in the bundle's scope
 * under the names of the real things; only methods that the engine's own arrays and texts lack are lent to them.
 * UrlFetchApp ends by itself after a minute, so a timer that would stop it has nothing to do.
 */
export { AtOnce as Promise, toEnd } from './at-once.ts';

export const setTimeout = (): number => 0;
export const clearTimeout = (): void => {};

export class AbortController {
  readonly signal = { aborted: false };
  abort(): void {
    this.signal.aborted = true;
  }
}

const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Builds the part of an address behind the question mark; reading one is not needed. */
export class URLSearchParams {
  readonly #pairs: [string, string][] = [];
  set(name: string, value: string): void {
    this.#pairs.push([name, value]);
  }
  toString(): string {
    return this.#pairs.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&');
  }
}

/** Methods that are younger than the engine, where it lacks them. */
const lend = (prototype: object, name: string, work: (this: never, ...given: never[]) => unknown): void => {
  if (!(name in prototype))
    Object.defineProperty(prototype, name, { value: work, writable: true, configurable: true });
};
const at = function (this: ArrayLike<unknown>, index: number): unknown {
  return this[index < 0 ? this.length + index : index];
};
lend(Array.prototype, 'at', at as never);
lend(String.prototype, 'at', at as never);
lend(String.prototype, 'replaceAll', function (this: string, found: string, by: string): string {
  return this.split(found).join(by);
} as never);
