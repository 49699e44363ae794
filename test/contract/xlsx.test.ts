import { describeRefreshContract } from './refresh-contract.ts';
import { makeForeignFixture, makeInsertedFixture } from './xlsx-fixture.ts';

describeRefreshContract('an .xlsx file with a table that the service made', makeInsertedFixture);
describeRefreshContract('an .xlsx file of somebody else', makeForeignFixture);
