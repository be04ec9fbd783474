"""The list of the first hour."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.focus.first_hour.views import StepRow


def first_hour(view: Any, *, on_session: Any, on_settle: Any, on_away: Any) -> rx.Component:
    """The steps, each with the way to it. `on_session` books one; `on_settle` takes a step's key."""
    away = ui.button("Masquer", variant="ghost", size="sm", on_click=on_away)
    return ui.card(
        rx.el.div(
            rx.el.h2("Vos premiers pas", class_name="section-title"),
            rx.el.span(view.progress, class_name="text-ink-soft"),
            away,
            class_name="section-head",
        ),
        rx.el.ol(rx.foreach(view.steps, lambda row: _step(row, on_session, on_settle)), class_name="first-steps"),
        class_name="first-hour",
    )


def _step(row: StepRow, on_session: Any, on_settle: Any) -> rx.Component:
    mark = rx.cond(row.is_done, ui.icon("circle-check", size=20), ui.icon("circle", size=20))
    go = rx.cond(
        row.href != "",
        ui.link_button(row.label, href=row.href, size="sm", icon="arrow-right"),
        ui.button(row.label, size="sm", variant="secondary", icon="plus", on_click=on_session),
    )
    settle = ui.button(
        rx.fragment("C’est bon", rx.el.span("\u202f: ", row.label, class_name="visually-hidden")),
        variant="ghost",
        size="sm",
        on_click=on_settle(row.key),
    )
    todo = rx.fragment(
        rx.el.div(go, settle, class_name="question-answers"),
        rx.el.p(row.hint, class_name="text-ink-soft"),
    )
    done = rx.el.span(row.label, rx.el.span("\u202f: fait", class_name="visually-hidden"), class_name="first-step-done")
    return rx.el.li(
        mark, rx.el.div(rx.cond(row.is_done, done, todo), class_name="grid gap-1"), key=row.key, class_name="first-step"
    )


def steps_put_away(on_back: Any) -> rx.Component:
    """The way back to a list that was put away."""
    return ui.button("Revoir les premiers pas", variant="ghost", size="sm", icon="list-checks", on_click=on_back)
