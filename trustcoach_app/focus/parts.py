"""The pieces of Focus: a day, a session's card, an open question, the day widget, the month."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.clients.present import CLIENTS
from trustcoach_app.focus.views import FocusDay, OpenQuestion, SessionCard, TodayRow

PLANNING = "/dashboard/coach/planning"
UNPRICED = f"{PLANNING}?vue=liste&statut=a-tarifer"
OUTCOMES = (("held", "Tenue", "check"), ("no_show", "Absent", "user-x"), ("cancelled", "Annulée", "x"))


def day(row: FocusDay, *, on_brief: Any, on_start: Any, on_change: Any, on_cancel: Any) -> rx.Component:
    """One day and its sessions. The handlers take a booking’s id, `on_brief` its client’s."""
    name = rx.cond(row.name != "", rx.el.span(row.name, class_name="day-name"))
    return rx.el.section(
        rx.el.h2(name, rx.el.span(row.date, class_name="day-date"), class_name="day-title"),
        rx.el.ol(
            rx.foreach(
                row.cards,
                lambda card: session_card(
                    card, on_brief=on_brief, on_start=on_start, on_change=on_change, on_cancel=on_cancel
                ),
            ),
            class_name="day-cards",
        ),
        key=row.key,
        class_name="day",
    )


def session_card(card: SessionCard, *, on_brief: Any, on_start: Any, on_change: Any, on_cancel: Any) -> rx.Component:
    """One coming session: when, who, what matters most, and what to do."""
    return rx.el.li(
        rx.el.div(
            rx.el.span(card.time, class_name="session-time"),
            rx.el.span(card.until, class_name="session-until"),
            class_name=rx.cond(card.is_overnight, "session-when session-overnight", "session-when"),
        ),
        rx.el.div(_who(card), _signal(card), _actions(card, on_brief, on_start), class_name="session-body"),
        _more(card, on_change, on_cancel),
        key=card.id,
        class_name=rx.cond(card.is_running, "card session session-running", "card session"),
    )


def _who(card: SessionCard) -> rx.Component:
    running = rx.cond(card.is_running, ui.badge("En cours", tone="success", dot=True))
    name = rx.el.a(card.client_name, href=f"{CLIENTS}/{card.client_id}", class_name="name-link")
    about = rx.el.p(
        rx.cond(card.number != "", rx.el.span(card.number, class_name="session-number")),
        rx.el.span(card.subject),
        class_name="session-subject",
    )
    where = rx.el.p(_mode_icon(card.mode), card.place, " · ", card.price, class_name="session-place")
    return rx.el.div(
        ui.avatar(card.initials, tone_index=card.tone_index),
        rx.el.div(rx.el.h3(name, running, class_name="session-name"), about, where, class_name="min-w-0"),
        class_name="session-who",
    )


def _mode_icon(mode: Any) -> rx.Component:
    icons = {"phone": "phone", "in_person": "map-pin"}
    return rx.match(mode, *[(key, ui.icon(name, size=14)) for key, name in icons.items()], ui.icon("video", size=14))


def _signal(card: SessionCard) -> rx.Component:
    mark = rx.match(
        card.signal,
        ("message", ui.icon("message-circle", size=16)),
        ("moment", ui.icon("star", size=16)),
        ui.icon("sparkles", size=16),
    )
    line = rx.el.p(mark, rx.el.span(card.signal_text), class_name=f"signal signal-{card.signal}")
    return rx.cond(card.signal != "", line)


def _actions(card: SessionCard, on_brief: Any, on_start: Any) -> rx.Component:
    file = ui.link_button(
        "Voir profil",
        href=f"{CLIENTS}/{card.client_id}",
        size="sm",
        aria_label=f"Voir profil\u202f: {card.client_name}",
        custom_attrs=ui.card_opener(),
    )
    brief = ui.button(
        "Voir pré-brief",
        variant="secondary",
        size="sm",
        on_click=on_brief(card.client_id),
        aria_label=f"Voir pré-brief\u202f: {card.client_name}",
        custom_attrs=ui.card_opener(),
    )
    start = rx.cond(
        card.is_running,
        ui.button("Reprendre la séance", size="sm", icon="arrow-right", on_click=on_start(card.id)),
        ui.button(
            "Démarrer séance",
            size="sm",
            icon="play",
            variant=rx.cond(card.is_soon, "primary", "ghost"),
            on_click=on_start(card.id),
        ),
    )
    reach = ui.contact_links(card.reach, card.client_name)
    return rx.el.div(rx.cond(card.is_new, file, brief), start, reach, class_name="session-actions")


def _more(card: SessionCard, on_change: Any, on_cancel: Any) -> rx.Component:
    menu = ui.menu(
        "ellipsis",
        [
            ("Déplacer ou modifier", "calendar-clock", on_change(card.id), "neutral"),
            ("Annuler la séance", "calendar-x", on_cancel(card.id), "danger"),
        ],
        label="Autres actions",
    )
    return rx.el.div(rx.cond(card.is_running, rx.fragment(), menu), class_name="session-more")


def question(row: OpenQuestion, *, on_answer: Any) -> rx.Component:
    """How did it go? Three answers; the one that was given is marked."""
    about = rx.cond(row.subject != "", rx.el.span(" · ", row.subject))
    return rx.el.li(
        ui.avatar(row.initials, tone_index=row.tone_index, size="sm"),
        rx.el.div(
            rx.el.p(row.client_name, class_name="question-name"),
            rx.el.p(row.when, about, class_name="question-when"),
            class_name="min-w-0 flex-1",
        ),
        rx.el.div(
            *[_answer(row, outcome, label, icon, on_answer) for outcome, label, icon in OUTCOMES],
            role="group",
            aria_label="Comment s’est passée la séance ?",
            class_name="question-answers",
        ),
        key=row.id,
        class_name="question",
    )


def _answer(row: OpenQuestion, outcome: str, label: str, icon: str, on_answer: Any) -> rx.Component:
    return ui.button(
        label,
        icon=icon,
        size="sm",
        variant="secondary",
        on_click=on_answer(row.id, outcome),
        custom_attrs={"aria-pressed": rx.cond(row.given == outcome, "true", "false")},
    )


def today(label: Any, rows: Any) -> rx.Component:
    """The day's widget: green when there is something today, opens onto the list (decision 26)."""
    busy = rows.length() > 0
    face = rx.el.span(
        ui.icon("calendar-days", size=18), rx.el.span(label), class_name=rx.cond(busy, "today today-busy", "today")
    )
    listed = rx.cond(
        busy,
        rx.el.ol(rx.foreach(rows, _today_row), class_name="today-list"),
        rx.el.p("Profitez-en pour préparer la suite.", class_name="today-none"),
    )
    everything = ui.link_button(
        "Voir tout le planning", href=PLANNING, variant="ghost", size="sm", icon="arrow-right", class_name="today-all"
    )
    return ui.card(ui.details(face, listed, everything), class_name="today-card")


def _today_row(row: TodayRow) -> rx.Component:
    tones = ("accent", "success", "neutral", "danger")
    status = rx.match(
        row.tone, *[(tone, ui.badge(row.status, tone=tone)) for tone in tones], ui.badge(row.status, tone="warning")
    )
    name = rx.cond(
        row.href != "", rx.el.a(row.client_name, href=row.href, class_name="brief-link"), rx.fragment(row.client_name)
    )
    return rx.el.li(
        rx.el.span(row.time, class_name="today-time"),
        rx.el.span(name, class_name="today-name"),
        status,
        key=row.id,
        class_name="today-row",
    )


def month(name: Any, earned: Any, sessions: Any, ahead: Any, unpriced: Any) -> rx.Component:
    """The month's figures at the foot."""
    link = rx.el.a(ui.icon("tag", size=16), unpriced, href=UNPRICED, class_name="month-sessions month-unpriced")
    return ui.card(
        ui.stat("Ce mois", earned, hint=rx.cond(ahead != "", ahead, name), icon="wallet"),
        rx.el.p(ui.icon("circle-check", size=16), sessions, class_name="month-sessions"),
        rx.cond(unpriced != "", link),
        class_name="month",
    )
