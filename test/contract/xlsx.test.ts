import { describeBindContract } from './bind-contract.ts';
import { describeFactsContract } from './facts-contract.ts';
import { describeRefreshContract } from './refresh-contract.ts';
import {
  makeForeignFixture,
  makeInsertedFixture,
  makeXlsxBindFixture,
  makeXlsxFactsFixture,
} from './xlsx-fixture.ts';

describeRefreshContract('an .xlsx file with a table that the service made', makeInsertedFixture);
describeRefreshContract('an .xlsx file of somebody else', makeForeignFixture);
describeBindContract('an .xlsx file', makeXlsxBindFixture, {
  insertKeyColumn: 'it asks for an empty column right of the table',
});
describeFactsContract('an .xlsx file', makeXlsxFactsFixture);
