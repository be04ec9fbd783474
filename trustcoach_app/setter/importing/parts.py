"""Pieces of the setter's imports: the file, its dry run, the imports of before."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.setter.importing.state import LeadImportState

UPLOAD = "/setter/import"
TEMPLATES = (("Modèle de leads", "/setter/modele-leads.csv"), ("Modèle de messages", "/setter/modele-messages.csv"))


def upload_card() -> rx.Component:
    """A file and a button, in a native form, since it carries the session's cookie; and how a file should look."""
    links = [
        ui.link_button(
            label, href=href, icon="download", size="sm", reload_document=True, custom_attrs={"download": ""}
        )
        for label, href in TEMPLATES
    ]
    return ui.card(
        ui.post_form(
            ui.file_field(
                "Leads ou messages (.csv)",
                name="fichier",
                required=True,
                accept=".csv,text/csv",
                hint="D’abord les leads, puis leurs messages. 20\u202f000 lignes et 10\u00a0Mo au plus par fichier.",
            ),
            ui.button("Lire le fichier", type="submit", icon="upload", class_name="self-start"),
            action=UPLOAD,
            class_name="door-form",
            custom_attrs={"encType": "multipart/form-data"},
        ),
        rx.el.div(ui.divider(), class_name="my-5"),
        rx.el.p(
            "Partez d’un modèle : la première ligne nomme les colonnes, en français ou en anglais, dans l’ordre de "
            "votre choix. Une date sans fuseau est à l’heure de votre espace.",
            class_name="text-sm text-ink-soft",
        ),
        rx.el.div(*links, class_name="flex flex-wrap gap-3 mt-3"),
    )


def dry_run() -> rx.Component:
    """What was understood; nothing of it is written yet."""
    view = LeadImportState.draft
    forget = ui.button("Fermer", variant="secondary", on_click=LeadImportState.discard)
    return ui.section(
        view.filename,
        rx.match(
            view.status,
            ("refused", ui.error_state("Ce fichier n’a pas pu être lu", view.problem, action=forget)),
            ("draft", _draft()),
            ui.empty_state("circle-check", "Ce fichier est déjà importé", "Son résultat est dans la liste ci-dessous."),
        ),
    )


def _draft() -> rx.Component:
    view = LeadImportState.draft
    figures = rx.foreach(view.figures, lambda figure: ui.stat(figure.label, figure.value))
    return rx.el.div(
        rx.el.p(view.what, "\u202f: rien n’est encore écrit.", class_name="text-ink-soft"),
        rx.cond(
            view.figures.length() > 0,
            ui.card(rx.el.div(figures, class_name="grid grid-cols-2 gap-4 md:grid-cols-4")),
            ui.empty_state("inbox", "Rien à importer", "Ce fichier n’a que sa première ligne."),
        ),
        _buttons(),
        _list("À savoir sur ce fichier", view.notes, lambda row: _line(row.what, row.why), open_=True),
        _list(
            "Leads du fichier", view.leads, lambda row: _line(row.name, row.detail), rest=view.more_leads, open_=True
        ),
        _refused(),
        class_name="flex flex-col gap-6",
    )


def _list(title: str, rows: Any, draw: Any, *, rest: Any = "", open_: bool = False) -> rx.Component:
    lines = rx.el.ul(rx.foreach(rows, draw), class_name="devices")
    opened = {"open": True} if open_ else {}
    return rx.cond(
        rows.length() > 0,
        ui.details(title, lines, rx.el.p(rest, class_name="text-sm text-ink-soft"), **opened),
    )


def _line(what: Any, why: Any) -> rx.Component:
    words = rx.el.div(
        rx.el.div(what, class_name="font-semibold break-words"),
        rx.el.div(why, class_name="text-sm text-ink-soft break-words"),
        class_name="min-w-0",
    )
    return rx.el.li(words, class_name="device")


def _buttons() -> rx.Component:
    state, view = LeadImportState, LeadImportState.draft
    is_writing = state.percent >= 0
    label = rx.cond(is_writing, f"Import en cours… {state.percent}\u202f%", "Importer")
    return rx.el.div(
        rx.cond(view.can_confirm, ui.button(label, icon="check", on_click=state.confirm, loading=is_writing)),
        rx.cond(~is_writing, ui.button("Ne pas importer", variant="secondary", on_click=state.discard)),
        rx.el.span(rx.cond(is_writing, "Import en cours", ""), class_name="visually-hidden", role="status"),
        class_name="flex flex-wrap gap-3",
    )


def _refused() -> rx.Component:
    view = LeadImportState.draft
    download = ui.link_button(
        "Toutes les erreurs (.csv)",
        href=view.errors_href,
        icon="download",
        size="sm",
        reload_document=True,
        custom_attrs={"download": ""},
    )
    return rx.cond(
        view.refused.length() > 0,
        ui.section(
            view.refused_title,
            ui.table(("Ligne", "Colonne", "Problème"), view.refused, _cells),
            rx.el.p(view.more_refused, class_name="text-sm text-ink-soft"),
            action=download,
        ),
    )


def _cells(row: Any) -> tuple[Any, Any, Any]:
    return (
        rx.el.span(row.line, class_name="whitespace-nowrap"),
        rx.el.span(row.column, class_name="block min-w-28 break-words"),
        row.why,
    )


def history() -> rx.Component:
    """The imports of before, newest first."""
    return ui.section(
        "Imports précédents",
        ui.card(rx.el.ul(rx.foreach(LeadImportState.imports, _past), class_name="devices")),
    )


def _past(row: Any) -> rx.Component:
    words = rx.el.div(
        rx.el.div(row.filename, " · ", row.when, class_name="font-semibold"),
        rx.el.div(row.outcome, class_name="text-sm text-ink-soft"),
        class_name="min-w-0",
    )
    return rx.el.li(words, key=row.id, class_name="device")
