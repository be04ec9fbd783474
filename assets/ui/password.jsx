// A password field shows what is typed, and judges a new one, in the browser alone: no password travels before it must.
import { useEffect, useRef, useState } from "react";

const fieldOf = (node) => node.parentElement.querySelector("input");

/** Shows or hides the password beside it. Hidden again when the form leaves, so that browsers offer to keep it. */
export function Reveal() {
  const ref = useRef(null);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    fieldOf(ref.current).type = shown ? "text" : "password";
  }, [shown]);

  useEffect(() => {
    const form = ref.current.closest("form");
    const hide = () => setShown(false);
    form.addEventListener("submit", hide);
    return () => form.removeEventListener("submit", hide);
  }, []);

  return (
    <button
      ref={ref}
      type="button"
      className="reveal"
      aria-pressed={shown}
      aria-label={shown ? "Masquer le mot de passe" : "Afficher le mot de passe"}
      onClick={() => setShown(!shown)}
    >
      {shown ? "Masquer" : "Afficher"}
    </button>
  );
}

const STEPS = 4;
const COMFORTABLE = 16;

function judge(text, least) {
  const length = [...text].length;
  if (length === 0) return [0, ""];
  if (length < least) return [1, `Encore ${least - length} caractère${least - length > 1 ? "s" : ""}`];
  if (new Set(text.toLowerCase()).size < 5) return [1, "Trop de répétitions"];
  if (length < COMFORTABLE) return [3, "Bien. Plus long, c’est encore mieux"];
  return [4, "Très bien"];
}

/** How good the password beside it is, by what protects: its length. */
export function Strength({ least }) {
  const ref = useRef(null);
  const [[level, words], setJudged] = useState([0, ""]);

  useEffect(() => {
    const input = fieldOf(ref.current);
    const look = () => setJudged(judge(input.value, least));
    look();
    input.addEventListener("input", look);
    return () => input.removeEventListener("input", look);
  }, [least]);

  return (
    <div ref={ref} className={`strength strength-${level}`}>
      <span className="strength-bar" aria-hidden="true">
        {Array.from({ length: STEPS }, (_, step) => (
          <span key={step} className={step < level ? "on" : ""} />
        ))}
      </span>
      <span role="status">{words}</span>
    </div>
  );
}
