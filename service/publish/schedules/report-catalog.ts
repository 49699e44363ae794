import type { NewTable } from '../../../templates/refresh/types.ts';
import type { Language } from '../../records/catalogue.ts';
import type { NewReport } from '../google/new-report.ts';

/** The templates, as the rooms above hand them down: publishing knows no template by itself. */
export interface ReportCatalog {
  /** The whole report of a template. @throws Problem `template.unknown` */
  report(template: string, language: Language): NewReport;
  /** Its tables alone, for a spreadsheet that is there already. @throws Problem `template.unknown` */
  tables(template: string, language: Language): NewTable[];
}
