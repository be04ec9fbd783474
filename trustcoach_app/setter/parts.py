"""What the setter's pages share: the way between them, and a lead's badges."""

from typing import Any, Literal

import reflex as rx

from trustcoach_app import ui

HOME = "/dashboard/coach/setter"
LEADS = f"{HOME}/leads"
CONNECTION = f"{HOME}/connexion"
IMPORT = f"{HOME}/importer"
PAGES = (
    ("dashboard", "Tableau de bord", HOME),
    ("leads", "Leads", LEADS),
    ("import", "Importer", IMPORT),
    ("connection", "Connexion", CONNECTION),
)


def setter_tabs(current: Literal["dashboard", "leads", "import", "connection"]) -> rx.Component:
    """The setter's pages, the present one marked."""
    return rx.el.nav(
        *[_tab(label, href, is_here=key == current) for key, label, href in PAGES],
        aria_label="Pages du setter",
        class_name="setter-tabs",
    )


def _tab(label: str, href: str, *, is_here: bool) -> rx.Component:
    here = {"aria_current": "page"} if is_here else {}
    return rx.el.a(label, href=href, class_name="setter-tab", **here)


def direction_icon(is_in: Any) -> rx.Component:
    """Which way the last message went, as a picture beside its words."""
    return rx.cond(is_in, ui.icon("arrow-down-left", size=15), ui.icon("arrow-up-right", size=15))
