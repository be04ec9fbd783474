"""The mark: two leaves that grow from one point, the coach's and the client's."""

from typing import Any

import reflex as rx


def mark(**props: Any) -> rx.Component:
    """The mark alone, decorative."""
    return rx.el.svg(
        rx.el.svg.defs(
            rx.el.svg.linear_gradient(
                rx.el.svg.stop(offset="0", stop_color="var(--fill)"),
                rx.el.svg.stop(offset="1", stop_color="var(--fill-end)"),
                custom_attrs={"id": "brand-fill"},
                x1="0",
                y1="0",
                x2="1",
                y2="1",
            )
        ),
        rx.el.svg.rect(width="32", height="32", rx="9.5", custom_attrs={"fill": "url(#brand-fill)"}),
        rx.el.svg.path(d="M16 25.5V16.5A9 9 0 0 0 7 7.5v3.2a9 9 0 0 0 9 9Z", custom_attrs={"fill": "#fff"}),
        rx.el.svg.path(
            d="M16 25.5v-5a8.6 8.6 0 0 1 8.6-8.6h.4v1.2A8.6 8.6 0 0 1 16.4 21.7Z",
            custom_attrs={"fill": "#fff", "fillOpacity": "0.72"},
        ),
        view_box="0 0 32 32",
        aria_hidden="true",
        **{"class_name": "brand-mark", **props},
    )


def brand(href: str) -> rx.Component:
    """The mark and the name, a link to the role's home."""
    word = rx.el.span("TrustCoach", class_name="brand-word")
    return rx.el.a(mark(), word, href=href, aria_label="TrustCoach, accueil", class_name="brand")
