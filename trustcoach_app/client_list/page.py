"""The clients, `/dashboard/coach/clients`."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.appointments.dialogs.parts import appointment_dialogs
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.client_file.contact.parts import contact_dialog
from trustcoach_app.client_file.contact.state import ContactState
from trustcoach_app.client_file.merging.parts import merge_dialog
from trustcoach_app.client_list import parts
from trustcoach_app.client_list.bulk.parts import selectable
from trustcoach_app.client_list.bulk.state import PickedState
from trustcoach_app.client_list.state import ClientsState
from trustcoach_app.clients.present import CLIENTS

IMPORT = "/dashboard/coach/planning/importer"


def clients() -> rx.Component:
    """Search, health, and one page of the list."""
    add = ui.button(
        "Ajouter un client", icon="user-plus", on_click=ContactState.open(""), custom_attrs=ui.primary_act()
    )
    page = shell.frame(
        ui.page_header(ClientsState.view.title, subtitle="Qui ils sont, et comment ils vont.", actions=[add]),
        rx.cond(ClientsState.is_loaded, _loaded(), _loading()),
        appointment_dialogs(),
        contact_dialog(),
        merge_dialog(),
        active="clients",
        role="coach",
        title="Clients",
    )
    return ui.styled(page, "clients")


def _loading() -> rx.Component:
    return ui.skeleton(kind="card", lines=5)


def _loaded() -> rx.Component:
    view = ClientsState.view
    listed = rx.cond(view.cards.length() > 0, _list(), _no_match())
    used = rx.el.div(
        parts.search(view, form_key=ClientsState.form_key, on_submit=ClientsState.find),
        ui.list_chips(rows=view.health, label="Filtrer par santé"),
        ui.current(
            rx.cond(ClientsState.is_stale, _loading(), rx.fragment(_summary(), listed)),
            _loading(),
            query=ClientsState.query,
            answer=ClientsState.answer,
        ),
        class_name="listing",
    )
    return rx.cond(view.has_clients | view.is_filtered | (view.before_href != ""), used, _nobody())


def _summary() -> rx.Component:
    view = ClientsState.view
    return ui.list_summary(view.summary, is_filtered=view.is_filtered, clear_href=CLIENTS, export_href=view.csv_href)


def _list() -> rx.Component:
    view = ClientsState.view
    cards = rx.foreach(
        view.cards,
        lambda row: parts.card(
            row,
            on_plan=WizardState.open_for_client,
            on_archive=PickedState.archive,
            on_bring_back=PickedState.bring_back,
        ),
    )
    rows = rx.el.ul(cards, aria_label="Clients", class_name="clients")
    return rx.fragment(
        selectable(rows, known_tags=view.tags, is_archive=view.is_archive),
        ui.list_pager(view.before_href, view.after_href),
    )


def _no_match() -> rx.Component:
    return ui.empty_state(
        "search-x",
        rx.cond(ClientsState.view.is_archive, "Aucun client archivé ne correspond", "Aucun client ne correspond"),
        "Essayez un autre mot, ou retirez un filtre.",
        action=ui.link_button("Effacer les filtres", href=CLIENTS),
    )


def _nobody() -> rx.Component:
    ways = rx.el.div(
        ui.button("Ajouter un client", icon="user-plus", on_click=ContactState.open("")),
        ui.link_button("Importer un fichier", href=IMPORT, icon="file-up"),
        class_name="flex flex-wrap justify-center gap-2",
    )
    return ui.empty_state(
        "users-round",
        "Vos clients apparaîtront ici",
        "Ajoutez votre premier client, ou importez ceux que vous avez déjà\u202f: un fichier de contacts ou un "
        "calendrier suffit. Réserver une séance crée aussi la fiche.",
        action=ways,
    )
