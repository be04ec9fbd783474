"""/espace: what is coming, and what was."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.portal.parts import actions, goals, session_list, shared_texts
from trustcoach_app.portal.state import PortalState


def portal() -> rx.Component:
    """The client's home."""
    view = PortalState.view
    page = shell.frame(
        rx.cond(
            PortalState.is_loaded,
            rx.fragment(
                ui.page_header(view.greeting, subtitle="Vos séances, avec chacun de vos coachs."),
                _coming(),
                _shared(),
                _past(),
            ),
            rx.fragment(ui.page_header("Mon espace"), ui.skeleton(lines=3, kind="card")),
        ),
        active="home",
        role="client",
        title="Mon espace",
    )
    return ui.styled(page, "file")


def _coming() -> rx.Component:
    rows = PortalState.view.coming
    empty = ui.empty_state(
        "calendar",
        "Aucune séance à venir",
        "Dès que votre coach en fixe une, elle apparaît ici.",
    )
    return ui.section("À venir", rx.cond(rows.length() > 0, session_list(rows), empty))


def _shared() -> rx.Component:
    """What coaches share: actions, goals in progress, summaries that they signed, and notes."""
    view = PortalState.view
    to_do = ui.section("Ce que vous avez à faire", actions(view.actions, PortalState.tick))
    return rx.fragment(
        rx.cond(view.actions.length() > 0, to_do),
        rx.cond(view.goals.length() > 0, ui.section("Vos objectifs", goals(view.goals))),
        rx.cond(view.summaries.length() > 0, ui.section("Résumés partagés", shared_texts(view.summaries))),
        rx.cond(view.notes.length() > 0, ui.section("Notes partagées", shared_texts(view.notes))),
    )


def _past() -> rx.Component:
    view = PortalState.view
    more = rx.el.p("Et ", view.more_past, " plus anciennes.", class_name="text-sm text-ink-soft")
    section = ui.section("Passées", session_list(view.past), rx.cond(view.more_past > 0, more))
    return rx.cond(view.past.length() > 0, section)
