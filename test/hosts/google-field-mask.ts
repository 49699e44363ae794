/**
 * Field masks as Google's APIs read them ("Partial responses" and "Field masks" of the Sheets guides): names joined
 * by commas, sub-fields in brackets or after a dot or slash, * for all.
 */
type Mask = Map<string, Mask>;

/** Parses a mask. @throws Error where it is none */
export const parseMask = (text: string): Mask => {
  let at = 0;
  const parseList = (): Mask => {
    const mask: Mask = new Map();
    for (;;) {
      const name = /^[\w*]+/.exec(text.slice(at))?.[0];
      if (!name) throw new Error(`Invalid field mask at ${at}: ${text}`);
      at += name.length;
      let sub: Mask = new Map();
      if (text[at] === '.' || text[at] === '/') {
        at++;
        sub = parseOne();
      } else if (text[at] === '(') {
        at++;
        sub = parseList();
        if (text[at++] !== ')') throw new Error(`Invalid field mask, ) is missing: ${text}`);
      }
      mask.set(name, new Map([...(mask.get(name) ?? []), ...sub]));
      if (text[at] !== ',') return mask;
      at++;
    }
  };
  const parseOne = (): Mask => {
    const name = /^[\w*]+/.exec(text.slice(at))?.[0];
    if (!name) throw new Error(`Invalid field mask at ${at}: ${text}`);
    at += name.length;
    if (text[at] === '.' || text[at] === '/') {
      at++;
      return new Map([[name, parseOne()]]);
    }
    if (text[at] !== '(') return new Map([[name, new Map()]]);
    at++;
    const sub = parseList();
    if (text[at++] !== ')') throw new Error(`Invalid field mask, ) is missing: ${text}`);
    return new Map([[name, sub]]);
  };
  const mask = parseList();
  if (at !== text.length) throw new Error(`Invalid field mask at ${at}: ${text}`);
  return mask;
};

/** Whether a mask asks for a path of names, or for something below it. */
export const asksFor = (mask: Mask, [name, ...rest]: readonly string[]): boolean => {
  if (name === undefined || mask.size === 0 || mask.has('*')) return true;
  const sub = mask.get(name);
  return sub !== undefined && asksFor(sub, rest);
};

/** What a mask leaves of a value; lists are gone through. */
export const project = (value: unknown, mask: Mask): unknown => {
  if (mask.size === 0 || mask.has('*') || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => project(item, mask));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const sub = mask.get(name);
      return sub && part !== undefined ? [[name, project(part, sub)]] : [];
    }),
  );
};

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Writes the masked paths of a source into a target; a masked path that the source lacks is cleared. */
export const assignMasked = (target: Plain, source: Plain, mask: Mask): void => {
  if (mask.has('*')) {
    for (const name of Object.keys(target)) delete target[name];
    Object.assign(target, structuredClone(source));
    return;
  }
  for (const [name, sub] of mask) {
    const part = source[name];
    if (sub.size > 0) {
      const inner = target[name];
      const next: Plain = isPlain(inner) ? inner : {};
      assignMasked(next, isPlain(part) ? part : {}, sub);
      if (Object.keys(next).length > 0) target[name] = next;
      else delete target[name];
    } else if (part === undefined) delete target[name];
    else target[name] = structuredClone(part);
  }
};
