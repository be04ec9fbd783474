"""The pieces of the page of figures."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.setter.figures.views import FigureRow, FollowUpRow, FunnelStep, Head, PeriodLink, RankRow, StatusRow


def figure_grid(rows: Any) -> rx.Component:
    """The figures of one section."""
    return rx.el.ul(rx.foreach(rows, figure), class_name="kpis")


def figure(row: FigureRow) -> rx.Component:
    """One figure: its name leads to its leads, the mark beside it says how it is computed."""
    head = rx.el.div(
        rx.el.h3(rx.el.a(row.label, href=row.href, class_name="kpi-link"), class_name="kpi-label"),
        ui.tooltip(row.formula, label=f"Formule\u202f: {row.label}"),
        class_name="kpi-head",
    )
    return rx.el.li(
        head,
        rx.cond(row.kind == "ranks", _ranks(row), _amount(row)),
        rx.cond(row.missing != "", rx.el.p(row.missing, class_name="kpi-missing")),
        rx.foreach(row.notes, lambda words: rx.el.p(words, key=words, class_name="kpi-note")),
        rx.cond(row.course != "", _course(row.course)),
        custom_attrs={"data-figure": row.key},
        key=row.key,
        class_name=f"card kpi kpi-{row.kind}",
    )


def _amount(row: FigureRow) -> rx.Component:
    bar = rx.el.div(
        rx.el.div(class_name=f"kpi-fill kpi-fill-{row.badge_tone}", custom_attrs=_wide(row.width)),
        aria_hidden="true",
        class_name="kpi-bar",
    )
    line = rx.el.div(
        rx.el.span(row.value, class_name="kpi-value"),
        rx.cond(row.change != "", _change(row)),
        rx.cond(row.badge != "", ui.badge(row.badge, tone=row.badge_tone, dot=True)),
        class_name="kpi-line",
    )
    return rx.fragment(line, rx.cond((row.width != "") & (row.missing == ""), bar))


def _wide(width: Any) -> dict[str, Any]:
    """The element's own style: `style=` would make a rule of CSS for each width there is."""
    return {"style": rx.Var.create({"width": width})}


def _change(row: FigureRow) -> rx.Component:
    return rx.el.span(
        row.change,
        rx.el.span(" par rapport à la période précédente", class_name="visually-hidden"),
        class_name=f"kpi-change kpi-change-{row.tone}",
    )


def _course(path: Any) -> rx.Component:
    return rx.el.svg(
        rx.el.path(d=path),
        view_box="0 0 100 24",
        custom_attrs={"preserveAspectRatio": "none", "aria-hidden": "true"},
        class_name="kpi-course",
    )


def _ranks(row: FigureRow) -> rx.Component:
    listed = rx.el.ol(rx.foreach(row.ranks, _rank), class_name="kpi-ranks")
    return rx.cond(row.ranks.length() > 0, listed, rx.el.span(row.value, class_name="kpi-value"))


def _rank(row: RankRow) -> rx.Component:
    return rx.el.li(
        rx.el.a(row.name, href=row.href, class_name="kpi-rank-name"),
        rx.el.span(row.count, class_name="kpi-rank-count"),
        rx.el.span(row.share, class_name="kpi-rank-share"),
        rx.el.span(custom_attrs=_wide(row.width), aria_hidden="true", class_name="kpi-rank-bar"),
        key=row.key,
    )


def funnel(steps: Any, delay: Any) -> rx.Component:
    """From messages to booked calls, and how long it takes."""
    took = rx.el.p(
        "Du premier message au call réservé\u202f: ", rx.el.strong(delay), " en moyenne", class_name="kpi-note"
    )
    return ui.card(
        rx.el.ol(rx.foreach(steps, _step), aria_label="Entonnoir de conversion", class_name="funnel"),
        rx.cond(delay != "", took),
        class_name="funnel-card",
    )


def _step(row: FunnelStep) -> rx.Component:
    return rx.el.li(
        rx.el.a(row.label, href=row.href, class_name="kpi-label"),
        rx.el.span(row.count, class_name="kpi-value"),
        rx.el.span(row.rate, class_name="kpi-note"),
        key=row.key,
    )


def statuses(rows: Any) -> rx.Component:
    """Where all leads stand now, each status a way to its leads."""
    return ui.card(
        rx.el.h3("Leads par statut, en ce moment", class_name="kpi-label"),
        rx.el.div(
            rx.foreach(rows, lambda row: rx.el.span(custom_attrs=_wide(row.width), key=row.key, class_name=_mark(row))),
            aria_hidden="true",
            class_name="statuses-bar",
        ),
        rx.el.ul(rx.foreach(rows, _status), class_name="statuses"),
        class_name="statuses-card",
    )


def _mark(row: StatusRow) -> Any:
    return f"status-mark status-{row.key}"


def _status(row: StatusRow) -> rx.Component:
    mark = rx.el.span(class_name=_mark(row), aria_hidden="true")
    return rx.el.li(
        rx.el.a(mark, row.label, rx.el.strong(row.count), href=row.href, class_name="status-link"), key=row.key
    )


def follow_ups(rows: Any, head: Any, *, href: str) -> rx.Component:
    """Whom to write to again, the most urgent first."""
    none = rx.el.p("Personne à relancer\u202f: chaque conversation a sa réponse.", class_name="text-ink-soft")
    every = ui.link_button(head.all_follow_ups, href=href, size="sm", variant="ghost", icon="arrow-right")
    return ui.card(
        rx.el.div(
            rx.el.h3("Leads à relancer", class_name="section-title"),
            rx.cond(head.all_follow_ups != "", every),
            class_name="section-head",
        ),
        rx.cond(
            rows.length() > 0,
            rx.el.ol(rx.foreach(rows, _follow_up), class_name="follow-ups"),
            rx.cond(head.forgotten == "", none),
        ),
        rx.cond(head.forgotten != "", rx.el.p(head.forgotten, class_name="kpi-note")),
        class_name="follow-ups-card",
    )


def _follow_up(row: FollowUpRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.a(row.name, href=row.href, class_name="follow-up-link"),
            rx.cond(row.username != "", rx.el.span(row.username, class_name="lead-username")),
            rx.el.p(row.reason, class_name="kpi-note"),
            class_name="follow-up-who",
        ),
        rx.el.span(row.silence, rx.el.span(" sans contact", class_name="visually-hidden"), class_name="follow-up-days"),
        rx.el.span(
            ui.badge(row.status, tone=row.status_tone),
            ui.badge(row.priority, tone=row.priority_tone, dot=True),
            class_name="follow-up-badges",
        ),
        key=row.id,
    )


def periods(head: Head, errors: Any, on_dates: Any) -> rx.Component:
    """Links, so that back, forward and a new tab work; two dates in a form."""
    links = rx.el.nav(rx.foreach(head.choices, _choice), aria_label="Période", class_name="period-choices")
    form = ui.form(
        ui.field("Du", name="du", type="date", default_value=head.first, error=errors["du"]),
        ui.field("Au", name="au", type="date", default_value=head.last, error=errors["au"]),
        ui.button("Afficher", type="submit", variant="secondary"),
        on_submit=on_dates,
        is_kept=False,
        key=f"{head.first}-{head.last}",
        class_name="period-dates",
    )
    return rx.el.div(links, ui.details("Deux dates", form, class_name="period-more"), class_name="periods no-print")


def _choice(row: PeriodLink) -> rx.Component:
    here = {"aria-current": rx.cond(row.is_chosen, "true", "false")}
    return rx.el.a(row.label, href=row.href, custom_attrs=here, key=row.key)
