import type { DocumentFields } from '../../records/document.ts';
import type { Structure } from '../structure/types.ts';
import { yearOf } from './governing-deadline.ts';

const years = /20\d\d(?=\s?年)/g;
/** A title that names years as a span plans for several. */
const span = /20\d\d\s?年?\s*[-－—–―~～至到]{1,2}\s*20\d\d/;
/** Documents that say what one year is to bring. */
const ofTasks =
  /任务|要点|重点工作|工作(?:安排|计划|方案|清单|目标|打算|部署)|(?:行动|实施|工作|推进)(?:计划|方案)|责任清单|目标(?:责任|任务)?|政府工作报告|(?:发展)?计划(?:草案)?/;
const looksBack = /总结|回顾|完成情况|执行情况(?!.*草案)|公报|统计|考核结果|通报|表彰|名单|公示/;
/** 做好今年工作: 就全市2023年重点工作，制定分工方案如下. */
const inPreamble =
  /(?:做好|抓好|完成|落实|就|明确|部署|推进|实现|确保)[^。；\n]{0,12}?(20\d\d)\s?年(?:度)?[^。；，\n]{0,16}?(?:重点工作|工作任务|目标任务|各项(?:工作|任务)|重点任务|工作目标|经济工作|政府工作)/;
const longestPreamble = 1500;

const known = new WeakMap<Structure, { year: number | null }>();

/**
 * The one year whose tasks a document sets (2023年重点工作任务分解方案): whatever it aims at is to be reached in it.
 * @returns null where its title, or the text above its first section, names no such year
 */
export const yearOfPlan = (structure: Structure, fields: DocumentFields): number | null => {
  const kept = known.get(structure);
  if (kept) return kept.year;
  const year = read(structure, fields);
  known.set(structure, { year });
  return year;
};

const read = ({ text, sections }: Structure, fields: DocumentFields): number | null => {
  const speaksIn = yearOf(fields, text);
  const fits = (year: number): boolean => speaksIn === null || year === speaksIn || year === speaksIn + 1;
  const { title } = fields;
  const named = new Set(title.match(years) ?? []);
  if (named.size > 1 || span.test(title) || fields.period) return null;
  const [only] = named;
  if (only !== undefined)
    return fits(Number(only)) && ofTasks.test(title) && !looksBack.test(title) ? Number(only) : null;
  const preamble = text.slice(0, Math.min(longestPreamble, sections[1]?.start ?? text.length));
  const told = inPreamble.exec(preamble)?.[1];
  return told !== undefined && fits(Number(told)) ? Number(told) : null;
};
