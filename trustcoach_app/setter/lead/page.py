"""One lead, `/dashboard/coach/setter/leads/[lead_id]`."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.models.leads import LONGEST_NOTES, LONGEST_TAG
from trustcoach_app.setter.lead import parts
from trustcoach_app.setter.lead.client.parts import client_action, client_dialog, client_line
from trustcoach_app.setter.lead.client.state import LeadClientState
from trustcoach_app.setter.lead.notes.state import LeadNotesState
from trustcoach_app.setter.lead.reminder.parts import reminder_actions, reminder_dialog
from trustcoach_app.setter.lead.state import LeadState
from trustcoach_app.setter.lead.status.parts import deal_dialog, loss_dialog, status_menu
from trustcoach_app.setter.lead.status.state import LeadDealState, LeadLossState, LeadStatusState
from trustcoach_app.setter.parts import LEADS
from trustcoach_app.shell.notes.parts import notes_field, other_window


def lead() -> rx.Component:
    """Who, the conversation, and beside it all that is known."""
    loaded = rx.cond(LeadState.view.id != "", _lead(), _loading())
    page = shell.frame(
        ui.link_button("Leads", href=LEADS, variant="ghost", icon="arrow-left", class_name="session-back"),
        rx.cond(LeadState.is_missing, _missing(), loaded),
        deal_dialog(LeadDealState),
        loss_dialog(LeadLossState),
        client_dialog(LeadClientState),
        reminder_dialog(),
        active="setter",
        role="coach",
        title="Lead",
    )
    return ui.styled(page, "leads")


def _loading() -> rx.Component:
    return rx.el.div(
        ui.skeleton(kind="row", lines=1),
        ui.card(ui.skeleton(lines=6)),
        ui.card(ui.skeleton(lines=4)),
        class_name="grid gap-6",
    )


def _lead() -> rx.Component:
    view = LeadState.view
    reminder = rx.cond(view.can_be_reminded, reminder_actions(view.id, view.name))
    status = status_menu(LeadStatusState, view.id, view.status)
    actions = [reminder, status, client_action(view, state=LeadClientState)]
    return rx.el.div(
        parts.head(view, actions=actions),
        ui.tag_editor(
            view.tags,
            known=view.known_tags,
            longest=LONGEST_TAG,
            error=LeadState.errors["tag"],
            field_key=LeadState.tag_key,
            on_add=LeadState.add_tag,
            on_remove=LeadState.remove_tag,
        ),
        rx.el.div(_talk(), _beside(), class_name="lead-columns"),
        class_name="lead",
    )


def _talk() -> rx.Component:
    view = LeadState.view
    count = rx.el.span(view.messages, class_name="lead-quiet")
    conversation = ui.section(
        "Conversation",
        ui.card(parts.chat(view, on_earlier=LeadState.show_earlier), class_name="chat-card"),
        action=count,
    )
    return rx.el.div(
        conversation,
        rx.cond(LeadNotesState.lead == view.id, _notes()),
        class_name="lead-main",
    )


def _notes() -> rx.Component:
    state = LeadNotesState
    field = notes_field(
        state,
        "Notes",
        draft_key=f"lead-{state.lead}",
        key=f"{state.lead}-{state.note_key}",
        longest=LONGEST_NOTES,
        placeholder="Ce qui compte pour cette personne, ce qu’il faudra reprendre…",
    )
    return ui.card(other_window(state), field, class_name="lead-notes")


def _beside() -> rx.Component:
    view = LeadState.view
    deal = ui.button(
        rx.cond(view.deal != "", "Modifier la valeur", "Ajouter une valeur"),
        variant="ghost",
        size="sm",
        on_click=LeadDealState.open_deal(view.id, False),
    )
    reason = ui.button(
        "Modifier la raison", variant="ghost", size="sm", on_click=LeadStatusState.choose(view.id, "lost")
    )
    path = rx.el.div(client_line(view, state=LeadClientState), parts.timeline(view.stages))
    return rx.el.aside(
        ui.section("Parcours", ui.card(path), action=rx.cond(view.status == "lost", reason, deal)),
        ui.section("Séquence", ui.card(parts.sequence(view.sequence))),
        ui.section("Fiche", ui.card(parts.facts(view.facts))),
        ui.section("Modifié à la main", ui.card(parts.history(view.history))),
        aria_label="Ce que l’on sait de ce lead",
        class_name="lead-aside",
    )


def _missing() -> rx.Component:
    return rx.fragment(
        rx.el.h1("Lead introuvable", class_name="visually-hidden"),
        ui.empty_state(
            "search-x",
            "Ce lead n’existe pas ou n’existe plus",
            "Il a peut-être été ouvert depuis un ancien lien.",
            action=ui.link_button("Revenir aux leads", href=LEADS),
        ),
    )
