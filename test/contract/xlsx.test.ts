import { describeRefreshContract } from './refresh-contract.ts';
import type { Limits } from './refresh-fixture.ts';
import { makeForeignFixture, makeInsertedFixture } from './xlsx-fixture.ts';

const limits: Limits = {
  restore: 'it does not put removed rows back yet',
};

describeRefreshContract('an .xlsx file with a table that the service made', makeInsertedFixture, limits);
describeRefreshContract('an .xlsx file of somebody else', makeForeignFixture, limits);
