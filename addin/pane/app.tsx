import {
  AriaLiveAnnouncer,
  Button,
  FluentProvider,
  makeStyles,
  Spinner,
  Subtitle1,
  Tab,
  TabList,
  Text,
  type Theme,
  Tooltip,
  tokens,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { PlugDisconnectedRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Problem } from '../../service/records/problem.ts';
import type { TableBinding } from '../../templates/refresh/types.ts';
import { PolicyClient } from '../client.ts';
import { onViewRequest, type PaneView, type ViewRequest, viewRequestIn } from '../commands/view-requests.ts';
import { type Connection, rememberConnection, rememberedConnection } from '../connection.ts';
import { ExcelHost, refuseOldExcel } from '../excel/excel-host.ts';
import { readSelectedRow, type SelectedRow, watchSelection } from '../excel/selected-row.ts';
import { recalculateFunctions } from '../functions/register-functions.ts';
import { officeLanguage } from '../language.ts';
import { AddView } from './add-view.tsx';
import { CheckView } from './check-view.tsx';
import { ConnectView } from './connect-view.tsx';
import { EvidenceView } from './evidence-view.tsx';

import { messagesIn } from './messages.ts';
import { PaneContextProvider, paneContextOf, usePane } from './pane-context.ts';
import { ProblemBar } from './problem-bar.tsx';
import { RefreshView } from './refresh-view.tsx';
import { isDark, onSystemTheme } from './surroundings.ts';
import { problemOf } from './task.ts';

/** Office's typefaces, with those of Chinese systems behind them. */
const typefaces =
  '"Segoe UI", "Segoe UI Web (West European)", "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';
const withTypefaces = (theme: Theme): Theme => ({ ...theme, fontFamilyBase: typefaces });
const light = withTypefaces(webLightTheme);
const dark = withTypefaces(webDarkTheme);

const useStyles = makeStyles({
  page: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground1 },
  bar: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { flexGrow: 1, minWidth: 0, fontWeight: tokens.fontWeightSemibold },
  tabs: { padding: `0 ${tokens.spacingHorizontalS}` },
  main: { padding: tokens.spacingHorizontalL, maxWidth: '640px' },
  empty: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Whether the pane runs in Excel, in something else, or without Office.js. */
export type Surroundings = 'excel' | 'elsewhere' | 'noOffice';

export const App = ({ surroundings }: { surroundings: Surroundings }) => {
  const [isNight, setIsNight] = useState(isDark);
  useEffect(() => onSystemTheme(() => setIsNight(isDark())), []);
  const context = useMemo(() => {
    const language = officeLanguage();
    return paneContextOf(language, messagesIn[language]);
  }, []);
  useEffect(() => {
    document.documentElement.lang = context.language;
    document.title = context.messages.appName;
  }, [context]);
  return (
    <FluentProvider theme={isNight ? dark : light}>
      <PaneContextProvider value={context}>
        <AriaLiveAnnouncer>
          <Pane surroundings={surroundings} />
        </AriaLiveAnnouncer>
      </PaneContextProvider>
    </FluentProvider>
  );
};

const Pane = ({ surroundings }: { surroundings: Surroundings }) => {
  const styles = useStyles();
  const { language, messages } = usePane();
  const [remembered] = useState(rememberedConnection);
  const [connection, setConnection] = useState<Connection | null>(null);
  const [checking, setChecking] = useState(remembered !== null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // The form that had the focus is gone once it has done its work: the focus goes on to the tabs.
  const [takesFocus, setTakesFocus] = useState(false);

  useEffect(() => {
    if (!remembered || surroundings !== 'excel') return setChecking(false);
    new PolicyClient({ ...remembered, language, timeout: 20_000 })
      .checkAccess()
      .then(
        () => setConnection(remembered),
        (thrown: unknown) => setProblem(problemOf(thrown)),
      )
      .finally(() => setChecking(false));
  }, [remembered, language, surroundings]);

  const client = useMemo(
    () => (connection ? new PolicyClient({ ...connection, language }) : null),
    [connection, language],
  );
  const disconnect = () => {
    rememberConnection(null);
    setConnection(null);
    setProblem(null);
  };

  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <img src="./icons/icon-64.png" alt="" width={24} height={24} />
        <Text className={styles.title} truncate wrap={false}>
          {messages.appName}
        </Text>
        {connection && (
          <Tooltip
            content={`${messages.disconnect} · ${messages.connectedTo(connection.address)}`}
            relationship="label"
          >
            <Button appearance="subtle" icon={<PlugDisconnectedRegular />} onClick={disconnect} />
          </Tooltip>
        )}
      </header>
      {surroundings !== 'excel' ? (
        <main className={styles.main}>
          <div className={styles.empty}>
            <Subtitle1 as="h1">{messages.notInExcel}</Subtitle1>
            <Text className={styles.quiet}>
              {surroundings === 'noOffice' ? messages.officeMissing : messages.notInExcelHow}
            </Text>
          </div>
        </main>
      ) : checking ? (
        <main className={styles.main}>
          <Spinner label={messages.loading} />
        </main>
      ) : client ? (
        <Workbook client={client} takesFocus={takesFocus} />
      ) : (
        <main className={styles.main}>
          <ConnectView
            initial={{ address: remembered?.address ?? location.origin, token: '' }}
            problem={problem}
            onConnected={(made) => {
              rememberConnection(made);
              setConnection(made);
              // Cells that waited for a connection have their answers now.
              recalculateFunctions().catch(() => {});
              setTakesFocus(true);
            }}
          />
        </main>
      )}
    </div>
  );
};

/** What can be done with the open workbook, once connected. */
const Workbook = ({ client, takesFocus }: { client: PolicyClient; takesFocus: boolean }) => {
  const styles = useStyles();
  const { messages } = usePane();
  const [view, setView] = useState<PaneView | null>(null);
  const [bindings, setBindings] = useState<readonly TableBinding[]>([]);
  const [preferred, setPreferred] = useState<string | null>(null);
  const [selected, setSelected] = useState<SelectedRow>({ is: 'elsewhere' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const bound = useRef(bindings);
  /** What the ribbon asked to be refreshed; a new object for each time. */
  const [asked, setAsked] = useState<ViewRequest | null>(null);

  const readings = useRef(0);
  const readSelection = useCallback(async () => {
    const reading = ++readings.current;
    // While a cell is being edited there is nothing to read; the next selection is read again.
    const row = await readSelectedRow(bound.current).catch((): SelectedRow => ({ is: 'elsewhere' }));
    // Selections come faster than answers: only the last one counts.
    if (reading === readings.current) setSelected(row);
  }, []);
  const readWorkbook = useCallback(async () => {
    try {
      refuseOldExcel();
      const found = await new ExcelHost().readBindings();
      bound.current = found;
      setBindings(found);
      setProblem(null);
      // A workbook that has tables is opened to refresh them, another to get one.
      setView((now) => now ?? (found.length > 0 ? 'refresh' : 'insert'));
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setView((now) => now ?? 'insert');
    }
    await readSelection();
  }, [readSelection]);

  useEffect(() => {
    void readWorkbook();
    const watching = watchSelection(() => void readSelection());
    watching.catch((thrown: unknown) => setProblem(problemOf(thrown)));
    return () => {
      // Where watching never began there is nothing to end.
      watching.then((stop) => stop()).catch(() => {});
    };
  }, [readWorkbook, readSelection]);

  useEffect(() => {
    const go = (request: ViewRequest) => {
      if (request.view === null) return;
      setView(request.view);
      if (request.view === 'refresh') setAsked(request);
      if (request.view === 'evidence') void readSelection();
    };
    const inAddress = viewRequestIn(location.hash);
    if (inAddress) go(inAddress);
    return onViewRequest(go);
  }, [readSelection]);

  const isReady = view !== null;
  useEffect(() => {
    if (takesFocus && isReady) document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
  }, [takesFocus, isReady]);

  if (view === null)
    return (
      <main className={styles.main}>
        <Spinner label={messages.loading} />
      </main>
    );
  return (
    <>
      <TabList
        className={styles.tabs}
        selectedValue={view}
        onTabSelect={(_, data) => setView(data.value as PaneView)}
        aria-label={messages.tabs}
      >
        <Tab value="insert" id="tab-insert">
          {messages.tabInsert}
        </Tab>
        <Tab value="refresh" id="tab-refresh">
          {messages.tabRefresh}
        </Tab>
        <Tab value="evidence" id="tab-evidence">
          {messages.tabEvidence}
        </Tab>
        <Tab value="check" id="tab-check">
          {messages.tabCheck}
        </Tab>
      </TabList>
      <main className={styles.main}>
        <ProblemBar problem={problem} onDismiss={() => setProblem(null)} />
        <div role="tabpanel" aria-labelledby={`tab-${view}`}>
          {view === 'insert' && (
            <AddView
              client={client}
              bindings={bindings}
              onChanged={(table) => {
                if (table !== null) setPreferred(table);
                void readWorkbook();
              }}
            />
          )}
          {view === 'refresh' && (
            <RefreshView
              client={client}
              bindings={bindings}
              preferred={preferred}
              asked={asked}
              onTaken={() => setAsked(null)}
              onWritten={() => {
                void readWorkbook();
                // Formulas and tables show one state of the service. Where Excel is busy they follow by themselves later.
                recalculateFunctions().catch(() => {});
              }}
            />
          )}
          {view === 'evidence' && <EvidenceView client={client} selected={selected} />}
          {view === 'check' && (
            <CheckView client={client} bindings={bindings} onWritten={() => void readWorkbook()} />
          )}
        </div>
      </main>
    </>
  );
};
