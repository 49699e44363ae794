import { periodOf } from './period.ts';

const kind =
  '(?:规划|意见|方案|计划|办法|措施|行动计划|实施方案|行动方案|指导意见|实施意见|纲要|政策|细则|要点|通知|规定)';
/** 制定本规划, 提出如下意见, 特制定本实施方案: the text says what kind of document it is. */
const selfNamed = new RegExp(
  `(?:制定|编制|提出|出台|形成)(?:了)?(?:本|如下|以下|此)((?:[\\p{Script=Han}]{0,6}?)${kind}(?:意见|方案|计划)?)`,
  'u',
);
const passedOn = /([^，。；、,;\n]{4,40})[，,]?现(?:予以|予|将其)?(?:印发|转发)/u;
const forwardedName = /现?将?《([^《》\n]{4,80})》.{0,30}(?:印发|转发|发布)/u;
const aimVerb =
  /^(?:进一步|深入|积极|大力|全面|切实|更好地?)*(?:加快|推动|推进|促进|支持|深化|加强|提升|实施|扶持|培育|规范|完善|做好|贯彻|落实|发展|建设|把|将)/;
const groundsOnly =
  /^(?:进一步|深入|全面|认真|切实)*(?:贯彻|落实|学习)|^(?:根据|按照|依据|依照|经|现|特|结合)/;
const salutation = /^各.{1,300}[:：]$/;

/** The first clause that says what a document is for, those that only name its grounds left out. */
const aimIn = (sentence: string): string | null =>
  sentence
    .split(/[，,；;：:]/)
    .map((clause) => clause.trim().replace(/^为了?/, ''))
    .find(
      (clause) =>
        clause.length >= 4 && clause.length <= 40 && !groundsOnly.test(clause) && aimVerb.test(clause),
    ) ?? null;

const sentenceBefore = (text: string, index: number): string =>
  text.slice(Math.max(text.lastIndexOf('。', index), text.lastIndexOf('\n', index)) + 1, index);

/** What a plan covers is named without the leading verb of the clause that says so: 加快X发展 → X发展. */
const asSubject = (aim: string): string =>
  /发展$|建设$|提升$|升级$|转型$/.test(aim)
    ? aim.replace(/^(?:进一步|深入|积极|大力|全面|切实)*(?:加快|推动|推进|促进|支持|深化)/, '')
    : aim;

/**
 * A title for a text that has lost its own: what its circular says it passes on; else its place, its aim and its kind
 * as the first paragraphs name them; else its first words, marked as untitled.
 * @param text clean text
 * @param region place that it governs, or null
 * @param issuers agencies that signed it
 */
export const derivedTitle = (text: string, region: string | null, issuers: readonly string[]): string => {
  const opening = text.slice(0, 3000);
  const forwarded = opening.match(forwardedName)?.[1];
  if (forwarded) return forwarded;
  const made = opening.match(passedOn)?.[1]?.replace(/^.*制定了?/, '');
  if (made && issuers.length > 0) return `${issuers.join(' ')}关于印发${made}的通知`;
  const named = opening.match(selfNamed);
  const own = named?.[1] ?? '';
  const aim = named ? aimIn(sentenceBefore(opening, named.index ?? 0)) : null;
  if (aim) {
    const place = region !== null && !aim.includes(region.slice(0, 2)) ? region : '';
    if (/(?:意见|通知|措施)$/.test(own)) return `${issuers.join(' ') || place}关于${aim}的${own}`;
    const plan = /^[“"]?(十[二三四五]五)[”"]?时期/m.exec(opening)?.[1];
    const period =
      plan !== undefined && own.endsWith('规划') && periodOf([plan], '') !== null ? `“${plan}”` : '';
    return `${place}${asSubject(aim)}${period}${own}`;
  }
  const first = text.split('\n').find((line) => line.length > 8 && !salutation.test(line)) ?? text;
  return `（无标题）${first.replace(/[。；;：:\n].*$/s, '').slice(0, 40)}`;
};
