// The window of the palette: a combobox whose list is places and acts of this page, matched here, and what the server
// finds. One question is on its way at a time, and the last one that was typed is the next: an old answer never wins.
import "../styles/palette.css";
import { Children, useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { backCloses } from "./back.jsx";
import { useOnline } from "./online.jsx";
import { begin, recentIds } from "./palette.jsx";

const LATE_MS = 3000;
const MARKS = /\p{M}/gu;

const fold = (text) => text.normalize("NFD").replace(MARKS, "").toLowerCase();
const wordsOf = (text) => fold(text).split(/[^\p{L}\p{N}@.+]+/u).filter(Boolean);
const begins = (label, words) => words.every((word) => wordsOf(label).some((part) => part.startsWith(word)));
const holds = (row, words) => words.every((word) => fold(`${row.label} ${row.hint}`).includes(word));

let asked = 0;
let latest = { text: null, rows: [] }; // What stood when nothing was typed: there at once the next time.

/** The rows for what is typed, and whether they are the answer to just that, or late. */
function useFound(typed, found, online, onAsk) {
  const pending = useRef(null);
  const [answer, setAnswer] = useState(latest);
  const [isLate, setLate] = useState(false);

  useEffect(() => {
    if (pending.current?.question !== found.question) return;
    const next = { text: pending.current.text, rows: found.rows };
    clearTimeout(pending.current.timer);
    pending.current = null;
    if (!next.text) latest = { ...next, text: null };
    setLate(false);
    setAnswer(next);
  }, [found]);
  useEffect(() => {
    if (!online || pending.current || answer.text === typed) return;
    const question = `${performance.timeOrigin}-${++asked}`;
    const late = () => (setLate(true), (pending.current = null));
    setLate(false);
    pending.current = { question, text: typed, timer: setTimeout(late, LATE_MS) };
    onAsk(question, typed, typed ? "" : recentIds().join(","));
  }, [typed, answer, online]);
  useEffect(() => () => clearTimeout(pending.current?.timer), []);

  const isCurrent = answer.text === typed;
  const words = wordsOf(typed);
  const rows = isCurrent ? answer.rows : typed ? answer.rows.filter((row) => holds(row, words)) : latest.rows;
  return { rows, isCurrent, isLate };
}

const face = (row) => <span aria-hidden="true" className={`avatar avatar-sm tint-${row.tone_index}`}>{row.initials}</span>;

export function PaletteWindow({ words, acts, places, heading, found, longest, onAsk, onAct, onClose, icons }) {
  const box = useRef(null);
  const list = useRef(null);
  const closed = useRef(null);
  const hurried = useRef(null);
  const id = useId();
  const [typed, setTyped] = useState("");
  const [moved, setMoved] = useState(null);
  const navigate = useNavigate();
  const online = useOnline();
  const wanted = typed.trim();
  const { rows, isCurrent, isLate } = useFound(wanted, found, online, onAsk);

  const pictures = Children.toArray(icons);
  const own = [...acts, ...places].map((each, at) => ({ ...each, face: pictures[at] }));
  const near = own.filter((each) => begins(each.label, wordsOf(wanted)));
  const people = { title: wanted ? heading : `${heading} ${words.recent}`, options: rows.map((row) => ({ ...row, face: face(row) })) };
  const local = [
    { title: words.acts, options: near.filter((each) => each.dialog) },
    { title: words.places, options: near.filter((each) => !each.dialog) },
  ];
  // What stands in the page is there first and stays where it is when the answer comes.
  const groups = (wanted ? [...local, people] : [people, ...local]).filter((group) => group.options.length);
  const options = groups.flatMap((group) => group.options);
  const at = Math.max(0, options.findIndex((option) => option.key === moved));
  const chosen = options[at];

  useEffect(() => {
    box.current.showModal();
    closed.current = backCloses(box.current, () => (box.current.close(), true));
    return () => closed.current();
  }, []);
  useEffect(() => {
    list.current.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen?.key]);
  useEffect(() => {
    if (isCurrent && hurried.current === wanted && chosen) open(chosen);
  }, [isCurrent, chosen]);

  const close = () => (box.current.close(), onClose());
  const open = (option, isElsewhere = false) => {
    if (isElsewhere && !option.dialog) return window.open(option.href, "_blank", "noopener");
    close();
    if (!option.dialog || !begin(option, onAct)) navigate(option.href);
  };
  const keyed = (event) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
    if (event.nativeEvent.isComposing || event.shiftKey) return;
    if (to !== undefined && options.length) {
      event.preventDefault();
      setMoved(options[(to + options.length) % options.length].key);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (chosen) open(chosen, event.ctrlKey || event.metaKey);
      else hurried.current = wanted;
    }
  };
  const isWaiting = Boolean(wanted) && !isCurrent && !isLate;
  const said = !online ? words.lost : isLate ? words.late : options.length ? "" : isWaiting ? words.asking : words.none;
  const count = `${options.length} ${options.length > 1 ? words.many : words.one}`;

  return (
    <dialog
      ref={box}
      className="dialog palette"
      aria-label={words.title}
      onClose={() => (closed.current(), onClose())}
      onPointerDown={(event) => event.target === box.current && close()}
    >
      <div className="palette-line">
        <input
          className="palette-field"
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen && `${id}-${chosen.key}`}
          aria-label={words.field}
          placeholder={words.hint}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={longest}
          autoFocus
          value={typed}
          onKeyDown={keyed}
          onChange={({ target }) => (setTyped(target.value), setMoved(null))}
        />
        <button type="button" className="palette-close" onClick={close}>{words.close}</button>
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={words.list} className="palette-list">
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div className="palette-group" aria-hidden="true">{group.title}</div>
            {group.options.map((option) => (
              <div
                key={option.key}
                id={`${id}-${option.key}`}
                role="option"
                aria-selected={option === chosen}
                className="palette-option"
                onPointerMove={() => setMoved(option.key)}
                onClick={(event) => open(option, event.ctrlKey || event.metaKey)}
              >
                <span className="palette-face">{option.face}</span>
                <span className="palette-label">{option.label}</span>
                {option.hint ? <span className="palette-hint">{option.hint}</span> : null}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={said ? "palette-said" : "visually-hidden"}>{said || count}</p>
    </dialog>
  );
}
