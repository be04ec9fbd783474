"""The page of one client, `/dashboard/coach/clients/[client_id]`."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.appointments.dialogs.parts import appointment_dialogs
from trustcoach_app.appointments.stage.parts import prospect_line
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.client_file.actions.parts import action_dialog, actions_section
from trustcoach_app.client_file.actions.state import ActionState
from trustcoach_app.client_file.brief.parts import messages, what_was
from trustcoach_app.client_file.contact.parts import contact_dialog
from trustcoach_app.client_file.contact.state import ContactState
from trustcoach_app.client_file.goals.parts import goal_dialog, goals_section, measure_dialog
from trustcoach_app.client_file.goals.state import GoalState
from trustcoach_app.client_file.merging.parts import merge_dialog
from trustcoach_app.client_file.merging.state import MergeState
from trustcoach_app.client_file.notes.parts import note_dialog, notes_section
from trustcoach_app.client_file.notes.state import NoteState
from trustcoach_app.client_page import parts
from trustcoach_app.client_page.state import ClientFileState
from trustcoach_app.client_page.timeline.parts import timeline
from trustcoach_app.clients.present import CLIENTS
from trustcoach_app.models.tags import LONGEST_TAG


def client_file() -> rx.Component:
    """Who, how they are doing, what is planned and what was."""
    loaded = ui.whose(_file(), ui.skeleton(kind="card", lines=3), id=ClientFileState.view.id)
    page = shell.frame(
        ui.link_button("Clients", href=CLIENTS, variant="ghost", icon="arrow-left", class_name="session-back"),
        rx.cond(ClientFileState.is_missing, _missing(), loaded),
        appointment_dialogs(),
        contact_dialog(),
        merge_dialog(),
        action_dialog(),
        note_dialog(),
        goal_dialog(),
        measure_dialog(),
        active="clients",
        role="coach",
        title="Fiche client",
    )
    return ui.styled(ui.styled(page, "file"), "clients")


def _file() -> rx.Component:
    view = ClientFileState.view
    return rx.el.div(
        parts.head(view, actions=_actions()),
        rx.cond(view.is_prospect, prospect_line(view.id, ClientFileState.refresh)),
        ui.tag_editor(
            view.tags,
            known=view.known_tags,
            longest=LONGEST_TAG,
            error=ClientFileState.errors["tag"],
            field_key=ClientFileState.tag_key,
            on_add=ClientFileState.add_tag,
            on_remove=ClientFileState.remove_tag,
        ),
        rx.el.div(
            rx.el.div(
                _file_actions(),
                goals_section(ClientFileState.goals, ClientFileState.past_goals, client_id=view.id),
                notes_section(ClientFileState.notes, client_id=view.id, has_more=view.has_more_notes),
                parts.sessions(view, on_plan=WizardState.open_for_client),
                timeline(),
                class_name="file-main",
            ),
            rx.el.aside(
                ui.card(parts.contact(view, on_edit=ContactState.open), class_name="file-contact"),
                ui.card(_was(), class_name="brief"),
                aria_label="Ce que vous savez",
                class_name="file-aside",
            ),
            class_name="file-columns",
        ),
        class_name="file",
    )


def _file_actions() -> rx.Component:
    state, view = ClientFileState, ClientFileState.view
    return actions_section(state.actions, client_id=view.id, on_tick=state.tick, has_more=view.has_more_actions)


def _was() -> rx.Component:
    brief = ClientFileState.brief
    nothing = rx.el.p("Rien encore\u202f: ce que laissent les séances viendra ici.", class_name="text-ink-soft")
    known = brief.has_past | (brief.messages.length() > 0)
    said = rx.fragment(what_was(brief), messages(brief, on_read=ClientFileState.mark_read))
    return rx.cond(known, said, nothing)


def _actions() -> list[rx.Component]:
    state, view = ClientFileState, ClientFileState.view
    back = ui.button("Rétablir", icon="archive-restore", variant="secondary", on_click=state.bring_back(view.id))
    plan = ui.button("Planifier", icon="calendar-plus", on_click=WizardState.open_for_client(view.id))
    note = ui.button(
        "Note",
        icon="notebook-pen",
        variant="secondary",
        on_click=NoteState.open_new(view.id),
        custom_attrs=ui.primary_act(),
    )
    more = ui.menu(
        "ellipsis",
        [
            ("Fixer un objectif", "target", GoalState.open_new(view.id, ""), "neutral"),
            ("Ajouter une action", "list-plus", ActionState.open_new(view.id, ""), "neutral"),
            ("Modifier les coordonnées", "pencil", ContactState.open(view.id), "neutral"),
            ("Fusionner avec…", "merge", MergeState.open(view.id), "neutral"),
            ("Archiver", "archive", state.archive, "neutral"),
        ],
        label="Autres actions",
    )
    return [rx.cond(view.is_archived, back, rx.fragment(plan, note, more))]


def _missing() -> rx.Component:
    return rx.fragment(
        rx.el.h1("Client introuvable", class_name="visually-hidden"),
        ui.empty_state(
            "search-x",
            "Ce client n’existe pas ou n’existe plus",
            "Il a peut-être été ouvert depuis un ancien lien.",
            action=ui.link_button("Voir vos clients", href=CLIENTS),
        ),
    )
