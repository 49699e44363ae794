import { characterSet, isIn } from '../structure/character-set.ts';
import { matchesOf } from '../structure/matches.ts';
import type { Span } from '../structure/types.ts';

/** A body that can be given a duty, where it stands in the text that was split. */
export interface AgencyName extends Span {
  readonly name: string;
}

/** How the names of bodies end. A short ending (委, 办, 局) is as good as a long one: 市科委, 省委网信办. */
const ending =
  /(?:厅|局|委|部|院|署|办|会|处|府|行|关|社|校|联|协|团|司|组|队|室|人民政府|政府|管委会|委员会|办公室|中心|领导小组|联席会议|指挥部|专班|集团|公司|大学|学院|高校|银行|分行|支行|营管部|总局|总队|委员|单位|部门|(?:考评|考核|督查|督办|监管|监督)机构|企业|协会|学会|联盟|政府|党委|党组|园区|高新区|经开区|开发区|新区|示范区|科学城|街道|乡镇|区|县|市|州)$/u;

/** Where a body was written without a separator after another: 省国资委有关市〔州〕人民政府. */
const joint =
  /(?<=[委厅局办署社]|(?<!国务)院|人民政府|管委会|中心|集团)(?=(?:省|市|自治区|国家|(?:有关|各|相关)(?:市|州|县|区|省|单位|部门|设区))\p{Script=Han}*[〔（(]?\p{Script=Han}*[〕）)]?\p{Script=Han}*)/u;
/** 省委 and 市委 head the names of Party bodies (省委网信办) and are not cut off from them. */
const partyCommittee = /^(?:省|市|县|区|州|自治区|中共\p{Script=Han}{2,6})委$/u;

const opening = characterSet('（(〔[【');
const closing = characterSet('）)〕]】');
const separators = characterSet('、，,；;。|\n');
/** What begins a name that holds a separator: 各市、县(区), 有关市、县. */
const levelsBegin = characterSet('各有相');
/** All of them: the only characters that say where a list parts. */
const telling = characterSet('（(〔[【）)〕]】、，,；;。|\n各有相');
/** The conjunctions begin with one of these. */
const joining = characterSet('以和与及');
/** 各市、县（区）人民政府: the 、 stands inside one name. */
const levelsInOneName =
  /^各省(?:、自治区)?、直辖市|^(?:各|有关|相关)(?:设区)?(?:的)?(?:市|州|县|区|盟)(?:[（(〔][^）)〕]{1,8}[）)〕])?(?:、(?:各)?(?:市|州|县|区|旗|自治州|乡|镇|乡镇)(?:[（(〔][^）)〕]{1,8}[）)〕])?)+/u;

const leading = /^(?:以及|其中|其他|分别由|共同由|由|和|与|及|会同|并|请|同时|[\s、，,；;。:：])+/u;
/** What follows the last name of a list: 等部门, 等相关单位, 负责同志. */
const trailing =
  /(?:等(?:\d+个|[一二三四五六七八九十]+个)?(?:有关|相关|各|市级|省级)*(?:职能|成员|责任)?(?:部门|单位|地方|方面|机构|区县|市县|企业)*(?:(?:和|及|与)(?:有关|相关)*(?:部门|单位|机构|企业|区县))*)?(?:主要)?(?:负责同志|负责人|有关领导|分管领导)?(?:分别|共同|具体|联合|协同|积极|密切|要|应|各自|按照|按|依|并)*(?:(?:按照?|依)?(?:各自)?职责(?:分工)?(?:分别)?负责(?:落实)?)?[\s、，,；;。.:：]*$/u;

/** 市、区两级政府 is one name. */
const levelsTogether =
  /^(?:省|市|州|盟|区|县|旗)(?:、(?:省|市|州|盟|区|县|旗|乡|镇|乡镇|街道))+(?:两|三|四|二)级(?:人民)?政府/u;

/** A conjunction parts two names only where what stands before it is a whole name (工业和信息化部 is one). */
const conjunctions = ['以及', '和', '与', '及'];

/** 有关部门, 各单位: a body that nobody can ring up. With a level in front (省有关部门) it is at least someone's. */
const unnamed =
  /^(?:各|有关|相关|其他|上述|各有关|各相关|各级|全部|所有|责任|牵头|配合|成员|参与|主管|行业|业务|职能|直属|各级各|各地各|各地|各地区|政府|基层|地方)*(?:级|类)?(?:职能|主管|行业|业务|责任|行政|直属|有关|相关|成员)*(?:部门|单位|地区|地方|方面|机构|企业|企事业单位|领导|同志|人员|部门和单位|各方)(?:和单位|及单位)?$/u;

/** True for a body without a name: 有关部门, 各单位, 各地区. */
export const isUnnamed = (name: string): boolean => unnamed.test(name);

/** 省竹业振兴领导小组（以下简称领导小组）: the remark in brackets is no part of the name. */
const remark = /[（(](?:以下|下)?(?:统称|简称|下同)[^）)]*[）)]/gu;

/** True where a text has the ending of a body's name and the length of one. */
export const looksLikeAgency = (name: string): boolean =>
  name.length >= 2 && name.length <= 30 && ending.test(stripBrackets(name)) && !/[。；;？！]/.test(name);

/** 省委军民融合办（省国防科工办） ends in what stands before the bracket. */
const stripBrackets = (name: string): string => name.replace(/[（(〔][^）)〕]*[）)〕]$/u, '');

const level =
  /^(?:省|市|县|区|州|盟|旗|自治区|自治州|国家|中国|中央|中共|全国|全省|全市|本市|各(?:省|市|县|区|州|盟|设区|旗|乡镇|街道)|(?:相关|有关|所在|属地)(?:省|市|县|区|州|乡镇|街道)|分管|人民银行|人行)/u;
const placeAndGovernment =
  /^\p{Script=Han}{2,12}?(?:(?:省|市|区|县|州|盟|旗|新区|开发区|高新区|示范区|科学城|地区|小镇)(?:人民)?政府|管(?:理)?委(?:员)?会|省委|市委|区委|县委)$/u;
const standingBody =
  /^\p{Script=Han}{2,24}(?:领导小组|联席会议|委员会|指挥部|工作专班|推进组|协调小组|工作小组|推进办公室|领导小组办公室)$/u;
/** A standing body by the short name that its document gives it. */
const standingShort = /^(?:联席会议|领导小组|指挥部|工作专班|推进小组)(?:办公室)?$/u;
/** State Council bodies are written without 国家 or 省 in front of them. */
const ministry =
  /^(?:国家)?(?:发展改革委|发展和改革委员会|工业和信息化部|工信部|科技部|科学技术部|财政部|教育部|公安部|民政部|司法部|人力资源社会保障部|自然资源部|生态环境部|环境保护部|住房城乡建设部|住房和城乡建设部|交通运输部|水利部|农业农村部|农业部|商务部|文化和旅游部|文化部|卫生健康委|卫生计生委|应急部|应急管理部|人民银行|审计署|国资委|海关总署|税务总局|市场监管总局|广电总局|体育总局|统计局|知识产权局|能源局|国防科工局|林业局|林草局|海洋局|气象局|银保监会|证监会|外交部|国土资源部|中央网信办|网信办|中科院|工程院|自然科学基金会|铁路局|民航局|邮政局|文物局|中医药局|药监局|标准委|版权局)$/u;
/** Departments of a provincial government as they are written without 省: 科技厅, 教育厅. */
const department = /^\p{Script=Han}{2,8}厅$/u;
const leader =
  /^(?:(?:省|市|县|区|州|自治区)(?:委|人民政府|政府)?)?分管(?:副)?(?:市|省|县|区|州|主席|自治区)?(?:长|领导同志|领导|副市长|副省长|副主席|副县长|副区长|负责同志|市领导|省领导)$|^(?:市|省|县|区|州|自治区)(?:委|政府)?(?:主要|分管)?(?:领导|市长|省长|县长|区长|州长|书记|主席|副市长|副省长|副县长|副区长|分管副市长|分管副省长)$|^(?:常务)?副(?:市|省|县|区|州)长$|^(?:市|省|县|区|州)长$/u;
const company = /^\p{Script=Han}{2,10}(?:公司|集团)$/u;
/** Words that no name of a body holds: what holds one is a piece of a sentence. */
const notInName =
  /^[经在向对为从与]|由(?!贸)|发至|抄送|[的了着将把使让被]|(?:鼓励|支持|推动|推进|加强|加快|建立|完善|健全|开展|组织|实施|制定|负责|牵头|配合|督促|指导)(?!办|局|委|中心|组|领导|小组|部|处)/u;

/**
 * True for a body that can be told apart from all others: 市科委, 科技部, 临江区政府, 各区政府, 分管市领导.
 * Stricter than `looksLikeAgency`, for running prose, where anything may stand before a verb.
 */
export const isNamedAgency = (name: string): boolean => {
  if (name.length < 2 || name.length > 30 || isUnnamed(name)) return false;
  const bare = stripBrackets(name);
  // 省推进新型工业化领导小组 is named after what it is to push.
  if (/^(?:国家|省|市|县|区|州)推[进动]/u.test(bare) && standingBody.test(bare))
    return !/[的了在由]/u.test(bare);
  if (notInName.test(name)) return false;
  if (leader.test(bare) || ministry.test(bare) || department.test(bare)) return true;
  if (standingShort.test(bare) || standingBody.test(bare) || placeAndGovernment.test(bare)) return true;
  return (level.test(bare) && ending.test(bare) && bare.length >= 3) || company.test(bare);
};

/** Pieces of a list between separators that stand outside brackets; offsets are those of the text given. */
const piecesOf = (text: string): Span[] => {
  const pieces: Span[] = [];
  let depth = 0;
  let from = 0;
  let protectedTo = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isIn(telling, text, i) && text[i + 1] !== '、') continue;
    if (i >= protectedTo && isIn(levelsBegin, text, i)) {
      const whole = levelsInOneName.exec(text.slice(i, i + 60));
      if (whole) protectedTo = i + whole[0].length;
    }
    if (text[i + 1] === '、' && i >= protectedTo && (i === 0 || !/\p{Script=Han}/u.test(text[i - 1] ?? ''))) {
      const together = levelsTogether.exec(text.slice(i, i + 20));
      if (together) protectedTo = i + together[0].length;
    }
    if (isIn(opening, text, i)) depth++;
    else if (isIn(closing, text, i)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && i >= protectedTo && isIn(separators, text, i)) {
      pieces.push({ start: from, end: i });
      from = i + 1;
    }
  }
  pieces.push({ start: from, end: text.length });
  return pieces;
};

const partsAtConjunctions = (text: string, span: Span): Span[] => {
  const parts: Span[] = [];
  let from = span.start;
  for (let i = span.start + 2; i < span.end - 1; i++) {
    if (!isIn(joining, text, i)) continue;
    const conjunction = conjunctions.find((word) => text.startsWith(word, i));
    if (!conjunction) continue;
    const left = text.slice(from, i);
    const right = text.slice(i + conjunction.length, span.end);
    if (looksLikeAgency(left) && (looksLikeAgency(right) || trailing.test(right))) {
      parts.push({ start: from, end: i });
      from = i + conjunction.length;
    }
    i += conjunction.length - 1;
  }
  parts.push({ start: from, end: span.end });
  return parts;
};

/**
 * Splits a list of bodies into its names: separators, conjunctions, a separator left out, 等部门 at the end.
 * @param text list as it stands in the document, such as 省科技厅、省教育厅，各市州政府等
 * @returns names in order; a name that a line break cuts in two is joined again. Offsets are those of `text`
 */
export const agenciesIn = (text: string): AgencyName[] => {
  const names: AgencyName[] = [];
  for (const piece of piecesOf(text)) {
    for (const part of partsAtConjunctions(text, piece)) {
      let start = part.start;
      let end = part.end;
      const head = leading.exec(text.slice(start, end));
      if (head) start += head[0].length;
      const body = text.slice(start, end);
      const tail = trailing.exec(body);
      if (tail) end = start + tail.index;
      if (end <= start) continue;
      for (const name of atJoints(text, { start, end })) names.push(name);
    }
  }
  return names;
};

const atJoints = (text: string, span: Span): AgencyName[] => {
  const whole = text.slice(span.start, span.end);
  const at = whole.slice(2).search(joint) + 2;
  const name = (from: number, to: number): AgencyName => ({
    name: text.slice(from, to).replace(remark, '').replace(/\s+/gu, ''),
    start: from,
    end: to,
  });
  if (at < 3 || partyCommittee.test(whole.slice(0, at)) || !looksLikeAgency(whole.slice(at)))
    return [name(span.start, span.end)];
  return [name(span.start, span.start + at), ...atJoints(text, { start: span.start + at, end: span.end })];
};

/**
 * The list of named bodies that ends where a verb begins: 由市科委、市教委(牵头).
 * @param text the clause up to the verb
 * @returns the names of the longest unbroken run at the end of the text; empty where the last piece is no named body
 */
export const agenciesBefore = (text: string): AgencyName[] => {
  const names = agenciesIn(text);
  const run: AgencyName[] = [];
  for (let i = names.length - 1; i >= 0; i--) {
    const named = names[i];
    if (!named) break;
    const trimmed = lastNamed(named);
    if (!trimmed) break;
    run.unshift(trimmed);
    if (trimmed.start !== named.start) break;
  }
  return run;
};

const before = /(?:由|请|让|向|在|经|对|以及|建立|成立|健全|完善|组建|省级|市级|同意|下设|实行|[:：“])/gu;
/** The name itself, or what is left of it behind the last word that introduces a name: 建立由市科委 → 市科委. */
const lastNamed = (piece: AgencyName): AgencyName | null => {
  if (isNamedAgency(piece.name)) return piece;
  let best: AgencyName | null = null;
  for (const match of matchesOf(before, piece.name)) {
    const cut = match.index + match[0].length;
    const name = piece.name.slice(cut);
    if (isNamedAgency(name)) {
      best = { name, start: piece.end - name.length, end: piece.end };
      break;
    }
  }
  return best;
};
