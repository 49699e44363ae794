import { makeGoogleFixture } from './google-fixture.ts';
import { describeRefreshContract } from './refresh-contract.ts';

describeRefreshContract('a Google Sheet through googleapis, on an emulator', makeGoogleFixture, {
  undo: 'the Sheets API has no undo; a person restores the version from before in the version history',
});
