import { signFor } from './signs.ts';
import type { Sentence } from './types.ts';

const mayAnnounce = signFor('目');
const announcesAims =
  /(?:实现|达到|完成)(?:以下|如下)[^，,。；;：:]{0,8}目标$|(?:主要|总体|发展|工作|预期|奋斗)目标(?:是|为|如下)$/;

/**
 * The clause with which a sentence says itself that it sets aims, wherever it stands: 到2021年要实现以下目标：…
 * @returns its index in the sentence; -1 where the sentence says nothing of the kind, or stands in a look back
 */
export const announcementOf = (sentence: Sentence): number =>
  (sentence.signs & mayAnnounce) === 0 || sentence.section.isReview
    ? -1
    : sentence.clauses.findIndex(
        ({ text, closing }) => /[：:]/.test(closing) && announcesAims.test(text.trim()),
      );
