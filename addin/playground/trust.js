// Answers office.js, which asks in a hidden frame whether the page around the pane is trusted: a page of this very
// origin is, no other one is.
window.addEventListener('message', (event) => {
  if (event.origin !== location.origin || event.source !== window.parent) return;
  const hostUserTrusted = JSON.parse(event.data).hostname === location.hostname;
  window.parent.postMessage(JSON.stringify({ hostUserTrusted }), location.origin);
});
