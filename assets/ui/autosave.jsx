import { useEffect, useRef, useState } from "react";
import { useOnline } from "./online.jsx";

const SETTLE = 500;
const RETRY = 4000;

/** What this tab kept of a text that the server has not acknowledged: {text, edit, base}, or null. */
function keptDraft(key, saved) {
  const draft = JSON.parse(sessionStorage.getItem(key) ?? "null");
  return draft && draft.edit > saved ? draft : null;
}

/** A text that is saved while it is typed. What is not acknowledged yet survives a reload in this tab, and is sent again
    until the server has it; leaving meanwhile asks first. Each edit says on which revision it is based, so that the
    server can tell this window's own edits from another's. Edits are numbered by the clock: later is larger, also after
    a reload. */
export function Autosave({ draftKey, initial, revision, saved, savedLabel, savingLabel, offlineLabel, onSave, ...props }) {
  const [draft] = useState(() => keptDraft(draftKey, saved));
  const [text, setText] = useState(draft?.text ?? initial);
  const [edit, setEdit] = useState(draft?.edit ?? 0);
  const online = useOnline();
  const base = useRef(draft?.base ?? revision);
  const acknowledged = useRef(saved);
  const dirty = edit > saved;
  const send = () => dirty && onSave(text, edit, base.current);

  useEffect(() => {
    if (!dirty || saved !== acknowledged.current) base.current = revision;
    acknowledged.current = saved;
  }, [dirty, saved, revision]);

  useEffect(() => {
    if (!dirty) setText(initial);
  }, [initial]);

  useEffect(() => {
    if (!dirty) {
      sessionStorage.removeItem(draftKey);
      return;
    }
    sessionStorage.setItem(draftKey, JSON.stringify({ text, edit, base: base.current }));
    const soon = setTimeout(send, SETTLE);
    const again = setInterval(send, RETRY);
    const warn = (event) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => {
      clearTimeout(soon);
      clearInterval(again);
      window.removeEventListener("beforeunload", warn);
    };
  }, [text, edit, dirty]);

  const change = (event) => {
    setText(event.target.value);
    setEdit(Math.max(edit + 1, Date.now()));
  };
  return (
    <>
      <textarea {...props} value={text} onChange={change} onBlur={send} />
      <p className="autosave-status" role="status">{dirty ? (online ? savingLabel : offlineLabel) : savedLabel}</p>
    </>
  );
}
