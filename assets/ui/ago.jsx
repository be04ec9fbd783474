// « il y a 12 secondes », counted on by the browser from the server's clock.
import { useEffect, useState } from "react";

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const WORDS = new Intl.RelativeTimeFormat("fr", { numeric: "always" });
const EVERY = 5000;

function words(seconds) {
  if (seconds < EVERY / 1000) return "à l’instant";
  const [unit, length] = UNITS.find(([, each]) => seconds >= each) ?? ["second", 1];
  return WORDS.format(-Math.floor(seconds / length), unit);
}

export function Ago({ at, now }) {
  const [since, setSince] = useState(() => Date.now());
  const [, tick] = useState(0);
  useEffect(() => setSince(Date.now()), [at, now]);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), EVERY);
    return () => clearInterval(timer);
  }, []);
  const seconds = (Date.parse(now) - Date.parse(at) + Date.now() - since) / 1000;
  return <time dateTime={at}>{words(Math.max(0, seconds))}</time>;
}
