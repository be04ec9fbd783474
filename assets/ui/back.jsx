// The browser's back closes the dialog that is open, and stays on the page.
//
// An open dialog stands on an entry of the history of its own, a copy of its page's, of which the router never hears. When the
// dialog is closed otherwise the entry goes a moment later: a redirect that follows takes its place before.
const MARK = "dialog";
const REDIRECT_MS = 300;
const isBrowser = typeof window !== "undefined";

const dialogs = [];
let onMark = isBrowser && Boolean(history.state?.[MARK]);
let here = isBrowser && location.href;
let timer = 0;
let isUnmarking = false;

/**
 * A dialog opened, a <dialog>; `leave` closes it and returns true, unless it asks first. Returns what tells that it is closed.
 */
export function backCloses(node, leave) {
  const dialog = { node, leave };
  dialogs.push(dialog);
  mark();
  return () => {
    const at = dialogs.indexOf(dialog);
    if (at < 0) return;
    dialogs.splice(at, 1);
    clearTimeout(timer);
    timer = setTimeout(unmark, REDIRECT_MS);
  };
}

function mark() {
  if (!onMark) push.call(history, { ...history.state, [MARK]: true }, "");
  onMark = true;
}

function unmark() {
  if (!onMark || dialogs.length) return;
  isUnmarking = true;
  history.back();
}

function went(event) {
  const wasMark = onMark;
  const isOurs = isUnmarking;
  isUnmarking = false;
  const isSamePage = location.href === here;
  onMark = Boolean(event.state?.[MARK]);
  here = location.href;
  if (!isSamePage || wasMark === onMark) return;
  event.stopImmediatePropagation();
  if (onMark) return; // Forward to where a dialog was.
  while (dialogs.at(-1)?.node.open === false) dialogs.pop(); // It is closed, and tells so in a moment.
  if (!isOurs && !dialogs.length) history.back(); // From where a dialog is no more: the page was meant.
  if (!isOurs && dialogs.at(-1)?.leave()) dialogs.pop();
  if (dialogs.length) mark(); // Also one that opened while the entry of the last one went.
}

const push = isBrowser && history.pushState;
const replace = isBrowser && history.replaceState;

if (isBrowser) {
  const written = (write) =>
    function (...words) {
      (onMark ? replace : write).apply(history, words);
      onMark = Boolean(history.state?.[MARK]);
      here = location.href;
    };
  history.pushState = written(push);
  history.replaceState = written(replace);
  window.addEventListener("popstate", went, { capture: true });
  // Another document is on its way: to go back now would call it off.
  window.addEventListener("beforeunload", () => clearTimeout(timer));
}
