import express, { type Express, type Request } from 'express';
import { ApiError } from './google-batch.ts';
import { GoogleBook } from './google-book.ts';
import { bookOfXlsx, xlsxOfBook } from './google-conversion.ts';

const spreadsheetType = 'application/vnd.google-apps.spreadsheet';

/** Lets a request in: who asks, and what loses the answer where a fault says so. */
export type DriveDoor = (request: Request, kind: 'read' | 'write') => { user: string; lose: () => void };

interface DriveFile {
  id: string;
  name: string;
  owner: string;
  parents: string[];
  appProperties: Record<string, string>;
}
const notFound = (id: string): ApiError =>
  new ApiError(404, 'NOT_FOUND', `File not found: ${id}.`, 'notFound');

/** Parts of a multipart/related body (RFC 2387), as the upload of Drive takes it. */
const partsOf = (body: Buffer, type: string): Buffer[] => {
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1] ?? '';
  const parts: Buffer[] = [];
  const mark = Buffer.from(`--${boundary}`);
  for (let at = body.indexOf(mark); at >= 0; ) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    const part = body.subarray(at + mark.length, next);
    const start = part.indexOf('\r\n\r\n');
    parts.push(part.subarray(start + 4, part.length - 2));
    at = next;
  }
  return parts;
};

/**
 * The part of the Google Drive API v3 that we use: making, converting, exporting, sharing and finding files, folders and
 * shared drives, and that a service account owns nothing.
 */
export class DriveFiles {
  readonly files = new Map<string, DriveFile>();
  /** Folders and shared drives by id, and who may put files into them. */
  readonly folders = new Map<string, { shared: boolean; writers: string[] }>();
  /** Addresses that no account belongs to. */
  readonly nobody = new Set<string>();
  readonly #books: Map<string, GoogleBook>;

  constructor(books: Map<string, GoogleBook>) {
    this.#books = books;
  }

  #book(id: string, user: string): GoogleBook {
    const book = this.#books.get(id);
    if (!book?.access.has(user)) throw notFound(id);
    return book;
  }

  async #create(user: string, metadata: Record<string, unknown>, xlsx?: Buffer): Promise<DriveFile> {
    const parents = Array.isArray(metadata.parents) ? metadata.parents.map(String) : [];
    const [parent] = parents;
    const folder = parent === undefined ? undefined : this.folders.get(parent);
    if (parent !== undefined && !folder?.writers.includes(user)) throw notFound(parent);
    if (user.endsWith('.iam.gserviceaccount.com') && !folder?.shared)
      throw new ApiError(
        403,
        'PERMISSION_DENIED',
        "The user's Drive storage quota has been exceeded.",
        'storageQuotaExceeded',
      );
    if (metadata.mimeType !== spreadsheetType)
      throw new ApiError(400, 'INVALID_ARGUMENT', 'the emulator makes spreadsheets only');
    const id = `drive-file-${String(this.files.size + 1).padStart(4, '0')}`;
    const name = String(metadata.name ?? 'Untitled');
    const book = xlsx ? await bookOfXlsx(id, name, xlsx) : new GoogleBook(id, name);
    book.access.set(user, 'writer');
    this.#books.set(id, book);
    const file = {
      id,
      name,
      owner: user,
      parents,
      appProperties: (metadata.appProperties ?? {}) as Record<string, string>,
    };
    this.files.set(id, file);
    return file;
  }

  serve(app: Express, open: DriveDoor): void {
    app.post('/drive/v3/files', async (request, response) => {
      const { user, lose } = open(request, 'write');
      const file = await this.#create(user, request.body);
      lose();
      response.json({ id: file.id });
    });
    app.post(
      '/upload/drive/v3/files',
      express.raw({ type: () => true, limit: '60mb' }),
      async (request, response) => {
        const { user, lose } = open(request, 'write');
        const [metadata, content] = partsOf(request.body, request.get('content-type') ?? '');
        if (!metadata || !content) throw new ApiError(400, 'INVALID_ARGUMENT', 'Malformed multipart body.');
        const file = await this.#create(user, JSON.parse(metadata.toString()), content);
        lose();
        response.json({ id: file.id });
      },
    );
    app.get('/drive/v3/files', (request, response) => {
      const { user } = open(request, 'read');
      const [, key = '', value] =
        /appProperties has \{ key='([^']*)' and value='([^']*)' \}/.exec(String(request.query.q)) ?? [];
      const found = [...this.files.values()].filter(
        (file) => file.owner === user && file.appProperties[key] === value,
      );
      response.json({ files: found.map(({ id }) => ({ id })) });
    });
    app.get('/drive/v3/files/:id/export', async (request, response) => {
      const { user } = open(request, 'read');
      const book = this.#book(request.params.id, user);
      response.type('application/octet-stream').send(Buffer.from(await xlsxOfBook(book)));
    });
    app.delete('/drive/v3/files/:id', (request, response) => {
      const { user } = open(request, 'write');
      const file = this.files.get(request.params.id);
      if (file?.owner !== user) throw notFound(request.params.id);
      this.files.delete(file.id);
      this.#books.delete(file.id);
      response.status(204).end();
    });
    app.post('/drive/v3/files/:id/permissions', (request, response) => {
      const { user, lose } = open(request, 'write');
      const book = this.#book(request.params.id, user);
      const { emailAddress, role } = request.body;
      if (this.nobody.has(emailAddress))
        throw new ApiError(
          400,
          'INVALID_ARGUMENT',
          'Bad Request. User message: "There is no Google account associated with this email address."',
          'invalidSharingRequest',
        );
      book.access.set(emailAddress, role === 'writer' ? 'writer' : 'reader');
      lose();
      response.json({ id: `permission-${book.access.size}` });
    });
  }
}
