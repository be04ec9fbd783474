// What the server last sent, or a stand-in for it: a page that opens on another address than what is at hand was sent
// for shows the stand-in until the server answers.
import { useState } from "react";

export function Current({ query, answer, children }) {
  const [before] = useState(answer);
  const [sent, standIn] = children;
  return answer !== before || query === window.location.search ? sent : standIn;
}
