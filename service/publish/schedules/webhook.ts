import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import { Problem } from '../../records/problem.ts';

/**
 * Posts a message to an address that somebody gave. Such an address must not make the service a way into its own
 * network (server-side request forgery, OWASP A10): only https to public addresses; the address that is checked is the one
 * that is connected to; redirects are not followed; what is answered goes to nobody.
 */

export interface WebhookOptions {
  /**
   * Hosts that may be told, from WEBHOOK_ALLOW: `name`, `name:port` or `*.domain`. Where it names any, no other may; and those
   * that it names may also be inside the network, and without https.
   */
  allow: readonly string[];
  timeout?: number;
}

/** Not for the public Internet: IANA's special-purpose registries for IPv4 and IPv6. */
const special = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  special.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special.addSubnet(net, bits, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** Whether an address is one of the public Internet. */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  return isIPv6(address) && global6.check(address, 'ipv6') && !special.check(address, 'ipv6');
};

const refused = (host: string): Problem =>
  new Problem(
    'webhook.refused',
    { zh: `不允许向 ${host} 发送通知。`, en: `Messages may not be sent to ${host}.` },
    {
      zh: '请使用公网的 https 地址；要通知内网主机，请管理员把它列入环境变量 WEBHOOK_ALLOW。',
      en: 'Use a public https address; for a host inside the network, have it listed in the variable WEBHOOK_ALLOW.',
    },
    { host },
  );

const matches = (url: URL, entry: string): boolean => {
  const allowed = entry.trim().toLowerCase();
  if (allowed.startsWith('*.')) return url.hostname.endsWith(allowed.slice(1));
  return allowed === url.hostname || allowed === url.host;
};

/** Host without the brackets of IPv6. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/**
 * Checks an address as far as that is possible without asking anybody.
 * @returns whether it is on the list
 * @throws Problem `webhook.refused`
 */
export const checkWebhook = (address: string, allow: readonly string[]): boolean => {
  const url = new URL(address);
  const isListed = allow.some((entry) => matches(url, entry));
  if (isListed) return true;
  const host = hostOf(url);
  const isWrong =
    allow.length > 0 ||
    url.protocol !== 'https:' ||
    url.username !== '' ||
    url.password !== '' ||
    (isIP(host) !== 0 && !isPublicAddress(host));
  if (isWrong) throw refused(url.host);
  return false;
};

/** The hosts of WEBHOOK_ALLOW. */
export const allowedWebhooks = (env: Readonly<Record<string, string | undefined>>): string[] =>
  (env.WEBHOOK_ALLOW ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** What group chats expect, by their host; others get plain JSON. */
const bodyFor = (url: URL, text: string, facts: Readonly<Record<string, unknown>>): unknown => {
  const is = (host: string): boolean => url.hostname === host;
  if (is('qyapi.weixin.qq.com') || is('oapi.dingtalk.com'))
    return { msgtype: 'text', text: { content: text } };
  if (is('open.feishu.cn') || is('open.larksuite.com')) return { msg_type: 'text', content: { text } };
  if (is('hooks.slack.com') || is('chat.googleapis.com')) return { text };
  return { text, ...facts };
};

/** The address to connect to: the first of the host's, all of which must be allowed. */
const addressFor = async (host: string, isListed: boolean): Promise<{ address: string; family: number }> => {
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true });
  const [first] = found;
  if (!first || (!isListed && !found.every(({ address }) => isPublicAddress(address)))) throw refused(host);
  return first;
};

/**
 * Posts a message.
 * @param facts further members of the body, for programs
 * @throws Problem `webhook.refused`, `webhook.failed`
 */
export const postWebhook = async (
  address: string,
  text: string,
  facts: Readonly<Record<string, unknown>>,
  options: WebhookOptions,
): Promise<void> => {
  const url = new URL(address);
  const isListed = checkWebhook(address, options.allow);
  const failed = (reason: string): Problem =>
    new Problem(
      'webhook.failed',
      { zh: `通知 ${url.host} 失败（${reason}）。`, en: `${url.host} could not be told (${reason}).` },
      { zh: '请核对通知地址。', en: 'Check the address of the webhook.' },
      { host: url.host, reason },
    );
  const target = await addressFor(hostOf(url), isListed).catch((error: unknown) => {
    throw error instanceof Problem ? error : failed((error as NodeJS.ErrnoException).code ?? 'DNS');
  });
  const body = JSON.stringify(bodyFor(url, text, facts));
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const status = await new Promise<number>((resolve, reject) => {
    const sent = send(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
        },
        signal: AbortSignal.timeout(options.timeout ?? 10_000),
        // The very address that was checked: a name that answers otherwise the second time leads nowhere.
        lookup: (_host, asked, answer) => {
          if (asked.all) answer(null, [target]);
          else answer(null, target.address, target.family);
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', (error: NodeJS.ErrnoException) => reject(failed(error.code ?? error.name)));
    sent.end(body);
  });
  if (status < 200 || status >= 300) throw failed(`HTTP ${status}`);
};
