// What the door's forms do in the browser alone: nothing of it needs the server, so no password travels before it must.
import { useEffect, useRef, useState } from "react";

/** Takes the focus to the field that was refused, once. */
export function FocusRefused() {
  const ref = useRef(null);
  useEffect(() => {
    const form = ref.current.closest("form");
    const go = () => {
      const field = form.querySelector("[aria-invalid=true]");
      if (!field) return false;
      field.focus();
      watcher.disconnect();
      return true;
    };
    const watcher = new MutationObserver(go);
    if (!go()) watcher.observe(form, { attributes: true, attributeFilter: ["aria-invalid"], subtree: true });
    return () => watcher.disconnect();
  }, []);
  return <span ref={ref} hidden />;
}

/** Takes the token out of the address bar, and so out of the history, once the page knows it. */
export function CleanAddress({ known }) {
  useEffect(() => {
    if (known && window.location.search) window.history.replaceState(window.history.state, "", window.location.pathname);
  }, [known]);
  return null;
}

/** Carries the page that was asked for through the form, straight from the address: no answer of the server is awaited. */
export function Onward() {
  const [suite, setSuite] = useState("");
  useEffect(() => setSuite(new URLSearchParams(window.location.search).get("suite") ?? ""), []);
  return <input type="hidden" name="suite" value={suite} readOnly />;
}
