import { posix } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Whether a workbook's parts hang together, looked at by means of its own: the validator passes files whose
 * relationships lead to the wrong kind of part (design/xlsx-files.md, section 2, hard part 11).
 */

const attributes = (tag: string): Record<string, string> =>
  Object.fromEntries([...tag.matchAll(/([\w:]+)\s*=\s*"([^"]*)"/g)].map(([, name, value]) => [name, value]));

/** Root elements by the last segment of the relationship type that leads to them. */
const roots: Readonly<Record<string, RegExp>> = {
  worksheet: /^worksheet$/,
  chartsheet: /^chartsheet$/,
  table: /^table$/,
  sharedStrings: /^sst$/,
  styles: /^styleSheet$/,
  calcChain: /^calcChain$/,
  comments: /^comments$/,
  drawing: /^wsDr$/,
  chart: /^chartSpace$/,
  pivotTable: /^pivotTableDefinition$/,
  pivotCacheDefinition: /^pivotCacheDefinition$/,
  pivotCacheRecords: /^pivotCacheRecords$/,
  slicer: /^slicers$/,
  slicerCache: /^slicerCacheDefinition$/,
  queryTable: /^queryTable$/,
};

/** What is wrong with a package, as lines; none for a sound one. */
export const packageFindings = (bytes: Uint8Array): string[] => {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts).filter((name) => !name.endsWith('/'));
  const text = (name: string): string => Buffer.from(parts[name] ?? []).toString('utf8');
  const found: string[] = [];
  const types = text('[Content_Types].xml');
  const overrides = new Map<string, number>();
  const defaults = new Set<string>();
  for (const [tag] of types.matchAll(/<(?:\w+:)?(?:Override|Default)\s[^>]*>/g)) {
    const { PartName, Extension } = attributes(tag);
    if (PartName !== undefined) {
      const name = PartName.slice(1);
      overrides.set(name, (overrides.get(name) ?? 0) + 1);
      if (!names.includes(name)) found.push(`content type of a missing part ${name}`);
    }
    if (Extension !== undefined) defaults.add(Extension.toLowerCase());
  }
  for (const [name, count] of overrides) if (count > 1) found.push(`two content types of ${name}`);
  const reached = new Set<string>();
  for (const rels of names.filter((name) => name.endsWith('.rels'))) {
    const owner = posix.join(posix.dirname(posix.dirname(rels)), posix.basename(rels, '.rels'));
    if (rels !== '_rels/.rels' && !names.includes(owner))
      found.push(`relationships of a missing part ${owner}`);
    const ids = new Set<string>();
    for (const [tag] of text(rels).matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)) {
      const { Id = '', Target = '', Type = '', TargetMode } = attributes(tag);
      if (ids.has(Id)) found.push(`${rels}: two relationships ${Id}`);
      ids.add(Id);
      if (TargetMode === 'External') continue;
      const base = rels === '_rels/.rels' ? '' : posix.dirname(owner);
      const target = decodeURIComponent(
        Target.startsWith('/') ? Target.slice(1) : posix.normalize(posix.join(base, Target)),
      ).split('#')[0];
      if (target === undefined || !names.includes(target)) {
        found.push(`${rels}: ${Id} leads to the missing part ${target}`);
        continue;
      }
      reached.add(target);
      const wanted = roots[Type.slice(Type.lastIndexOf('/') + 1)];
      const root = /<(?:\w+:)?([A-Za-z]+)[\s>/]/.exec(
        text(target).replace(/<\?[^>]*\?>|<!--[\s\S]*?-->/g, ''),
      )?.[1];
      if (wanted && !wanted.test(root ?? '')) found.push(`${rels}: ${Id} leads to ${target}, a ${root}`);
    }
    const owned = rels === '_rels/.rels' || owner.endsWith('.vml') ? '' : text(owner);
    for (const [, id = ''] of owned.matchAll(/\s(?:r|\w+):(?:id|embed|pict|link)="([^"]+)"/g)) {
      if (/^rId/i.test(id) && !ids.has(id)) found.push(`${owner} names the missing relationship ${id}`);
    }
  }
  for (const name of names) {
    if (name === '[Content_Types].xml') continue;
    const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
    if (!overrides.has(name) && !defaults.has(extension)) found.push(`no content type of ${name}`);
    if (!name.endsWith('.rels') && !reached.has(name)) found.push(`nothing leads to ${name}`);
  }
  return found.sort();
};

/** Parts of two packages: how many stayed byte for byte, which changed, which came and which went. */
export const comparedParts = (
  before: Uint8Array,
  after: Uint8Array,
): { identical: string[]; changed: string[]; added: string[]; gone: string[] } => {
  // A folder's own entry is no part.
  const filesOf = (bytes: Uint8Array) => unzipSync(bytes, { filter: ({ name }) => !name.endsWith('/') });
  const [old, now] = [filesOf(before), filesOf(after)];
  const same = (name: string) =>
    Buffer.compare(old[name] ?? Buffer.alloc(0), now[name] ?? Buffer.alloc(0)) === 0;
  const names = Object.keys(old).filter((name) => !name.endsWith('/'));
  const kept = names.filter((name) => name in now);
  return {
    identical: kept.filter(same),
    changed: kept.filter((name) => !same(name)).sort(),
    added: Object.keys(now)
      .filter((name) => !(name in old))
      .sort(),
    gone: Object.keys(old)
      .filter((name) => !(name in now))
      .sort(),
  };
};
