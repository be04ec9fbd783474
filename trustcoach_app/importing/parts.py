"""Pieces of the import: the file, its dry run, and the calendars that are followed."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.importing.state import FeedsState, ImportState
from trustcoach_app.importing.unplaced.parts import TO_PLACE

FORM = "import-form"
UPLOAD = "/planning/import"
CALLED_OFF = "Séances annulées ou disparues ailleurs"


def upload_form() -> rx.Component:
    """A file and a button: a native form, since it carries the session's cookie."""
    return ui.post_form(
        ui.file_field(
            "Calendrier (.ics) ou liste de clients (.csv)",
            name="fichier",
            required=True,
            accept=".ics,.csv",
            hint="Export de Google, Outlook, Apple, Calendly ou Doctolib, 5 Mo au plus.",
        ),
        ui.button("Lire le fichier", type="submit", icon="upload", class_name="self-start"),
        action=UPLOAD,
        class_name="door-form",
        custom_attrs={"encType": "multipart/form-data"},
    )


def dry_run() -> rx.Component:
    """What was understood; nothing of it is written yet."""
    view = ImportState.draft
    return ui.section(
        view.filename,
        rx.match(
            view.status,
            ("refused", ui.error_state("Ce fichier n’a pas pu être lu", view.problem, action=_forget("Fermer"))),
            ("draft", _draft()),
            ui.empty_state("circle-check", "Ce fichier est déjà importé", "Son résultat est dans la liste ci-dessous."),
        ),
    )


def _draft() -> rx.Component:
    view = ImportState.draft
    figures = rx.foreach(view.figures, lambda figure: ui.stat(figure.label, figure.value))
    answer = ui.form(
        rx.foreach(view.questions, _question),
        rx.el.div(
            rx.cond(view.can_confirm, ui.button("Importer", type="submit", icon="check")),
            _forget("Ne pas importer"),
            class_name="flex flex-wrap gap-3",
        ),
        on_submit=ImportState.confirm,
        custom_attrs={"id": FORM},
        class_name="door-form mt-5",
    )
    return rx.el.div(
        rx.cond(
            view.figures.length() > 0,
            ui.card(rx.el.div(figures, class_name="grid grid-cols-2 gap-4 md:grid-cols-4"), answer),
            rx.fragment(
                ui.empty_state("inbox", "Rien à importer", "Ce fichier ne contient aucune séance ni client."),
                answer,
            ),
        ),
        _list(CALLED_OFF, view.withdrawn, withdrawn_row, open_=True),
        _list("À savoir sur ce fichier", view.notes, _line, open_=True),
        _list("Déplacés dans l’agenda depuis", view.moves, _moved, rest=view.more_moves, open_=True),
        _list(TO_PLACE, view.overlaps, _line, rest=view.more_overlaps, open_=True),
        _list("Laissés de côté", view.skipped, _line, rest=view.more_skipped, open_=True),
        _list("Clients", view.people, _person, rest=view.more_people),
        _list("Séances", view.sessions, _session, rest=view.more_sessions),
        class_name="flex flex-col gap-6",
    )


def _question(question: Any) -> rx.Component:
    return ui.select(
        question.label,
        name=question.field,
        options=question.options,
        error=ImportState.errors.get(question.field, ""),
        required=True,
    )


def _forget(label: str) -> rx.Component:
    return ui.button(label, variant="secondary", on_click=ImportState.discard)


def _list(title: str, rows: Any, draw: Any, *, rest: Any = "", open_: bool = False) -> rx.Component:
    lines = rx.el.ul(rx.foreach(rows, draw), class_name="devices")
    opened = {"open": True} if open_ else {}
    return rx.cond(
        rows.length() > 0,
        ui.details(title, lines, rx.el.p(rest, class_name="text-sm text-ink-soft"), **opened),
    )


def withdrawn_section() -> rx.Component:
    """What was called off elsewhere and still stands here."""
    rows = rx.el.ul(rx.foreach(ImportState.withdrawn, withdrawn_row), class_name="devices")
    return rx.cond(ImportState.withdrawn.length() > 0, ui.section(CALLED_OFF, ui.card(rows)))


def withdrawn_row(row: Any) -> rx.Component:
    """One of them: one click cancels it here too."""
    cancel = ui.button(
        row.action,
        variant="secondary",
        size="sm",
        on_click=ImportState.cancel_withdrawn(row.id),
        aria_label=f"{row.action}\u202f: {row.what}",
    )
    keep = ui.button(
        "Garder",
        variant="ghost",
        size="sm",
        on_click=ImportState.keep_withdrawn(row.id),
        aria_label=f"Garder\u202f: {row.what}",
    )
    buttons = rx.el.div(cancel, keep, class_name="flex flex-wrap gap-2 md:ml-auto")
    return _row(row.what, row.why, buttons, wraps=True)


def _line(row: Any) -> rx.Component:
    return _row(row.what, row.why)


def _moved(label: Any) -> rx.Component:
    return _row(label, "")


def _person(row: Any) -> rx.Component:
    tone = rx.cond(row.is_new, "accent", "neutral")
    return _row(row.name, row.detail, ui.badge(row.timing, tone=tone, class_name="ml-auto"))


def _session(row: Any) -> rx.Component:
    return _row(rx.fragment(row.when, " · ", row.who), row.detail)


def _row(title: Any, detail: Any, *more: Any, wraps: bool = False) -> rx.Component:
    words = rx.el.div(
        rx.el.div(title, class_name="font-semibold break-words"),
        rx.el.div(detail, class_name="text-sm text-ink-soft break-words"),
        class_name="min-w-0",
    )
    return rx.el.li(words, *more, class_name="device flex-wrap md:flex-nowrap" if wraps else "device")


def history_row(row: Any) -> rx.Component:
    """One import of before, which can be taken back."""
    undo = ui.button(
        "Annuler l’import",
        variant="secondary",
        size="sm",
        on_click=ImportState.open_undo(row.id),
        aria_label=f"Annuler l’import de {row.filename}",
        class_name="md:ml-auto",
    )
    kept = rx.cond(
        row.kept.length() > 0,
        ui.details("Gardés tels quels", rx.el.ul(rx.foreach(row.kept, rx.el.li))),
    )
    said = rx.fragment(row.outcome, kept)
    return _row(rx.fragment(row.filename, " · ", row.when), said, rx.cond(row.can_undo, undo), wraps=True)


def feeds_section() -> rx.Component:
    """Private calendars whose busy times block slots. Its page loads FeedsState.refresh."""
    state = FeedsState
    return ui.section(
        "Calendriers suivis",
        ui.card(
            rx.cond(
                state.is_loaded,
                rx.el.ul(rx.foreach(state.rows, _feed), class_name="devices"),
                ui.skeleton(lines=1, kind="row"),
            ),
            rx.cond(
                state.is_loaded & (state.rows.length() == 0),
                rx.el.p(
                    "Suivez votre agenda Google ou Outlook\u202f: ses heures occupées ne seront pas proposées.",
                    class_name="text-ink-soft",
                ),
            ),
            rx.el.div(ui.divider(), class_name="my-5"),
            _feed_form(),
        ),
        ui.confirm(
            state.removing != "",
            state.close_removal,
            state.remove,
            "Ne plus suivre ce calendrier ?",
            "Ses heures occupées seront de nouveau proposées à vos clients.",
            "Ne plus suivre",
            id="remove-feed",
        ),
    )


def _feed(row: Any) -> rx.Component:
    problem = rx.cond(row.problem != "", rx.el.p(row.problem, class_name="field-error", role="status"))
    buttons = rx.el.div(
        ui.icon_button("refresh-cw", label="Relire maintenant", on_click=FeedsState.read_now(row.id)),
        ui.icon_button("trash-2", label="Ne plus suivre", on_click=FeedsState.open_removal(row.id)),
        class_name="ml-auto flex",
    )
    left_out = _list(row.left_out_title, row.left_out, _line)
    return _row(rx.fragment(row.name, " · ", row.where), rx.fragment(row.news, problem, left_out), buttons)


def _feed_form() -> rx.Component:
    state = FeedsState
    return ui.form(
        ui.field("Nom", name="name", id="feed-name", error=state.errors.get("name", ""), required=True, max_length=80),
        ui.field(
            "Adresse secrète au format iCal",
            name="address",
            id="feed-address",
            type="url",
            error=state.errors.get("address", ""),
            hint="Elle commence par https:// ; elle est chiffrée et ne sera plus affichée.",
            required=True,
            autocomplete="off",
        ),
        ui.button("Suivre ce calendrier", type="submit", variant="secondary", class_name="self-start"),
        on_submit=state.add,
        key=state.form_number.to_string(),
        class_name="door-form",
    )
