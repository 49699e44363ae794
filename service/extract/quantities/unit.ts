import { multiplierOf, tidy } from './numeral.ts';

/** Plain measure words of counts: a 万 or 亿 before them is multiplied into the value (record-model.md, unit). */
export const countWords = [
  '人次',
  '场次',
  '班次',
  '架次',
  '车次',
  '台次',
  '户次',
  '台[（(]套[）)]',
  '台套',
  '个',
  '家',
  '项',
  '条',
  '种',
  '处',
  '户',
  '台',
  '套',
  '座',
  '名',
  '人',
  '所',
  '件',
  '款',
  '支',
  '场',
  '批次',
  '类',
  '批',
  '辆',
  '艘',
  '架',
  '栋',
  '间',
  '部',
  '份',
  '篇',
  '株',
  '头',
  '只',
  '例',
  '组',
  '块',
  '宗',
  '笔',
  '张',
  '口',
  '列',
  '门',
  '对',
  '颗',
  '根',
  '册',
  '幅',
  '本',
  '期',
  '次',
  '单',
  '片',
  '枚',
  '盏',
  '卷',
  '集',
  '档',
  '桩',
  '位',
  '回',
] as const;

/** Units of measure; they stand as they are, with the 万 or 亿 before them. Longest first. */
const measures = [
  '吨标准煤',
  '千克标准煤',
  '克标准煤',
  '吨标煤',
  '吨二氧化碳',
  '标准箱',
  '瓦时',
  '千瓦时',
  '千瓦',
  '兆瓦时',
  '兆瓦',
  '吉瓦时',
  '吉瓦',
  '千伏安',
  '千伏',
  '平方公里',
  '平方千米',
  '平方米',
  '立方米',
  '公里',
  '千米',
  '纳米',
  '微米',
  '毫米',
  '厘米',
  '公顷',
  '公斤',
  '千克',
  '微克',
  '毫克',
  '摄氏度',
  '英寸',
  '小时',
  '分钟',
  '个工作日',
  '工作日',
  '个小时',
  '个等级',
  '个位次',
  '个档次',
  '吨',
  '米',
  '亩次',
  '亩',
  '克',
  '升',
  '天',
  '倍',
  '番',
  '斤',
  '标箱',
  '蒸吨',
  '度',
  '床',
  '瓦',
  '伏',
  '兆',
  '岁',
  '分贝',
  '分',
  '秒',
] as const;
const latin =
  '(?:[KMGTPE]?bps|[KMGTPE]b/s|[KMGTPE]B|[kKMGT]?[Ww][Hh]|[kMGT]W|kV|k?m²|[kcmnμ]m|[EP]FLOPS|[EP]Flops|[EP]flops|TOPS|TEU|[kMG]Hz|[mM]?Pa|GPa|℃|Ah|mAh|T|P|M)(?![A-Za-z0-9])';
const per =
  '(?:[/／](?:(?:吨|百|千|万|平方|立方)*[一-龥]{1,3}?(?=以上|以下|以内|左右|$|[^一-龥]|的)|[A-Za-z]{1,4}))?';

const money = '元(?:人民币)?|美元|欧元';
/** Source of a pattern for what may stand behind a number, without the multiplier. */
export const unitPattern = `个百分点|百分点|[%％‰]|[/／]10\\s?万(?:人)?|(?:${money})${per}|(?:${latin}|${measures.join('|')})${per}|(?:${countWords.join('|')})${per}`;

/** The characters that a unit may begin with: behind a number that any other follows, none stands. */
const firstOfUnits = new Set(
  `个百%％‰/／元美欧℃μ${[...measures, ...countWords].map((word) => word[0]).join('')}`,
);
/** True where a unit may begin with the character. */
export const mayBeginUnit = (char: string): boolean => firstOfUnits.has(char) || /[A-Za-z]/.test(char);

const isMoney = new RegExp(`^(?:${money})$`);
const counts = new Set(
  countWords.flatMap((word) =>
    word.includes('[') ? ['台（套）', '台(套)', '台（套)', '台(套）'] : [word as string],
  ),
);
/** A count in a time or on an area (片/月): 万 before it is part of the number as it is in a plain count. */
const isCountRate = new RegExp(`^(?:${countWords.join('|')})[/／].`);

/** True for the plain measure word of a count. */
export const isCountUnit = (unit: string): boolean => counts.has(unit);

/**
 * Scales a number to the unit in which records keep it.
 * @param value the number as written
 * @param multiplier the characters 百, 千, 万, 亿 between number and unit
 * @param unit the unit as written; '' for none
 * @returns money in 亿元 (other currencies in 亿 of them), counts in the plain measure word, percentages in % or
 *   个百分点; everything else as it stands
 */
export const scaled = (value: number, multiplier: string, unit: string): { value: number; unit: string } => {
  if (isMoney.test(unit)) {
    const currency = unit.startsWith('元') ? '元' : unit;
    return { value: tidy((value * multiplierOf(multiplier)) / 1e8), unit: `亿${currency}` };
  }
  if (unit === '％' || unit === '%') return { value, unit: '%' };
  if (/^[/／]10/.test(unit)) return { value, unit: '/10万' };
  if (unit === '百分点' || unit === '个百分点') return { value, unit: '个百分点' };
  if (isCountUnit(unit) || isCountRate.test(unit)) {
    return {
      value: tidy(value * multiplierOf(multiplier)),
      unit: unit.replace('（', '(').replace('）', ')'),
    };
  }
  // 亿 without a unit is money: 突破百亿, 超过1000亿.
  if (unit === '' && multiplier.includes('亿')) {
    return { value: tidy((value * multiplierOf(multiplier)) / 1e8), unit: '亿元' };
  }
  if (unit === '') return { value: tidy(value * multiplierOf(multiplier)), unit: '' };
  // 十, 百 and 千 are part of the number, 万 and 亿 part of the unit: 3千万吨 is 3000 万吨.
  const small = multiplier.replace(/[万亿]/g, '');
  const large = multiplier.replace(/[百千]/g, '');
  return { value: tidy(value * multiplierOf(small)), unit: `${large}${unit}` };
};
