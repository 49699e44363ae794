import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { TableBinding } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { BindView } from './bind-view.tsx';
import { InsertView } from './insert-view.tsx';
import { usePane } from './pane-context.ts';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
});

export interface AddViewProps {
  client: PolicyClient;
  bindings: readonly TableBinding[];
  /** Called after the workbook was worked on, with the new table where there is one. */
  onChanged: (table: string | null) => void;
}

/** The two ways to a table that can be refreshed: a new one of a template, or one that she has. */
export const AddView = (props: AddViewProps) => {
  const styles = useStyles();
  const { messages } = usePane();
  const [way, setWay] = useState<'template' | 'bind'>('template');
  return (
    <div className={styles.view}>
      <TabList
        size="small"
        appearance="subtle"
        selectedValue={way}
        onTabSelect={(_, data) => setWay(data.value as 'template' | 'bind')}
      >
        <Tab value="template">{messages.tabTemplate}</Tab>
        <Tab value="bind">{messages.tabBind}</Tab>
      </TabList>
      {way === 'template' ? (
        <InsertView client={props.client} onChanged={props.onChanged} />
      ) : (
        <BindView {...props} />
      )}
    </div>
  );
};
