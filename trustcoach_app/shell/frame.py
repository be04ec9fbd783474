"""The frames: of a signed-in page, and of the door."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.reflex_seams.components import ImportDict, NativeLink

from .art import door_art
from .brand import brand, mark
from .connection import unavailable_notice
from .counts import is_counted
from .intents import intents
from .leave import leave_when_told
from .navigation import ENTRIES, PLACES, Entry, Role, home
from .palette.parts import palette
from .state import ShellState
from .viewer import viewer_menu


class _Inside(rx.el.Div):
    """Brings focus.css, which pages behind the door share and the door does without."""

    def add_imports(self) -> ImportDict:
        return {"": "$/public/styles/focus.css"}


def frame(*children: Any, active: str = "", role: "Role | None" = "coach", title: str = "") -> rx.Component:
    """A signed-in page: sidebar on a desktop, rail on a tablet, bottom bar on a phone.

    Args:
        active: key of the entry (navigation.py) that this page belongs to.
        role: whose page it is; None for one that belongs to whoever looks.
        title: the page's name for assistive technology.
    """
    return _Inside.create(
        ui.drafts_of(ShellState.viewer.email),
        _skip_link(),
        rx.el.header(
            brand(home(role) if role else "/"),
            _with_palette(role, ui.palette_button()),
            _side(role, active),
            viewer_menu(),
            class_name="side",
        ),
        rx.el.main(rx.el.div(*children, class_name="main-inner"), **_landmark(title), tab_index=-1, class_name="main"),
        ui.toasts(
            ShellState.toasts,
            on_dismiss=ShellState.dismiss_toast,
            on_action=ShellState.take_offer,
            on_second=ShellState.take_second,
        ),
        unavailable_notice(),
        leave_when_told(),
        ui.shortcuts(),
        _with_palette(role, palette("coach")),
        *(intents() if role == "coach" else []),
        class_name="shell",
    )


def bare(*children: Any, title: str = "") -> rx.Component:
    """A page before the door: sign-in, invitation, reset, not found."""
    promise = rx.el.aside(
        door_art(),
        rx.el.p("Le calme avant chaque séance.", class_name="bare-promise"),
        rx.el.p(
            "Vos prochaines 48 heures, vos clients, vos revenus\u202f: tout est prêt quand vous l’êtes.",
            class_name="bare-words",
        ),
        class_name="bare-side",
    )
    name = rx.el.a(mark(), rx.el.span("TrustCoach"), href="/", class_name="brand self-start")
    main = rx.el.main(name, *children, **_landmark(title), tab_index=-1, class_name="bare-main")
    return rx.el.div(_skip_link(), main, promise, unavailable_notice(), leave_when_told(), class_name="bare")


def _landmark(title: str) -> dict[str, Any]:
    named = {"aria_label": title} if title else {}
    return {"custom_attrs": {"id": "contenu"}, **named}


def _skip_link() -> rx.Component:
    """The browser itself follows it: the router would leave the focus behind and write the page's path into it."""
    return NativeLink.create("Aller au contenu", href="#contenu", class_name="skip")


def _side(role: "Role | None", active: str) -> rx.Component:
    if role:
        return _navigation(role, active)
    waiting = rx.el.nav(aria_label="Navigation principale", class_name="nav")
    return rx.match(ShellState.viewer.role, *[(name, _navigation(name, active)) for name in ENTRIES], waiting)


def _with_palette(role: "Role | None", piece: rx.Component) -> rx.Component:
    """Of who has one: on a page that belongs to whoever looks, that is known when they are."""
    if role:
        return piece if role in PLACES else rx.fragment()
    return rx.cond(ShellState.viewer.role == "coach", piece)


def _navigation(role: Role, active: str) -> rx.Component:
    links = [_link(entry, current=entry.key == active) for entry in ENTRIES[role]]
    return rx.el.nav(*links, aria_label="Navigation principale", class_name="nav")


def _link(entry: Entry, *, current: bool) -> rx.Component:
    here = {"aria_current": "page"} if current else {}
    face = rx.el.span(ui.icon(entry.icon, size=20), class_name="nav-icon")
    waiting = _waiting(entry) if is_counted(entry.key) else rx.fragment()
    return rx.el.a(
        face,
        rx.el.span(entry.label),
        waiting,
        href=entry.href,
        view_transition=True,
        custom_attrs=ui.goes(entry.letter, entry.label),
        class_name="nav-link",
        **here,
    )


def _waiting(entry: Entry) -> rx.Component:
    count = ShellState.counts[entry.key]
    shown = rx.el.span(count, rx.el.span(" en attente", class_name="visually-hidden"), class_name="nav-count")
    return rx.cond(count > 0, shown)
