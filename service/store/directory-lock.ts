import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Problem } from '../records/problem.ts';

/** When a process started, in the kernel's ticks; empty where the system does not tell. */
const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

interface Holder {
  pid: number;
  start: string;
}

const readHolder = (file: string): Holder | null => {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof holder.pid === 'number' ? { pid: holder.pid, start: holder.start ?? '' } : null;
  } catch {
    return null;
  }
};

/** A lock whose process is gone, or whose number now belongs to a process that started later, is stale. */
const isHeld = (holder: Holder): boolean =>
  isAlive(holder.pid) && (holder.start === '' || holder.start === startOf(holder.pid));

const unlinkQuietly = (file: string): void => {
  try {
    unlinkSync(file);
  } catch {
    // Another process was first.
  }
};

/**
 * Takes the lock file beside a database directory, because two processes on one embedded database lose each other's
 * rows without a word (design/store-and-sheets.md, A4). The lock of a process that is gone is taken over.
 * @param directory the database directory; the lock is `DIRECTORY.lock`
 * @returns releases the lock; harmless when called twice
 * @throws Problem `store.locked` naming the process that holds it
 */
export const lockDirectory = (directory: string): (() => void) => {
  const file = `${resolve(directory)}.lock`;
  const mine = JSON.stringify({ pid: process.pid, start: startOf(process.pid) } satisfies Holder);
  for (let attempt = 0; attempt < 5; attempt++) {
    const draft = `${file}.${process.pid}.${attempt}`;
    writeFileSync(draft, mine);
    try {
      // link(2) is atomic and fails where the lock exists, and the file is whole from the start.
      linkSync(draft, file);
      return () => {
        try {
          if (readFileSync(file, 'utf8') === mine) unlinkSync(file);
        } catch {
          // Already released.
        }
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkQuietly(draft);
    }
    const holder = readHolder(file);
    if (holder && isHeld(holder)) throw lockedProblem(directory, holder.pid);
    // Renaming first means that of two processes that find a stale lock only one removes it.
    const grave = `${file}.stale.${process.pid}.${attempt}`;
    try {
      renameSync(file, grave);
      unlinkQuietly(grave);
    } catch {
      // Another process took it away.
    }
  }
  throw lockedProblem(directory, readHolder(file)?.pid ?? 0);
};

const lockedProblem = (directory: string, pid: number): Problem =>
  new Problem(
    'store.locked',
    {
      zh: `数据目录 ${directory} 正被进程 ${pid} 使用。`,
      en: `The database in ${directory} is in use by process ${pid}.`,
    },
    {
      zh: '请先停止该进程，或为本进程指定另一个 DATA_DIR；多个进程共用数据请设置 DATABASE_URL 使用 PostgreSQL 服务器。',
      en: 'Stop that process, or give this one another DATA_DIR; for several processes on one store set DATABASE_URL to a PostgreSQL server.',
    },
    { directory, pid },
  );
