// Runs in the pane's page before anything else (page.addInitScript): lets office.js believe that the page stands in Excel
// on the web. The page itself is unmodified. Requests for the workbook go to the test process by __excelExecute; how the
// page is to be started is in __excelPage ({ locale, requirements }).
(() => {
  if (window.top !== window) return;
  const { locale, requirements } = window.__excelPage;
  const conversation = 'conversation1';
  window.name = JSON.stringify({
    // The last part is a set of flags; 2 says that the add-in has functions.
    hostInfo: `Excel$Web$16.01$${locale}$test$$disableLogging$2`,
    xdmInfo: [conversation, 'addin1', location.href.split('#')[0]].join('|'),
    serializerVersion: '1',
    flights: '[]',
  });
  const context = {
    _id: 'addin1',
    _appName: 16,
    _appVersion: 16,
    _appUILocale: locale,
    _dataLocale: locale,
    _docUrl: `${location.origin}/Book1.xlsx`,
    _clientMode: 1,
    _settings: [],
    _reason: 'inserted',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: 'test',
    _requirementMatrix: JSON.stringify(requirements),
    _hostFullVersion: '16.0.0.0',
  };
  const listeners = {};
  // An event of the workbook, as Excel sends it: kind 65536 is an event of the object model.
  window.__excelRaise = (type, target, payload) =>
    listeners.richApiMessage?.({ ArrayData: [[65536, type, target, JSON.stringify(payload), 1, false]] });

  // Messages of other kinds: calls of functions (category 1) and of ribbon commands and shortcuts (category 2).
  window.__excelSend = (category, messages) =>
    listeners.richApiMessage?.({
      ArrayData: messages.map(([type, message], i) => [
        category,
        type,
        '',
        JSON.stringify(message),
        i + 1,
        false,
      ]),
    });

  window.addEventListener('message', async (event) => {
    let message;
    try {
      message = JSON.parse(event.data);
    } catch {
      return;
    }
    const isOurs =
      event.source === window && message._conversationId === conversation && message._messageType === 0;
    if (!isOurs) return;
    // office.js listens in the same window and must not answer its own request.
    event.stopImmediatePropagation();
    const answer = (data, responseType = 0) =>
      window.postMessage(
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
    if (message._actionType === 1) {
      listeners[message._actionName] = (data) => answer(data, 1);
      answer({ Error: 0 });
    } else if (message._actionName === 'ContextActivationManager_getAppContextAsync') answer(context);
    else if (message._actionName === 'executeMethod' && message._data.DdaMethod.DispatchId === 93) {
      const result = await window.__excelExecute(message._data.ArrayData[4]);
      answer(
        result.ok
          ? { Version: 1, Error: 0, Data: [200, [], result.body] }
          : { Version: 1, Error: result.code },
      );
    } else answer({ Version: 1, Error: 0 });
  });
})();
