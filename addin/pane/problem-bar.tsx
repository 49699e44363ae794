import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { labelIn } from '../../service/records/catalogue.ts';
import type { Problem } from '../../service/records/problem.ts';
import { usePane } from './pane-context.ts';

/** What is wrong and what to do, in the user's language; read out by a screen reader as it appears. */
export const ProblemBar = ({ problem, onDismiss }: { problem: Problem | null; onDismiss?: () => void }) => {
  const { language, messages } = usePane();
  if (!problem) return null;
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive" data-code={problem.code}>
      <MessageBarBody>
        <MessageBarTitle>{labelIn(problem.what, language)}</MessageBarTitle>
        {labelIn(problem.remedy, language)}
      </MessageBarBody>
      {onDismiss && (
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              aria-label={messages.dismiss}
              icon={<DismissRegular />}
              onClick={onDismiss}
            />
          }
        />
      )}
    </MessageBar>
  );
};
