/** A button that prints what is on the screen; the style sheet says what of it. */
export function PrintButton({ children, ...props }) {
  return (
    <button type="button" onClick={() => window.print()} {...props}>
      {children}
    </button>
  );
}
