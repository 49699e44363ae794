import { periodOf } from './period.ts';

const kind =
  '(?:规划|意见|方案|计划|办法|措施|行动计划|实施方案|行动方案|指导意见|实施意见|纲要|政策|细则|要点|通知|规定)';
const selfNamed = new RegExp(
  `(?:特?制定|编制|提出|出台|形成)(?:了)?(?:本|如下|以下|此)((?:[\\p{Script=Han}]{0,6})${kind})`,
  'u',
);
const circulated = /(?:制定了?|研究制定|起草)?([^，。；、\n]{4,40})，?现(?:予以|予|将其)?(?:印发|转发)/u;
const forwardedName = /现?将?《([^《》\n]{4,80})》.{0,30}(?:印发|转发|发布)/u;
const purpose =
  /(?:加快|推动|推进|促进|支持|深化|加强|提升|实现|扶持|培育|规范|完善|做好)([^，。；,;\n]{4,40})/gu;

/** The phrase that the first paragraph gives as what the document is for: 为…加快X发展，制定本规划 → X发展. */
const aimIn = (sentence: string): string | null => {
  const last = [...sentence.matchAll(purpose)].at(-1);
  return last?.[1] ?? null;
};

/**
 * A title for a text that has lost its own: what its circular says it passes on; else its place, its purpose and its
 * kind as the first paragraphs name them; else its first words.
 * @param text clean text
 * @param region place that it governs, or null
 * @param issuers agencies that signed it
 */
export const derivedTitle = (text: string, region: string | null, issuers: readonly string[]): string => {
  const opening = text.slice(0, 3000);
  const forwarded = opening.match(forwardedName)?.[1];
  if (forwarded) return forwarded;
  const passedOn = opening.match(circulated)?.[1]?.replace(/^.*制定了?/, '');
  if (passedOn && issuers.length > 0) return `${issuers.join(' ')}关于印发${passedOn}的通知`;
  const named = opening.match(selfNamed);
  if (named) {
    const sentenceStart =
      Math.max(opening.lastIndexOf('。', named.index), opening.lastIndexOf('\n', named.index)) + 1;
    const aim = aimIn(opening.slice(sentenceStart, named.index));
    const plan = /(?:^|\n|。).{0,6}十([二三四五])五[”"]?时期/.exec(opening)?.[1];
    const own = named[1] ?? '';
    if (aim) {
      const subject = region !== null && !aim.startsWith(region.slice(0, 2)) ? `${region}${aim}` : aim;
      return plan !== undefined && own.endsWith('规划') && periodOf([`十${plan}五`], '')
        ? `${subject}“十${plan}五”${own}`
        : `${subject}${own}`;
    }
  }
  const first = text.split('\n', 1)[0] ?? '';
  return first.slice(0, 40).replace(/[，。；：,;:].*$/, '') || '未命名文件';
};
