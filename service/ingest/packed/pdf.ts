import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PackedLimits } from './limits.ts';
import { Refused } from './outcome.ts';
import { linesOfPage, type PageLine, type PlacedText, textOfPages } from './page-text.ts';
import { type DrawingCodes, rowsOfRuledTables, rulesOf } from './ruled-tables.ts';

/** The part of pdf.js that is used here; its own types bring in those of a browser. */
interface PdfPage {
  /** Left, bottom, right, top. */
  view: number[];
  getTextContent(options: { includeMarkedContent: false }): Promise<{ items: PdfItem[] }>;
  getOperatorList(): Promise<{ fnArray: number[]; argsArray: unknown[] }>;
  cleanup(): boolean;
}
interface PdfItem {
  str: string;
  transform: number[];
  width: number;
  height: number;
}
interface PdfDocument {
  numPages: number;
  getPage(number: number): Promise<PdfPage>;
}
interface PdfJs {
  OPS: DrawingCodes;
  getDocument(options: Record<string, unknown>): {
    promise: Promise<PdfDocument>;
    destroy(): Promise<void>;
  };
}
/** A name that TypeScript does not follow, for the reason above. */
const library: string = 'pdfjs-dist/legacy/build/pdf.mjs';

/** Characters a page below which a file is taken for pictures of pages. */
const leastCharacters = 8;

/**
 * pdf.js looks for a native canvas as it is loaded. Reading text needs none, and what runs natively in the service
 * should be as little as can be, so that this thread, in which nothing else runs, does not find it.
 */
const withoutNativeCanvas = async <T>(load: () => Promise<T>): Promise<T> => {
  // It names this class as it is loaded, and uses it to draw only.
  Object.assign(globalThis, { DOMMatrix: class {} });
  const { getBuiltinModule } = process;
  process.getBuiltinModule = ((id: string) =>
    id === 'module' ? undefined : getBuiltinModule.call(process, id)) as typeof getBuiltinModule;
  const { warn, log } = console;
  // It says on the console that it found no canvas.
  console.warn = console.log = () => {};
  try {
    return await load();
  } finally {
    process.getBuiltinModule = getBuiltinModule;
    console.warn = warn;
    console.log = log;
  }
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

type Page = { lines: PageLine[]; height: number };

/** The pages of a file with their lines. */
const pagesOf = async (
  pdfjs: PdfJs,
  opening: Promise<PdfDocument>,
  limits: PackedLimits,
): Promise<Page[]> => {
  const document = await opening.catch((error: unknown) => {
    if (nameOf(error) === 'PasswordException') throw new Refused({ why: 'encrypted' });
    throw new Refused({ why: 'broken', detail: nameOf(error) });
  });
  if (document.numPages > limits.pages)
    throw new Refused({ why: 'pages', pages: document.numPages, limit: limits.pages });
  const pages: Page[] = [];
  let characters = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const [, low = 0, , high = 0] = page.view;
    const { items } = await page.getTextContent({ includeMarkedContent: false });
    const pieces: PlacedText[] = [];
    for (const item of items) {
      const [, , c = 0, d = 0, x = 0, y = 0] = item.transform;
      pieces.push({
        text: item.str,
        x,
        y: y - low,
        width: item.width,
        size: Math.hypot(c, d) || item.height,
      });
      characters += item.str.trim().length;
    }
    if (characters > limits.characters) throw new Refused({ why: 'characters', limit: limits.characters });
    let lines = linesOfPage(pieces);
    // What a page draws is read only where its text stands in columns: pictures of pages take long.
    if (lines.some(({ text }) => /\S {2,}\S/.test(text))) {
      const drawn = rulesOf(pdfjs.OPS, await page.getOperatorList());
      const moved = drawn.map((rule) => ({ ...rule, bottom: rule.bottom - low, top: rule.top - low }));
      const { rows, rest } = rowsOfRuledTables(moved, pieces);
      if (rows.length > 0) lines = [...linesOfPage(rest), ...rows].toSorted((a, b) => b.y - a.y);
    }
    pages.push({ lines, height: high - low });
    page.cleanup();
  }
  if (characters < pages.length * leastCharacters) throw new Refused({ why: 'scanned', pages: pages.length });
  return pages;
};

/**
 * Takes the text layer out of a .pdf, set in lines as on its pages, which are parted by form feeds.
 * @throws Refused encrypted, broken, pages, characters, scanned
 */
export const textOfPdf = async (bytes: Uint8Array, limits: PackedLimits): Promise<string> => {
  const pdfjs = await withoutNativeCanvas(() => import(library) as Promise<PdfJs>);
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const loading = pdfjs.getDocument({
    data: bytes,
    // Chinese fonts that are not embedded speak in the codes of GBK or of Unicode; these tables read them.
    cMapUrl: `${join(folder, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
    wasmUrl: `${join(folder, 'wasm')}/`,
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    isOffscreenCanvasSupported: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  try {
    return textOfPages(await pagesOf(pdfjs, loading.promise, limits));
  } finally {
    // The thread reads the next file: what this one took must go, also where it was refused.
    await loading.destroy();
  }
};
