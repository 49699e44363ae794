import { makeMemoryFixture } from './memory-fixture.ts';
import { describeRefreshContract } from './refresh-contract.ts';

describeRefreshContract('a workbook in memory', makeMemoryFixture);
