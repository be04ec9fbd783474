// The steps of a form: the one that opens takes the focus, to what is chosen or to its first control.
import { useEffect, useRef } from "react";

const CONTROL = ":is(input:not([type=hidden]), select, textarea):not(:disabled)";

export function Steps({ step, children }) {
  const root = useRef(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    const open = root.current.querySelector(`[data-step="${step}"]`);
    (open.querySelector(`${CONTROL}:checked`) ?? open.querySelector(CONTROL))?.focus();
  }, [step]);
  return (
    <div ref={root} className="wizard-steps">
      {children}
    </div>
  );
}
