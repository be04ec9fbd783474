// Keeps a form: what was typed into it until it is saved, and that it is sent once.
import { useEffect, useRef, useState } from "react";
import { lossesSoFar, registerForm, rest, wait } from "./delivery.jsx";
import { drop, keep, kept, useOwner } from "./drafts.jsx";

const NEVER_KEPT = "[type=password], [type=hidden], [type=file], [data-never-kept]";
const REFUSED = "[aria-invalid=true], .field-error:not([hidden] *), .form-problem";

let made = 0;

const controlsOf = (form) => [...form.elements].filter((control) => control.name && !control.matches(NEVER_KEPT));
const canTick = (control) => control.type === "checkbox" || control.type === "radio";
/** Choices of one name are told apart by their values. */
const nameOf = (control) => (control.type === "radio" ? `${control.name}=${control.value}` : control.name);

/** Of the choices of one name the last one counts. */
const forgetChoice = (typed, name) =>
  Object.keys(typed).filter((key) => key.startsWith(`${name}=`)).forEach((key) => delete typed[key]);

/** Types into a control as a person would, so that whoever listens hears it. */
function put(control, value) {
  if (canTick(control)) {
    if (control.checked !== value && (value || control.type === "checkbox")) control.click();
    return;
  }
  const prototype = Object.getPrototypeOf(control);
  Object.getOwnPropertyDescriptor(prototype, "value").set.call(control, value);
  control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
}

export function FormKeeper({ heard, draft, words }) {
  const mark = useRef(null);
  const [id] = useState(() => `form-${(made += 1)}`);
  const [said, setSaid] = useState("");
  const owner = useOwner();
  const typed = useRef({});
  const key = useRef(draft);
  const sending = useRef(null);
  const isAskedAgain = useRef(false);
  const losses = useRef(lossesSoFar());
  const filling = useRef(null);

  const settle = () => {
    sending.current?.buttons.forEach(rest);
    sending.current = null;
  };

  /** Puts values into their controls, also into those that are still to come: what a choice shows comes with the
      server's answer to it. */
  const fillIn = (values) => {
    const form = mark.current.closest("form");
    const missing = Object.entries(values);
    const fill = () => {
      for (const control of controlsOf(form)) {
        const at = missing.findIndex(([name]) => name === nameOf(control));
        if (at >= 0) put(control, missing.splice(at, 1)[0][1]);
      }
      if (!missing.length) watcher.disconnect();
    };
    const watcher = new MutationObserver(fill);
    watcher.observe(form, { childList: true, subtree: true });
    filling.current?.disconnect();
    filling.current = watcher;
    fill();
  };

  const restore = () => {
    const values = kept(key.current)?.typed ?? {};
    if (!Object.keys(values).length || Object.keys(typed.current).length) return;
    fillIn(values);
    setSaid("restored");
  };

  /** What went from the form with the States of the page comes back when its control does. */
  const refill = () => {
    const here = new Set(controlsOf(mark.current.closest("form")).map(nameOf));
    fillIn(Object.fromEntries(Object.entries(typed.current).filter(([name]) => !here.has(name))));
  };

  const startOver = () => {
    const form = mark.current.closest("form");
    typed.current = {};
    drop(key.current);
    form.reset();
    setSaid("");
  };

  useEffect(() => {
    key.current = draft;
    if (owner && draft) restore();
  }, [owner, draft]);

  useEffect(() => {
    const form = mark.current.closest("form");
    const note = ({ target }) => {
      if (!key.current || !target.name || target.matches(NEVER_KEPT)) return;
      if (target.type === "radio") forgetChoice(typed.current, target.name);
      typed.current[nameOf(target)] = canTick(target) ? target.checked : target.value;
      keep(key.current, { typed: typed.current });
    };
    const send = (event) => {
      if (sending.current) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      const buttons = [event.submitter ?? form.querySelector("[type=submit]")].filter(Boolean);
      sending.current = { number: Infinity, buttons };
      buttons.forEach(wait);
      setSaid("");
    };
    const forget = registerForm(id, {
      sent: (number) => {
        if (sending.current) sending.current.number = number;
      },
      isStale: () => Number(form.closest("dialog")?.dataset.losses ?? lossesSoFar()) !== lossesSoFar(),
      lost: (wasSent) => {
        settle();
        isAskedAgain.current = !wasSent;
        if (wasSent) setSaid("unsure");
      },
    });
    form.addEventListener("input", note);
    form.addEventListener("change", note);
    form.addEventListener("submit", send, true);
    return () => {
      forget();
      settle();
      filling.current?.disconnect();
      form.removeEventListener("input", note);
      form.removeEventListener("change", note);
      form.removeEventListener("submit", send, true);
      // Gone because it was saved or left, not because the page's States were lost in this very moment.
      if (losses.current === lossesSoFar()) drop(key.current);
    };
  }, []);

  useEffect(() => {
    if (losses.current !== lossesSoFar()) {
      losses.current = lossesSoFar();
      refill();
    }
    if (isAskedAgain.current && heard) {
      // It never went, and its dialog has been opened again.
      isAskedAgain.current = false;
      const form = mark.current.closest("form");
      setTimeout(() => form.isConnected && form.requestSubmit()); // Its dialog hears after it that it is open.
      return;
    }
    if (!sending.current || heard < sending.current.number) return;
    settle();
    const form = mark.current.closest("form");
    if (form.querySelector(REFUSED) || form.closest("dialog")) return;
    typed.current = {};
    drop(key.current);
  }, [heard]);

  return (
    <>
      <input ref={mark} type="hidden" name="_form" value={id} readOnly />
      {said ? (
        <div className="form-said" role="status">
          <p>{words[said]}</p>
          {said === "restored" ? (
            <button type="button" className="button button-secondary button-sm" onClick={startOver}>
              {words.startOver}
            </button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
