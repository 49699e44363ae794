import { describeRefreshContract } from './refresh-contract.ts';
import type { Limits } from './refresh-fixture.ts';
import { makeForeignFixture, makeInsertedFixture } from './xlsx-fixture.ts';

const limits: Limits = {
  undo: 'a file has no undo; the command writes the new file only when it is whole, and --out keeps the old one',
};

describeRefreshContract('an .xlsx file with a table that the service made', makeInsertedFixture, limits);
describeRefreshContract('an .xlsx file of somebody else', makeForeignFixture, limits);
