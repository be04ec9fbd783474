"""What every document says in its head."""

import reflex as rx

FONT = "/fonts/inter-fr.woff2"


def head() -> list[rx.Component]:
    """Viewport up to the edges of the screen, the browser's own colour in both lights, the icons."""
    return [
        rx.el.meta(name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        rx.el.meta(name="theme-color", content="#f7f5f0", media="(prefers-color-scheme: light)"),
        rx.el.meta(name="theme-color", content="#0f172a", media="(prefers-color-scheme: dark)"),
        rx.el.link(rel="preload", href=FONT, type="font/woff2", cross_origin="anonymous", custom_attrs={"as": "font"}),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/apple-touch-icon.png"),
    ]
