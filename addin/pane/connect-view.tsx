import {
  Button,
  Field,
  Input,
  makeStyles,
  Spinner,
  Subtitle1,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { Problem } from '../../service/records/problem.ts';
import { addressOf, PolicyClient } from '../client.ts';
import type { Connection } from '../connection.ts';
import { usePane } from './pane-context.ts';
import { ProblemBar } from './problem-bar.tsx';
import { useTask } from './task.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  head: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  intro: { color: tokens.colorNeutralForeground3 },
});

export interface ConnectViewProps {
  /** What to begin with: the connection of last time, or the pane's own origin. */
  initial: Connection;
  /** Why the connection of last time does not work any more. */
  problem: Problem | null;
  onConnected: (connection: Connection) => void;
}

/** Asks for the service and the token, and tries them before it goes on. */
export const ConnectView = ({ initial, problem, onConnected }: ConnectViewProps) => {
  const styles = useStyles();
  const { language, messages } = usePane();
  const task = useTask();
  const [address, setAddress] = useState(initial.address);
  const [token, setToken] = useState(initial.token);
  const [tried, setTried] = useState(false);
  const missing = { address: address.trim() === '', token: token.trim() === '' };

  const connect = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.address || missing.token || task.busy) return;
    void task.run(async () => {
      const connection = { address: addressOf(address), token: token.trim() };
      await new PolicyClient({ ...connection, language, timeout: 20_000 }).checkAccess();
      onConnected(connection);
    });
  };

  const wrong = (isMissing: boolean, text: string) =>
    tried && isMissing ? ({ validationState: 'error', validationMessage: text } as const) : {};
  return (
    <form className={styles.form} onSubmit={connect} noValidate>
      <div className={styles.head}>
        <Subtitle1 as="h1">{messages.connectTitle}</Subtitle1>
        <Text className={styles.intro}>{messages.connectIntro}</Text>
      </div>
      <ProblemBar problem={task.problem ?? (tried ? null : problem)} />
      <Field label={messages.address} required {...wrong(missing.address, messages.addressNeeded)}>
        <Input
          type="url"
          inputMode="url"
          autoComplete="url"
          value={address}
          onChange={(_, data) => setAddress(data.value)}
        />
      </Field>
      <Field
        label={messages.token}
        required
        hint={messages.tokenHint}
        {...wrong(missing.token, messages.tokenNeeded)}
      >
        <Input
          type="password"
          autoComplete="current-password"
          value={token}
          onChange={(_, data) => setToken(data.value)}
        />
      </Field>
      <Button
        appearance="primary"
        size="large"
        type="submit"
        disabledFocusable={task.busy}
        icon={task.busy ? <Spinner size="tiny" /> : null}
      >
        {task.busy ? messages.connecting : messages.connect}
      </Button>
    </form>
  );
};
