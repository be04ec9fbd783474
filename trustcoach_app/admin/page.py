"""/admin: the coaches of the house, and what happened at its door."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.admin import parts
from trustcoach_app.admin.invitation.parts import invitation_dialog
from trustcoach_app.admin.invitation.state import InvitationState
from trustcoach_app.admin.state import AdminState


def admin() -> rx.Component:
    """Coaches or journal."""
    new_coach = ui.button(
        "Nouveau coach", icon="user-plus", on_click=InvitationState.open_form, custom_attrs=ui.primary_act()
    )
    return shell.frame(
        ui.page_header("Coachs", subtitle="Des comptes et des chiffres, jamais de contenu.", actions=[new_coach]),
        ui.tabs(
            [("coachs", "Coachs"), ("journal", "Journal")],
            AdminState.tab,
            AdminState.choose_tab,
            label="Vues",
            class_name="mb-6",
        ),
        rx.cond(
            AdminState.is_loaded,
            rx.match(AdminState.tab, ("journal", _journal()), _coaches()),
            ui.card(ui.skeleton(lines=6, kind="row")),
        ),
        invitation_dialog(),
        _question(),
        active="coaches",
        role="admin",
        title="Coachs",
    )


def _coaches() -> rx.Component:
    state, coaches = AdminState, AdminState.coaches
    table = rx.fragment(
        rx.el.p(coaches.total, role="status", class_name="text-sm text-ink-soft"),
        ui.table(
            [
                "Coach",
                ("Spécialité", "lesser"),
                "État",
                "Badge",
                ("Clients", "end lesser"),
                ("Séances ce mois", "end"),
                "Vu",
                "",
            ],
            coaches.rows,
            lambda row: parts.coach_cells(row, _menu(row)),
        ),
        parts.pager(coaches.page, coaches.pages, on_turn=state.turn),
    )
    return rx.el.div(
        parts.search_form(value=state.search, on_submit=state.find, clear_href="/admin"),
        rx.cond(coaches.rows.length() > 0, table, rx.cond(coaches.is_search, _nothing_found(), _nobody())),
        class_name="flex flex-col gap-5",
    )


def _menu(row: rx.Var) -> list:
    return parts.coach_menu(
        row,
        on_resend=InvitationState.resend,
        on_badge=AdminState.set_badge,
        on_deactivate=AdminState.open_deactivation,
        on_reactivate=AdminState.reactivate,
    )


def _nobody() -> rx.Component:
    return ui.empty_state(
        "users",
        "Pas encore de coach",
        "Créez le premier\u202f: son invitation part par e-mail, et son lien s’affiche une fois.",
        action=ui.button("Nouveau coach", icon="user-plus", on_click=InvitationState.open_form),
    )


def _nothing_found() -> rx.Component:
    return ui.empty_state(
        "search-x",
        "Aucun coach ne correspond",
        "Essayez une partie du nom, de l’adresse ou de la spécialité.",
        action=ui.link_button("Voir tous les coachs", href="/admin"),
    )


def _journal() -> rx.Component:
    rows = AdminState.journal
    table = ui.table(["Quand", "Quoi", "Qui", "À propos", "Adresse IP"], rows, parts.journal_cells)
    empty = ui.empty_state("scroll-text", "Rien pour le moment", "Les connexions et les actions viendront ici.")
    return rx.cond(rows.length() > 0, table, empty)


def _question() -> rx.Component:
    asked = AdminState.asked
    return ui.confirm(
        asked.id != "",
        AdminState.keep_active,
        AdminState.deactivate,
        f"Désactiver {asked.name}\u202f?",
        "Ses sessions se ferment tout de suite et son espace n’est plus accessible. Rien n’est effacé : vous pourrez "
        "réactiver ce compte.",
        "Désactiver",
    )
