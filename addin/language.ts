import type { Language } from '../service/records/catalogue.ts';

/** Language of the add-in: `?lang=`, else Office's display language, else the browser's; Chinese for any Chinese. */
export const officeLanguage = (): Language => {
  const asked = new URLSearchParams(location.search).get('lang');
  const office = typeof Office === 'undefined' ? undefined : Office.context?.displayLanguage;
  return /^zh/i.test(asked ?? office ?? navigator.language) ? 'zh-CN' : 'en';
};
