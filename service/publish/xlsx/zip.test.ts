import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../records/problem.ts';
import { deflatedEntry, writeZip, type ZipEntry, ZipReader } from './zip.ts';

const text = (content: string): Uint8Array => Buffer.from(content);
const zipOf = (files: Record<string, string>): Uint8Array =>
  writeZip(Object.entries(files).map(([name, content]) => deflatedEntry(name, text(content))));
const problemCode = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'none';
};
const readAll = (bytes: Uint8Array): void => {
  const zip = new ZipReader(bytes);
  for (const name of zip.entries.keys()) zip.read(name);
};

describe('a container', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme', maxLength: 300 }), {
          maxKeys: 6,
        }),
        (files) => {
          const zip = new ZipReader(zipOf({ ...files, always: 'x' }));
          for (const [name, content] of Object.entries(files)) {
            expect(zip.read(name).toString()).toBe(content);
          }
        },
      ),
    );
  });

  it('copies an entry as its compressed bytes', () => {
    const first = new ZipReader(zipOf({ 'xl/a.xml': '<a/>', 'xl/b.xml': '<b/>'.repeat(1000) }));
    const second = new ZipReader(writeZip(first.entries.values()));
    for (const [name, entry] of first.entries) {
      expect(Buffer.compare(second.entries.get(name)?.data ?? Buffer.alloc(0), entry.data)).toBe(0);
    }
  });

  it('finds parts without regard to case', () => {
    expect(new ZipReader(zipOf({ 'XL/Workbook.xml': '<a/>' })).resolve('xl/workbook.XML')).toBe(
      'XL/Workbook.xml',
    );
  });
});

describe('what is no honest container is refused with a typed problem', () => {
  const whole = zipOf({ a: 'x'.repeat(500), b: '政策'.repeat(300) });

  it('an empty file', () => {
    expect(problemCode(() => readAll(new Uint8Array()))).toBe('workbook.empty');
  });
  it('a file that is no ZIP', () => {
    expect(problemCode(() => readAll(text('云山省数字经济发展规划')))).toBe('workbook.not-xlsx');
    expect(problemCode(() => readAll(text('PK')))).toBe('workbook.not-xlsx');
  });
  it('a password-protected workbook', () => {
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(problemCode(() => readAll(ole))).toBe('workbook.encrypted');
  });
  it('an old .xls', () => {
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('Workbook', 'utf16le'),
    ]);
    expect(problemCode(() => readAll(ole))).toBe('workbook.unsupported');
  });
  it('a file that ends anywhere before its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: whole.length - 1 }), (length) => {
        expect(problemCode(() => readAll(whole.subarray(0, length)))).toBe('workbook.damaged');
      }),
    );
  });
  it('a file with a flipped byte fails as damaged or reads the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, mask) => {
          const copy = new Uint8Array(whole);
          copy[at] = (copy[at] ?? 0) ^ mask;
          const code = problemCode(() => readAll(copy));
          expect(['none', 'workbook.damaged', 'workbook.encrypted', 'workbook.zip-bomb']).toContain(code);
        },
      ),
    );
  });

  const claiming = (entry: ZipEntry, inflated: number): ZipEntry => ({ ...entry, inflated });
  it('an entry of zeros that would inflate a thousandfold', () => {
    const zeros = Buffer.alloc(32 << 20);
    const bomb = writeZip([deflatedEntry('xl/worksheets/sheet1.xml', zeros)]);
    expect(bomb.length).toBeLessThan(1 << 20);
    expect(problemCode(() => readAll(bomb))).toBe('workbook.zip-bomb');
  });
  it('an entry that hides its true size', () => {
    const zeros = Buffer.alloc(32 << 20);
    const liar = claiming({ ...deflatedEntry('a', zeros), data: deflateRawSync(zeros) }, 1000);
    expect(problemCode(() => readAll(writeZip([liar])))).toBe('workbook.damaged');
  });
  it('many entries that are too large together', () => {
    const entry = deflatedEntry('a', Buffer.alloc(10));
    const many = Array.from({ length: 5 }, (_, i) =>
      claiming({ ...entry, name: `${i}`, rawName: text(`${i}`), data: Buffer.alloc(2 << 20) }, 400 << 20),
    );
    expect(problemCode(() => readAll(writeZip(many)))).toBe('workbook.zip-bomb');
  });
  it('entries that share their bytes', () => {
    const bytes = Buffer.from(zipOf({ a: 'x'.repeat(100), b: 'y'.repeat(100) }));
    const first = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const second = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), first + 4);
    bytes.copy(bytes, second + 42, first + 42, first + 46);
    expect(problemCode(() => readAll(bytes))).toBe('workbook.zip-bomb');
  });
  it('two parts of one name', () => {
    expect(problemCode(() => readAll(zipOf({ 'xl/a.xml': 'x', 'XL/A.xml': 'y' })))).toBe('workbook.damaged');
  });
});
