import type { z } from 'zod';
import { type Label, type Language, labelIn } from '../records/catalogue.ts';
import { Problem } from '../records/problem.ts';
import type { TargetOutline } from '../store/store.ts';

const list = (items: readonly string[], most = 6): Label => ({
  zh: items.slice(0, most).join('；') + (items.length > most ? `；等 ${items.length} 项` : ''),
  en: items.slice(0, most).join('; ') + (items.length > most ? `; ${items.length} in all` : ''),
});

/** A target in a line, so that a person sees what tells it from another. */
const line = ({ indicator, qualifier, value, unit, by, change }: TargetOutline): string => {
  const sign = change === 'increase' ? '+' : change === 'decrease' ? '−' : '';
  const what = qualifier === null ? indicator : `${indicator}（${qualifier}）`;
  return `${what} ${sign}${value}${unit}${by === null ? '' : ` ${by}`}`;
};

/** An ask that fits no schema. */
export const askInvalid = (error: z.ZodError | undefined): Problem => {
  const issues = error?.issues ?? [];
  const names = [...new Set(issues.map(({ path }) => path.join('.') || 'ask'))];
  const reasons = issues.map(({ message }) => message);
  return new Problem(
    'fact.ask-invalid',
    { zh: `这一项提问有误：${names.join('、')}。`, en: `This ask is wrong: ${names.join(', ')}.` },
    {
      zh: `请改正：${reasons.slice(0, 3).join('；')}。`,
      en: `Correct it: ${reasons.slice(0, 3).join('; ')}.`,
    },
    { names },
  );
};

export const fieldUnknown = (name: string, known: readonly Label[], language: Language): Problem => {
  const labels = known.map((label) => labelIn(label, language)).join(language === 'en' ? ', ' : '、');
  return new Problem(
    'fact.field-unknown',
    { zh: `没有字段“${name}”。`, en: `There is no field “${name}”.` },
    { zh: `可用的字段：${labels}。`, en: `The fields are: ${labels}.` },
    { name },
  );
};

export const regionUnknown = (region: string): Problem =>
  new Problem(
    'fact.region-unknown',
    { zh: `库中没有“${region}”的文件。`, en: `The store has no document of ${region}.` },
    {
      zh: '请用地区全称（如 甘肃省）或六位区划代码；全国用“全国”。',
      en: 'Use the full name of the region, such as 甘肃省, or its code of six digits; 全国 for the whole country.',
    },
    { region },
  );

export const regionAmbiguous = (region: string, candidates: readonly string[]): Problem =>
  new Problem(
    'fact.ambiguous',
    {
      zh: `“${region}”可以是几个地区：${list(candidates).zh}。`,
      en: `${region} may be one of several regions: ${list(candidates).en}.`,
    },
    { zh: '请写全地区名称。', en: 'Write the name of the region in full.' },
    { region, candidates },
  );

export const targetNone = (
  region: string,
  indicator: string,
  year: number | null,
  years: readonly number[],
  near: readonly TargetOutline[],
): Problem => {
  const when: Label = year === null ? { zh: '', en: '' } : { zh: `（${year} 年）`, en: ` for ${year}` };
  const names = [...new Set(near.map((target) => target.indicator))];
  const hint: Label =
    years.length > 0
      ? { zh: `有这些年份：${years.join('、')}。`, en: `There are figures for ${years.join(', ')}.` }
      : names.length > 0
        ? { zh: `相近的指标：${list(names).zh}。`, en: `Indicators that come near: ${list(names).en}.` }
        : { zh: '请换用文件中的指标名称。', en: 'Use the name that the indicator has in the documents.' };
  return new Problem(
    'fact.none',
    {
      zh: `${region}没有“${indicator}”的目标${when.zh}。`,
      en: `${region} has no target for ${indicator}${when.en}.`,
    },
    hint,
    { region, indicator, year, years, near: names.slice(0, 6) },
  );
};

export const targetAmbiguous = (indicator: string, candidates: readonly TargetOutline[]): Problem => {
  const lines = [...new Set(candidates.map(line))];
  return new Problem(
    'fact.ambiguous',
    {
      zh: `“${indicator}”对应几个目标：${list(lines).zh}。`,
      en: `${indicator} may be one of several targets: ${list(lines).en}.`,
    },
    {
      zh: '请写全指标名称，给出年份，或在指标后用括号写明单位。',
      en: 'Write the indicator in full, give the year, or put its unit in brackets behind it.',
    },
    { indicator, candidates: candidates.slice(0, 20).map(({ id }) => id) },
  );
};

export const recordUnknown = (record: string): Problem =>
  new Problem(
    'fact.record-unknown',
    { zh: `没有记录 ${record}。`, en: `There is no record ${record}.` },
    {
      zh: '请核对记录编号；给出 asOf 时，记录在那时可能尚未入库。',
      en: 'Check the id; with asOf, the record may not have been there at that time.',
    },
    { record },
  );

export const recordWithdrawn = (record: string): Problem =>
  new Problem(
    'fact.record-withdrawn',
    { zh: `记录 ${record} 已撤回。`, en: `Record ${record} is withdrawn.` },
    {
      zh: '文件的最新版本中不再有它；原文依据页上有它的全部修订。',
      en: 'The newest version of the document no longer has it; its evidence page shows all its revisions.',
    },
    { record },
  );

export const tooManyRows = (most: number): Problem =>
  new Problem(
    'fact.too-many-rows',
    {
      zh: `一次请求的列表合计不能超过 ${most} 行。`,
      en: `The lists of one request may hold ${most} rows together.`,
    },
    { zh: '请缩小查询范围或减小行数上限。', en: 'Narrow the query, or lower its limit.' },
    { most },
  );

export const tooManyStates = (most: number): Problem =>
  new Problem(
    'fact.too-many-states',
    {
      zh: `一次请求最多涉及 ${most} 个不同的 asOf。`,
      en: `One request may ask about ${most} different states (asOf).`,
    },
    { zh: '请分成几次请求。', en: 'Send it as several requests.' },
    { most },
  );
