// After a refused form, focus goes to the first field that the server marked.
import { useEffect, useRef } from "react";

export function FocusInvalid() {
  const ref = useRef(null);
  useEffect(() => {
    const form = ref.current.closest("form");
    let sent = false;
    const submitted = () => (sent = true);
    const watcher = new MutationObserver(() => {
      const field = sent && form.querySelector("[aria-invalid=true]");
      if (!field) return;
      sent = false;
      field.focus();
    });
    form.addEventListener("submit", submitted);
    watcher.observe(form, { attributes: true, attributeFilter: ["aria-invalid"], subtree: true });
    return () => {
      form.removeEventListener("submit", submitted);
      watcher.disconnect();
    };
  }, []);
  return <span ref={ref} hidden />;
}
