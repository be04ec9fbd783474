"""The leads, `/dashboard/coach/setter/leads`."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.setter.lead.reminder.parts import reminder_dialog
from trustcoach_app.setter.leads import parts
from trustcoach_app.setter.leads.state import LeadsState
from trustcoach_app.setter.parts import CONNECTION, IMPORT, LEADS, setter_tabs


def leads() -> rx.Component:
    """Search, filters, and one page of the list."""
    page = shell.frame(
        ui.page_header("Leads", subtitle="Chaque conversation Instagram, de la première prise de contact au client."),
        setter_tabs("leads"),
        rx.cond(LeadsState.is_loaded, _loaded(), _loading()),
        reminder_dialog(),
        active="setter",
        role="coach",
        title="Leads",
    )
    return ui.styled(page, "leads")


def _loaded() -> rx.Component:
    view = LeadsState.view
    listed = rx.cond(view.rows.length() > 0, _list(), _no_match())
    used = rx.el.div(
        parts.search(view, form_key=LeadsState.form_key, on_submit=LeadsState.find),
        parts.chips(view.statuses, view.follow_up),
        ui.current(
            rx.cond(LeadsState.is_stale, _loading(), rx.fragment(_summary(), listed)),
            _loading(),
            query=LeadsState.query,
            answer=LeadsState.answer,
        ),
        class_name="listing",
    )
    return rx.cond(view.is_filtered | (view.rows.length() > 0) | (view.newer_href != ""), used, _nobody())


def _loading() -> rx.Component:
    return ui.card(ui.skeleton(lines=7, kind="row"))


def _summary() -> rx.Component:
    view = LeadsState.view
    export = rx.cond(view.rows.length() > 0, view.csv_href, "")
    return ui.list_summary(view.summary, is_filtered=view.is_filtered, clear_href=LEADS, export_href=export)


def _list() -> rx.Component:
    view = LeadsState.view
    return rx.fragment(
        ui.table(parts.HEADERS, view.rows, parts.columns, class_name="leads-table"),
        ui.list_pager(view.newer_href, view.older_href, labels=("Plus récents", "Plus anciens")),
    )


def _no_match() -> rx.Component:
    return ui.empty_state(
        "search-x",
        "Aucun lead ne correspond",
        "Essayez un autre mot, ou retirez un filtre.",
        action=ui.link_button("Effacer les filtres", href=LEADS),
    )


def _nobody() -> rx.Component:
    ways = rx.el.div(
        ui.link_button("Connecter le setter", href=CONNECTION, variant="primary", icon="plug"),
        ui.link_button("Importer un historique", href=IMPORT, icon="file-up"),
        class_name="flex flex-wrap justify-center gap-2",
    )
    return ui.empty_state(
        "messages-square",
        "Vos leads arriveront ici",
        "Connectez votre setter Instagram\u202f: chaque conversation apparaît dès son premier message.",
        action=ways,
    )
