// A native <dialog>: the browser traps focus, hears Esc and gives focus back. The state only says open or not.
import { Fragment, useEffect, useRef, useState } from "react";
import { backCloses } from "./back.jsx";
import { lossesSoFar } from "./delivery.jsx";

const CLOSING_MS = 300;
const REOPENING_MS = 5000;

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

/** However one leaves, by Esc, the veil, the cross, a button or the browser's back: once something was typed, the first time warns and the
    second closes. When the page's States were lost, the state did not close it: it stays as it is and asks to be opened.
    `opening` counts the openings: one that follows a closing at once may reach React in the same render. */
export function Dialog({ open, opening, onClose, onReopen, className, labelledby, describedby, unsaved, stranded, children }) {
  const ref = useRef(null);
  const wanted = useRef(open);
  const pressedOutside = useRef(false);
  const typed = useRef(false);
  const losses = useRef(0);
  const reopen = useRef(null);
  const [lingering, setLingering] = useState(false);
  const [warned, setWarned] = useState(false);
  const [isLost, setLost] = useState(false);
  const [isStranded, setStranded] = useState(false);
  const shown = useRef({ opening, key: 0 });
  // Opened again after a loss, it is the same dialog, with what is typed in it.
  if (open && shown.current.opening !== opening) shown.current = { opening, key: shown.current.key + (isLost ? 0 : 1) };

  useEffect(() => {
    if (open) reopen.current = onReopen;
  });

  useEffect(() => {
    const node = ref.current;
    if (!open && wanted.current && node.open && losses.current !== lossesSoFar() && (typed.current || reopen.current)) {
      setLost(true);
      reopen.current?.();
      const timer = setTimeout(() => setStranded(true), reopen.current ? REOPENING_MS : 0);
      return () => clearTimeout(timer);
    }
    const isBack = open && wanted.current && node.open;
    wanted.current = open;
    losses.current = node.dataset.losses = lossesSoFar();
    setLost(false);
    setStranded(false);
    if (isBack) return;
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

  const leave = useRef(null);
  leave.current = () => {
    const may = mayClose();
    if (may) ref.current.close();
    return may;
  };
  const isShown = open || isLost;
  const unheard = useRef(null);
  useEffect(() => {
    if (!isShown) return;
    unheard.current = backCloses(ref.current, () => leave.current());
    return unheard.current;
  }, [isShown, opening]);

  const closed = () => {
    unheard.current?.();
    if (isLost) {
      wanted.current = false;
      setLost(false);
      setStranded(false);
      setLingering(false);
    } else if (wanted.current) onClose?.(); // By the person, not by the state: the state does not know yet.
  };

  return (
    <dialog
      ref={ref}
      className={className}
      aria-labelledby={labelledby}
      aria-describedby={describedby}
      onClose={(event) => {
        if (event.target === ref.current) closed();
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
        const leaves = event.target.closest("[data-leaves]") ?? (event.target === ref.current && pressedOutside.current);
        if (leaves) leave.current();
      }}
    >
      {open || lingering || isLost ? <Fragment key={shown.current.key}>{children}</Fragment> : null}
      {warned || isStranded ? (
        <p className="dialog-unsaved" role="alert">
          {isStranded ? stranded : unsaved}
        </p>
      ) : null}
    </dialog>
  );
}
