// What somebody points at, focuses or touches for a moment is fetched before it is pressed: the module of its page, by
// the router, and, where the page says so, its first values. Never where data is to be saved.
import { useEffect, useRef, useState } from "react";
import { PrefetchPageLinks } from "react-router";

const INTENT_MS = 80;
const AGAIN_MS = 10000; // The same one is not asked for again sooner.

export function Intent({ path, onIntent }) {
  const [page, setPage] = useState(null);
  const last = useRef({ href: "", at: -AGAIN_MS });

  useEffect(() => {
    if (navigator.connection?.saveData) return;
    let timer = 0;
    let meant = null;
    const fetch = (href) => {
      setPage(href);
      const now = performance.now();
      if (last.current.href === href && now - last.current.at < AGAIN_MS) return;
      last.current = { href, at: now };
      onIntent(href.slice(path.length));
    };
    const pointed = ({ target, type }) => {
      const link = target.closest?.(`a[href^="${path}"]`) ?? null;
      if (link === meant) return;
      meant = link;
      clearTimeout(timer);
      if (link) timer = setTimeout(() => fetch(link.pathname), type === "touchstart" ? 0 : INTENT_MS);
    };
    const kinds = ["pointerover", "focusin", "touchstart"];
    for (const kind of kinds) document.addEventListener(kind, pointed, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const kind of kinds) document.removeEventListener(kind, pointed);
    };
  }, [path]);

  return page ? <PrefetchPageLinks page={page} /> : null;
}
