import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { functionsMetadata } from '../addin/functions/declarations.ts';
import { addinOnlyManifest } from './addin-only.ts';
import { functionsPage } from './functions-page.ts';
import { addresses, functionsFile, serviceAddress, shortcutsFile, shortcutTextsFile } from './manifest.ts';
import { shortcuts, shortcutTexts } from './shortcuts.ts';
import { chineseFile, chineseTexts, unifiedManifest } from './unified.ts';

/** Address for which the manifests in the repository are made. */
export const defaultAddress = 'https://localhost:4310';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * What the manifests name beside the pane: metadata of the functions in both languages, their page of documentation,
 * keyboard shortcuts.
 * @param address https address of the service, without a path
 * @returns text by file name
 */
export const companionFiles = (address: string): Record<string, string> => {
  const at = addresses(serviceAddress(address));
  return {
    [functionsFile.en]: json(functionsMetadata('en', at.functionHelp)),
    [functionsFile['zh-CN']]: json(functionsMetadata('zh-CN', at.functionHelp)),
    'functions.html': functionsPage(),
    [shortcutsFile]: json(shortcuts()),
    [shortcutTextsFile]: json(shortcutTexts()),
  };
};

/**
 * The files of both manifests for a service.
 * @param address https address of the service, without a path
 * @returns text by file name
 * @throws Error in both languages where the address is none that Office takes
 */
export const manifestFiles = (address: string): Record<string, string> => {
  const at = serviceAddress(address);
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
