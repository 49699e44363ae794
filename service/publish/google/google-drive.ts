import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Problem } from '../../records/problem.ts';
import type { GoogleAccess } from './google-access.ts';

const spreadsheetType = 'application/vnd.google-apps.spreadsheet';
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Mark of a file that we made, by which it is found where Drive gave no answer to its making. */
const markName = 'policySheetsFile';

export interface NewFile {
  title: string;
  /** Id of the folder or shared drive that it goes into; the account's own Drive without it. */
  folder?: string | undefined;
}

/** Id of a folder in its address, or the text itself. */
export const folderIdOf = (idOrAddress: string): string =>
  /\/folders\/([\w-]+)/.exec(idOrAddress)?.[1] ?? idOrAddress;

const made = (id: string | null | undefined): string => {
  if (id) return id;
  throw new Problem(
    'google.refused',
    { zh: 'Google 云端硬盘没有给出新文件的编号。', en: 'Google Drive gave no id for the new file.' },
    { zh: '请稍后再试。', en: 'Try again later.' },
  );
};

/**
 * Makes a spreadsheet: an empty one, or one that Drive converts from an .xlsx.
 * @returns its id
 * @throws Problem `google.storage-quota` where the account cannot own files, and others of googleProblem
 */
export const createFile = async (access: GoogleAccess, file: NewFile, xlsx?: Uint8Array): Promise<string> => {
  const drive = await access.drive();
  const mark = randomUUID();
  const requestBody = {
    name: file.title,
    mimeType: spreadsheetType,
    appProperties: { [markName]: mark },
    ...(file.folder === undefined ? {} : { parents: [folderIdOf(file.folder)] }),
  };
  let found: string | undefined;
  const answer = await access.send(
    { doing: 'write', spreadsheetId: '' },
    () =>
      drive.files.create(
        {
          requestBody,
          fields: 'id',
          supportsAllDrives: true,
          // A stream can be read once: each try has its own.
          ...(xlsx ? { media: { mimeType: xlsxType, body: Readable.from([Buffer.from(xlsx)]) } } : {}),
        },
        access.request,
      ),
    async () => {
      const list = await access.send({ doing: 'read', spreadsheetId: '' }, () =>
        drive.files.list(
          {
            q: `appProperties has { key='${markName}' and value='${mark}' } and trashed = false`,
            fields: 'files(id)',
            supportsAllDrives: true,
            includeItemsFromAllDrives: true,
          },
          access.request,
        ),
      );
      found = list?.data.files?.[0]?.id ?? undefined;
      return found !== undefined;
    },
  );
  return made(answer?.data.id ?? found);
};

/** Lets somebody open a file. Sharing twice with the same person changes nothing. */
export const shareFile = async (
  access: GoogleAccess,
  fileId: string,
  emailAddress: string,
  role: 'writer' | 'reader' = 'writer',
): Promise<void> => {
  const drive = await access.drive();
  await access.send(
    { doing: 'write', spreadsheetId: fileId },
    () =>
      drive.permissions.create(
        {
          fileId,
          sendNotificationEmail: false,
          supportsAllDrives: true,
          requestBody: { type: 'user', role, emailAddress },
        },
        access.request,
      ),
    async () => false,
  );
};

/** A spreadsheet as .xlsx, as Drive exports it. */
export const exportFile = async (access: GoogleAccess, fileId: string): Promise<Uint8Array> => {
  const drive = await access.drive();
  const answer = await access.send({ doing: 'read', spreadsheetId: fileId }, () =>
    drive.files.export({ fileId, mimeType: xlsxType }, { ...access.request, responseType: 'arraybuffer' }),
  );
  return new Uint8Array(answer?.data as unknown as ArrayBuffer);
};

/** Takes a file of ours away again, where its making did not come to an end. */
export const deleteFile = async (access: GoogleAccess, fileId: string): Promise<void> => {
  const drive = await access.drive();
  await access.send({ doing: 'write', spreadsheetId: fileId }, () =>
    drive.files.delete({ fileId, supportsAllDrives: true }, access.request),
  );
};
