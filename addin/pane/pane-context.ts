import { createContext, useContext } from 'react';
import type { Language } from '../../service/records/catalogue.ts';
import type { Messages } from './messages.ts';

/** What every part of the pane needs: its language, its texts, and how it writes numbers and times. */
export interface PaneContext {
  language: Language;
  messages: Messages;
  number(value: number): string;
  /** An ISO date and time as people read it, in the zone of the computer. */
  time(iso: string): string;
}

export const paneContextOf = (language: Language, messages: Messages): PaneContext => {
  const numbers = new Intl.NumberFormat(language);
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    language,
    messages,
    number: (value) => numbers.format(value),
    time: (iso) => (Number.isNaN(Date.parse(iso)) ? iso : times.format(new Date(iso))),
  };
};

export const PaneContextProvider = createContext<PaneContext | null>(null);
export const usePane = (): PaneContext => {
  const context = useContext(PaneContextProvider);
  if (!context) throw new Error('no pane context');
  return context;
};
