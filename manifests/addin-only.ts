import type { Label } from '../service/records/catalogue.ts';
import { addresses, manifest, ribbonIconSizes, storeIconSizes } from './manifest.ts';

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

/** A text with its Chinese form, as the elements outside and inside VersionOverrides carry it. */
const translated = (element: string, label: Label, attributes = ''): string =>
  `<${element}${attributes} DefaultValue="${escaped(label.en)}">
  <${element.startsWith('bt:') ? 'bt:' : ''}Override Locale="zh-CN" Value="${escaped(label.zh)}"/>
</${element}>`;

const indent = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');

/**
 * The add-in only manifest (XML, schema 1.1 with VersionOverrides 1.0). Elements stand in the order of the schema
 * ([MS-OWEMXML]); Excel refuses a manifest that has them in another.
 * @param address https address of the service, without a path
 */
export const addinOnlyManifest = (address: string): string => {
  const at = addresses(address);
  const { name, description, tab, group, button } = manifest;
  const strings = { Tab: tab.label, Group: group.label, Open: button.label };
  const tips = { OpenTip: button.tip };
  const icons = ribbonIconSizes.map((size) => `<bt:Image size="${size}" resid="Icon.${size}"/>`).join('');
  const list = (lines: readonly string[], by: number): string =>
    lines.map((line) => indent(line, by)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!-- Made by manifests/generate.ts; edit manifests/manifest.ts instead. -->
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xmlns:ov="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="TaskPaneApp">
  <Id>${manifest.id}</Id>
  <Version>${manifest.version}.0</Version>
  <ProviderName>${escaped(manifest.provider)}</ProviderName>
  <DefaultLocale>en-US</DefaultLocale>
${indent(translated('DisplayName', name), 2)}
${indent(translated('Description', description), 2)}
  <IconUrl DefaultValue="${at.icon(storeIconSizes.icon)}"/>
  <HighResolutionIconUrl DefaultValue="${at.icon(storeIconSizes.highResolution)}"/>
  <SupportUrl DefaultValue="${at.about}"/>
  <AppDomains>
    <AppDomain>${address}</AppDomain>
  </AppDomains>
  <Hosts>
    <Host Name="Workbook"/>
  </Hosts>
  <Requirements>
    <Sets DefaultMinVersion="1.1">
      <Set Name="ExcelApi" MinVersion="${manifest.excelApi}"/>
    </Sets>
  </Requirements>
  <DefaultSettings>
    <SourceLocation DefaultValue="${at.pane}"/>
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Hosts>
      <Host xsi:type="Workbook">
        <DesktopFormFactor>
          <GetStarted>
            <Title resid="Tab"/>
            <Description resid="OpenTip"/>
            <LearnMoreUrl resid="About"/>
          </GetStarted>
          <FunctionFile resid="Pane"/>
          <ExtensionPoint xsi:type="PrimaryCommandSurface">
            <CustomTab id="${tab.id}">
              <Group id="${group.id}">
                <Label resid="Group"/>
                <Icon>${icons}</Icon>
                <Control xsi:type="Button" id="${button.id}">
                  <Label resid="Open"/>
                  <Supertip>
                    <Title resid="Open"/>
                    <Description resid="OpenTip"/>
                  </Supertip>
                  <Icon>${icons}</Icon>
                  <Action xsi:type="ShowTaskpane">
                    <TaskpaneId>PolicySheetsPane</TaskpaneId>
                    <SourceLocation resid="Pane"/>
                  </Action>
                </Control>
              </Group>
              <Label resid="Tab"/>
            </CustomTab>
          </ExtensionPoint>
        </DesktopFormFactor>
      </Host>
    </Hosts>
    <Resources>
      <bt:Images>
${list(
  ribbonIconSizes.map((size) => `<bt:Image id="Icon.${size}" DefaultValue="${at.icon(size)}"/>`),
  8,
)}
      </bt:Images>
      <bt:Urls>
        <bt:Url id="Pane" DefaultValue="${at.pane}"/>
        <bt:Url id="About" DefaultValue="${at.about}"/>
      </bt:Urls>
      <bt:ShortStrings>
${list(
  Object.entries(strings).map(([id, label]) => translated('bt:String', label, ` id="${id}"`)),
  8,
)}
      </bt:ShortStrings>
      <bt:LongStrings>
${list(
  Object.entries(tips).map(([id, label]) => translated('bt:String', label, ` id="${id}"`)),
  8,
)}
      </bt:LongStrings>
    </Resources>
  </VersionOverrides>
</OfficeApp>
`;
};
