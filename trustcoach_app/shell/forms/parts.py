"""How the dialog of a DialogState looks."""

from typing import Any

import reflex as rx

from trustcoach_app import ui


def row_dialog(
    state: Any,
    *fields: Any,
    id: str,  # noqa: A002  the attribute's own name
    title: Any,
    description: Any = "",
    look: str = "grid gap-4",
    save: Any = "Enregistrer",
    leave: str = "Fermer",
    draft: Any = None,
    on_reopen: Any = None,
) -> rx.Component:
    """Its form, what that was refused for, and how it closes and opens again.

    Args:
        look: the class of the form, e.g. `form-grid`.
        draft: what it is about, where a new one is somebody's: what was typed for one comes back for nobody else.
        on_reopen: where opening it on its row again takes more than the row's id.
    """
    form, about = f"{id}-form", state.row_id if draft is None else draft
    return ui.dialog(
        ui.form(*fields, on_submit=state.save, problem=state.problem, draft=about, id=form, class_name=look),
        open=state.is_open,
        opening=state.opening,
        on_close=state.close,
        on_reopen=state.open(state.row_id) if on_reopen is None else on_reopen,
        title=title,
        description=description,
        footer=ui.form_footer(form, save=save, leave=leave),
        id=id,
    )
