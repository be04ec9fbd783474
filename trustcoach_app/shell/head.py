"""What every document says in its head."""

import reflex as rx

FONT = "/fonts/inter-fr.woff2"


class _EarlySocket(rx.Component):
    """assets/shell/early_socket.jsx"""

    library = "$/public/shell/early_socket.jsx"
    tag = "EarlySocket"


def head() -> list[rx.Component]:
    """The page's socket, the viewport up to the screen's edges, the browser's own colour in both lights, the icons."""
    return [
        _EarlySocket.create(),
        rx.el.meta(name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        rx.el.meta(name="theme-color", content="#f7f5f0", custom_attrs=_in_the("light")),
        rx.el.meta(name="theme-color", content="#0f172a", custom_attrs=_in_the("dark")),
        rx.el.link(rel="preload", href=FONT, type="font/woff2", cross_origin="anonymous", custom_attrs={"as": "font"}),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/apple-touch-icon.png"),
    ]


def _in_the(light: str) -> dict[str, str]:
    """As an attribute: a property that Reflex does not know becomes a rule of CSS, which no browser reads here."""
    return {"media": f"(prefers-color-scheme: {light})"}
