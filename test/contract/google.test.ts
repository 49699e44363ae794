import { makeGoogleFixture } from './google-fixture.ts';
import { describeRefreshContract } from './refresh-contract.ts';

describeRefreshContract('a Google Sheet through googleapis, on an emulator', makeGoogleFixture);
