// Keys that act where nobody types. They press what the page marks itself: the destinations of the bar (`data-goes`), what
// carries `aria-keyshortcuts`, and its cards (`data-card`), one after the other. They can be turned off, because who
// dictates presses letters too (WCAG 2.1.4).
import { useEffect, useRef, useState } from "react";
import { backCloses } from "./back.jsx";
import { HELD } from "./palette.jsx";

const OFF = "shortcuts-off";
const OPEN = "shortcuts-open";
const SECOND_KEY_MS = 1500;
const QUIET = "input, textarea, select, [contenteditable], [role=menu], [role=listbox]";
const STEP = { j: 1, k: -1 };

const cards = () => [...document.querySelectorAll("main [data-card]")];
const pressed = (key) => document.querySelector(`main [aria-keyshortcuts="${CSS.escape(key)}"]`);
const destination = (key) => document.querySelector(`.nav [data-goes="${CSS.escape(key)}"]`);
const named = (node) => node.getAttribute("aria-label") ?? node.textContent.trim();

/** To the card after, or before, the one in which the focus is; without one, to the first. */
function move(by) {
  const all = cards();
  const here = document.activeElement;
  const isPast = (card) => card === here || card.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
  const at = all.findLastIndex(isPast);
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.focus();
  return next;
}

/** What this page can do by key, in the words that it shows itself. */
function listed(words) {
  const places = [...document.querySelectorAll(".nav [data-goes]")].map((link) => [["g", link.dataset.goes], `${words.go} ${link.dataset.name}`]);
  const acts = [...document.querySelectorAll("main [aria-keyshortcuts]")].map((node) => [[node.ariaKeyShortcuts], named(node)]);
  const list = cards().length ? [[["j", "k"], words.cards], [[words.enter], words.open]] : [];
  const palette = document.querySelector(".palette-open") ? [[[HELD, "K"], words.palette]] : [];
  return [...palette, ...places, ...acts, ...list, [["?"], words.this]];
}

export function Shortcuts({ words, className }) {
  const list = useRef(null);
  const closed = useRef(null);
  const wait = useRef(0);
  const [rows, setRows] = useState([]);
  const [isOff, setOff] = useState(false);

  useEffect(() => setOff(localStorage.getItem(OFF) === "1"), []);

  useEffect(() => {
    const open = () => {
      setRows(listed(words));
      if (!list.current.open) {
        list.current.showModal();
        closed.current = backCloses(list.current, () => (list.current.close(), true));
      }
      list.current.querySelector("h2").focus();
    };
    const typed = (event) => {
      const isHeld = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
      if (isOff || isHeld || event.defaultPrevented || event.repeat || event.isComposing || event.key.length !== 1) return;
      if (event.target.closest?.(QUIET) || document.querySelector("dialog[open]")) return;
      const key = event.key.toLowerCase();
      const isSecond = performance.now() < wait.current;
      wait.current = !isSecond && key === "g" ? performance.now() + SECOND_KEY_MS : 0;
      if (act(key, isSecond, open)) event.preventDefault();
    };
    document.addEventListener("keydown", typed);
    document.addEventListener(OPEN, open);
    return () => {
      document.removeEventListener("keydown", typed);
      document.removeEventListener(OPEN, open);
    };
  }, [isOff]);

  const turn = (event) => {
    setOff(!event.target.checked);
    localStorage.setItem(OFF, event.target.checked ? "0" : "1");
  };
  const close = () => list.current.close();
  return (
    <dialog ref={list} className={className} aria-labelledby="shortcuts-title" onClose={() => closed.current()} onClick={(event) => event.target === list.current && close()}>
      <div className="dialog-head">
        <h2 id="shortcuts-title" tabIndex={-1} className="dialog-title">{words.title}</h2>
      </div>
      <div className="dialog-body">
        <ul className="shortcuts">
          {rows.map(([keys, does]) => (
            <li key={does}>
              <span>{does}</span>
              <span className="shortcuts-keys">{keys.map((key) => <kbd key={key} className="kbd">{key}</kbd>)}</span>
            </li>
          ))}
        </ul>
        <label className="check shortcuts-on">
          <input type="checkbox" checked={!isOff} onChange={turn} />
          <span className="check-text">{words.on}</span>
        </label>
        <p className="field-hint">{words.hint}</p>
      </div>
      <div className="dialog-foot">
        <button type="button" className="button button-secondary button-md" onClick={close}>{words.close}</button>
      </div>
    </dialog>
  );
}

/** Does what a key stands for; returns whether there was something to do. */
function act(key, isSecond, open) {
  if (key === "?") return open(), true;
  if (key in STEP) return move(STEP[key]);
  const found = isSecond ? destination(key) : pressed(key);
  if (!found) return false;
  if (found.matches("input")) found.focus();
  else found.click();
  return true;
}

/** The entry of a menu that shows the list, once the menu is closed and has given the focus back. */
export function ShortcutsEntry({ className, children }) {
  const open = () => setTimeout(() => document.dispatchEvent(new Event(OPEN)));
  return (
    <button type="button" role="menuitem" tabIndex={-1} className={className} onClick={open}>
      {children}
    </button>
  );
}
