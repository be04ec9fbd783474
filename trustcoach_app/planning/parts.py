"""The pieces of the calendar: where one is, figures, the month and the week, a session's row."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.planning.views import CalendarLink, ListDay, PeriodFigure, SessionRow, StripDay

VERSION = "6.1.21"


class _Calendar(rx.NoSSRComponent):
    """assets/planning/calendar.jsx, a chunk of its own: no other page pays for FullCalendar (MIT)."""

    library = "$/public/planning/calendar.jsx"
    tag = "Calendar"
    lib_dependencies: list[str] = [
        f"@fullcalendar/{name}@{VERSION}" for name in ("core", "react", "daygrid", "timegrid", "interaction")
    ]

    kind: rx.Var[str]
    date: rx.Var[str]
    now: rx.Var[str]
    events: rx.Var[list]
    hours: rx.Var[list]
    blocked: rx.Var[list]
    first_hour: rx.Var[str]
    last_hour: rx.Var[str]
    answers: rx.Var[int]
    on_day: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_open: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_move: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]
    on_pick: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def calendar(view: Any, *, answers: Any, on_day: Any, on_open: Any, on_move: Any, on_pick: Any) -> rx.Component:
    """The month or the week of a CalendarView.

    Args:
        answers: a counter; whenever it rises the sessions are drawn anew as the server has them.
        on_day: takes an ISO date. on_open: a booking's id. on_move: an id and a wall-clock start. on_pick: a start.
    """
    return rx.el.div(
        _Calendar.create(
            kind=view.kind,
            date=view.date,
            now=view.now,
            events=view.events,
            hours=view.hours,
            blocked=view.blocked,
            first_hour=view.first_hour,
            last_hour=view.last_hour,
            answers=answers,
            on_day=on_day,
            on_open=on_open,
            on_move=on_move,
            on_pick=on_pick,
        ),
        class_name=f"cal cal-{view.kind}",
    )


def toolbar(view: Any) -> rx.Component:
    """Where one is, and where one can go: links, so that back, forward and a new tab work."""
    steps = rx.el.div(
        _step("chevron-left", view.previous_href, view.previous_label),
        ui.link_button("Aujourd’hui", href=view.today_href, size="sm"),
        _step("chevron-right", view.next_href, view.next_label),
        class_name="cal-steps",
    )
    title = rx.el.h2(view.title, aria_live="polite", class_name="cal-title")
    return rx.el.div(steps, title, _links(view.kinds, "Affichage", "cal-kinds"), class_name="cal-bar")


def filters(rows: Any) -> rx.Component:
    """By status, each with its count."""
    return _links(rows, "Filtrer par statut", "cal-filters")


def _step(icon: str, href: Any, label: Any) -> rx.Component:
    return rx.el.a(
        ui.icon(icon, size=18),
        href=href,
        aria_label=label,
        title=label,
        class_name="button button-secondary button-icon button-sm",
    )


def _links(rows: Any, label: str, look: str) -> rx.Component:
    return rx.el.nav(rx.foreach(rows, _link), aria_label=label, class_name=look)


def _link(row: CalendarLink) -> rx.Component:
    count = rx.cond(row.count != "", rx.el.span(row.count, class_name="cal-count"))
    return rx.el.a(
        row.label,
        count,
        href=row.href,
        custom_attrs={"aria-current": rx.cond(row.is_chosen, "true", "false")},
        key=row.key,
        class_name="cal-choice",
    )


def count_tiles(rows: Any) -> rx.Component:
    """The period in figures."""
    return rx.el.dl(rx.foreach(rows, _figure), class_name="cal-figures")


def _figure(row: PeriodFigure) -> rx.Component:
    return rx.el.div(
        rx.el.dt(row.label, class_name="stat-label"),
        rx.el.dd(row.value, rx.cond(row.hint != "", rx.el.span(row.hint)), class_name="cal-figure"),
        key=row.label,
    )


def strip(rows: Any) -> rx.Component:
    """The week above its one day, on phones."""
    return rx.el.nav(rx.foreach(rows, _strip_day), aria_label="Jours de la semaine", class_name="cal-strip")


def _strip_day(row: StripDay) -> rx.Component:
    dot = rx.cond(row.has_sessions, rx.el.span(class_name="cal-strip-dot"))
    return rx.el.a(
        rx.el.span(row.letter, class_name="cal-strip-letter"),
        rx.el.span(
            row.number, class_name=rx.cond(row.is_today, "cal-strip-number cal-strip-today", "cal-strip-number")
        ),
        dot,
        href=row.href,
        aria_label=row.label,
        custom_attrs={"aria-current": rx.cond(row.is_chosen, "date", "false")},
        key=row.key,
    )


def chosen_day(name: Any, rows: Any, blocked: Any, *, on_open: Any, on_add: Any) -> rx.Component:
    """The chosen day’s sessions, beside the month."""
    none = rx.el.div(
        rx.el.p("Rien ce jour-là."), ui.button("Ajouter", icon="plus", size="sm", variant="secondary", on_click=on_add)
    )
    listed = rx.el.ol(rx.foreach(rows, lambda row: session_row(row, on_open=on_open)), class_name="cal-rows")
    return ui.card(
        rx.el.h2(name, aria_live="polite", class_name="section-title"),
        rx.cond(blocked.length() > 0, rx.el.ul(rx.foreach(blocked, _blocked), class_name="cal-day-blocked")),
        rx.cond(rows.length() > 0, listed, none),
        class_name="cal-day",
    )


def _blocked(words: Any) -> rx.Component:
    return rx.el.li(ui.icon("calendar-off", size=14), words)


def day_list(rows: Any, *, on_open: Any) -> rx.Component:
    """The period as a list, day by day."""
    return rx.el.div(rx.foreach(rows, lambda row: _day(row, on_open)), class_name="cal-list")


def _day(row: ListDay, on_open: Any) -> rx.Component:
    sessions = rx.el.ol(rx.foreach(row.rows, lambda one: session_row(one, on_open=on_open)), class_name="cal-rows")
    return rx.el.section(rx.el.h3(row.name), ui.card(sessions), key=row.key)


def session_row(row: SessionRow, *, on_open: Any) -> rx.Component:
    """One session: when, who, what about, where, how it stands. The whole row opens it."""
    series = rx.cond(row.is_series, rx.el.span(ui.icon("repeat", size=13), "Série", class_name="cal-series"))
    unpriced = rx.cond(row.is_unpriced, rx.el.span(ui.icon("tag", size=13), "À tarifer", class_name="cal-series"))
    name = rx.el.button(
        row.client_name,
        type="button",
        on_click=on_open(row.id),
        custom_attrs=ui.card_opener(),
        class_name="cal-row-name",
    )
    return rx.el.li(
        rx.el.span(class_name=f"cal-bar-mark hue-{row.hue}"),
        rx.el.span(row.time, rx.el.span(row.until), class_name="cal-row-time"),
        rx.el.div(
            name,
            rx.el.p(
                rx.cond(row.is_prospect, "Prospect · ", ""), row.about, series, unpriced, class_name="cal-row-about"
            ),
            rx.el.p(mode_icon(row.mode), row.place, class_name="cal-row-place"),
            ui.contact_links(row.reach, row.client_name),
            class_name="min-w-0 flex-1",
        ),
        status_badge(row.status, row.tone),
        key=row.id,
        class_name=rx.cond(row.is_over, "cal-row cal-row-over", "cal-row"),
    )


def status_badge(status: Any, tone: Any) -> rx.Component:
    """How a session stands."""
    return ui.badge(status, tone=tone)


def mode_icon(mode: Any) -> rx.Component:
    """How they meet, as a picture beside its words."""
    icons = {"phone": "phone", "in_person": "map-pin"}
    return rx.match(mode, *[(key, ui.icon(name, size=14)) for key, name in icons.items()], ui.icon("video", size=14))
