"""What is typed and not yet saved belongs to the person who typed it."""

from typing import Any

import reflex as rx


class _DraftsOf(rx.Component):
    """assets/ui/drafts.jsx"""

    library = "$/public/ui/drafts.jsx"
    tag = "DraftsOf"

    person: rx.Var[str]


class _ForgetDrafts(rx.Component):
    """assets/ui/drafts.jsx"""

    library = "$/public/ui/drafts.jsx"
    tag = "ForgetDrafts"


def drafts_of(person: Any) -> rx.Component:
    """Says whose page it is: what somebody else typed in this tab is forgotten. Every private frame holds one."""
    return _DraftsOf.create(person=person)


def forget_drafts() -> rx.Component:
    """In the form that signs out: forgets what is typed, in every tab of the browser."""
    return _ForgetDrafts.create()
