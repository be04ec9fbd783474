// A sparkline that tells the day and the value under the pointer, the finger, or the arrow keys. What a finger asked for stays
// when it is lifted, until one touches something else.
import { useState } from "react";

const WIDTH = 100;
const HEIGHT = 24;
const MARGIN = 2;
const STEP = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** Levels are half pixels from the ground, -1 where nothing is known. */
const place = (level, index, count) => [(index * WIDTH) / (count - 1), HEIGHT - MARGIN - level / 2];

function drawn(levels) {
  const known = levels.map((level, index) => level >= 0 && place(level, index, levels.length).map((each) => Math.round(each * 10) / 10).join(" "));
  return `M${known.filter(Boolean).join("L")}`;
}

export function Course({ label, levels, told, steps }) {
  const [at, setAt] = useState(null);
  const last = levels.length - 1;
  const isTold = at !== null && at <= last;
  const words = (index) => `${steps[index]}\u00a0: ${told[index]}`;
  const point = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(last, Math.round(((event.clientX - box.left) / box.width) * last))));
  };
  const press = (event) => {
    const next = { Home: 0, End: last }[event.key] ?? (event.key in STEP ? (at ?? last) + STEP[event.key] : null);
    if (next === null) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(last, next)));
  };
  const [left, top] = isTold ? place(Math.max(levels[at], 0), at, levels.length) : [0, 0];
  return (
    <div
      className="kpi-course"
      role="slider"
      tabIndex={0}
      aria-label={`Évolution\u00a0: ${label}`}
      aria-readonly="true"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at ?? last}
      aria-valuetext={words(isTold ? at : last)}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={(event) => event.pointerType !== "touch" && setAt(null)}
      onFocus={() => setAt((now) => now ?? last)}
      onBlur={() => setAt(null)}
      onKeyDown={press}
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={drawn(levels)} />
      </svg>
      {isTold && (
        <>
          {levels[at] >= 0 && <span className="kpi-dot" style={{ left: `${left}%`, top: `${(top / HEIGHT) * 100}%` }} />}
          <span className={`kpi-told${left > 50 ? " kpi-told-end" : ""}`} style={left > 50 ? { right: `${100 - left}%` } : { left: `${left}%` }} aria-hidden="true">
            {`${steps[at]}\u00a0: `}<strong>{told[at]}</strong>
          </span>
        </>
      )}
    </div>
  );
}
