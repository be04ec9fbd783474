"""/dashboard/coach/setter/importer."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.setter.importing import parts
from trustcoach_app.setter.importing.state import LeadImportState
from trustcoach_app.setter.parts import setter_tabs


def lead_importer() -> rx.Component:
    """A file, its dry run, and the imports of before."""
    state = LeadImportState
    loaded = rx.el.div(
        rx.cond(state.draft.status != "", parts.dry_run(), ui.section("Un fichier", parts.upload_card())),
        rx.cond(state.imports.length() > 0, parts.history()),
        class_name="max-w-3xl",
    )
    page = shell.frame(
        ui.page_header(
            "Importer des leads",
            subtitle="Reprenez vos leads et vos conversations. Rien n’est écrit sans votre accord.",
        ),
        setter_tabs("import"),
        rx.cond(state.is_loaded, loaded, ui.skeleton(lines=2, kind="card")),
        active="setter",
        role="coach",
        title="Importer des leads",
    )
    return ui.styled(page, "leads")
