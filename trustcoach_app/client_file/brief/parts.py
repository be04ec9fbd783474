"""The pre-brief: what to have in mind before a session. Reads well on paper too."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.stage.parts import prospect_line
from trustcoach_app.client_file.brief.state import BriefState
from trustcoach_app.client_file.brief.views import Brief, GoalRow, MessageRow, MomentRow, NotePiece, Piece
from trustcoach_app.client_file.parts import goal_bar, moment_kind, only_you
from trustcoach_app.clients.present import CLIENTS


def brief_dialog() -> rx.Component:
    """The dialog, opened by BriefState.open(client_id)."""
    brief = BriefState.brief
    return ui.dialog(
        rx.el.div(
            rx.el.p(brief.made_on, class_name="brief-made"),
            _who(),
            rx.cond(brief.is_prospect, prospect_line(brief.client_id, BriefState.close)),
            rx.cond(brief.is_empty, nothing_yet(), _all(brief)),
            class_name="brief",
        ),
        open=brief.client_id != "",
        on_close=BriefState.close,
        title=brief.client_name,
        size="lg",
        footer=[
            ui.link_button("Voir fiche", href=f"{CLIENTS}/{brief.client_id}", variant="ghost", icon="user-round"),
            ui.print_button(),
            ui.leave_button(variant="primary"),
        ],
        id="brief",
        opening=BriefState.opening,
        class_name="printable",
    )


def _who() -> rx.Component:
    brief = BriefState.brief
    contact = rx.el.p(
        rx.cond(brief.email != "", rx.el.a(ui.icon("mail", size=15), ui.address(brief.email), href=brief.mail_link)),
        rx.cond(brief.phone != "", rx.el.a(ui.icon("phone", size=15), brief.phone, href=brief.phone_link)),
        class_name="brief-contact",
    )
    return rx.el.div(
        ui.avatar(brief.initials, tone_index=brief.tone_index, size="lg"),
        rx.el.div(
            rx.el.ul(rx.foreach(brief.facts, rx.el.li), class_name="brief-facts"),
            rx.cond((brief.email != "") | (brief.phone != ""), contact),
        ),
        class_name="brief-who",
    )


def nothing_yet() -> rx.Component:
    """What the pre-brief of a client will hold."""
    return ui.empty_state(
        "notebook-pen",
        "Rien encore, et c’est normal",
        "Après la première séance, vous retrouverez ici le résumé que vous aurez signé, les moments marqués, "
        "les objectifs et vos derniers messages.",
    )


def _all(brief: Brief) -> rx.Component:
    return rx.fragment(
        what_was(brief),
        goals(brief),
        messages(brief, on_read=BriefState.mark_read),
    )


def goals(brief: Brief) -> rx.Component:
    """The goals in progress, each with where it stands; nothing where there is none."""
    rows = rx.el.ul(rx.foreach(brief.goals, _goal), class_name="brief-list")
    return rx.cond(brief.goals.length() > 0, _part("Objectifs en cours", "target", rows))


def what_was(brief: Brief) -> rx.Component:
    """What earlier sessions left: the summary that was signed, the coach's own notes, moments."""
    moments = rx.el.ul(rx.foreach(brief.moments, _moment), class_name="brief-list")
    notes = _part("Vos dernières notes", "notebook-pen", rx.foreach(brief.notes, _note), class_name="no-print")
    return rx.fragment(
        rx.cond(
            brief.summary.length() > 0, _part("La dernière fois", "file-text", rx.foreach(brief.summary, _summary))
        ),
        rx.cond(brief.notes.length() > 0, notes),
        rx.cond(brief.moments.length() > 0, _part("Moments marqués", "star", moments)),
    )


def _part(title: str, icon: str, *children: rx.Component, class_name: str = "") -> rx.Component:
    head = rx.el.h3(ui.icon(icon, size=18), title, class_name="brief-title")
    return rx.el.section(head, *children, class_name=f"brief-part {class_name}".strip())


def _source(text: str) -> rx.Component:
    return rx.el.p(text, class_name="brief-source")


def _summary(piece: Piece) -> rx.Component:
    return rx.el.div(ui.prose(piece.text), _source(piece.source))


def _note(piece: NotePiece) -> rx.Component:
    where = rx.el.a(piece.source, href=piece.href, class_name="brief-link")
    return rx.el.div(
        ui.prose(piece.text), rx.el.p(where, " · ", only_you(), class_name="brief-source"), class_name="brief-note"
    )


def _moment(row: MomentRow) -> rx.Component:
    return rx.el.li(moment_kind(row.kind, row.label), rx.el.p(row.text), _source(row.source), class_name="brief-item")


def _goal(row: GoalRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(row.title, class_name="font-medium"),
            rx.el.p(row.measure, class_name="goal-measure"),
            class_name="goal-head",
        ),
        rx.cond(row.percent > 0, goal_bar(row.percent)),
        _source(row.source),
        class_name="brief-item",
    )


def messages(brief: Brief, *, on_read: Any) -> rx.Component:
    """The last messages; nothing where there is none. `on_read`: the coach has read them."""
    read = ui.button("Marquer comme lus", variant="ghost", size="sm", icon="check-check", on_click=on_read)
    part = _part(
        "Derniers messages",
        "message-circle",
        rx.el.ul(rx.foreach(brief.messages, _message), class_name="brief-list"),
        rx.cond(brief.has_unread, rx.el.div(read, class_name="no-print")),
    )
    return rx.cond(brief.messages.length() > 0, part)


def _message(row: MessageRow) -> rx.Component:
    unread = rx.cond(row.is_unread, ui.badge("Non lu", tone="accent", dot=True))
    return rx.el.li(
        rx.el.p(rx.el.span(row.author, class_name="font-medium"), unread, class_name="message-head"),
        rx.el.p(row.text),
        _source(row.when),
        class_name="brief-item",
    )
