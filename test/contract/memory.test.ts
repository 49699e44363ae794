import { describeBindContract } from './bind-contract.ts';
import { makeMemoryBindFixture, makeMemoryFixture } from './memory-fixture.ts';
import { describeRefreshContract } from './refresh-contract.ts';

describeRefreshContract('a workbook in memory', makeMemoryFixture);
describeBindContract('a workbook in memory', makeMemoryBindFixture);
