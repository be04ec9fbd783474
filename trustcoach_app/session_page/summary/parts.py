"""The summary: a draft that is typed, then what was signed, and who reads it."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.parts import only_you, seen_by_client
from trustcoach_app.models.sessions import LONGEST_SUMMARY
from trustcoach_app.session_page.summary.state import SummaryState
from trustcoach_app.session_page.views import SessionView, SummaryView
from trustcoach_app.shell.notes.parts import notes_field, other_window


def summary_section(view: SessionView, summary: SummaryView) -> rx.Component:
    """What stands of it: brouillon, signé, partagé."""
    standing = rx.cond(
        summary.is_signed,
        rx.cond(summary.is_shared, ui.badge("Partagé", tone="success"), ui.badge("Signé", tone="accent")),
        ui.badge("Brouillon"),
    )
    seen = rx.cond(summary.is_shared, seen_by_client(), only_you())
    return rx.el.section(
        rx.el.div(rx.el.h2("Résumé", standing, seen, class_name="section-title"), class_name="section-head"),
        ui.card(rx.cond(summary.is_signed, _signed(view, summary), _draft(view))),
        custom_attrs={"aria-label": "Résumé"},
        class_name="section",
    )


def _draft(view: SessionView) -> rx.Component:
    state = SummaryState
    field = notes_field(
        state,
        "Votre résumé",
        id="summary",
        draft_key=f"summary-{state.session}",
        key=f"{state.session}-{state.note_key}",
        longest=LONGEST_SUMMARY,
        placeholder="Ce qui s’est joué, ce qui a été décidé, ce qui sera repris…",
        unsaved_label="Visible de vous seul tant que vous ne l’avez pas signé et partagé.",
    )
    sign = ui.button("Signer le résumé", icon="pen-line", on_click=state.sign)
    refused = rx.cond(state.errors["text"], state.errors["text"], state.problem)
    draft = rx.el.div(
        other_window(state, "Ce résumé a été modifié"),
        field,
        rx.el.div(
            sign,
            rx.el.p(
                "Signé, il ne se modifie plus\u202f; vous déciderez ensuite de le partager.", class_name="field-hint"
            ),
            class_name="file-actions",
        ),
        ui.refusal(refused),
        class_name="grid gap-3",
    )
    return rx.cond(state.session == view.booking_id, draft, ui.skeleton(lines=2))


def _signed(view: SessionView, summary: SummaryView) -> rx.Component:
    state = SummaryState
    take_back = ui.button("Retirer ma signature", variant="ghost", icon="undo-2", on_click=state.take_back)
    share = ui.button(f"Partager avec {view.first_name}", icon="share-2", on_click=state.open_sharing)
    unshare = ui.button("Ne plus partager", variant="secondary", icon="eye-off", on_click=state.unshare)
    later = ui.details(
        "Un texte plus récent n’a pas été signé",
        ui.prose(summary.later_draft, custom_attrs={"id": "later-draft"}),
        ui.copy_button(summary.later_draft, label="Copier ce texte", done="Copié", field="later-draft", size="sm"),
    )
    return rx.el.div(
        ui.prose(summary.text, class_name="file-signed"),
        rx.el.p(ui.icon("pen-line", size=15), summary.signed, class_name="file-said"),
        rx.cond(summary.is_shared, rx.el.p(ui.icon("eye", size=15), summary.shared, class_name="file-said")),
        rx.cond(summary.later_draft != "", later),
        rx.el.div(
            rx.cond(summary.is_shared, unshare, share),
            rx.cond(
                summary.can_take_back,
                rx.fragment(
                    take_back,
                    rx.el.p("Possible jusqu’à ", summary.take_back_until, class_name="field-hint"),
                ),
            ),
            class_name="file-actions",
        ),
        class_name="grid gap-3",
    )


def share_dialog(view: SessionView) -> rx.Component:
    """Asked once: what somebody has read cannot be unread."""
    return ui.confirm(
        SummaryState.asks_to_share,
        SummaryState.keep_private,
        SummaryState.share,
        "Partager ce résumé\u202f?",
        rx.el.span(view.client_name, " le lira dans son espace, tel que vous l’avez signé. Vos notes restent à vous."),
        "Partager",
        tone="primary",
        id="share-summary",
    )
