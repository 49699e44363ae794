import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { fieldsOf, labelIn } from '../../service/records/catalogue.ts';
import type { Problem } from '../../service/records/problem.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import { type CellValue, sheetRowOf } from '../../service/records/sheet-row.ts';
import type { PolicyClient } from '../client.ts';
import { usePane } from './pane-context.ts';
import { ProblemBar } from './problem-bar.tsx';
import { problemOf } from './task.ts';

const useStyles = makeStyles({
  list: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  old: { textDecorationLine: 'line-through', color: tokens.colorNeutralForeground3 },
});

/** Every revision of a record with what each changed, the newest first. */
export const HistoryView = ({ id, client }: { id: string; client: PolicyClient }) => {
  const styles = useStyles();
  const { language, messages, number, time } = usePane();
  const [found, setFound] = useState<readonly RecordView[] | Problem | null>(null);

  useEffect(() => {
    let left = false;
    setFound(null);
    client.history(id).then(
      (revisions) => left || setFound(revisions),
      (thrown: unknown) => left || setFound(problemOf(thrown)),
    );
    return () => {
      left = true;
    };
  }, [client, id]);

  if (found === null) return <Spinner size="tiny" label={messages.loading} />;
  if (!Array.isArray(found)) return <ProblemBar problem={found as Problem} />;
  const revisions = found as readonly RecordView[];
  const shown = (value: CellValue | undefined): string =>
    value === null || value === undefined || value === '' ? messages.empty : String(value);
  const changesOf = (record: RecordView, before: RecordView | undefined) => {
    if (!before) return null;
    const [now, then] = [record, before].map((one) => sheetRowOf(one, language, client.evidenceBase));
    return fieldsOf(record.kind)
      .filter(({ id: field, type }) => type !== 'url' && now?.[field] !== then?.[field])
      .map(({ id: field, label }) => ({
        field,
        label: labelIn(label, language),
        old: shown(then?.[field]),
        new: shown(now?.[field]),
      }));
  };
  return (
    <ol className={styles.list} reversed>
      {[...revisions].reverse().map((record) => {
        const changes = changesOf(
          record,
          revisions.find((other) => other.revision === record.revision - 1),
        );
        const by = record.corrected?.map((one) => one.by ?? '—').join('、');
        return (
          <li key={record.revision}>
            <Text weight="semibold">
              {messages.historyOf(number(record.revision), time(record.recordedAt))}
            </Text>
            {changes === null && <div className={styles.quiet}>{messages.firstForm}</div>}
            {changes?.length === 0 && <div className={styles.quiet}>{messages.nothingElse}</div>}
            {changes?.map((change) => (
              <div key={change.field}>
                <span className={styles.quiet}>{change.label} </span>
                <del className={styles.old}>{change.old}</del> → <ins>{change.new}</ins>
              </div>
            ))}
            {by && <div className={styles.quiet}>{messages.corrected(by)}</div>}
          </li>
        );
      })}
    </ol>
  );
};
