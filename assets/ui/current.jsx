// What the server last sent, or a stand-in for it: a page that opens on another address than what is at hand was sent
// for shows the stand-in until the server answers.
import { useState } from "react";
import { useLocation } from "react-router";

export function Current({ query, answer, children }) {
  const [before] = useState(answer);
  const [sent, standIn] = children;
  return answer !== before || query === window.location.search ? sent : standIn;
}

/** The same for the page of one row, whose id its address ends with. */
export function Whose({ id, children }) {
  const { pathname } = useLocation();
  const [sent, standIn] = children;
  return pathname.split("/").filter(Boolean).at(-1) === id ? sent : standIn;
}
