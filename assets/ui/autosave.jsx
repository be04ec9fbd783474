import { useEffect, useRef, useState } from "react";
import { useOnline } from "./online.jsx";

const SETTLE = 500;
const RETRY = 4000;

/** What this tab kept of a text that the server has not acknowledged: {text, edit, base}, or null. */
function keptDraft(key, saved) {
  const draft = JSON.parse(sessionStorage.getItem(key) ?? "null");
  return draft && draft.edit > saved ? draft : null;
}

/** The line in which the cursor stands, or what is selected, without what makes it a list. */
function lineAt(text, from, to) {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", to);
  const line = from === to ? text.slice(start, end < 0 ? text.length : end) : text.slice(from, to);
  return line.trim().replace(/^[-–—•*]\s+/, "");
}

/** A text that is saved while it is typed. What is not acknowledged yet survives a reload in this tab, and is sent again
    until the server has it; leaving meanwhile asks first. Each edit says on which revision it is based, so that the
    server can tell this window's own edits from another's. Edits are numbered by the clock: later is larger, also after
    a reload. */
export function Autosave({ draftKey, initial, revision, saved, savedLabel, savingLabel, offlineLabel, onSave, lineLabel, onLine, ...props }) {
  const [draft] = useState(() => keptDraft(draftKey, saved));
  const [text, setText] = useState(draft?.text ?? initial);
  const [edit, setEdit] = useState(draft?.edit ?? 0);
  const online = useOnline();
  const area = useRef(null);
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
      <textarea {...props} ref={area} aria-describedby={`${props.id}-status`} value={text} onChange={change} onBlur={send} />
      <div className="autosave-foot">
        <p id={`${props.id}-status`} className="autosave-status" role="status">{dirty ? (online ? savingLabel : offlineLabel) : savedLabel}</p>
        {onLine ? (
          <button
            type="button"
            className="button button-ghost button-sm"
            disabled={!text.trim()}
            onClick={() => onLine(lineAt(text, area.current.selectionStart, area.current.selectionEnd))}
          >
            {lineLabel}
          </button>
        ) : null}
      </div>
    </>
  );
}
