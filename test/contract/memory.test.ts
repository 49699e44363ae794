import { describeBindContract } from './bind-contract.ts';
import { describeFactsContract } from './facts-contract.ts';
import { makeMemoryBindFixture, makeMemoryFactsFixture, makeMemoryFixture } from './memory-fixture.ts';
import { describeRefreshContract } from './refresh-contract.ts';

describeRefreshContract('a workbook in memory', makeMemoryFixture);
describeBindContract('a workbook in memory', makeMemoryBindFixture);
describeFactsContract('a workbook in memory', makeMemoryFactsFixture);
