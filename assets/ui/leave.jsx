import { useEffect } from "react";

/** Loads `to` afresh: a new page and a new websocket, with the cookie that the browser holds by now. */
export function LeaveTo({ to }) {
  useEffect(() => {
    if (to) window.location.assign(to);
  }, [to]);
  return null;
}
