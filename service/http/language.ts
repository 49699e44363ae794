import type { Request } from 'express';
import type { Language } from '../records/catalogue.ts';

/** Values of `?lang` and the language each asks for. */
export const languageNames = { zh: 'zh-CN', 'zh-CN': 'zh-CN', en: 'en' } as const satisfies Record<
  string,
  Language
>;

/**
 * Language of an answer: `?lang` where it is given and known, else by Accept-Language, else Chinese, which most readers
 * of these documents read.
 */
export const languageOf = (request: Request): Language => {
  const asked = request.query.lang;
  if (typeof asked === 'string' && asked in languageNames) {
    return languageNames[asked as keyof typeof languageNames];
  }
  // zh besides zh-CN, so that zh-TW and zh-Hans find Chinese too.
  return request.acceptsLanguages(['zh-CN', 'zh', 'en']) === 'en' ? 'en' : 'zh-CN';
};
