// Rows that are picked by their boxes, and the bar that acts on them. What is picked lives in the boxes themselves: a row
// that leaves the list is picked no more. The bar's forms and links are told the ids when they change.
import { useCallback, useEffect, useRef, useState } from "react";

export function Selection({ children }) {
  const around = useRef(null);
  const last = useRef(null);
  const [picked, setPicked] = useState("");
  const [bar, rows] = children;

  const boxes = useCallback(() => [...around.current.querySelectorAll("input[data-pick]")], []);
  const look = useCallback(() => {
    setPicked(boxes().filter((box) => box.checked).map((box) => box.dataset.pick).join(","));
  }, [boxes]);

  useEffect(() => {
    const seen = new MutationObserver(look); // rows come and go without this being drawn again
    seen.observe(around.current, { childList: true, subtree: true });
    look();
    return () => seen.disconnect();
  }, [look]);
  useEffect(() => {
    for (const field of around.current.querySelectorAll("input[data-picked]")) field.value = picked;
    for (const link of around.current.querySelectorAll("a[data-picked-href]")) link.href = link.dataset.pickedHref + picked;
  });

  const tickAll = (ticked) => {
    for (const box of boxes()) box.checked = ticked;
    look();
  };

  // Shift with a click or the space bar: all from the last one that was touched.
  const touch = (event) => {
    const box = event.target;
    if (!box.matches?.("input[data-pick]")) return;
    if (event.shiftKey && last.current) {
      const every = boxes();
      const ends = [every.indexOf(last.current), every.indexOf(box)].sort((a, b) => a - b);
      if (ends[0] >= 0) for (const one of every.slice(ends[0], ends[1] + 1)) one.checked = box.checked;
    }
    last.current = box;
    look();
  };

  const leave = (event) => {
    if (event.key === "Escape" && picked && event.target.closest(".selection-bar, [data-pick]")) tickAll(false);
  };

  const count = picked ? picked.split(",").length : 0;
  return (
    <div ref={around} className="selection" onClick={touch} onKeyDown={leave}>
      <div className="selection-bar" role="group" aria-label="Clients choisis" hidden={count === 0}>
        <p role="status" className="selection-count">{count > 1 ? `${count} choisis` : `${count} choisi`}</p>
        <button type="button" className="button button-ghost button-sm" onClick={() => tickAll(true)}>Tout choisir</button>
        <button type="button" className="button button-ghost button-sm" onClick={() => tickAll(false)}>Aucun</button>
        {bar}
      </div>
      {rows}
    </div>
  );
}
