// Whether this device has a network at all: known at once, long before a socket notices that nobody answers.
import { useSyncExternalStore } from "react";

function watch(changed) {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

export const useOnline = () => useSyncExternalStore(watch, () => navigator.onLine, () => true);

export function WhileLost({ lost, children }) {
  const online = useOnline();
  return lost || !online ? children : null;
}
