// A place to choose a file or to drop it. The browser's own input lies over it: click, key, drop and form stay native.
import { useEffect, useRef, useState } from "react";

const UNITS = [["byte", 1], ["kilobyte", 1e3], ["megabyte", 1e6]];

function sizeOf(bytes) {
  const [unit, amount] = UNITS.findLast(([, least]) => bytes >= least) ?? UNITS[0];
  return new Intl.NumberFormat("fr", { style: "unit", unit, maximumFractionDigits: 1 }).format(bytes / amount);
}

export function FileField({ children, className, ...input }) {
  const ref = useRef(null);
  const [file, setFile] = useState(null);
  const [isOver, setOver] = useState(false);
  const look = () => (setFile(ref.current.files[0] ?? null), setOver(false));
  useEffect(look, []);
  return (
    <div className={className} data-over={isOver} data-chosen={file !== null}>
      {children}
      <span aria-live="polite">
        {file ? <><b>{file.name}</b> {sizeOf(file.size)}</> : <>Déposez un fichier ici, ou <b>choisissez-le</b></>}
      </span>
      <input ref={ref} type="file" onChange={look} onDragEnter={() => setOver(true)} onDragLeave={() => setOver(false)} {...input} />
    </div>
  );
}
