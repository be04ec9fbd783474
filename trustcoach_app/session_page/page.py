"""One session, `/dashboard/coach/seances/[seance]`."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.client_file.actions.parts import action_dialog, actions_section
from trustcoach_app.client_file.goals.parts import goal_dialog, goals_section, measure_dialog
from trustcoach_app.client_file.parts import only_you
from trustcoach_app.models.sessions import LONGEST_NOTE
from trustcoach_app.session_page import parts
from trustcoach_app.session_page.moments.parts import moment_dialog, moments_section
from trustcoach_app.session_page.moments.state import MomentState
from trustcoach_app.session_page.state import HOME, SessionState
from trustcoach_app.session_page.summary.parts import share_dialog, summary_section
from trustcoach_app.shell.notes.parts import notes_field, other_window


def session() -> rx.Component:
    """Who, when, what is kept of it, and beside it what was."""
    loaded = rx.cond(SessionState.view.booking_id != "", _session(), ui.skeleton(kind="card", lines=2))
    page = shell.frame(
        ui.link_button("Focus", href=HOME, variant="ghost", icon="arrow-left", class_name="session-back"),
        rx.cond(SessionState.is_missing, _missing(), loaded),
        moment_dialog(),
        goal_dialog(),
        measure_dialog(),
        action_dialog(),
        share_dialog(SessionState.view),
        active="focus",
        role="coach",
        title="Séance",
    )
    return ui.styled(ui.styled(page, "file"), "session")


def _session() -> rx.Component:
    view = SessionState.view
    return rx.el.div(
        ui.page_header(view.client_name, subtitle=view.subject, actions=parts.actions(SessionState)),
        rx.el.div(
            rx.el.div(
                ui.card(parts.facts(view), class_name="session-facts"),
                rx.cond(view.has_notes, _contents(), parts.no_notes(view)),
                goals_section(
                    SessionState.goals,
                    SessionState.past_goals,
                    client_id=view.client_id,
                    booking_id=view.booking_id,
                ),
                _actions(),
                class_name="session-main",
            ),
            parts.beside(view, SessionState.brief),
            class_name="session-columns",
        ),
        class_name="session-page",
    )


def _actions() -> rx.Component:
    """What either of them will do: agreed here, it says so."""
    state, view = SessionState, SessionState.view
    return actions_section(
        state.actions,
        client_id=view.client_id,
        booking_id=view.booking_id,
        on_tick=state.tick,
        has_more=state.has_more_actions,
    )


def _contents() -> rx.Component:
    """What the coach keeps of it."""
    return rx.fragment(
        _notes(), moments_section(SessionState.moments), summary_section(SessionState.view, SessionState.summary)
    )


def _notes() -> rx.Component:
    field = notes_field(
        SessionState,
        "Notes privées",
        draft_key=f"note-{SessionState.view.booking_id}",
        key=SessionState.note_key,
        longest=LONGEST_NOTE,
        placeholder="Ce qui se dit, ce qui se joue, ce qu’il faudra reprendre…",
        line_label="Marquer cette ligne",
        on_line=MomentState.open_line,
    )
    return ui.card(other_window(SessionState), only_you(), field, class_name="session-notes")


def _missing() -> rx.Component:
    return rx.fragment(
        rx.el.h1("Séance introuvable", class_name="visually-hidden"),
        ui.empty_state(
            "search-x",
            "Cette séance n’existe pas ou n’existe plus",
            "Elle a peut-être été ouverte depuis un ancien lien.",
            action=ui.link_button("Revenir à Focus", href=HOME),
        ),
    )
