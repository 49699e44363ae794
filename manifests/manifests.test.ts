import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OfficeAddinManifest, validateManifest } from 'office-addin-manifest';
import { describe, expect, it } from 'vitest';
import { defaultAddress, manifestFiles } from './generate.ts';
import { addresses, manifest } from './manifest.ts';
import { unifiedManifest } from './unified.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const publicFolder = path.join(here, '..', 'addin', 'pane', 'public');
const files = manifestFiles('https://policy.example');
const xml = files['manifest.xml'] ?? '';
const unified = unifiedManifest('https://policy.example');

/** Width and height of a PNG, from its header. */
const sizeOf = (file: string): [number, number] => {
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString('latin1'), file).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}
/** Reads the XML, strictly enough to find an element that is not closed or stands where it may not. */
const parse = (source: string): Element => {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const tags = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|<\?.*?\?>|<!--.*?-->|([^<]+)/gs;
  let end = 0;
  for (const tag of source.matchAll(tags)) {
    expect(tag.index, `unread XML at ${source.slice(end, end + 60)}`).toBe(end);
    end = tag.index + tag[0].length;
    const [, close, name, attributes = '', selfClosed, text] = tag;
    const parent = open.at(-1);
    if (text !== undefined && parent) parent.text += text.trim();
    if (name === undefined || !parent) continue;
    if (close) {
      expect(open.pop()?.name).toBe(name);
      continue;
    }
    const element: Element = {
      name,
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)].map((pair) => [pair[1] ?? '', pair[2] ?? '']),
      ),
      children: [],
      text: '',
    };
    parent.children.push(element);
    if (!selfClosed) open.push(element);
  }
  expect(end).toBe(source.length);
  expect(open).toHaveLength(1);
  const [top] = root.children;
  if (!top) throw new Error('no element');
  return top;
};
const everything = (element: Element): Element[] => [element, ...element.children.flatMap(everything)];
const names = (element: Element | undefined): string[] => element?.children.map((child) => child.name) ?? [];

describe('the unified manifest', () => {
  it('is valid by Microsoft’s schema, offline', async () => {
    const report = await validateManifest(path.join(here, 'manifest.json'));
    expect(report.report?.errors ?? []).toEqual([]);
    expect(report.isValid).toBe(true);
  });

  it('has no action that no runtime defines', () => {
    for (const extension of unified.extensions) {
      const defined = extension.runtimes.flatMap((runtime) => runtime.actions.map((action) => action.id));
      const used = extension.ribbons.flatMap((ribbon) =>
        ribbon.tabs.flatMap((tab) => tab.groups.flatMap((group) => group.controls.map((c) => c.actionId))),
      );
      expect(used.length).toBeGreaterThan(0);
      expect(defined).toEqual(expect.arrayContaining(used));
    }
  });

  it('has a Chinese text for every English one, under a path that exists, and within the schema’s lengths', () => {
    const chinese = JSON.parse(files['zh-cn.json'] ?? '{}') as Record<string, string>;
    const english: Record<string, string> = {};
    const walk = (value: unknown, at: string): void => {
      if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${at}[${index}]`);
      else if (typeof value === 'object' && value !== null)
        for (const [name, inner] of Object.entries(value)) walk(inner, at === '' ? name : `${at}.${name}`);
      else if (typeof value === 'string' && /^(name|description|.*\.(label|supertip\.\w+)$)/.test(at))
        english[at] = value;
    };
    walk(unified, '');
    const { $schema, ...texts } = chinese;
    expect($schema).toMatch(/Localization\.schema\.json$/);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    for (const text of Object.values(texts)) expect(text).toMatch(/\p{Script=Han}/u);
    expect(texts['name.short']?.length).toBeLessThanOrEqual(30);
    expect(texts['name.full']?.length).toBeLessThanOrEqual(100);
    expect(texts['description.short']?.length).toBeLessThanOrEqual(80);
  });

  it('names icons that exist in the sizes that it says', () => {
    expect(sizeOf(path.join(here, unified.icons.color))).toEqual([192, 192]);
    expect(sizeOf(path.join(here, unified.icons.outline))).toEqual([32, 32]);
  });
});

describe('the add-in only manifest', () => {
  const app = parse(xml);
  const all = everything(app);
  const child = (element: Element | undefined, name: string): Element | undefined =>
    element?.children.find((one) => one.name === name);
  const overrides = child(app, 'VersionOverrides');

  it('can be read by Microsoft’s tool, which finds the same add-in in both manifests', async () => {
    const [fromXml, fromJson] = await Promise.all([
      OfficeAddinManifest.readManifestFile(path.join(here, 'manifest.xml')),
      OfficeAddinManifest.readManifestFile(path.join(here, 'manifest.json')),
    ]);
    expect(fromXml.id).toBe(manifest.id);
    expect(fromJson.id).toBe(manifest.id);
    expect(fromXml.displayName).toBe(fromJson.displayName);
    expect(fromXml.version).toBe(`${fromJson.version}.0`);
  });

  it('has its elements in the order of the schema, none of the required ones missing', () => {
    expect(names(app)).toEqual([
      'Id',
      'Version',
      'ProviderName',
      'DefaultLocale',
      'DisplayName',
      'Description',
      'IconUrl',
      'HighResolutionIconUrl',
      'SupportUrl',
      'AppDomains',
      'Hosts',
      'Requirements',
      'DefaultSettings',
      'Permissions',
      'VersionOverrides',
    ]);
    expect(names(overrides)).toEqual(['Hosts', 'Resources']);
    expect(names(child(overrides, 'Resources'))).toEqual([
      'bt:Images',
      'bt:Urls',
      'bt:ShortStrings',
      'bt:LongStrings',
    ]);
    const desktop = all.find((element) => element.name === 'DesktopFormFactor');
    expect(names(desktop)).toEqual(['GetStarted', 'FunctionFile', 'ExtensionPoint']);
    const tab = all.find((element) => element.name === 'CustomTab');
    expect(names(tab)).toEqual(['Group', 'Label']);
    expect(names(child(tab, 'Group'))).toEqual(['Label', 'Icon', 'Control']);
    const control = all.find((element) => element.name === 'Control');
    expect(names(control)).toEqual(['Label', 'Supertip', 'Icon', 'Action']);
    expect(names(child(control, 'Action'))).toEqual(['TaskpaneId', 'SourceLocation']);
  });

  it('has a well-formed id, version and requirement', () => {
    expect(child(app, 'Id')?.text).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(child(app, 'Version')?.text).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(all.find((element) => element.name === 'Set')?.attributes).toEqual({
      Name: 'ExcelApi',
      MinVersion: manifest.excelApi,
    });
  });

  it('defines every resource that it refers to, once, and no other; with texts within their lengths', () => {
    const used = new Set(all.flatMap((element) => element.attributes.resid ?? []));
    const defined = everything(child(overrides, 'Resources') ?? app).flatMap((e) => e.attributes.id ?? []);
    expect(new Set(defined)).toEqual(used);
    expect(defined).toHaveLength(used.size);
    for (const id of used) expect(id.length).toBeLessThanOrEqual(32);
    for (const [list, most] of [
      ['bt:ShortStrings', 125],
      ['bt:LongStrings', 250],
    ] as const)
      for (const text of child(child(overrides, 'Resources'), list)?.children ?? [])
        for (const value of [text.attributes.DefaultValue, text.children[0]?.attributes.Value])
          expect(value?.length).toBeLessThanOrEqual(most);
  });

  it('says everything that people read in Chinese too', () => {
    const texts = all.filter(
      (e) => ['DisplayName', 'Description', 'bt:String'].includes(e.name) && e.attributes.DefaultValue,
    );
    expect(texts.length).toBeGreaterThan(4);
    for (const text of texts) {
      const override = text.children.find((one) => one.attributes.Locale === 'zh-CN');
      expect(override?.attributes.Value, text.attributes.DefaultValue).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('both manifests', () => {
  const addressesIn = (text: string): string[] =>
    [...text.matchAll(/https?:\/\/[^"<\s]+/g)].map((found) => found[0]);
  const vocabulary = /^https?:\/\/(schemas\.microsoft\.com|www\.w3\.org|developer\.microsoft\.com)\//;

  it('name https addresses of the service only', () => {
    for (const text of [xml, files['manifest.json'] ?? '']) {
      const ours = addressesIn(text).filter((address) => !vocabulary.test(address));
      expect(ours.length).toBeGreaterThan(3);
      for (const address of ours) expect(address).toMatch(/^https:\/\/policy\.example(\/|$)/);
    }
  });

  it('name only pages and icons that the pane’s build has', () => {
    const { icon, about } = addresses('https://policy.example');
    const named = new Set([...addressesIn(xml), ...addressesIn(files['manifest.json'] ?? '')]);
    for (const address of named) {
      const { pathname } = new URL(address);
      const size = /icon-(\d+)\.png$/.exec(pathname)?.[1];
      if (size !== undefined) {
        expect(address).toBe(icon(Number(size)));
        expect(sizeOf(path.join(publicFolder, 'icons', path.basename(pathname)))).toEqual([
          Number(size),
          Number(size),
        ]);
      }
      if (pathname.endsWith('index.html'))
        expect(existsSync(path.join(here, '..', 'addin', 'pane', 'index.html'))).toBe(true);
    }
    expect(named).toContain(about);
    expect(existsSync(path.join(publicFolder, 'about.html'))).toBe(true);
  });

  it('in the repository are what the script makes for the default address', () => {
    const committed = (name: string): unknown => JSON.parse(readFileSync(path.join(here, name), 'utf8'));
    for (const [name, text] of Object.entries(manifestFiles(defaultAddress)))
      if (name.endsWith('.json')) expect(committed(name)).toEqual(JSON.parse(text));
      else expect(readFileSync(path.join(here, name), 'utf8')).toBe(text);
  });

  it('are refused for an address that Office would not load', () => {
    for (const address of ['http://policy.example', 'policy.example', 'https://policy.example/path'])
      expect(() => manifestFiles(address)).toThrow(/https/);
  });
});
