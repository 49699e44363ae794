import { fieldOf, type Language, labelIn } from '../../records/catalogue.ts';
import type { Kind } from '../../records/kinds.ts';
import type { RecordView } from '../../records/record-view.ts';

/** A record in a line: what it is about, and what it says. */
export interface RecordSummary {
  subject: string;
  facts: readonly string[];
}

const valueLabel = (kind: Kind, field: string, value: string, language: Language): string => {
  const label = fieldOf(kind, field)?.values?.[value];
  return label ? labelIn(label, language) : value;
};

/** A number as people write it, with no digit lost. */
export const formatNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 12 }).format(value);

const quantity = (value: number, high: number | null, unit: string, language: Language): string => {
  const number =
    high === null
      ? formatNumber(value, language)
      : `${formatNumber(value, language)}–${formatNumber(high, language)}`;
  return unit === '%' ? `${number}%` : `${number} ${unit}`.trim();
};

/** Words put together as each language does it: Chinese without spaces, save before a number. */
const phrase = (language: Language, parts: readonly string[]): string => {
  const said = parts.filter((part) => part !== '');
  if (language === 'en') return said.join(' ');
  return said.join('').replace(/(\p{Script=Han})(\d)/gu, '$1 $2');
};

/** Sums up a record of any kind in one language, with the catalogue's words. */
export const summaryOf = (record: RecordView, language: Language): RecordSummary => {
  const say = (field: string, value: string) => valueLabel(record.kind, field, value, language);
  const facts = (...parts: (string | null | false)[]) =>
    parts.filter((part) => part !== null && part !== false);
  switch (record.kind) {
    case 'target': {
      const perYear = fieldOf('target', 'perYear')?.label;
      const amount = quantity(record.value, record.valueHigh, record.unit, language);
      const yearly = record.perYear && perYear ? labelIn(perYear, language) : '';
      const statement = phrase(language, [
        language === 'zh-CN' ? yearly : '',
        record.change === 'level' ? '' : say('change', record.change),
        record.comparator === 'eq' || record.comparator === 'range'
          ? ''
          : say('comparator', record.comparator),
        amount,
        language === 'en' ? yearly.toLowerCase() : '',
      ]);
      return { subject: record.indicator, facts: facts(statement, record.by, record.qualifier) };
    }
    case 'goal':
      return { subject: record.statement, facts: facts(record.by) };
    case 'fund': {
      const amount =
        record.amount === null
          ? null
          : phrase(language, [
              record.comparator && record.comparator !== 'eq' ? say('comparator', record.comparator) : '',
              quantity(record.amount, null, record.unit ?? '', language),
            ]);
      return {
        subject: record.name,
        facts: facts(amount, say('type', record.type), say('action', record.action), record.terms),
      };
    }
    case 'park':
      return {
        subject: record.name,
        facts: facts(
          say('type', record.type),
          record.location,
          record.industries.length > 0 && record.industries.join('、'),
          say('action', record.action),
        ),
      };
    case 'assignment':
      return { subject: record.agency, facts: facts(say('role', record.role), record.task) };
  }
};
