// Whether the server can be reached. That this device has no network at all is known at once, long before a socket
// notices that nobody answers.
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useQuiet } from "./delivery.jsx";

function watch(changed) {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

export function useOnline() {
  const hasNetwork = useSyncExternalStore(watch, () => navigator.onLine, () => true);
  return !useQuiet() && hasNetwork;
}

/** Above an open dialog too, also above one that opens meanwhile. */
export function WhileLost({ lost, children }) {
  const ref = useRef(null);
  const online = useOnline();
  const isShown = lost || !online;
  useEffect(() => {
    const node = ref.current;
    const raise = () => {
      if (node.matches(":popover-open")) node.hidePopover();
      if (isShown) node.showPopover();
    };
    raise();
    if (!isShown) return;
    const watcher = new MutationObserver((changes) => {
      if (changes.some(({ target }) => target.tagName === "DIALOG" && target.open)) raise();
    });
    watcher.observe(document.body, { attributes: true, attributeFilter: ["open"], subtree: true });
    return () => watcher.disconnect();
  }, [isShown]);
  return (
    <div ref={ref} popover="manual" role="status" className="connection-layer">
      {isShown ? children : null}
    </div>
  );
}
