// An explanation in a native popover beside its mark: hover or focus opens it, Escape closes it, the pointer may enter it.
import { useEffect, useId, useRef, useState } from "react";
import { place } from "./menu.jsx";

const LEAVING = 120;

export function Tooltip({ className, label, text, children }) {
  const id = useId();
  const mark = useRef(null);
  const tip = useRef(null);
  const leaving = useRef(0);

  const [{ open, close }] = useState(() => {
    const close = () => {
      clearTimeout(leaving.current);
      document.removeEventListener("keydown", escaped);
      if (tip.current?.matches(":popover-open")) tip.current.hidePopover();
    };
    const escaped = (event) => event.key === "Escape" && close();
    const open = () => {
      clearTimeout(leaving.current);
      if (tip.current.matches(":popover-open")) return;
      tip.current.showPopover();
      place(tip.current, mark.current);
      document.addEventListener("keydown", escaped);
    };
    return { open, close };
  });
  const leave = () => {
    leaving.current = setTimeout(() => document.activeElement !== mark.current && close(), LEAVING);
  };
  useEffect(() => close, []);

  return (
    <span className="tip-box" onMouseEnter={open} onMouseLeave={leave}>
      <button ref={mark} type="button" className={className} aria-label={label} aria-describedby={id} onFocus={open} onBlur={close} onClick={open}>
        {children}
      </button>
      <span ref={tip} id={id} popover="manual" role="tooltip" className="tip">
        {text}
      </span>
    </span>
  );
}
