// One tab stop for a group; arrows, Home and End move inside it.
import { useRef } from "react";

const STEP = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Moves focus among the elements of `root` that match `selector`; returns the one focused, if any. */
export function moveFocus(event, root, selector) {
  const items = [...root.querySelectorAll(selector)];
  const here = items.indexOf(document.activeElement);
  let next = null;
  if (event.key in STEP) next = (here + STEP[event.key] + items.length) % items.length;
  if (event.key === "Home") next = 0;
  if (event.key === "End") next = items.length - 1;
  if (next === null) return null;
  event.preventDefault();
  items[next]?.focus();
  return items[next];
}

export function TabList({ className, label, children }) {
  const root = useRef(null);
  return (
    <div ref={root} role="tablist" aria-label={label} className={className} onKeyDown={(event) => moveFocus(event, root.current, "[role=tab]")?.click()}>
      {children}
    </div>
  );
}
