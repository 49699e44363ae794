import { describeBindContract } from './bind-contract.ts';
import { describeFactsContract } from './facts-contract.ts';
import { makeGoogleBindFixture, makeGoogleFactsFixture, makeGoogleFixture } from './google-fixture.ts';
import { describeRefreshContract } from './refresh-contract.ts';

const name = 'a Google Sheet through googleapis, on an emulator';

describeRefreshContract(name, makeGoogleFixture);
describeBindContract(name, makeGoogleBindFixture);
describeFactsContract(name, makeGoogleFactsFixture);
