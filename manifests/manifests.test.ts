import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OfficeAddinManifest, validateManifest } from 'office-addin-manifest';
import { describe, expect, it } from 'vitest';
import { commandIds } from '../addin/commands/commands.ts';
import { functionDeclarations } from '../addin/functions/declarations.ts';
import { companionFiles, defaultAddress, manifestFiles } from './generate.ts';
import {
  addresses,
  commandIcons,
  commands,
  functionsFile,
  largeIconSizes,
  manifest,
  ribbonIconSizes,
  shortcutsFile,
  shortcutTextsFile,
} from './manifest.ts';
import { unifiedManifest } from './unified.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const publicFolder = path.join(here, '..', 'addin', 'pane', 'public');
const files = manifestFiles('https://policy.example');
const xml = files['manifest.xml'] ?? '';
const unified = unifiedManifest('https://policy.example');
const companions = companionFiles('https://policy.example');
/** Microsoft's schemas of unified manifests, which come with its validator. */
const schemaOf = (name: string): { patternProperties?: Record<string, { maxLength?: number }> } => {
  const validator = createRequire(import.meta.url).resolve('office-addin-manifest');
  const file = path.join(
    path.dirname(createRequire(validator).resolve('@microsoft/app-manifest')),
    'json-schemas/teams',
    `v${unified.manifestVersion}`,
    name,
  );
  return JSON.parse(readFileSync(file, 'utf8'));
};

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

/** Order and presence of children, from the schema of add-in only manifests ([MS-OWEMXML], sections 2.2.1 to 2.2.3). */
const schemaRules: Record<string, { children: string[]; required?: string[]; once?: string[] }> = (() => {
  const ordered = (...children: string[]) => ({ children, once: children });
  const location = ordered('SourceLocation');
  return {
    OfficeApp: {
      ...ordered(
        'Id',
        'AlternateId',
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
        'Dictionary',
        'VersionOverrides',
        'ExtendedOverrides',
      ),
      required: [
        'Id',
        'Version',
        'ProviderName',
        'DefaultLocale',
        'DisplayName',
        'Description',
        'IconUrl',
        'Hosts',
        'DefaultSettings',
        'Permissions',
      ],
    },
    DisplayName: { children: ['Override'] },
    Description: { children: ['Override'] },
    AppDomains: { children: ['AppDomain'], required: ['AppDomain'] },
    Hosts: { children: ['Host'], required: ['Host'] },
    Host: ordered('Runtimes', 'AllFormFactors', 'DesktopFormFactor', 'MobileFormFactor'),
    Requirements: ordered('Sets', 'bt:Sets', 'Methods'),
    Sets: { children: ['Set'], required: ['Set'] },
    'bt:Sets': { children: ['bt:Set'], required: ['bt:Set'] },
    DefaultSettings: {
      ...ordered('SourceLocation', 'RequestedWidth', 'RequestedHeight'),
      required: ['SourceLocation'],
    },
    VersionOverrides: {
      ...ordered(
        'Description',
        'Requirements',
        'Hosts',
        'Resources',
        'EquivalentAddins',
        'WebApplicationInfo',
      ),
      required: ['Hosts', 'Resources'],
    },
    Runtimes: { children: ['Runtime'], required: ['Runtime'] },
    AllFormFactors: { children: ['ExtensionPoint'], required: ['ExtensionPoint'] },
    DesktopFormFactor: {
      children: ['GetStarted', 'FunctionFile', 'ExtensionPoint'],
      required: ['FunctionFile', 'ExtensionPoint'],
      once: ['GetStarted', 'FunctionFile'],
    },
    GetStarted: {
      ...ordered('Title', 'Description', 'LearnMoreUrl'),
      required: ['Title', 'Description', 'LearnMoreUrl'],
    },
    ExtensionPoint: ordered(
      'CustomTab',
      'OfficeTab',
      'OfficeMenu',
      'Script',
      'Page',
      'Metadata',
      'Namespace',
    ),
    CustomTab: { children: ['Group', 'Label'], required: ['Group', 'Label'], once: ['Label'] },
    OfficeMenu: { children: ['Control'], required: ['Control'] },
    Group: {
      children: ['Label', 'Icon', 'Control'],
      required: ['Label', 'Icon', 'Control'],
      once: ['Label', 'Icon'],
    },
    Control: {
      ...ordered('Label', 'Supertip', 'Icon', 'Action'),
      required: ['Label', 'Supertip', 'Icon', 'Action'],
    },
    Supertip: { ...ordered('Title', 'Description'), required: ['Title', 'Description'] },
    Icon: { children: ['bt:Image'], required: ['bt:Image'] },
    Action: ordered('FunctionName', 'TaskpaneId', 'SourceLocation'),
    Script: location,
    Page: location,
    Metadata: location,
    Resources: {
      ...ordered('bt:Images', 'bt:Urls', 'bt:ShortStrings', 'bt:LongStrings'),
      required: ['bt:Images', 'bt:Urls', 'bt:ShortStrings', 'bt:LongStrings'],
    },
    'bt:Images': { children: ['bt:Image'], required: ['bt:Image'] },
    'bt:Image': { children: ['bt:Override'] },
    'bt:Urls': { children: ['bt:Url'], required: ['bt:Url'] },
    'bt:Url': { children: ['bt:Override'] },
    'bt:ShortStrings': { children: ['bt:String'], required: ['bt:String'] },
    'bt:LongStrings': { children: ['bt:String'], required: ['bt:String'] },
    'bt:String': { children: ['bt:Override'] },
  };
})();

describe('the unified manifest', () => {
  it('is valid by Microsoft’s schema, offline', async () => {
    const report = await validateManifest(path.join(here, 'manifest.json'));
    expect(report.report?.errors ?? []).toEqual([]);
    expect(report.isValid).toBe(true);
  });

  it('has no action that no runtime defines, and no command that the add-in does not know', () => {
    for (const extension of unified.extensions) {
      const defined = extension.runtimes.flatMap((runtime) => runtime.actions.map((action) => action.id));
      expect([...defined].sort()).toEqual([...commandIds].sort());
      const used = [
        ...extension.ribbons.flatMap((ribbon) =>
          ribbon.tabs.flatMap((tab) => tab.groups.flatMap((group) => group.controls.map((c) => c.actionId))),
        ),
        ...extension.contextMenus.flatMap((menu) =>
          menu.menus.flatMap(({ controls }) => controls.map((c) => c.actionId)),
        ),
        ...extension.keyboardShortcuts.flatMap(({ shortcuts }) => shortcuts.map((one) => one.actionId)),
      ];
      expect(used.length).toBeGreaterThan(9);
      expect(defined).toEqual(expect.arrayContaining(used));
      const ids = extension.ribbons.flatMap((ribbon) =>
        ribbon.tabs.flatMap((tab) => [
          tab.id,
          ...tab.groups.flatMap((group) => [group.id, ...group.controls.map((c) => c.id)]),
        ]),
      );
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('runs pane, commands and functions in one runtime that lives on', () => {
    const [extension] = unified.extensions;
    expect(extension?.runtimes).toHaveLength(1);
    const runtime = extension?.runtimes[0];
    expect(runtime?.lifetime).toBe('long');
    expect(runtime?.customFunctions.functions.map(({ id }) => id)).toEqual(
      functionDeclarations.map(({ id }) => id),
    );
  });

  it('has a Chinese text for every English one, under a path and within the length of Microsoft’s schema', () => {
    const chinese = JSON.parse(files['zh-cn.json'] ?? '{}') as Record<string, string>;
    const english: Record<string, string> = {};
    const walk = (value: unknown, at: string): void => {
      if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${at}[${index}]`);
      else if (typeof value === 'object' && value !== null)
        for (const [name, inner] of Object.entries(value)) walk(inner, at === '' ? name : `${at}.${name}`);
      else if (
        typeof value === 'string' &&
        /^((name|description)\..*|.*\.(label|displayName|title|description|parameters\[\d\]\.name))$/.test(at)
      )
        english[at] = value;
    };
    walk(unified, '');
    const { $schema, ...texts } = chinese;
    expect($schema).toMatch(/Localization\.schema\.json$/);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    const { patternProperties = {}, ...rest } = schemaOf('MicrosoftTeams.Localization.schema.json');
    const named = (rest as { properties?: Record<string, { maxLength?: number }> }).properties ?? {};
    for (const [at, text] of Object.entries(texts)) {
      expect(text, at).toMatch(/\p{Script=Han}/u);
      const rule =
        named[at] ?? Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern).test(at))?.[1];
      expect(rule, at).toBeDefined();
      expect(text.length, at).toBeLessThanOrEqual(rule?.maxLength ?? 4000);
    }
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
    let checked = 0;
    for (const element of all) {
      const rule = schemaRules[element.name];
      if (!rule) {
        // What has no rule holds text, or nothing.
        expect(names(element), element.name).toEqual([]);
        continue;
      }
      checked++;
      const places = names(element).map((name) => rule.children.indexOf(name));
      expect(places, `${element.name} holds ${names(element)}`).not.toContain(-1);
      expect(places, `order in ${element.name}`).toEqual([...places].sort((a, b) => a - b));
      for (const name of rule.required ?? []) expect(names(element), element.name).toContain(name);
      for (const name of rule.once ?? [])
        expect(names(element).filter((one) => one === name).length, name).toBeLessThanOrEqual(1);
    }
    expect(checked).toBeGreaterThan(60);
  });

  it('says of every button what the add-in knows to do', () => {
    const buttons = all.filter((element) => element.attributes['xsi:type'] === 'Button');
    expect(buttons).toHaveLength(manifest.contextMenu.length + commandIds.length);
    for (const button of buttons) {
      const action = child(button, 'Action');
      const shows = action?.attributes['xsi:type'] === 'ShowTaskpane';
      expect(shows ? 'OpenPane' : child(action, 'FunctionName')?.text).toBe(
        button.attributes.id?.replace(/^Cell\./, ''),
      );
    }
    const ids = buttons.map((button) => button.attributes.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of all.flatMap((element) => element.attributes.id ?? [])) {
      expect(id).toMatch(/^[A-Za-z][\w.-]*$/);
      expect(id.length).toBeLessThanOrEqual(125);
    }
  });

  it('runs all of the add-in in the page of the pane, and leaves the pane alone to an Excel that cannot', () => {
    const at = (resid: string | undefined) =>
      all.find((element) => element.attributes.id === resid)?.attributes.DefaultValue;
    const pages = all
      .filter((e) => ['Runtime', 'FunctionFile'].includes(e.name))
      .map((e) => e.attributes.resid);
    expect(pages.map(at)).toEqual([
      'https://policy.example/addin/index.html',
      'https://policy.example/addin/index.html',
    ]);
    const point = all.find((element) => element.attributes['xsi:type'] === 'CustomFunctions');
    const page = child(child(point, 'Page'), 'SourceLocation')?.attributes.resid;
    expect(page).toBe(pages[0]);
    const set = all.find((element) => element.name === 'bt:Set');
    expect(set?.attributes).toEqual({ Name: 'SharedRuntime', MinVersion: '1.1' });
    expect(child(app, 'DefaultSettings')?.children[0]?.attributes.DefaultValue).toBe(at(page));
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
          expect(value?.length ?? 0).toBeLessThanOrEqual(most);
  });

  it('says everything that people read in Chinese too', () => {
    const texts = all.filter(
      (e) => ['DisplayName', 'Description', 'bt:String'].includes(e.name) && e.attributes.DefaultValue,
    );
    expect(texts.length).toBeGreaterThan(14);
    for (const text of texts) {
      // The namespace is part of every formula: it has one form.
      if (text.attributes.id === 'Functions.Namespace') continue;
      const override = text.children.find((one) => one.attributes.Locale === 'zh-CN');
      expect(override?.attributes.Value, text.attributes.DefaultValue).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('what the manifests name', () => {
  it('has every icon in every size of the ribbon, and the add-in’s own in the large ones', () => {
    for (const icon of commandIcons)
      for (const size of [...ribbonIconSizes, ...(icon === 'icon' ? largeIconSizes : [])])
        expect(sizeOf(path.join(publicFolder, 'icons', `${icon}-${size}.png`))).toEqual([size, size]);
  });

  it('has the metadata of the functions in both languages, with the same ids, types and number of parameters', () => {
    const [english, chinese] = (['en', 'zh-CN'] as const).map(
      (language) =>
        JSON.parse(companions[functionsFile[language]] ?? '{}') as { functions: MetadataFunction[] },
    );
    const shapeOf = (list: MetadataFunction[] = []) =>
      list.map(({ id, name, parameters, result, options }) => [
        id,
        name,
        parameters.map(({ type, dimensionality, optional, repeating }) => [
          type,
          dimensionality,
          optional,
          repeating,
        ]),
        result,
        options,
      ]);
    expect(shapeOf(chinese?.functions)).toEqual(shapeOf(english?.functions));
    for (const { functions } of [english, chinese].flatMap((one) => one ?? []))
      for (const declared of functions) {
        // Limits of custom-functions.schema.json and of the unified manifest's schema.
        expect(declared.id).toMatch(/^[a-zA-Z][a-zA-Z0-9._]{2,63}$/);
        expect(declared.description.length).toBeLessThanOrEqual(128);
        expect(new URL(declared.helpUrl).hash).toBe(`#${declared.id}`);
        const optional = declared.parameters.map((one) => one.optional === true || one.repeating === true);
        expect(optional, 'optional ones come last').toEqual([...optional].sort());
        expect(declared.parameters.slice(0, -1).every((one) => !one.repeating)).toBe(true);
        for (const parameter of declared.parameters) {
          expect(parameter.description.length, parameter.description).toBeLessThanOrEqual(128);
          expect(parameter.name.length).toBeLessThanOrEqual(64);
        }
      }
    for (const { description, parameters } of chinese?.functions ?? [])
      for (const text of [description, ...parameters.flatMap((one) => [one.name, one.description])])
        expect(text).toMatch(/\p{Script=Han}/u);
  });

  it('documents every function under the address that the wizard opens', () => {
    for (const { id, examples } of functionDeclarations) {
      expect(companions['functions.html']).toContain(`id="${id}"`);
      expect(examples.length).toBeGreaterThan(0);
    }
    expect(companions['functions.html']).not.toMatch(/<script|https?:/);
  });

  it('has shortcuts that are those of the unified manifest, by the rules for key combinations', () => {
    const file = JSON.parse(companions[shortcutsFile] ?? '{}') as {
      actions: { id: string; type: string; name: string }[];
      shortcuts: { action: string; key: Record<string, string> }[];
      resources: { default: Record<string, { value: string }> };
    };
    const chinese = JSON.parse(companions[shortcutTextsFile] ?? '{}') as Record<string, { value: string }>;
    expect(file.actions.map(({ id }) => id)).toEqual(commands.map(({ id }) => id));
    expect(file.shortcuts.map(({ action, key }) => ({ key, actionId: action }))).toEqual(
      unified.extensions[0]?.keyboardShortcuts[0]?.shortcuts,
    );
    expect(Object.keys(chinese)).toEqual(Object.keys(file.resources.default));
    for (const { id, type, name } of file.actions) {
      expect(type).toBe('ExecuteFunction');
      const token = /^\$\{resource\.(\w+)\}$/.exec(name)?.[1] ?? '';
      expect(file.resources.default[token]?.value).toBe(commands.find((one) => one.id === id)?.label.en);
      expect(chinese[token]?.value).toMatch(/\p{Script=Han}/u);
    }
    const keys = file.shortcuts.flatMap(({ key }) => Object.values(key));
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^(Ctrl|Command)\+Alt\+Shift\+[A-Z]$/);
  });
});

interface MetadataFunction {
  id: string;
  name: string;
  description: string;
  helpUrl: string;
  parameters: {
    name: string;
    description: string;
    type: string;
    dimensionality: string;
    optional?: boolean;
    repeating?: boolean;
  }[];
  result: unknown;
  options: unknown;
}

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
    const { about, script } = addresses('https://policy.example');
    const named = new Set([...addressesIn(xml), ...addressesIn(files['manifest.json'] ?? '')]);
    for (const address of named) {
      if (vocabulary.test(address)) continue;
      const { pathname } = new URL(address);
      const picture = /\/icons\/([\w-]+)-(\d+)\.png$/.exec(pathname);
      if (picture) {
        expect(commandIcons).toContain(picture[1]);
        const size = Number(picture[2]);
        expect(sizeOf(path.join(publicFolder, 'icons', path.basename(pathname)))).toEqual([size, size]);
      }
      if (pathname.endsWith('.json')) expect(Object.keys(companions)).toContain(path.basename(pathname));
      if (pathname.endsWith('index.html'))
        expect(existsSync(path.join(here, '..', 'addin', 'pane', 'index.html'))).toBe(true);
    }
    expect(named).toContain(about);
    // vite.config.ts gives the pane's script this name; test/e2e/pane.test.ts builds it.
    expect(named).toContain(script);
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
