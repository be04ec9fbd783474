// A box that shows at once what was ticked. Once the server has answered it shows what is true: a refusal unticks it.
import { useEffect, useState } from "react";

export function Tick({ isTicked, heard, label, onTick }) {
  const [hoped, setHoped] = useState(null);
  useEffect(() => setHoped(null), [isTicked, heard]);
  const turn = ({ target }) => {
    setHoped(target.checked);
    onTick(target.checked);
  };
  return (
    <label className="check">
      <input type="checkbox" aria-label={label} checked={hoped ?? isTicked} onChange={turn} />
    </label>
  );
}
