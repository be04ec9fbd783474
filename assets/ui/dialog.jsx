// A native <dialog>: the browser traps focus, hears Esc and gives focus back. The state only says open or not.
import { Fragment, useEffect, useRef, useState } from "react";

const CLOSING_MS = 300;

function focusFirst(node) {
  const wanted =
    node.querySelector("[data-autofocus]") ??
    node.querySelector(".dialog-body :is(input:not([type=hidden]), select, textarea):not(:disabled)") ??
    node.querySelector(".dialog-title");
  wanted?.focus();
}

function show(node) {
  const root = document.documentElement;
  root.style.setProperty("--scrollbar", `${window.innerWidth - root.clientWidth}px`);
  node.showModal();
  focusFirst(node);
}

/**
 * Esc and the veil are easy to hit by mistake: once something was typed, they warn first and close the second time.
 * `opening` counts the openings: one that follows a closing at once may reach React in the same render.
 */
export function Dialog({ open, opening, onClose, className, labelledby, describedby, unsaved, children }) {
  const ref = useRef(null);
  const wanted = useRef(open);
  const pressedOutside = useRef(false);
  const typed = useRef(false);
  const [lingering, setLingering] = useState(false);
  const [warned, setWarned] = useState(false);

  useEffect(() => {
    wanted.current = open;
    const node = ref.current;
    if (!open) {
      if (node.open) node.close();
      const timer = setTimeout(() => setLingering(false), CLOSING_MS);
      return () => clearTimeout(timer);
    }
    typed.current = false;
    setWarned(false);
    setLingering(true);
    if (!node.open) show(node);
  }, [open, opening]);

  const mayClose = () => {
    const may = !typed.current || warned;
    setWarned(!may);
    return may;
  };

  return (
    <dialog
      ref={ref}
      className={className}
      aria-labelledby={labelledby}
      aria-describedby={describedby}
      onClose={(event) => {
        // Closed by the person, not by the state: the state does not know yet.
        if (event.target === ref.current && wanted.current) onClose?.();
      }}
      onInput={() => {
        typed.current = true;
        setWarned(false);
      }}
      onCancel={(event) => {
        if (event.target === ref.current && !mayClose()) event.preventDefault();
      }}
      onPointerDown={(event) => (pressedOutside.current = event.target === ref.current)}
      onClick={(event) => {
        if (event.target === ref.current && pressedOutside.current && mayClose()) ref.current.close();
      }}
    >
      {open || lingering ? <Fragment key={opening}>{children}</Fragment> : null}
      {warned ? <p className="dialog-unsaved" role="alert">{unsaved}</p> : null}
    </dialog>
  );
}

export function DialogClose({ className, label, children }) {
  return (
    <button type="button" className={className} aria-label={label} onClick={(event) => event.currentTarget.closest("dialog").close()}>
      {children}
    </button>
  );
}
