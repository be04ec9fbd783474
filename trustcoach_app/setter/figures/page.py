"""The setter's figures, `/dashboard/coach/setter` (docs/kpis.md, sections 1 to 6)."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.setter.figures import parts
from trustcoach_app.setter.figures.address import ANCHORS, LEADS
from trustcoach_app.setter.figures.measure import Section
from trustcoach_app.setter.figures.state import FiguresState
from trustcoach_app.setter.lead.reminder.parts import reminder_dialog
from trustcoach_app.setter.parts import CONNECTION, HOME, setter_tabs
from trustcoach_app.setter.today.parts import today_block
from trustcoach_app.setter.today.state import TodayState

SETTINGS = f"{HOME}/reglages"


def dashboard() -> rx.Component:
    page = shell.frame(
        rx.el.div(rx.cond(FiguresState.is_loaded, _loaded(), _loading()), class_name="figures"),
        reminder_dialog(),
        active="setter",
        role="coach",
        title="Setter",
    )
    return ui.styled(ui.styled(ui.styled(page, "leads"), "figures"), "today")


def _loading() -> rx.Component:
    """As high as what it waits for: the tabs do not move when the figures come."""
    line = rx.el.span("\u00a0", class_name="period-line period-waiting")
    return rx.fragment(
        ui.page_header("Setter", subtitle=line, actions=[_settings()]),
        setter_tabs("dashboard"),
        rx.el.div(ui.skeleton(kind="card", lines=6), class_name="kpis-loading"),
    )


def _settings() -> rx.Component:
    return ui.link_button("Réglages", href=SETTINGS, icon="sliders-horizontal", variant="ghost")


def _loaded() -> rx.Component:
    head = FiguresState.head
    file = ui.link_button("CSV", href=head.csv_href, icon="file-down", variant="ghost", reload_document=True)
    settings = _settings()
    actions = rx.cond(head.has_leads, rx.fragment(file, ui.print_button(variant="ghost"), settings), settings)
    return rx.fragment(
        ui.page_header("Setter", subtitle=_subtitle(), actions=[actions]),
        setter_tabs("dashboard"),
        rx.cond(head.has_leads, _sections(), _nobody()),
    )


def _subtitle() -> rx.Component:
    head = FiguresState.head
    compared = rx.cond(head.compared != "", rx.el.span(head.compared, class_name="period-compared"))
    updated = rx.el.span("Dernier changement ", ui.ago(head.updated_at, now=head.now), class_name="period-updated")
    return rx.el.span(
        rx.el.span(head.period, aria_live="polite", class_name="period-words"),
        compared,
        rx.cond(head.updated_at != "", updated),
        class_name="period-line",
    )


def _nobody() -> rx.Component:
    return ui.empty_state(
        "chart-no-axes-column",
        "Aucun lead pour l’instant",
        "Connectez votre setter Instagram : dès le premier message, les 35 indicateurs se remplissent d’eux-mêmes, "
        "en quelques secondes.",
        action=ui.link_button("Connecter le setter", href=CONNECTION, variant="primary", icon="plug"),
    )


def _sections() -> rx.Component:
    state = FiguresState
    return rx.fragment(
        today_block(TodayState, state.performance, leads=LEADS),
        parts.periods(state.head, state.errors, state.choose_dates),
        _section(Section.ACTIVITY, parts.figure_grid(state.activity, state.steps)),
        _section(Section.RESPONSES, parts.figure_grid(state.responses, state.steps)),
        _section(
            Section.CONVERSION,
            parts.funnel(state.funnel, state.head.delay),
            parts.figure_grid(state.conversion, state.steps),
        ),
        _section(Section.DEMOGRAPHY, parts.figure_grid(state.demography, state.steps)),
        _section(
            Section.PIPELINE,
            parts.figure_grid(state.pipeline, state.steps),
            parts.statuses(state.statuses),
        ),
        _section(Section.PERFORMANCE, parts.figure_grid(state.performance, state.steps)),
    )


def _section(section: Section, *children: rx.Component) -> rx.Component:
    """One of the six; its address is the page's, then `#activite` and so on."""
    return ui.fold(section.value, *children, key=ANCHORS[section])
