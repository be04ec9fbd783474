"""/dashboard/coach/planning/importer."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.importing import parts
from trustcoach_app.importing.state import ImportState
from trustcoach_app.importing.unplaced.parts import unplaced_section


def importer() -> rx.Component:
    """A file, its dry run, the imports of before, and the calendars that are followed."""
    back = ui.link_button(
        "Planning",
        href="/dashboard/coach/planning",
        icon="arrow-left",
        variant="ghost",
        size="sm",
        class_name="session-back",
    )
    return shell.frame(
        back,
        ui.page_header(
            "Importer",
            subtitle="Reprenez votre agenda et vos clients. Rien n’est écrit sans votre accord.",
        ),
        rx.cond(ImportState.is_loaded, _loaded(), ui.skeleton(lines=3, kind="card")),
        active="planning",
        title="Importer",
    )


def _loaded() -> rx.Component:
    state = ImportState
    return rx.el.div(
        rx.cond(state.draft.status != "", parts.dry_run(), ui.section("Un fichier", ui.card(parts.upload_form()))),
        unplaced_section(),
        parts.withdrawn_section(),
        rx.cond(
            state.imports.length() > 0,
            ui.section(
                "Imports précédents",
                ui.card(rx.el.ul(rx.foreach(state.imports, parts.history_row), class_name="devices")),
            ),
        ),
        parts.feeds_section(),
        ui.confirm(
            state.undoing != "",
            state.close_undo,
            state.undo,
            "Annuler cet import ?",
            "Ce qu’il a créé est retiré, ce qu’il a déplacé revient à son heure. Ce que vous avez modifié reste.",
            "Annuler l’import",
            id="undo-import",
        ),
        class_name="max-w-3xl",
    )
