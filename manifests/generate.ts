import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { addinOnlyManifest } from './addin-only.ts';
import { serviceAddress } from './manifest.ts';
import { chineseFile, chineseTexts, unifiedManifest } from './unified.ts';

/** Address for which the manifests in the repository are made. */
export const defaultAddress = 'https://localhost:4310';

/**
 * The files of both manifests for a service.
 * @param address https address of the service, without a path
 * @returns text by file name
 * @throws Error in both languages where the address is none that Office takes
 */
export const manifestFiles = (address: string): Record<string, string> => {
  const at = serviceAddress(address);
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  return {
    'manifest.xml': addinOnlyManifest(at),
    'manifest.json': json(unifiedManifest(at)),
    [chineseFile]: json(chineseTexts()),
  };
};

// npx tsx manifests/generate.ts [ADDRESS] [OUTDIR]
if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [address = defaultAddress, folder = path.dirname(fileURLToPath(import.meta.url))] =
    process.argv.slice(2);
  try {
    const files = manifestFiles(address);
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(path.join(folder, name), text);
      process.stdout.write(`${path.join(folder, name)}\n`);
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
