// A native popover placed beside its button, with the keys of a menu. The first child is the button's face. The entries
// are made when it opens for the first time: a list has a menu a row, and most are never opened.
import { Children, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { moveFocus } from "./roving.jsx";

const GAP = 6;

export function place(menu, button) {
  const face = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = face.bottom + GAP + height <= window.innerHeight || face.top < height;
  const fromLeft = face.left + width <= window.innerWidth - GAP;
  menu.style.left = `${Math.max(GAP, fromLeft ? face.left : face.right - width)}px`;
  menu.style.top = `${Math.max(GAP, below ? face.bottom + GAP : face.top - GAP - height)}px`;
  menu.style.setProperty("--from", `${below ? "top" : "bottom"} ${fromLeft ? "left" : "right"}`);
}

export function Menu({ className, label, children }) {
  const id = useId();
  const button = useRef(null);
  const menu = useRef(null);
  const [isMade, setMade] = useState(false);
  const [face, ...items] = Children.toArray(children);

  const opens = (event) => event.newState === "open" && flushSync(() => setMade(true));
  const opened = (event) => {
    button.current.setAttribute("aria-expanded", event.newState === "open");
    if (event.newState !== "open") return;
    place(menu.current, button.current);
    menu.current.querySelector("[role^=menuitem]")?.focus();
  };
  const chosen = (event) => {
    const item = event.target.closest("[role=menuitem], [data-closes]");
    if (item && item.type !== "submit") menu.current.hidePopover();
  };
  const keyed = (event) => {
    if (event.key === "Tab") menu.current.hidePopover();
    moveFocus(event, menu.current, "[role^=menuitem]");
  };

  return (
    <>
      <button ref={button} type="button" className={className} aria-label={label || undefined} aria-haspopup="menu" aria-expanded="false" popoverTarget={id}>
        {face}
      </button>
      <div ref={menu} id={id} popover="auto" role="menu" className="menu" onBeforeToggle={opens} onToggle={opened} onClick={chosen} onKeyDown={keyed}>
        {isMade && items}
      </div>
    </>
  );
}
