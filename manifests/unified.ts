import type { CommandId } from '../addin/commands/commands.ts';
import { functionsMetadata, namespace } from '../addin/functions/declarations.ts';
import type { Label, Language } from '../service/records/catalogue.ts';
import {
  addresses,
  type CommandIcon,
  commandOf,
  commands,
  inChinese,
  inEnglish,
  manifest,
  unifiedIconSizes,
} from './manifest.ts';

/** File that carries the Chinese texts beside manifest.json in the package. */
export const chineseFile = 'zh-cn.json';
const schemaVersion = '1.24';
const schemaFolder = `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}`;

/** What people read, and what holds it, in one language. */
const parts = (address: string, language: Language) => {
  const at = addresses(address);
  const text: (label: Label) => string = language === 'en' ? inEnglish : inChinese;
  const { name, fullName, description, longDescription, tab, groups, contextMenu, welcome } = manifest;
  const iconsOf = (icon: CommandIcon) => unifiedIconSizes.map((size) => ({ size, url: at.icon(size, icon) }));
  const control = (id: CommandId, prefix = '') => {
    const { label, tip, icon } = commandOf(id);
    return {
      id: `${prefix}${id}`,
      type: 'button',
      label: text(label),
      icons: iconsOf(icon),
      supertip: { title: text(label), description: text(tip) },
      actionId: id,
    };
  };
  const sharedRuntime = { capabilities: [{ name: 'SharedRuntime', minVersion: manifest.sharedRuntime }] };
  return {
    name: { short: text(name), full: text(fullName) },
    description: { short: text(description), full: text(longDescription) },
    extensions: [
      {
        requirements: {
          scopes: ['workbook'],
          capabilities: [{ name: 'ExcelApi', minVersion: manifest.excelApi }],
        },
        runtimes: [
          {
            id: 'SharedRuntime',
            requirements: sharedRuntime,
            type: 'general',
            code: { page: at.pane },
            lifetime: 'long',
            actions: commands.map(({ id, label }) => ({
              id,
              type: 'executeFunction',
              displayName: text(label),
            })),
            customFunctions: {
              namespace: { id: namespace, name: namespace },
              functions: functionsMetadata(language, at.functionHelp).functions.map(
                ({ options: { cancelable }, result: { dimensionality }, ...declared }) => ({
                  ...declared,
                  result: { dimensionality },
                  cancelable,
                }),
              ),
            },
          },
        ],
        ribbons: [
          {
            requirements: sharedRuntime,
            contexts: ['default'],
            tabs: [
              {
                id: tab.id,
                label: text(tab.label),
                groups: groups.map((group) => ({
                  id: group.id,
                  label: text(group.label),
                  icons: iconsOf(group.icon),
                  controls: group.commands.map((id) => control(id)),
                })),
              },
            ],
          },
        ],
        contextMenus: [
          {
            requirements: sharedRuntime,
            menus: [{ entryPoint: 'cell', controls: contextMenu.map((id) => control(id, 'Cell.')) }],
          },
        ],
        keyboardShortcuts: [
          {
            requirements: sharedRuntime,
            shortcuts: commands.map(({ id, key }) => ({ key, actionId: id })),
            keyMappingFiles: { shortcutsUrl: at.shortcuts, localizationResourceUrl: at.shortcutTexts },
          },
        ],
        getStartedMessages: [
          { title: text(welcome.title), description: text(welcome.text), learnMoreUrl: at.about },
        ],
      },
    ],
  };
};

/**
 * The unified manifest of Microsoft 365 (JSON).
 * @param address https address of the service, without a path
 */
export const unifiedManifest = (address: string) => {
  const at = addresses(address);
  const { name, description, extensions } = parts(address, 'en');
  return {
    $schema: `${schemaFolder}/MicrosoftTeams.schema.json`,
    manifestVersion: schemaVersion,
    id: manifest.id,
    version: manifest.version,
    name,
    description,
    developer: {
      name: manifest.provider,
      websiteUrl: at.about,
      privacyUrl: at.about,
      termsOfUseUrl: at.about,
    },
    localizationInfo: {
      defaultLanguageTag: 'en',
      additionalLanguages: [{ languageTag: 'zh-cn', file: chineseFile }],
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: manifest.accentColor,
    validDomains: [new URL(address).host],
    authorization: {
      permissions: { resourceSpecific: [{ name: 'Document.ReadWrite.User', type: 'Delegated' }] },
    },
    extensions,
  };
};

/** Texts that are not the same in both trees, each under its path as the localization file names it. */
const differences = (english: unknown, chinese: unknown, at: string): [string, string][] => {
  if (typeof english === 'string')
    return typeof chinese === 'string' && chinese !== english ? [[at, chinese]] : [];
  if (typeof english !== 'object' || english === null) return [];
  return Object.entries(english).flatMap(([name, inner]) =>
    differences(
      inner,
      (chinese as Record<string, unknown>)[name],
      Array.isArray(english) ? `${at}[${name}]` : at === '' ? name : `${at}.${name}`,
    ),
  );
};

/** The Chinese texts of the unified manifest, each under the path of the text it stands for. */
export const chineseTexts = (): Record<string, string> => {
  const address = 'https://localhost';
  return {
    $schema: `${schemaFolder}/MicrosoftTeams.Localization.schema.json`,
    ...Object.fromEntries(differences(parts(address, 'en'), parts(address, 'zh-CN'), '')),
  };
};
