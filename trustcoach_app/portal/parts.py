"""Pieces of a client's page."""

from typing import Any

import reflex as rx

from trustcoach_app import ui


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
