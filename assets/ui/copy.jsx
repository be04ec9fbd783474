// Copies a text and says so. Where the browser forbids it, the field that shows the text is selected.
import { useEffect, useState } from "react";

export function CopyButton({ text, label, done, field, className }) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2500);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => document.getElementById(field)?.select?.(),
    );

  return (
    <>
      <button type="button" className={className} onClick={copy}>{copied ? done : label}</button>
      <span role="status" className="visually-hidden">{copied && done}</span>
    </>
  );
}
