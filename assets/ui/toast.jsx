// The region rises above an open dialog; the bar at a toast's foot is its timer, and waits while one reads.
import { useEffect, useRef, useState } from "react";

export function ToastRegion({ label, children }) {
  const ref = useRef(null);
  useEffect(() => {
    const node = ref.current;
    const raise = () => {
      if (node.matches(":popover-open")) node.hidePopover();
      if (node.childElementCount) node.showPopover();
    };
    raise();
    const watcher = new MutationObserver(raise);
    watcher.observe(node, { childList: true });
    return () => watcher.disconnect();
  }, []);
  return (
    <div ref={ref} popover="manual" role="region" aria-live="polite" aria-label={label} className="toasts">
      {children}
    </div>
  );
}

/** When this tab showed a toast first: another page, or this one loaded anew, does not give it its time again. */
function shownAt(toast) {
  const key = `toast-${toast}`;
  const known = Number(sessionStorage.getItem(key)) || Date.now();
  sessionStorage.setItem(key, known);
  return known;
}

export function ToastTimer({ toast, onEnd }) {
  const [late] = useState(() => Date.now() - shownAt(toast));
  const end = () => {
    sessionStorage.removeItem(`toast-${toast}`);
    onEnd?.();
  };
  return <span className="toast-timer" aria-hidden="true" style={{ animationDelay: `-${late}ms` }} onAnimationEnd={end} />;
}
