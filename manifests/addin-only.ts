import type { CommandId } from '../addin/commands/commands.ts';
import { namespace } from '../addin/functions/declarations.ts';
import type { Label } from '../service/records/catalogue.ts';
import {
  addresses,
  commandIcons,
  commandOf,
  commands,
  manifest,
  ribbonIconSizes,
  storeIconSizes,
} from './manifest.ts';

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
  const { name, description, tab, groups, welcome } = manifest;
  const strings: Record<string, Label> = {
    'Tab.Label': tab.label,
    'Welcome.Title': welcome.title,
  };
  const tips: Record<string, Label> = { 'Welcome.Text': welcome.text };
  for (const { id, label } of groups) strings[`${id}.Label`] = label;
  for (const { id, label, tip } of commands) {
    strings[`${id}.Label`] = label;
    tips[`${id}.Tip`] = tip;
  }
  const images = commandIcons.flatMap((icon) =>
    ribbonIconSizes.map((size) => `<bt:Image id="${icon}.${size}" DefaultValue="${at.icon(size, icon)}"/>`),
  );
  const iconOf = (icon: string): string =>
    `<Icon>${ribbonIconSizes.map((size) => `<bt:Image size="${size}" resid="${icon}.${size}"/>`).join('')}</Icon>`;
  const control = (id: CommandId, prefix = ''): string => {
    const { icon } = commandOf(id);
    // The pane's own button needs no function: Excel opens it even before the page has loaded.
    const action =
      id === 'OpenPane'
        ? `<Action xsi:type="ShowTaskpane">
    <TaskpaneId>PolicySheetsPane</TaskpaneId>
    <SourceLocation resid="Pane"/>
  </Action>`
        : `<Action xsi:type="ExecuteFunction">
    <FunctionName>${id}</FunctionName>
  </Action>`;
    return `<Control xsi:type="Button" id="${prefix}${id}">
  <Label resid="${id}.Label"/>
  <Supertip>
    <Title resid="${id}.Label"/>
    <Description resid="${id}.Tip"/>
  </Supertip>
  ${iconOf(icon)}
  ${action}
</Control>`;
  };
  const group = ({ id, icon, commands: held }: (typeof groups)[number]): string => `<Group id="${id}">
  <Label resid="${id}.Label"/>
  ${iconOf(icon)}
${held.map((command) => indent(control(command), 2)).join('\n')}
</Group>`;
  const list = (lines: readonly string[], by: number): string =>
    lines.map((line) => indent(line, by)).join('\n');
  const functions = `<bt:Url id="Functions.Metadata" DefaultValue="${at.functions('en')}">
  <bt:Override Locale="zh-CN" Value="${at.functions('zh-CN')}"/>
</bt:Url>`;
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
    <Requirements>
      <bt:Sets DefaultMinVersion="1.1">
        <bt:Set Name="SharedRuntime" MinVersion="${manifest.sharedRuntime}"/>
      </bt:Sets>
    </Requirements>
    <Hosts>
      <Host xsi:type="Workbook">
        <Runtimes>
          <Runtime resid="Pane" lifetime="long"/>
        </Runtimes>
        <AllFormFactors>
          <ExtensionPoint xsi:type="CustomFunctions">
            <Script>
              <SourceLocation resid="Functions.Script"/>
            </Script>
            <Page>
              <SourceLocation resid="Pane"/>
            </Page>
            <Metadata>
              <SourceLocation resid="Functions.Metadata"/>
            </Metadata>
            <Namespace resid="Functions.Namespace"/>
          </ExtensionPoint>
        </AllFormFactors>
        <DesktopFormFactor>
          <GetStarted>
            <Title resid="Welcome.Title"/>
            <Description resid="Welcome.Text"/>
            <LearnMoreUrl resid="About"/>
          </GetStarted>
          <FunctionFile resid="Pane"/>
          <ExtensionPoint xsi:type="PrimaryCommandSurface">
            <CustomTab id="${tab.id}">
${list(groups.map(group), 14)}
              <Label resid="Tab.Label"/>
            </CustomTab>
          </ExtensionPoint>
          <ExtensionPoint xsi:type="ContextMenu">
            <OfficeMenu id="ContextMenuCell">
${list(
  manifest.contextMenu.map((id) => control(id, 'Cell.')),
  14,
)}
            </OfficeMenu>
          </ExtensionPoint>
        </DesktopFormFactor>
      </Host>
    </Hosts>
    <Resources>
      <bt:Images>
${list(images, 8)}
      </bt:Images>
      <bt:Urls>
        <bt:Url id="Pane" DefaultValue="${at.pane}"/>
        <bt:Url id="About" DefaultValue="${at.about}"/>
        <bt:Url id="Functions.Script" DefaultValue="${at.script}"/>
${indent(functions, 8)}
      </bt:Urls>
      <bt:ShortStrings>
        <bt:String id="Functions.Namespace" DefaultValue="${namespace}"/>
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
  <ExtendedOverrides Url="${at.shortcuts}" ResourcesUrl="${at.shortcutTexts}"/>
</OfficeApp>
`;
};
