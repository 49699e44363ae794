import type { ExplainedPassage, ExplainedReading, Explanation } from '../extract/explain.ts';
import { ruleDescriptions } from '../extract/rule-descriptions.ts';
import type { FieldChange, Step } from '../extract/trace.ts';
import { fieldOf, kindLabels, type Language, labelIn } from '../records/catalogue.ts';
import type { Kind } from '../records/kinds.ts';
import { say } from './messages.ts';

/** Fields in the order of the catalogue; what has no label there (period of evidence, offsets) keeps its name. */
const nameOf = (kind: Kind, field: string, language: Language): string => {
  const known = fieldOf(kind, field);
  return known ? labelIn(known.label, language) : field;
};

/** The label of an enumeration's value; anything else as it is. */
const labelled = (kind: Kind, field: string, value: unknown, language: Language): unknown => {
  const label = typeof value === 'string' ? fieldOf(kind, field)?.values?.[value] : undefined;
  return label ? labelIn(label, language) : value;
};

const shown = (value: unknown): string =>
  value === null || value === undefined || value === ''
    ? '—'
    : Array.isArray(value)
      ? value.length === 0
        ? '—'
        : value.join('、')
      : String(value);

const fieldsNotShown = new Set(['id', 'evidence', 'rules', 'section', 'confidence']);

const passageLines = (passage: ExplainedPassage, language: Language): string[] => {
  const { section, heading, isHeading, isGoals, isReview, inBox, numbers } = passage;
  const standing = [
    isHeading && say('explainHeading', language),
    isGoals && say('explainGoals', language),
    isReview && say('explainReview', language),
    inBox && say('explainBox', language),
  ].filter((part) => part !== false);
  return [
    `${passage.start}–${passage.end}  ${passage.text}`,
    `  ${section === '' ? '—' : section}  ${heading}${standing.length > 0 ? `  [${standing.join('; ')}]` : ''}`,
    ...numbers.map(
      ({ text, value, valueHigh, unit, comparator, place }) =>
        `  ${say('explainNumber', language)} ${text}: ${comparator} ${value}${valueHigh === null ? '' : `–${valueHigh}`} ${unit} (${say(`explainPlace.${place}`, language)})`,
    ),
  ];
};

const changeText = (kind: Kind, { field, from, to }: FieldChange, language: Language): string =>
  `${nameOf(kind, field, language)} ${shown(labelled(kind, field, from, language))} → ${shown(labelled(kind, field, to, language))}`;

const stepLines = (kind: Kind, { rule, effect, changes }: Step, language: Language): string[] => {
  const description = ruleDescriptions[rule];
  const why = description ? labelIn(description, language) : '';
  return [
    `    ${say(`explainEffect.${effect}`, language)}  ${rule}  ${why}`,
    ...changes.map((change) => `        ${changeText(kind, change, language)}`),
  ];
};

const readingLines = (
  { kind, outcome, recordId, reading, steps }: ExplainedReading,
  language: Language,
): string[] => {
  const fields = Object.entries(reading)
    .filter(([field, value]) => !fieldsNotShown.has(field) && shown(value) !== '—')
    .map(
      ([field, value]) => `${nameOf(kind, field, language)} ${shown(labelled(kind, field, value, language))}`,
    );
  return [
    `  ${say(`explainOutcome.${outcome}`, language)}  ${labelIn(kindLabels[kind], language)}  ${recordId ?? ''}${outcome === 'kept' ? `  ${nameOf(kind, 'confidence', language)} ${reading.confidence}` : ''}`,
    `    ${fields.join('; ')}`,
    ...reading.evidence.map(({ start, end, text }) => `    “${text}” ${start}–${end}`),
    ...steps.flatMap((step) => stepLines(kind, step, language)),
  ];
};

/**
 * An explanation as lines for people.
 * @param title of the document that it explains
 */
export const explanationText = (title: string, explanation: Explanation, language: Language): string =>
  [
    `# ${title}`,
    ...explanation.passages.flatMap((passage) => passageLines(passage, language)),
    ...explanation.readings.flatMap((reading) => ['', ...readingLines(reading, language)]),
    ...(explanation.readings.length === 0 ? ['', `  ${say('explainNothing', language)}`] : []),
    '',
    '',
  ].join('\n');
