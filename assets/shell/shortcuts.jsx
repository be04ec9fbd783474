// Keys that act where nobody types. What they press stands on the page already: the bar's links, the button that
// carries `aria-keyshortcuts`, the search field. They can be turned off, because a screen reader or a voice may press
// letters too (WCAG 2.1.4).
import { useEffect, useRef, useState } from "react";

const OFF = "shortcuts-off";
const SECOND_KEY_MS = 1500;
const TYPING = "input, textarea, select, [contenteditable], [role=menu], [role=listbox]";
export const OPEN = "shortcuts-open";

/** The list of the keys. `rows` are [keys, words]; `places` [letter, path] of what `g` goes to. */
export function Shortcuts({ title, rows, places, onLabel, closeLabel, hint, className }) {
  const list = useRef(null);
  const pending = useRef(0);
  const [off, setOff] = useState(false);

  useEffect(() => setOff(localStorage.getItem(OFF) === "1"), []);

  useEffect(() => {
    const open = () => list.current.open || list.current.showModal();
    const typed = (event) => {
      const quiet = event.defaultPrevented || event.repeat || event.isComposing;
      const held = event.ctrlKey || event.metaKey || event.altKey;
      if (off || quiet || held || event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
      const goes = performance.now() < pending.current;
      pending.current = event.key === "g" ? performance.now() + SECOND_KEY_MS : 0;
      const path = goes && places.find(([letter]) => letter === event.key)?.[1];
      const found = path
        ? document.querySelector(`.nav-link[href="${path}"]`)
        : document.querySelector(`main [aria-keyshortcuts="${CSS.escape(event.key)}"]`);
      if (event.key === "?") open();
      else if (!found) return;
      else if (found.matches("input")) found.focus();
      else found.click();
      event.preventDefault();
    };
    document.addEventListener("keydown", typed);
    document.addEventListener(OPEN, open);
    return () => {
      document.removeEventListener("keydown", typed);
      document.removeEventListener(OPEN, open);
    };
  }, [off]);

  const toggle = (event) => {
    setOff(!event.target.checked);
    localStorage.setItem(OFF, event.target.checked ? "0" : "1");
  };
  return (
    <dialog ref={list} className={className} aria-labelledby="shortcuts-title">
      <div className="dialog-head"><h2 id="shortcuts-title" className="dialog-title">{title}</h2></div>
      <div className="dialog-body">
        <dl className="shortcuts">
          {rows.map(([keys, words]) => (
            <div key={words}>
              <dt>{keys.split(" ").map((key) => <kbd key={key}>{key}</kbd>)}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <label className="shortcuts-on"><input type="checkbox" checked={!off} onChange={toggle} /> {onLabel}</label>
        <p className="field-hint">{hint}</p>
      </div>
      <div className="dialog-foot">
        <button type="button" className="button button-secondary button-md" onClick={() => list.current.close()}>{closeLabel}</button>
      </div>
    </dialog>
  );
}

/** The entry of the person's menu that shows the list. */
export function ShortcutsEntry({ className, children }) {
  const open = () => document.dispatchEvent(new Event(OPEN));
  return <button type="button" role="menuitem" tabIndex={-1} className={className} onClick={open}>{children}</button>;
}
