// A titled part of a page with an address of its own. Folded on a phone: what is folded is not made at all.
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

const NARROW = "(max-width: 47.99rem)";

/** Whether the screen is a phone's, and whether the page is on its way to paper, which shows everything. */
function useWhere() {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const screen = matchMedia(NARROW);
    const resized = () => setNarrow(screen.matches);
    const before = () => flushSync(() => setPrinted(true));
    const after = () => setPrinted(false);
    screen.addEventListener("change", resized);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      screen.removeEventListener("change", resized);
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return { isNarrow, isPrinted };
}

/** Says where one is without going there: no page is loaded anew. */
const write = (hash) => history.replaceState(history.state, "", location.pathname + location.search + hash);

export function Fold({ className, id, title, children: [chevron, ...children] }) {
  const { isNarrow, isPrinted } = useWhere();
  const [isOpen, setOpen] = useState(() => location.hash === `#${id}`);
  const root = useRef(null);

  useEffect(() => {
    const arrive = () => {
      if (location.hash !== `#${id}`) return;
      setOpen(true);
      root.current.scrollIntoView({ block: "start" });
    };
    arrive();
    addEventListener("hashchange", arrive);
    return () => removeEventListener("hashchange", arrive);
  }, [id]);

  const turn = () => {
    if (!isOpen) write(`#${id}`);
    else if (location.hash === `#${id}`) write("");
    setOpen(!isOpen);
  };
  const isShown = isOpen || !isNarrow || isPrinted;
  return (
    <section ref={root} id={id} className={className}>
      <h2 className="section-title fold-title">
        {isNarrow && !isPrinted ? (
          <button type="button" className="fold-turn" aria-expanded={isOpen} aria-controls={`${id}-body`} onClick={turn}>
            {title}
            {chevron}
          </button>
        ) : (
          <a className="fold-link" href={`#${id}`}>
            {title}
          </a>
        )}
      </h2>
      <div id={`${id}-body`} className="fold-body" hidden={!isShown}>
        {isShown && children}
      </div>
    </section>
  );
}
