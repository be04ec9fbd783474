// Copies a text and says so. Selecting the field works too, where the browser forbids copying.
import { useEffect, useState } from "react";

export function CopyButton({ text, label, done, className }) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2500);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => document.getElementById("invitation-link")?.select(),
    );

  return (
    <button type="button" className={className} onClick={copy}>
      <span role="status">{copied ? done : label}</span>
    </button>
  );
}
