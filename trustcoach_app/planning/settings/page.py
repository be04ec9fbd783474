"""The settings of the planning, `/dashboard/coach/planning/parametres`."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.planning.settings.hours.parts import hours_dialogs, hours_panel
from trustcoach_app.planning.settings.reasons.parts import reason_dialog, reasons_panel
from trustcoach_app.planning.settings.rules.parts import rules_panel
from trustcoach_app.planning.settings.state import SetupState
from trustcoach_app.planning.settings.types.parts import type_dialog, types_panel
from trustcoach_app.planning.settings.views import PreviewDay, Tab

PLANNING = "/dashboard/coach/planning"


def planning_setup() -> rx.Component:
    page = shell.frame(
        ui.link_button(
            "Planning", href=PLANNING, icon="arrow-left", variant="ghost", size="sm", class_name="session-back"
        ),
        ui.page_header("Réglages du planning", subtitle="Ce que vous proposez, et quand."),
        rx.cond(SetupState.is_loaded, _loaded(), ui.skeleton(kind="card", lines=3)),
        type_dialog(),
        reason_dialog(),
        hours_dialogs(),
        active="planning",
        role="coach",
        title="Réglages du planning",
    )
    return ui.styled(ui.styled(page, "hues"), "planning")


def _loaded() -> rx.Component:
    view = SetupState.view
    panel = rx.match(
        view.tab,
        ("motifs", reasons_panel(view)),
        ("disponibilites", hours_panel(view)),
        ("regles", rules_panel(view)),
        types_panel(view),
    )
    return rx.fragment(
        rx.el.nav(rx.foreach(view.tabs, _tab), aria_label="Réglages", class_name="setup-tabs"),
        rx.el.div(
            rx.el.div(panel, class_name="min-w-0"),
            rx.el.aside(_preview(), aria_label="Aperçu des créneaux", class_name="setup-aside"),
            class_name="setup",
        ),
    )


def _tab(row: Tab) -> rx.Component:
    here = {"aria-current": rx.cond(row.is_chosen, "page", "false")}
    return rx.el.a(row.label, href=row.href, custom_attrs=here, key=row.key, class_name="setup-tab")


def _preview() -> rx.Component:
    view = SetupState.view
    kind = ui.select(
        "Pour un client qui réserve",
        name="previewed",
        options=view.type_options,
        default_value=view.previewed,
        on_change=SetupState.preview,
    )
    none = rx.el.p("Aucun type n’est proposé.", class_name="text-ink-soft")
    days = rx.fragment(kind, rx.el.ol(rx.foreach(view.preview, _day), class_name="setup-preview"))
    return ui.card(
        rx.el.h2("Créneaux des prochains jours", class_name="section-title"),
        rx.cond(view.type_options.length() > 0, days, none),
        class_name="grid gap-4",
    )


def _day(row: PreviewDay) -> rx.Component:
    words = rx.cond(row.times.length() > 0, "Pourquoi pas les autres\u202f?", "Pourquoi aucun créneau\u202f?")
    why = ui.details(words, rx.el.ul(rx.foreach(row.why, rx.el.li), class_name="wizard-why"))
    times = rx.el.ul(rx.foreach(row.times, rx.el.li), class_name="setup-times")
    return rx.el.li(
        rx.el.h3(row.name),
        rx.cond(row.times.length() > 0, times, rx.el.p("Aucun créneau", class_name="setup-about")),
        rx.cond(row.why.length() > 0, why),
        key=row.key,
    )
