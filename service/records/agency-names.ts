import { type AgencyForm, centralForms, localForms, ministries, wholeForms } from './agency-forms.ts';
import {
  isMunicipality,
  levelOf,
  type Place,
  placeAbove,
  placeLeading,
  placeOf,
  shortNameOf,
} from './places.ts';

/** What of a document decides which agency a short form names. */
export interface NamingDocument {
  readonly region: string | null;
  readonly issuers: readonly string[];
  readonly issuedOn: string | null;
}

const byShort = (forms: readonly AgencyForm[]): ReadonlyMap<string, readonly AgencyForm[]> => {
  const map = new Map<string, AgencyForm[]>();
  for (const form of forms)
    for (const short of form.short.split(' ')) map.set(short, [...(map.get(short) ?? []), form]);
  return map;
};
const local = byShort(localForms);
/** 环境保护厅 is what 环保厅 is short for, and needs its place alone. */
const whole: ReadonlySet<string> = new Set([
  ...wholeForms,
  ...localForms.map(({ full }) => full).filter((full) => !full.includes('{')),
]);
const central = byShort(centralForms);

/** 各市州政府, 有关区政府, 相关部门, 分管副市长: no single body. */
const manyOrUnnamed =
  /^(?:各|有关|相关|其他|所在|属地|当地|全|本|分管|主要)|(?:有关|相关|各)[市州县区部单]|(?:部门|单位|领导|同志|市长|省长|主席|县长|区长|州长|企业|高校|院校|机构|园区|牵头人|负责人)$|[等、，,/]/u;
const remark = /[（(〔][^）)〕]*[）)〕]$/u;

const holds = ({ in: within, until }: AgencyForm, place: Place | null, issuedOn: string | null): boolean => {
  if (until !== undefined && (issuedOn === null || issuedOn.slice(0, 7) >= until)) return false;
  if (within === undefined) return true;
  const names = within.split(' ');
  for (let at = place; at; at = levelOf(at) === 'province' ? null : placeAbove(at, 'province'))
    if (names.includes(shortNameOf(at))) return true;
  return false;
};

const written = (full: string, place: Place): string =>
  /\{[ps]\}/.test(full)
    ? full.replaceAll('{p}', place.fullName).replaceAll('{s}', shortNameOf(place))
    : `${place.fullName}${full}`;

/** Bodies named after their work (省大数据发展领导小组), and zones: their names stand as they are, 管委会 written out. */
const standing =
  /^[^的了在由]{2,24}(?:领导小组|领导小组办公室|联席会议|指挥部|指挥部办公室|委员会|委员会办公室|工作专班|办公室)$/u;

const localName = (stem: string, place: Place, issuedOn: string | null): string | null => {
  const form = local.get(stem)?.find((one) => holds(one, place, issuedOn));
  if (form) return written(form.full, place);
  if (whole.has(stem)) return written(stem, place);
  if (stem === '法院')
    return written(
      levelOf(place) === 'province'
        ? '高级人民法院'
        : levelOf(place) === 'prefecture'
          ? '中级人民法院'
          : '人民法院',
      place,
    );
  return null;
};

/** The place that a word for a level stands for in a document of a region: 省 in one of a city is its province. */
const placeOfLevel = (level: string, region: Place): Place | null => {
  switch (level) {
    case '省':
    case '自治区': {
      const province = placeAbove(region, 'province');
      return province?.name.endsWith(level) ? province : null;
    }
    case '市': {
      const province = placeAbove(region, 'province');
      if (province && isMunicipality(province)) return province;
      const city =
        levelOf(region) === 'county' && region.name.endsWith('市')
          ? region
          : placeAbove(region, 'prefecture');
      return city?.name.endsWith('市') ? city : null;
    }
    case '州':
    case '盟': {
      const prefecture = placeAbove(region, 'prefecture');
      return prefecture?.name.endsWith(level) ? prefecture : null;
    }
    default:
      return levelOf(region) === 'county' && region.name.endsWith(level) ? region : null;
  }
};

const levelWord = /^(?:自治区|省|市|县|区|州|盟|旗)/u;
const youthLeague = /^(?:共青)?团(?<level>省|市|县|区|自治区)委$/u;
const bankBranch =
  /^(?:中国)?(?:人民银行|人行)(?<branch>\p{Script=Han}{2,12}(?:分行|支行|营管部|营业管理部))$/u;
const customs = /^(?<place>\p{Script=Han}{2,4})海关$/u;

const centralName = (agency: string, issuedOn: string | null): string | null => {
  if (ministries.has(agency)) return agency;
  const form = central.get(agency)?.find((one) => holds(one, null, issuedOn));
  if (form) return form.full;
  return /^(?:国家|国务院|中央|中国|中华)\p{Script=Han}{2,30}(?:局|委员会|办公室|总公司|有限公司|(?:保险|有限)公司\p{Script=Han}{2,8}分公司|领导小组|中心|院)$/u.test(
    agency,
  )
    ? agency
    : null;
};

/** Short forms that the centre alone has: 部, 总局, 总署, 央行, 证监会; or that say 国家 themselves. */
const centralAlone =
  /^(?:国家|国务院|中央|中国|中共中央|党中央|全国|最高|共青团中央|团中央|中[宣组科]|国办$|北京冬奥)|(?<!组织|宣传|统战|工作)部$|总局$|总署$|审计署$|[银保证]监会$|^(?:人民银行|央行|人行)$/u;

/** Whether a document is one of the centre: it governs no region, and its issuers are known to be of the centre. */
const isOfTheCentre = ({ region, issuers, issuedOn }: NamingDocument): boolean =>
  region === null &&
  issuers.some((issuer) => centralName(issuer, issuedOn) !== null || /^(?:国务院|中共中央)/u.test(issuer));

const administration = /^(?<zone>\p{Script=Han}{2,20}(?:区|园|城|基地))管委会$/u;
/** 高新区, 开发区: words for zones without a name; 经开区 is short for more than one kind. */
const anyZone =
  /^(?:国家级?|省级|市级|经济|技术|高新|产业|综合|保税|自贸|自由贸易|工业|科技|大学|开发|新|园|示范|试验|度假|旅游|风景|名胜|港|临港|空港|经开)*(?:区|园|城|基地)$|经开区$/u;

/** Zones whose administration has a name of its own. */
const zones: Readonly<Record<string, string>> = {
  中关村管委会: '中关村科技园区管理委员会',
  临港地区管委会: '上海市临港地区开发建设管理委员会',
};

const ofPlace = (stem: string, place: Place, issuedOn: string | null): string | null =>
  stem === ''
    ? // A district or city in a list of duties is its government.
      `${place.fullName}人民政府`
    : (localName(stem, place, issuedOn) ?? (standing.test(stem) ? written(stem, place) : null));

/**
 * The full name of an agency, with its place, by the words that a document has for it: 省科技厅 in a document of 甘肃省 is
 * 甘肃省科学技术厅, 市发改委 in one of 天津市 is 天津市发展和改革委员会, 工信部 is 工业和信息化部 everywhere.
 * @param agency the document's words
 * @param document what it governs, who issued it and when
 * @returns null for bodies that are several (各市州政府), that have no name (有关部门), and that are not known
 */
export const agencyFullName = (agency: string, document: NamingDocument): string | null => {
  const name = agency
    .replace(/\s/gu, '')
    .replace(remark, '')
    .replace(/^中共(?=\p{Script=Han}+委)/u, '');
  const { issuedOn } = document;
  if (name === '' || (manyOrUnnamed.test(name) && !local.has(name.slice(1)))) return null;
  const region = document.region === null ? null : placeOf(document.region);

  const branch = bankBranch.exec(name)?.groups?.branch;
  if (branch !== undefined) return `中国人民银行${branch.replace(/营管部$/u, '营业管理部')}`;
  const port = customs.exec(name)?.groups?.place;
  if (port !== undefined && placeOf(port)) return `中华人民共和国${name}`;
  const zone = zones[name];
  if (zone !== undefined) return zone;
  if (centralAlone.test(name)) return centralName(name, issuedOn);

  // A place of its own in front: 北京市科委, 天津银监局, 海淀区政府, 东河区.
  const leading = placeLeading(name, region);
  if (leading) {
    const stem = name.slice(leading.length);
    const full = /[省市区县州盟旗]$/u.test(name.slice(0, leading.length));
    if (stem !== '' || full) {
      const resolved = ofPlace(stem, leading.place, issuedOn);
      if (resolved !== null) return resolved;
    }
  }
  const league = youthLeague.exec(name)?.groups?.level;
  const level = league ?? levelWord.exec(name)?.[0];
  if (level !== undefined) {
    const place = region && placeOfLevel(level, region);
    if (!place) return null;
    if (league !== undefined) return `中国共产主义青年团${place.fullName}委员会`;
    const stem = name.slice(level.length);
    return stem === '' ? null : ofPlace(stem, place, issuedOn);
  }
  const zoned = administration.exec(name)?.groups?.zone;
  if (zoned !== undefined)
    return anyZone.test(zoned) ? null : `${zoned.replace(/高新区$/u, '高新技术产业开发区')}管理委员会`;
  if (isOfTheCentre(document)) return centralName(name, issuedOn);
  // Without a level it is the region's own: 科技厅.
  return region && name.length > 2 ? localName(name, region, issuedOn) : null;
};
