import type { ExcelRequests } from './workbook/excel-request.ts';

/**
 * Shows the add-in's own pane in a frame and answers it as Excel on the web does: the pane is the unmodified one, the
 * object model inside it is Microsoft's, only the workbook behind them is ours. The messages are those of the design note
 * on the test host, section 4.
 */

export interface ExcelFrame {
  /** Tells the pane that another cell was selected. */
  selectionChanged(): void;
  /** Brings the pane to one of its places (the part of its address behind #). */
  show(place: string): void;
}

const conversation = 'policy-sheets-playground';
/** Event of the object model: the selection of the workbook moved. */
const selectionEvent = 14;
const objectModelEvent = 65536;
/** Dispatch id of a request of the object model. */
const richApiRequest = 93;
const requirements = { ExcelApi: '1.14', RichApiRuntime: '1.1', DialogApi: '1.2' };

interface Message {
  _conversationId: string;
  _correlationId: number;
  _actionName: string;
  _actionType: number;
  _messageType: number;
  _data: { DdaMethod?: { DispatchId: number }; ArrayData?: unknown[] };
}

const messageIn = (data: unknown): Message | null => {
  if (typeof data !== 'string') return null;
  try {
    const message = JSON.parse(data) as Message;
    return message._conversationId === conversation && message._messageType === 0 ? message : null;
  } catch {
    return null;
  }
};

/**
 * Starts the pane in a frame.
 * @param frame a frame that stands in no page yet: office.js reads its name, which a browser takes when it is put in
 * @param place where the frame is to be put in
 * @param address the pane's page, of this page's own origin
 * @param locale the display language that Excel has
 * @param requests the workbook
 * @param answered called after each request, when the workbook may have changed
 */
export const startPane = (
  frame: HTMLIFrameElement,
  place: HTMLElement,
  address: string,
  locale: string,
  requests: ExcelRequests,
  answered: () => void,
): ExcelFrame => {
  const listeners = new Map<string, (data: unknown) => void>();
  const post = (message: Message, data: unknown, responseType: number): void =>
    frame.contentWindow?.postMessage(
      JSON.stringify({
        _messageType: 1,
        _actionName: message._actionName,
        _conversationId: conversation,
        _correlationId: message._correlationId,
        _origin: location.origin,
        _data: data,
        _errorCode: 0,
        _responseType: responseType,
        _serializerVersion: 1,
      }),
      location.origin,
    );
  const context = {
    _id: 'addin1',
    _appName: 16,
    _appVersion: 16,
    _appUILocale: locale,
    _dataLocale: locale,
    _docUrl: `${location.origin}/playground.xlsx`,
    _clientMode: 1,
    _settings: [],
    _reason: 'inserted',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: 'playground',
    _requirementMatrix: JSON.stringify(requirements),
    _hostFullVersion: '16.0.0.0',
  };
  window.addEventListener('message', (event) => {
    const message =
      event.source === frame.contentWindow && event.origin === location.origin ? messageIn(event.data) : null;
    if (!message) return;
    if (message._actionType === 1) {
      listeners.set(message._actionName, (data) => post(message, data, 1));
      post(message, { Error: 0 }, 0);
    } else if (message._actionName === 'ContextActivationManager_getAppContextAsync')
      post(message, context, 0);
    else if (
      message._actionName === 'executeMethod' &&
      message._data.DdaMethod?.DispatchId === richApiRequest
    ) {
      const answer = requests.execute(String(message._data.ArrayData?.[4]));
      post(
        message,
        answer.ok
          ? { Version: 1, Error: 0, Data: [200, [], answer.body] }
          : { Version: 1, Error: answer.code },
        0,
      );
      answered();
    } else post(message, { Version: 1, Error: 0 }, 0);
  });
  frame.name = JSON.stringify({
    hostInfo: `Excel$Web$16.01$${locale}$playground$$disableLogging$0`,
    xdmInfo: [conversation, 'addin1', location.href.split('#')[0]].join('|'),
    serializerVersion: '1',
    flights: '[]',
  });
  frame.src = address;
  place.append(frame);
  return {
    selectionChanged: () => {
      const payload = JSON.stringify({ address: '', worksheetId: requests.workbook.active.id });
      listeners.get('richApiMessage')?.({
        ArrayData: [[objectModelEvent, selectionEvent, 'Workbook', payload, 1, false]],
      });
    },
    show: (place) => {
      if (frame.contentWindow) frame.contentWindow.location.hash = place;
    },
  };
};
