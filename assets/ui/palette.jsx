// ⌘K, or Ctrl-K, from anywhere but an open dialog. The window is a file of its own, fetched when the page rests, or at
// the first wish where data is to be saved; from then on it opens without the network.
import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";

const OPEN = "palette-open";
const RECENT = "palette-recent";
const IDLE_MS = 4000;
const ID = /^[0-9a-f-]{36}$/;

const isApple = typeof navigator !== "undefined" && /Mac|iP/.test(navigator.platform);
/** The key that is held with K, as it is called on this keyboard. */
export const HELD = isApple ? "⌘" : "Ctrl";

/** Ids of what was opened last, the newest first: ids alone, which say nothing to whoever may not see the rows. */
export function recentIds() {
  return (localStorage.getItem(RECENT) ?? "").split(",").filter((id) => ID.test(id));
}

function remember(path, pathname, most) {
  const id = pathname.startsWith(path) ? pathname.slice(path.length).replace("/", "") : "";
  if (!ID.test(id)) return;
  const others = recentIds().filter((other) => other !== id);
  localStorage.setItem(RECENT, [id, ...others].slice(0, most).join(","));
}

let begun = null; // An act whose dialog stands on the page that is on its way.

/** Does an act where its dialog is on this page; else once the next page is there, and returns false. */
export function begin(act, onAct) {
  begun = document.querySelector(`dialog[aria-labelledby="${act.dialog}-title"]`) ? null : act;
  if (!begun) onAct(act.key);
  return !begun;
}

const CARRIED_MS = 2000;
let wishedAt = -CARRIED_MS; // Pressed while a page was about to leave: the next one opens it.

let Window = null;
const fetched = async () => (Window ??= (await import("./palette_window.jsx")).PaletteWindow);

function whenIdle(run) {
  if (navigator.connection?.saveData) return () => {};
  if (!window.requestIdleCallback) {
    const timer = setTimeout(run, IDLE_MS);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(run, { timeout: IDLE_MS });
  return () => cancelIdleCallback(asked);
}

export function Palette({ path, mostRecent, onAct, children, ...given }) {
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  const stands = useRef(false);
  const turn = (to) => {
    stands.current = to;
    setOpen(to);
  };

  useEffect(() => whenIdle(() => fetched().catch(() => {})), []);
  useEffect(() => {
    remember(path, pathname, mostRecent);
    // After what the page loads for itself, which closes what was open.
    const act = begun;
    begun = null;
    const timer = act && setTimeout(() => begin(act, onAct) || (begun = null));
    return () => clearTimeout(timer);
  }, [pathname]);
  useEffect(() => {
    // Without the network and never fetched, it cannot open: the banner says why.
    const open = () => fetched().then(() => turn(true), () => {});
    const typed = (event) => {
      const isHeld = (isApple ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey;
      if (!isHeld || event.key.toLowerCase() !== "k" || event.isComposing) return;
      event.preventDefault();
      if (!document.querySelector("dialog[open]")) open();
    };
    if (performance.now() - wishedAt < CARRIED_MS) open();
    document.addEventListener("keydown", typed);
    document.addEventListener(OPEN, open);
    return () => {
      wishedAt = stands.current ? performance.now() : -CARRIED_MS;
      document.removeEventListener("keydown", typed);
      document.removeEventListener(OPEN, open);
    };
  }, []);

  return isOpen ? <Window {...given} onAct={onAct} icons={children} onClose={() => turn(false)} /> : null;
}

export function PaletteButton({ className, label, children }) {
  const [keys, setKeys] = useState("");
  useEffect(() => setKeys(`${HELD} K`), []);
  const open = () => document.dispatchEvent(new Event(OPEN));
  return (
    <button type="button" className={className} aria-label={label} aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" title={label} onClick={open}>
      {children}
      <kbd className="kbd" aria-hidden="true">{keys}</kbd>
    </button>
  );
}
