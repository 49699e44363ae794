import { createReadStream } from 'node:fs';
import { readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../records/problem.ts';

/** Endings of the files that a folder is searched for; a file that is named itself is taken whatever its ending. */
const readable = /\.(txt|md|markdown|html?|docx|pdf)$/i;

/** There is no such file or folder. */
export const fileMissing = (path: string): Problem =>
  new Problem(
    'file.missing',
    { zh: `找不到文件或文件夹：${path}。`, en: `There is no such file or folder: ${path}.` },
    { zh: '请检查路径。', en: 'Check the path.' },
    { path },
  );

const noFile = (path: string): Problem =>
  new Problem(
    'file.not-a-file',
    { zh: `${path} 不是文件。`, en: `${path} is not a file.` },
    { zh: '请给出文件的路径。', en: 'Give the path of a file.' },
    { path },
  );

const walk = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return walk(path);
        return entry.isFile() && readable.test(entry.name) ? [path] : [];
      }),
  );
  return found.flat();
};

/**
 * The policy files at some paths: files as they are named, folders with all that lies below them.
 * @returns paths in the order given, a folder's in alphabetical order, each once
 * @throws Problem `file.missing`
 */
export const filesAt = async (paths: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const path of paths) {
    const there = await stat(path).catch(() => null);
    if (!there) throw fileMissing(path);
    found.push(...(there.isDirectory() ? (await walk(path)).sort() : [path]));
  }
  return [...new Set(found)];
};

/**
 * The bytes of a file, but no more than a limit and one byte: enough to see that it is too large without reading it all.
 * @throws Problem `file.missing`, `file.not-a-file`
 */
export const readUpTo = async (path: string, limit: number): Promise<Uint8Array> => {
  const there = await stat(path).catch(() => null);
  if (!there) throw fileMissing(path);
  if (!there.isFile()) throw noFile(path);
  if (there.size <= limit) return readFile(path);
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: limit })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/**
 * Writes a file beside its place and renames it, so that a failure half-way leaves what was there.
 * A link is followed: the file that it points to is replaced, not the link.
 */
export const writeWhole = async (path: string, bytes: Uint8Array): Promise<void> => {
  const place = await realpath(path).catch(() => path);
  const there = await stat(place).catch(() => null);
  const beside = join(dirname(place), `.${basename(place)}.${process.pid}.part`);
  try {
    await writeFile(beside, bytes, there ? { mode: there.mode } : {});
    await rename(beside, place);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
};
