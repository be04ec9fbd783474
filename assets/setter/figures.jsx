// The cards of one section of the figures. Plain elements: a page has 36 cards, and a phone pays for each component.
import { memo, useEffect, useId, useRef, useState } from "react";
import { place } from "../ui/menu.jsx";
import { Course } from "./course.jsx";

const LEAVING = 120;

/** One explanation for all marks: hover or focus opens it beside its mark, Escape closes it, the pointer may enter it. */
function useTip() {
  const tip = useRef(null);
  const [open, setOpen] = useState(null);
  const leaving = useRef(0);
  useEffect(() => {
    if (!open) return undefined;
    tip.current.showPopover();
    place(tip.current, open.mark);
    const escaped = (event) => event.key === "Escape" && setOpen(null);
    document.addEventListener("keydown", escaped);
    return () => {
      document.removeEventListener("keydown", escaped);
      if (tip.current?.matches(":popover-open")) tip.current.hidePopover();
    };
  }, [open]);
  useEffect(() => () => clearTimeout(leaving.current), []);
  const [handlers] = useState(() => {
    const show = (event) => {
      clearTimeout(leaving.current);
      const mark = event.target.closest(".tip-mark");
      if (mark) setOpen((before) => (before?.mark === mark ? before : { mark, text: mark.dataset.tip }));
    };
    const leave = () => {
      clearTimeout(leaving.current);
      leaving.current = setTimeout(() => setOpen((now) => (document.activeElement === now?.mark ? now : null)), LEAVING);
    };
    const out = (event) => event.target.closest(".tip-mark, .tip") && leave();
    return { onMouseOver: show, onFocus: show, onClick: show, onMouseOut: out, onBlur: () => setOpen(null) };
  });
  const stay = () => clearTimeout(leaving.current);
  return { tip, open, handlers, stay };
}

function Ranks({ ranks }) {
  return (
    <ol className="kpi-ranks">
      {ranks.map((rank) => (
        <li key={rank.key}>
          <a href={rank.href} className="kpi-rank-name">
            {rank.name}
          </a>
          <span className="kpi-rank-count">{rank.count}</span>
          <span className="kpi-rank-share">{rank.share}</span>
          <span style={{ width: rank.width }} aria-hidden="true" className="kpi-rank-bar" />
        </li>
      ))}
    </ol>
  );
}

function Amount({ row }) {
  return (
    <div className="kpi-line">
      <span className="kpi-value">{row.value}</span>
      {row.change && (
        <span className={`kpi-change kpi-change-${row.tone}`}>
          {row.change}
          <span className="visually-hidden"> par rapport à la période précédente</span>
        </span>
      )}
      {row.thin && <span className="kpi-thin">{row.thin}</span>}
      {row.badge && <span className={`badge badge-${row.badge_tone} badge-dot`}>{row.badge}</span>}
    </div>
  );
}

const same = (before, after) => before.json === after.json && before.steps === after.steps;

/** One figure: its name leads to its leads, the mark beside it says how it is computed. */
const Card = memo(function Card({ row, steps, icon }) {
  return (
    <li data-figure={row.key} className={`card kpi kpi-${row.kind}${row.missing ? " kpi-unknown" : ""}`}>
      <div className="kpi-head">
        <h3 className="kpi-label">
          <a href={row.href} className="kpi-link">
            {row.label}
          </a>
        </h3>
        <button type="button" className="tip-mark" aria-label={`Formule\u00a0: ${row.label}`} aria-description={row.formula} data-tip={row.formula}>
          {icon}
        </button>
      </div>
      {row.ranks.length > 0 ? <Ranks ranks={row.ranks} /> : <Amount row={row} />}
      {row.width && (
        <div aria-hidden="true" className="kpi-bar">
          <div style={{ width: row.width }} className={`kpi-fill kpi-fill-${row.badge_tone}`} />
        </div>
      )}
      {row.missing && <p className="kpi-missing">{row.missing}</p>}
      {row.notes.map((note) => (
        <p key={note} className="kpi-note">
          {note}
        </p>
      ))}
      {row.course.length > 0 && <Course label={row.label} levels={row.course} told={row.told} steps={steps} />}
    </li>
  );
}, same);

export function Figures({ rows, steps, children: icon }) {
  const id = useId();
  const { tip, open, handlers, stay } = useTip();
  return (
    <div {...handlers}>
      <ul className="kpis">
        {rows.map((row) => (
          <Card key={row.key} row={row} json={JSON.stringify(row)} steps={steps} icon={icon} />
        ))}
      </ul>
      <span ref={tip} id={id} popover="manual" role="tooltip" className="tip" onMouseEnter={stay}>
        {open?.text}
      </span>
    </div>
  );
}
