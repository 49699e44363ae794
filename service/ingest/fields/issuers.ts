import { isAgencyName } from '../splitting/signature.ts';

/** The agencies that a title opens with: X关于…, X Y关于…. */
export const issuersInTitle = (title: string): string[] => {
  const head = title.match(/^[《]?(.{2,80}?)(?:关于|印发|转发)/)?.[1]?.trim();
  if (!head) return [];
  const names = head.split(/[\s、]+/);
  if (names.every(isAgencyName)) return names;
  return isAgencyName(head) ? [head.replace(/\s+/g, '')] : [];
};

/** The agency of an order, from its first line: 云山省人民政府令. */
export const issuerOfOrder = (firstLine: string): string[] => {
  const name = firstLine.match(/^(\p{Script=Han}{3,30}?)令(?:\s*第\s*\d+\s*号)?$/u)?.[1];
  return name !== undefined && isAgencyName(name) ? [name] : [];
};

/** The full name of an agency that a page gives in short: 云山省政府办公厅 → 云山省人民政府办公厅. */
export const fullAgencyName = (name: string): string =>
  name.replace(/(?<=[省市县区州])政府(?=办公厅|办公室|$)/, '人民政府');

/** A government that a title calls by its level alone, with its place: 市人民政府办公室 in 云山省临江市 → 临江市人民政府办公室. */
export const withItsPlace = (name: string, region: string | null): string => {
  const level = name.match(/^(?:中共)?([省市县区州])(?=委|人民政府|政府)/)?.[1];
  if (level === undefined || region === null) return name;
  const places =
    region.match(/^(.{2,8}?(?:省|自治区))?(.+?自治州|.+?[市盟](?=.{2,}[县区旗市]$))?(.*)$/)?.slice(1) ?? [];
  const place = places.findLast((part) => part?.endsWith(level));
  return place === undefined ? name : name.replace(level, place);
};
