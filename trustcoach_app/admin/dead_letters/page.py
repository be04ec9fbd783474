"""/admin/evenements: what came in signed and could not be understood."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.admin.dead_letters import parts
from trustcoach_app.admin.dead_letters.state import DeadLettersState


def dead_letters() -> rx.Component:
    """The list, and one letter in a dialog."""
    state = DeadLettersState
    return shell.frame(
        ui.page_header(
            "Événements non compris",
            subtitle="Ils portent la signature d’un setter, mais n’ont pas été compris. "
            "Leur contenu ne s’ouvre qu’avec un motif.",
        ),
        rx.cond(state.is_loaded, _list(), ui.card(ui.skeleton(lines=6, kind="row"))),
        parts.dead_letter_dialog(),
        ui.confirm(
            state.dismissing.id != "",
            state.close_dismissal,
            state.dismiss,
            "Écarter cet événement ?",
            "Il ne sera pas pris en compte. Renvoyé tel quel, il restera écarté.",
            "Écarter",
            id="dismiss",
        ),
        active="dead_letters",
        role="admin",
        title="Événements non compris",
    )


def _list() -> rx.Component:
    found = DeadLettersState.letters
    table = rx.fragment(
        rx.el.p(found.total, role="status", class_name="text-sm text-ink-soft mb-4"),
        ui.table(["Coach", "Reçue", "Problème", ("Taille", "end"), "État", ""], found.rows, parts.columns),
    )
    empty = ui.empty_state(
        "mail-check", "Aucun événement à traiter", "Tout ce que les setters ont envoyé a été compris."
    )
    return rx.fragment(_left_out(), rx.cond(found.rows.length() > 0, table, empty))


def _left_out() -> rx.Component:
    """Whose letters were too many: what is listed is not all that came."""
    sentences = DeadLettersState.letters.left_out
    told = rx.el.ul(
        rx.foreach(sentences, rx.el.li), class_name="text-sm text-ink-soft mb-4", custom_attrs={"id": "left-out"}
    )
    return rx.cond(sentences.length() > 0, told)
