"""The pieces of the page of figures."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.setter.figures.views import FigureRow, FunnelStep, Head, PeriodLink, StatusRow


class _Figures(rx.Component):
    """assets/setter/figures.jsx"""

    library = "$/public/setter/figures.jsx"
    tag = "Figures"

    rows: rx.Var[list[FigureRow]]
    steps: rx.Var[list[str]]


def figure_grid(rows: Any, steps: Any) -> rx.Component:
    """The figures of one section; `steps` are the days that their sparklines tell."""
    return _Figures.create(rows=rows, steps=steps)


def _wide(width: Any) -> dict[str, Any]:
    """The element's own style: `style=` would make a rule of CSS for each width there is."""
    return {"style": rx.Var.create({"width": width})}


def funnel(steps: Any, delay: Any) -> rx.Component:
    """From the first message to a booked call, and how long it takes."""
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
