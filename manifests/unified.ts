import type { Label } from '../service/records/catalogue.ts';
import { addresses, inChinese, inEnglish, manifest, ribbonIconSizes } from './manifest.ts';

/** File that carries the Chinese texts beside manifest.json in the package. */
export const chineseFile = 'zh-cn.json';
const schemaVersion = '1.24';
const schemaFolder = `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}`;

const parts = (address: string, text: (label: Label) => string) => {
  const at = addresses(address);
  const { name, fullName, description, longDescription, tab, group, button } = manifest;
  const icons = ribbonIconSizes.map((size) => ({ size, url: at.icon(size) }));
  const openPane = 'OpenPane';
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
            id: 'PaneRuntime',
            type: 'general',
            code: { page: at.pane },
            lifetime: 'long',
            actions: [{ id: openPane, type: 'openPage', view: 'home', pinnable: false }],
          },
        ],
        ribbons: [
          {
            contexts: ['default'],
            tabs: [
              {
                id: tab.id,
                label: text(tab.label),
                groups: [
                  {
                    id: group.id,
                    label: text(group.label),
                    icons,
                    controls: [
                      {
                        id: button.id,
                        type: 'button',
                        label: text(button.label),
                        icons,
                        supertip: { title: text(button.label), description: text(button.tip) },
                        actionId: openPane,
                      },
                    ],
                  },
                ],
              },
            ],
          },
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
  const { name, description, extensions } = parts(address, inEnglish);
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

/** The Chinese texts of the unified manifest, each under the path of the text it stands for. */
export const chineseTexts = (): Record<string, string> => {
  const { name, description, extensions } = parts('https://localhost', inChinese);
  const texts: Record<string, string> = {
    'name.short': name.short,
    'name.full': name.full,
    'description.short': description.short,
    'description.full': description.full,
  };
  extensions.forEach((extension, e) => {
    extension.ribbons.forEach((ribbon, r) => {
      ribbon.tabs.forEach((tab, t) => {
        const tabPath = `extensions[${e}].ribbons[${r}].tabs[${t}]`;
        texts[`${tabPath}.label`] = tab.label;
        tab.groups.forEach((group, g) => {
          texts[`${tabPath}.groups[${g}].label`] = group.label;
          group.controls.forEach((control, c) => {
            const path = `${tabPath}.groups[${g}].controls[${c}]`;
            texts[`${path}.label`] = control.label;
            texts[`${path}.supertip.title`] = control.supertip.title;
            texts[`${path}.supertip.description`] = control.supertip.description;
          });
        });
      });
    });
  });
  return {
    $schema: `${schemaFolder}/MicrosoftTeams.Localization.schema.json`,
    ...texts,
  };
};
