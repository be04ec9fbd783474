// The region rises above an open dialog; the bar at a toast's foot is its timer, and waits while one reads.
import { useEffect, useRef } from "react";

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

export function ToastTimer({ onEnd }) {
  return <span className="toast-timer" aria-hidden="true" onAnimationEnd={() => onEnd?.()} />;
}
