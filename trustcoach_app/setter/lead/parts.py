"""Pieces of the page of one lead."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.setter.lead.views import ChangeRow, ChatDay, ChatMessage, FactRow, LeadView, Stage, TurnRow


def head(view: LeadView, *, actions: list[Any]) -> rx.Component:
    """Who, where they stand, since when."""
    handle = rx.el.a(
        view.username,
        ui.icon("external-link", size=14),
        href=view.instagram_href,
        target="_blank",
        rel="noopener noreferrer",
    )
    words = rx.el.div(
        rx.el.h1(view.name, class_name="page-title"),
        rx.el.p(
            rx.cond(view.username != "", handle),
            rx.el.span(view.about),
            class_name="lead-about",
        ),
        rx.el.p(
            ui.badge(view.status_label, tone=view.status_tone, dot=True),
            rx.cond(view.priority != "", ui.badge(view.priority, tone=view.priority_tone)),
            rx.cond(view.deal != "", ui.badge(view.deal, tone="success")),
            rx.cond(view.loss != "", ui.badge(view.loss)),
            rx.cond(view.reminder != "", rx.el.span(view.reminder, class_name="lead-quiet")),
            class_name="lead-badges",
        ),
        class_name="min-w-0",
    )
    face = ui.avatar(view.initials, tone_index=view.tone_index, size="lg")
    return rx.el.header(
        rx.el.div(face, words, class_name="lead-face"),
        rx.el.div(*actions, class_name="page-actions"),
        class_name="page-header lead-head",
    )


def chat(view: LeadView, *, on_earlier: Any) -> rx.Component:
    """The conversation; it begins at its end."""
    earlier = ui.button("Messages précédents", variant="secondary", size="sm", icon="history", on_click=on_earlier)
    whole = rx.el.div(
        rx.cond(view.has_earlier, rx.el.div(earlier, class_name="chat-earlier")),
        rx.foreach(view.days, _day),
        class_name="chat-inner",
    )
    none = rx.el.div(
        ui.icon("message-circle-dashed", size=24), rx.el.p("Aucun message pour le moment."), class_name="chat-none"
    )
    return rx.cond(
        view.days.length() > 0,
        rx.el.div(whole, role="region", aria_label="Messages", tab_index=0, class_name="chat"),
        none,
    )


def _day(day: ChatDay) -> rx.Component:
    return rx.el.section(
        rx.el.h3(day.name, class_name="chat-day"),
        rx.el.ol(rx.foreach(day.messages, _message), class_name="chat-messages"),
        key=day.key,
    )


def _message(message: ChatMessage) -> rx.Component:
    sender = rx.match(
        message.sender,
        ("ai", rx.el.span(ui.icon("bot", size=14), message.who)),
        ("human", rx.el.span(ui.icon("user-round", size=14), message.who)),
        rx.el.span(message.who),
    )
    foot = rx.cond(
        message.reply != "",
        rx.el.p(ui.icon("reply", size=13), message.reply, class_name="chat-reply"),
    )
    return rx.el.li(
        rx.el.p(
            sender,
            rx.cond(message.number != "", rx.el.span(message.number)),
            rx.el.time(message.time),
            class_name="chat-who",
        ),
        rx.el.p(message.text, class_name="chat-text"),
        foot,
        key=message.id,
        class_name=f"chat-message chat-{message.sender}",
    )


def sequence(steps: list[TurnRow]) -> rx.Component:
    """The first four outbound messages."""
    return rx.el.ol(rx.foreach(steps, _step), class_name="lead-steps")


def _step(step: TurnRow) -> rx.Component:
    look = rx.cond(step.is_replied, "lead-step lead-step-replied", "lead-step")
    reply = rx.fragment(" · ", rx.el.span(step.reply, class_name="lead-step-reply"))
    return rx.el.li(
        rx.el.span(step.number, aria_hidden="true", class_name="lead-step-number"),
        rx.el.div(
            rx.el.p(f"Message {step.number}", class_name="lead-step-name"),
            rx.el.p(step.sent, rx.cond(step.is_sent, reply)),
        ),
        key=step.number,
        class_name=rx.cond(step.is_sent, look, "lead-step lead-step-waiting"),
    )


def timeline(stages: list[Stage]) -> rx.Component:
    """The way, from the first contact to its end."""
    return rx.el.ol(rx.foreach(stages, _stage), class_name="lead-stages")


def _stage(stage: Stage) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(stage.label, class_name="lead-stage-name"),
            rx.cond(stage.note != "", ui.badge(stage.note, tone=stage.tone)),
        ),
        rx.el.p(rx.cond(stage.is_reached, stage.when, "Pas encore")),
        key=stage.key,
        class_name=rx.cond(stage.is_reached, f"lead-stage lead-stage-{stage.tone}", "lead-stage lead-stage-waiting"),
    )


def facts(rows: list[FactRow]) -> rx.Component:
    """What is known of the person."""
    return rx.el.dl(rx.foreach(rows, _fact), class_name="lead-facts")


def _fact(fact: FactRow) -> rx.Component:
    return rx.el.div(rx.el.dt(fact.label), rx.el.dd(fact.value), key=fact.label)


def history(rows: list[ChangeRow]) -> rx.Component:
    """What was changed by hand, the latest first."""
    listed = rx.el.ol(
        rx.foreach(rows, lambda row: rx.el.li(rx.el.span(row.what), rx.el.span(row.when), key=row.key)),
        class_name="lead-history",
    )
    return rx.cond(rows.length() > 0, listed, rx.el.p("Rien n’a été modifié à la main.", class_name="lead-quiet"))  # type: ignore[attr-defined]
