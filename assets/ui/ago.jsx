// « il y a 12 secondes », counted on by the browser from the server's clock.
import { useEffect, useState } from "react";

const UNITS = [["jour", 86400], ["heure", 3600], ["minute", 60], ["seconde", 1]];
const EVERY = 5000;

// By hand: Intl.RelativeTimeFormat would say the same, but takes 30 ms to load its French while the page starts.
function words(seconds) {
  if (seconds < EVERY / 1000) return "à l’instant";
  const [unit, length] = UNITS.find(([, each]) => seconds >= each);
  const count = Math.floor(seconds / length);
  return `il y a ${count} ${unit}${count > 1 ? "s" : ""}`;
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
