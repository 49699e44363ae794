import { describe, expect, it } from 'vitest';
import { Problem } from '../../records/problem.ts';
import { gbkCodes } from '../cleaning/gbk-codes.ts';
import { maxFileBytes } from '../problems.ts';
import { decode } from './decode.ts';

const text = '云山省人民政府关于发展竹业的意见';
const utf8 = new TextEncoder().encode(text);
const gb = Uint8Array.from(
  [...text].flatMap((character) => {
    const code = gbkCodes().codeOf.get(character) ?? 0;
    return [code >> 8, code & 0xff];
  }),
);
const problemOf = (bytes: Uint8Array): Problem => {
  try {
    decode('文件.txt', bytes);
  } catch (problem) {
    if (problem instanceof Problem) return problem;
    throw problem;
  }
  throw new Error('no problem');
};

describe('decoding', () => {
  it.each([
    ['UTF-8', utf8, 'utf-8'],
    ['UTF-8 with a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8), 'utf-8'],
    ['UTF-16 little-endian', Uint8Array.of(0xff, 0xfe, ...Buffer.from(text, 'utf16le')), 'utf-16le'],
    ['UTF-16 big-endian', Uint8Array.of(0xfe, 0xff, ...Buffer.from(text, 'utf16le').swap16()), 'utf-16be'],
    ['GB18030', gb, 'gb18030'],
  ])('reads %s without its mark', (_, bytes, encoding) => {
    expect(decode('文件.txt', bytes)).toEqual({ text, encoding });
  });

  it('reads a UTF-8 file that was cut within its last character, not as another encoding', () => {
    expect(decode('文件.txt', utf8.subarray(0, utf8.length - 1)).text).toBe(text.slice(0, -1));
  });

  it('says that a file is empty, also one of blanks only', () => {
    expect(problemOf(new Uint8Array()).code).toBe('file.empty');
    expect(problemOf(new TextEncoder().encode(' \n\n ')).code).toBe('file.empty');
  });

  it('names what a binary file holds that was renamed to .txt', () => {
    const zip = problemOf(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0));
    expect(zip.code).toBe('file.binary');
    expect(zip.in('en')).toContain('.docx');
    expect(problemOf(Uint8Array.from({ length: 400 }, (_, i) => i % 32)).code).toBe('file.binary');
  });

  it('refuses a 50 MB text and says the limit and what to do', () => {
    const problem = problemOf(new Uint8Array(50 * 1024 * 1024).fill(0x61));
    expect(problem.code).toBe('file.too-large');
    expect(problem.facts.limit).toBe(maxFileBytes);
    expect(problem.in('zh-CN')).toMatch(/50\.0 MB.*20 MB.*拆成/);
    expect(problem.in('en')).toMatch(/50\.0 MB.*20 MB.*Split/);
  });

  it('says so where the bytes are text in no encoding that it reads', () => {
    expect(problemOf(Uint8Array.from({ length: 200 }, () => 0xff)).code).toBe('file.encoding');
  });
});
