"""Pieces of a client's page."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.parts import goal_bar


def session_card(row: Any) -> rx.Component:
    """One session: when, with whom, how."""
    when = rx.el.div(
        rx.el.div(row.day, class_name="font-semibold"),
        rx.el.div(row.time, " · ", row.place, class_name="text-sm text-ink-soft"),
        class_name="min-w-0",
    )
    with_whom = rx.el.div(
        ui.avatar(row.initials, tone_index=row.tone_index, size="sm"),
        rx.el.span(
            rx.el.span(row.coach_name),
            rx.cond(row.specialty != "", rx.el.span(row.specialty, class_name="text-sm text-ink-soft")),
            class_name="flex flex-col",
        ),
        class_name="flex items-center gap-3",
    )
    status = rx.cond(row.status != "", ui.badge(row.status, tone=row.tone, dot=True))
    return rx.el.li(when, with_whom, rx.el.span(status, class_name="meeting-status"), class_name="meeting")


def session_list(rows: Any) -> rx.Component:
    """Sessions under each other, in one card."""
    return ui.card(rx.el.ul(rx.foreach(rows, session_card), class_name="meetings"))


def shared_texts(rows: Any) -> rx.Component:
    """What coaches shared, the latest first."""
    return ui.card(rx.foreach(rows, _shared_text))


def _shared_text(row: Any) -> rx.Component:
    title = rx.el.span(rx.el.span(row.title), rx.el.span(" · ", row.coach_name, class_name="text-ink-soft"))
    return ui.details(title, ui.prose(row.text), key=row.id)


def actions(rows: Any, on_tick: Any) -> rx.Component:
    """What the client said that they would do, each with its box; `on_tick` receives coach, action and whether."""
    return ui.card(rx.el.ul(rx.foreach(rows, lambda row: _action(row, on_tick)), class_name="file-rows"))


def _action(row: Any, on_tick: Any) -> rx.Component:
    words = rx.el.div(
        rx.el.p(row.title, class_name="action-title"),
        rx.el.div(
            rx.el.span(row.said), rx.cond(row.is_late, ui.badge("En retard", tone="warning")), class_name="file-said"
        ),
        class_name="min-w-0 flex-1",
    )
    tick = ui.tick(row.is_done, label=row.title, on_tick=lambda is_done: on_tick(row.coach_id, row.id, is_done))
    return rx.el.li(tick, words, key=row.id, class_name="file-row action")


def goals(rows: Any) -> rx.Component:
    """What is worked towards, and where it stands."""
    return ui.card(rx.el.ul(rx.foreach(rows, _goal), class_name="brief-list"))


def _goal(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(row.title, class_name="font-medium"),
            rx.el.p(row.measure, class_name="goal-measure"),
            class_name="goal-head",
        ),
        rx.cond(row.percent > 0, goal_bar(row.percent)),
        rx.el.p("Avec ", row.coach_name, class_name="brief-source"),
        key=row.id,
        class_name="brief-item",
    )
