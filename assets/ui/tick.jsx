// A box that shows at once what was ticked. Once the server has handled that very tick it shows what is true: a refusal unticks
// it. What the server says of others meanwhile, or of an earlier tick of the same box, changes nothing of it.
import { useEffect, useState } from "react";
import { lossesSoFar, onceSent } from "./delivery.jsx";

export function Tick({ isTicked, heard, label, onTick }) {
  const [hoped, setHoped] = useState(null);
  useEffect(() => {
    if (hoped && (heard >= hoped.sent.number || hoped.losses !== lossesSoFar())) setHoped(null);
  }, [hoped, isTicked, heard]);
  const turn = ({ target }) => {
    const sent = { number: Infinity };
    setHoped({ isTicked: target.checked, sent, losses: lossesSoFar() });
    onceSent((number) => (sent.number = number));
    onTick(target.checked);
  };
  return (
    <label className="check">
      <input type="checkbox" aria-label={label} checked={hoped ? hoped.isTicked : isTicked} onChange={turn} />
    </label>
  );
}
