import { Problem } from '../../service/records/problem.ts';
import type { ClientOptions } from '../client.ts';
import type { Services } from './services.ts';

/**
 * The service that a person connected the add-on to. It lies in her own properties, which other people who open the
 * spreadsheet cannot read, and goes nowhere but to that service: not into the sheet, the page or a log.
 */
export type Connection = Pick<ClientOptions, 'address' | 'token'>;

const names = { address: 'policy-sheets.address', token: 'policy-sheets.token' };

export const readConnection = ({
  PropertiesService,
}: Pick<Services, 'PropertiesService'>): Connection | null => {
  const properties = PropertiesService.getUserProperties();
  const [address, token] = [properties.getProperty(names.address), properties.getProperty(names.token)];
  return address && token ? { address, token } : null;
};

/** Keeps a connection; null forgets it. */
export const keepConnection = (
  { PropertiesService }: Pick<Services, 'PropertiesService'>,
  connection: Connection | null,
): void => {
  const properties = PropertiesService.getUserProperties();
  if (connection) {
    properties.setProperty(names.address, connection.address);
    properties.setProperty(names.token, connection.token);
  } else for (const name of Object.values(names)) properties.deleteProperty(name);
};

/**
 * A service's address as typed, in its one form. The engine has no URL. Without https the token would travel in the open;
 * only this very machine is asked without, which at Google is nobody's.
 * @throws Problem `service.address-invalid`
 */
export const sheetsAddressOf = (typed: string): string => {
  const text = /^[a-z]+:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
  const host = /^https:\/\/([^\s/?#@:\\]+)(:\d{1,5})?(\/[^\s?#\\]*)?$/i.test(text);
  const here = /^http:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?(\/[^\s?#\\]*)?$/i.test(text);
  if (host || here) return text.replace(/\/+$/, '');
  throw new Problem(
    'service.address-invalid',
    { zh: '服务地址不是有效的 https 网址。', en: 'The address of the service is not an https web address.' },
    { zh: '例如 https://policy.example.cn', en: 'For example https://policy.example.com' },
  );
};

export const notConnected = (): Problem =>
  new Problem(
    'addon.not-connected',
    { zh: '还没有连接政策数据服务。', en: 'The add-on is not connected to a policy data service.' },
    {
      zh: '请在扩展程序菜单中打开“政策表格”面板并连接。',
      en: 'Open the Policy Sheets sidebar from the Extensions menu and connect.',
    },
  );
