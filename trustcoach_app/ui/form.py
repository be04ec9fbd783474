"""Two forms: one speaks to a handler, one posts as forms always did."""

from typing import Any

import reflex as rx

from trustcoach_app.reflex_seams.components import BaseHTML

from ._props import blank, classed
from .delivery.state import DeliveryState


class _FocusInvalid(rx.Component):
    """Takes the focus to the first refused field after a submission."""

    library = "$/public/ui/invalid.jsx"
    tag = "FocusInvalid"


class _FormKeeper(rx.Component):
    """assets/ui/form.jsx"""

    library = "$/public/ui/form.jsx"
    tag = "FormKeeper"

    heard: rx.Var[int]
    draft: rx.Var[str]
    words: rx.Var[dict[str, str]]


class _PostForm(BaseHTML):
    """A form whose native submission is left alone; rx.el.form prevents it."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]


WORDS = {
    "restored": "Votre saisie non enregistrée est revenue.",
    "startOver": "Repartir de zéro",
    "unsure": "La connexion a été coupée pendant l’envoi. Vérifiez si c’est enregistré avant de recommencer\u202f: "
    "votre saisie est toujours là.",
}


def form(
    *children: Any, on_submit: Any = None, problem: Any = "", draft: Any = "", is_kept: bool = True, **props: Any
) -> rx.Component:
    """A form for a State handler, which receives the values by name and checks them all.

    It is sent once, however often its button is pressed; what is typed comes back after a lost connection or a reload.
    The browser's own bubbles are off: each refusal stands beside its field, in French.

    Args:
        problem: a sentence that belongs to no field, above them all.
        draft: what the form is about (a row's id), where one form serves several.
        is_kept: False for searches and filters.
    """
    handler = {} if on_submit is None else {"on_submit": on_submit}
    return rx.el.form(
        *([] if blank(problem) else [_problem(problem)]),
        *children,
        _FormKeeper.create(heard=DeliveryState.heard, draft=_key(on_submit, draft) if is_kept else "", words=WORDS),
        _FocusInvalid.create(),
        no_validate=True,
        **handler,
        **classed(props, "form"),
    )


def _key(on_submit: Any, draft: Any) -> Any:
    """What no other form of the application is called."""
    if not isinstance(on_submit, rx.EventHandler):
        return ""
    return f"{on_submit.state_full_name.rpartition('.')[2]}.{on_submit.fn.__name__}:{draft}"


def _problem(problem: Any) -> rx.Component:
    return rx.cond(problem, rx.el.p(problem, role="alert", class_name="notice notice-warning form-problem"))


def refusal(error: Any) -> rx.Component:
    """What a group of choices was refused for; a field has its own place for it. Nothing while it is empty."""
    return rx.cond(error, rx.el.p(error, role="alert", class_name="field-error"))


def hidden(name: str, value: Any) -> rx.Component:
    """A value that a form brings along."""
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)


def post_form(*children: Any, action: str, method: str = "post", **props: Any) -> rx.Component:
    """A form that posts natively to an HTTP route, which may set cookies and redirect."""
    return _PostForm.create(*children, action=action, method=method, **classed(props, "form"))
