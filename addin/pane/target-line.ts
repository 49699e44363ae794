import { fieldOf, type Language, labelIn } from '../../service/records/catalogue.ts';
import type { RecordViewOf } from '../../service/records/record-view.ts';

/** A target in one line as a person would say it: 2025 · 不低于 3,500 亿元; 2022 · 年均 增长 超过 9 %. */
export const targetLine = (
  target: Pick<
    RecordViewOf<'target'>,
    'by' | 'change' | 'comparator' | 'value' | 'valueHigh' | 'unit' | 'perYear'
  >,
  language: Language,
  number: (value: number) => string,
): string => {
  const label = (field: string, value?: string): string => {
    const found = fieldOf('target', field);
    const text = value === undefined ? found?.label : found?.values?.[value];
    return text ? labelIn(text, language) : '';
  };
  const bounded = target.comparator !== 'eq' && target.comparator !== 'range';
  const amount =
    target.valueHigh === null ? number(target.value) : `${number(target.value)}–${number(target.valueHigh)}`;
  const words = [
    target.perYear ? label('perYear') : '',
    // "Reach" goes without saying where the bound is said.
    target.change === 'level' && bounded ? '' : label('change', target.change),
    bounded ? label('comparator', target.comparator) : '',
    amount,
    target.unit,
  ];
  return [target.by ?? '', words.filter((word) => word !== '').join(' ')]
    .filter((part) => part !== '')
    .join(' · ');
};
