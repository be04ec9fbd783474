// After a refused form, focus goes to the first field that the server marked. A refusal of a group of choices has no
// field of its own: it is brought into view, and its role announces it.
import { useEffect, useRef } from "react";

export function FocusInvalid() {
  const ref = useRef(null);
  useEffect(() => {
    const form = ref.current.closest("form");
    let sent = false;
    const submitted = () => (sent = true);
    const watcher = new MutationObserver(() => {
      const refused = sent && form.querySelector("[aria-invalid=true], .field-error:not([hidden] *)");
      if (!refused) return;
      sent = false;
      if (refused.matches("[aria-invalid]")) refused.focus();
      else refused.scrollIntoView({ block: "center" });
    });
    form.addEventListener("submit", submitted);
    watcher.observe(form, { attributes: true, attributeFilter: ["aria-invalid"], childList: true, subtree: true });
    return () => {
      form.removeEventListener("submit", submitted);
      watcher.disconnect();
    };
  }, []);
  return <span ref={ref} hidden />;
}
