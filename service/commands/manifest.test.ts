import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestFiles } from '../../manifests/generate.ts';
import { manifest } from './manifest.ts';

describe('the command that makes the manifests', () => {
  let built: string;
  let out: string;
  const said: string[] = [];
  const context = {
    language: 'zh-CN',
    env: {},
    stdout: (text: string) => said.push(text),
    stderr: () => {},
    interactive: false,
  } as const;
  beforeEach(async () => {
    said.length = 0;
    built = await mkdtemp(join(tmpdir(), 'policy-sheets-built-'));
    out = join(built, 'out');
    for (const [name, text] of Object.entries(manifestFiles('https://localhost:4310')))
      await writeFile(join(built, name), text);
    for (const name of ['color.png', 'outline.png']) await writeFile(join(built, name), 'picture');
  });
  afterEach(() => rm(built, { recursive: true, force: true }));

  it('makes both for an address, as they would have been built for it', async () => {
    expect(await manifest(context, { address: 'https://policy.example.cn/', out }, built)).toBe(0);
    const wanted = manifestFiles('https://policy.example.cn');
    expect(await readFile(join(out, 'manifest.xml'), 'utf8')).toBe(wanted['manifest.xml']);
    const files = unzipSync(await readFile(join(out, 'policy-sheets.zip')));
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png', 'zh-cn.json']);
    for (const name of ['manifest.json', 'zh-cn.json'])
      expect(strFromU8(files[name] ?? new Uint8Array())).toBe(wanted[name]);
    expect(said).toHaveLength(2);
  });

  it.each(['http://policy.example.cn', 'https://policy.example.cn/path', 'policy.example.cn'])(
    'refuses %s, which Office would not load',
    async (address) => {
      await expect(manifest(context, { address, out }, built)).rejects.toMatchObject({
        code: 'addin.address-invalid',
      });
    },
  );

  it('says that the add-in was not built where it was not', async () => {
    const work = manifest(context, { address: 'https://a.example', out }, join(built, 'nowhere'));
    await expect(work).rejects.toMatchObject({ code: 'addin.not-built' });
  });
});
