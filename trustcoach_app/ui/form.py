"""Two forms: one speaks to a handler, one posts as forms always did."""

from typing import Any

import reflex as rx

from trustcoach_app.reflex_seams.components import BaseHTML

from ._props import classed


class _FocusInvalid(rx.Component):
    """Takes the focus to the first refused field after a submission."""

    library = "$/public/ui/invalid.jsx"
    tag = "FocusInvalid"


class _PostForm(BaseHTML):
    """A form whose native submission is left alone; rx.el.form prevents it."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]


def form(*children: Any, on_submit: Any = None, **props: Any) -> rx.Component:
    """A form for a State handler, which receives the values by name and checks them all.

    The browser's own bubbles are off: each refusal stands beside its field, in French.
    """
    handler = {} if on_submit is None else {"on_submit": on_submit}
    return rx.el.form(*children, _FocusInvalid.create(), no_validate=True, **handler, **classed(props, "form"))


def refusal(error: Any) -> rx.Component:
    """What a group of choices was refused for; a field has its own place for it. Nothing while it is empty."""
    return rx.cond(error, rx.el.p(error, role="alert", class_name="field-error"))


def hidden(name: str, value: Any) -> rx.Component:
    """A value that a form brings along."""
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)


def post_form(*children: Any, action: str, method: str = "post", **props: Any) -> rx.Component:
    """A form that posts natively to an HTTP route, which may set cookies and redirect."""
    return _PostForm.create(*children, action=action, method=method, **classed(props, "form"))
