"""The palette of a frame, and the button that opens it."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.shell.navigation import PLACES, Entry, Role
from trustcoach_app.shell.palette.sources import LONGEST_QUESTION, MOST_RECENT, registered_acts, registered_source
from trustcoach_app.shell.palette.state import PaletteState


def palette(role: Role) -> rx.Component:
    """Pages and acts stand in the page and need no network; the rest is asked for."""
    acts, source = registered_acts().values(), registered_source()
    return ui.palette(
        acts=[{"key": each.key, "label": each.label, "dialog": each.dialog, "href": each.page} for each in acts],
        places=[_place(entry) for entry in PLACES[role]],
        icons=[*(ui.icon("plus") for _ in acts), *(ui.icon(entry.icon) for entry in PLACES[role])],
        heading=source.heading if source else "",
        path=source.path if source else "",
        found=PaletteState.found,
        longest=LONGEST_QUESTION,
        most_recent=MOST_RECENT,
        on_ask=PaletteState.ask,
        on_act=PaletteState.act,
    )


def _place(entry: Entry) -> dict[str, str]:
    return {"key": entry.href, "label": entry.label, "href": entry.href}
