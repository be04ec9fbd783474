import { useEffect, useRef, useState } from "react";
import { drop, keep, kept, useOwner } from "./drafts.jsx";
import { useOnline } from "./online.jsx";

const SETTLE = 500;
const RETRY = 4000;
const MOST_SENT = 50;

/** Tells texts apart without keeping them (cyrb53). */
function markOf(text) {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
    low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
  }
  return `${text.length}-${high >>> 0}-${low >>> 0}`;
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
    server can tell this window's own edits from another's; what this window sent itself, before its answer was lost, is
    no other's. Edits are numbered by the clock: later is larger, also after a reload. */
export function Autosave({ draftKey, initial, revision, saved, other, savedLabel, savingLabel, offlineLabel, onSave, onKeepMine, lineLabel, onLine, ...props }) {
  const owner = useOwner();
  const online = useOnline();
  const [text, setText] = useState(initial);
  const [edit, setEdit] = useState(0);
  const area = useRef(null);
  const base = useRef(revision);
  const acknowledged = useRef(saved);
  const sent = useRef([]);
  const isDirty = edit > Math.max(saved, acknowledged.current);

  const send = () => {
    if (!isDirty) return;
    sent.current = [...sent.current, markOf(text)].slice(-MOST_SENT);
    keep(draftKey, { text, edit, base: base.current, sent: sent.current });
    onSave(text, edit, base.current);
  };

  useEffect(() => {
    // Less than before: the page's States were lost, and what was acknowledged is in the database all the same.
    if (!isDirty || saved > acknowledged.current) base.current = revision;
    if (saved > acknowledged.current) sent.current = [];
    acknowledged.current = Math.max(saved, acknowledged.current);
  }, [isDirty, saved, revision]);

  useEffect(() => {
    if (!isDirty) setText(initial);
  }, [initial]);

  useEffect(() => {
    const draft = kept(draftKey);
    if (!draft || draft.edit <= edit || draft.edit <= saved) return;
    base.current = draft.base;
    sent.current = draft.sent ?? [];
    setText(draft.text);
    setEdit(draft.edit);
  }, [owner]);

  useEffect(() => {
    if (!other || !sent.current.includes(markOf(other))) return;
    onKeepMine();
    send();
  }, [other]);

  useEffect(() => {
    if (!isDirty) {
      if (edit) drop(draftKey);
      return;
    }
    keep(draftKey, { text, edit, base: base.current, sent: sent.current });
    // What is sent while nobody can be reached would only pile up: it is sent once the network is back. Leaving the field
    // sends in any case, for what is pressed next may end the session.
    const soon = online ? setTimeout(send, SETTLE) : 0;
    const again = online ? setInterval(send, RETRY) : 0;
    const warn = (event) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => {
      clearTimeout(soon);
      clearInterval(again);
      window.removeEventListener("beforeunload", warn);
    };
  }, [text, edit, isDirty, online]);

  const change = (event) => {
    setText(event.target.value);
    setEdit(Math.max(edit + 1, Date.now()));
  };
  const status = `${props.id}-status`;
  return (
    <>
      <textarea {...props} ref={area} aria-describedby={status} value={text} onChange={change} onBlur={send} />
      <div className="autosave-foot">
        <p id={status} className="autosave-status" role="status">{isDirty ? (online ? savingLabel : offlineLabel) : savedLabel}</p>
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
