import { dateIn, datePattern } from '../fields/dates.ts';
import type { TracedText } from '../traced-text.ts';

const tail =
  '(?:人民政府|政府|办公厅|办公室|委员会|领导小组|工作组|国务院|中央|部|委|局|厅|署|院|会|社|行|中心|管委会|法院|检察院|大学|公司|处|馆|所|军区)';
const agency = new RegExp(
  `^[\\p{Script=Han}“”·()（）]{2,40}${tail}$|^(?:国务院|教育部|财政部|科技部|商务部|公安部|司法部)$`,
  'u',
);
const note = '(?:\\s*[(（](?:此件|本件|发至|公开|依申请|主动)[^()（）]{0,30}[)）])?';
const dateLine = new RegExp(`^[(（]?\\s*${datePattern}\\s*[)）]?${note}$`);
const signedLine = new RegExp(`^(.{2,60}?)\\s*${datePattern}${note}$`);
const stamp = /印发|发布|截至|更新/;

/** Whether a line is nothing but the full name of an agency. */
export const isAgencyName = (line: string): boolean => agency.test(line.replace(/\s+/g, ''));

/** The agencies and the date at the foot of a document. */
export interface Signature {
  /** Index of the line with the date. */
  line: number;
  issuers: string[];
  issuedOn: string;
}

const agenciesIn = (line: string): string[] => {
  const names = line.trim().split(/[\s、]+/);
  if (names.every(isAgencyName)) return names;
  return isAgencyName(line) ? [line.replace(/\s+/g, '')] : [];
};

/**
 * All places where a document is signed: a date on a line of its own below the names of agencies, or on one line with
 * them. A date without a name counts too (its issuers are empty).
 */
export const signaturesIn = (lines: readonly TracedText[]): Signature[] => {
  const found: Signature[] = [];
  lines.forEach((line, i) => {
    const text = line.text.trim();
    if (text.length > 90 || stamp.test(text.replace(/[(（].*[)）]$/, ''))) return;
    if (dateLine.test(text)) {
      const issuedOn = dateIn(text);
      if (issuedOn === null || /^[(（]/.test(text)) return;
      const issuers: string[] = [];
      for (let j = i - 1; j >= 0 && j > i - 40; j--) {
        const names = agenciesIn(lines[j]?.text ?? '');
        if (names.length === 0) break;
        issuers.unshift(...names);
      }
      found.push({ line: i, issuers, issuedOn });
      return;
    }
    const signed = text.match(signedLine);
    const names = signed ? agenciesIn(signed[1] ?? '') : [];
    const issuedOn = names.length > 0 ? dateIn(text) : null;
    if (issuedOn !== null) found.push({ line: i, issuers: names, issuedOn });
  });
  return found;
};
