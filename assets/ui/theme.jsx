// Light, system or dark. The page cross-fades from one light to the other.
import { useContext } from "react";
import { flushSync } from "react-dom";
import { ColorModeContext } from "$/utils/context";

export function ThemeChoice({ mode, className, label, children }) {
  const { rawColorMode, setColorMode } = useContext(ColorModeContext);
  const choose = () => {
    if (!document.startViewTransition) return setColorMode(mode);
    document.startViewTransition(() => flushSync(() => setColorMode(mode)));
  };
  return (
    <button type="button" role="menuitemradio" aria-checked={rawColorMode === mode} aria-label={label} title={label} className={className} onClick={choose}>
      {children}
    </button>
  );
}
