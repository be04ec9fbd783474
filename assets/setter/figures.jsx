// The cards of one section of the figures. Plain elements: a page has 36 cards, and a phone pays for each component. So
// one hears the clicks on all links, and the mark of a formula is written, not made of components.
import { memo, useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { place } from "../ui/menu.jsx";
import { Course } from "./course.jsx";

const LEAVING = 120;

/** Lucide's `info`. */
const MARK = {
  __html:
    '<svg width="15" height="15" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" ' +
    'stroke-linejoin="round" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="M12 16v-4"/><path d="M12 8h.01"/></svg>',
};

/** Follows a plain click on a link without loading the page anew; any other is the browser's. */
function useLinks() {
  const navigate = useNavigate();
  return (event) => {
    const link = event.target.closest("a");
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !isPlain) return;
    event.preventDefault();
    navigate(link.getAttribute("href"));
  };
}

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
    return { onMouseOver: show, onFocus: show, onMouseOut: out, onBlur: () => setOpen(null) };
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
const Card = memo(function Card({ row, steps }) {
  return (
    <li data-figure={row.key} className={`card kpi kpi-${row.kind}${row.missing ? " kpi-unknown" : ""}`}>
      <div className="kpi-head">
        <h3 className="kpi-label">
          <a href={row.href} className="kpi-link">
            {row.label}
          </a>
        </h3>
        <button
          type="button"
          className="tip-mark"
          aria-label={`Formule\u00a0: ${row.label}`}
          aria-description={row.formula}
          data-tip={row.formula}
          dangerouslySetInnerHTML={MARK}
        />
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

export function Figures({ rows, steps }) {
  const id = useId();
  const follow = useLinks();
  const { tip, open, handlers, stay } = useTip();
  return (
    <div {...handlers} onClick={(event) => (handlers.onFocus(event), follow(event))}>
      <ul className="kpis">
        {rows.map((row) => (
          <Card key={row.key} row={row} json={JSON.stringify(row)} steps={steps} />
        ))}
      </ul>
      <span ref={tip} id={id} popover="manual" role="tooltip" className="tip" onMouseEnter={stay}>
        {open?.text}
      </span>
    </div>
  );
}
