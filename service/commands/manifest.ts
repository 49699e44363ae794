import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { forAddress } from '../http/addin-files.ts';
import { Problem } from '../records/problem.ts';
import { packageRoot } from '../store/package-place.ts';
import type { CommandContext } from './context.ts';

/** The files of the unified manifest's package, as Microsoft 365 takes it: at the top of a .zip. */
const packaged = ['manifest.json', 'zh-cn.json', 'color.png', 'outline.png'];

const notBuilt = (): Problem =>
  new Problem(
    'addin.not-built',
    { zh: '加载项还没有构建。', en: 'The add-in was not built.' },
    { zh: '请先运行 npm run build。', en: 'Run npm run build first.' },
  );
const addressInvalid = (address: string): Problem =>
  new Problem(
    'addin.address-invalid',
    { zh: `“${address}”不是服务的 https 地址。`, en: `“${address}” is no https address of a service.` },
    {
      zh: 'Office 只加载 https 的加载项；请给出不带路径的地址，例如 https://policy.example.cn。',
      en: 'Office loads add-ins over https only; give the address without a path, such as https://policy.example.com.',
    },
    { address },
  );
const originOf = (address: string): string => {
  if (URL.canParse(address)) {
    const { protocol, pathname, search, hash, origin, username } = new URL(address);
    if (protocol === 'https:' && `${search}${hash}${username}` === '' && pathname === '/') return origin;
  }
  throw addressInvalid(address);
};

/**
 * `manifest`: the manifests of the built add-in for a service's address.
 * @param folder of the built add-in
 * @returns the exit code
 * @throws Problem `addin.not-built`, `addin.address-invalid`
 */
export const manifest = async (
  { stdout }: CommandContext,
  options: { address: string; out: string },
  folder = join(packageRoot(), 'dist', 'addin'),
): Promise<number> => {
  const address = originOf(options.address);
  if (!existsSync(join(folder, 'manifest.xml'))) throw notBuilt();
  const fileOf = async (name: string): Promise<Buffer> => {
    const bytes = await readFile(join(folder, name));
    return name.endsWith('.png') ? bytes : Buffer.from(forAddress(bytes.toString('utf8'), address));
  };
  const files = await Promise.all(packaged.map(async (name) => [name, await fileOf(name)] as const));
  await mkdir(options.out, { recursive: true });
  const made: [string, Uint8Array][] = [
    ['manifest.xml', await fileOf('manifest.xml')],
    // One day for all: the same manifest makes the same package.
    ['policy-sheets.zip', zipSync(Object.fromEntries(files), { mtime: new Date('2026-01-01T00:00:00') })],
  ];
  for (const [name, bytes] of made) {
    await writeFile(join(options.out, name), bytes);
    stdout(`${join(options.out, name)}\n`);
  }
  return 0;
};
