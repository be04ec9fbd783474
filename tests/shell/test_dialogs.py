"""A dialog with a form can be opened again as it is, when the server forgot the page that it stands on; none outlasts
the page that it was opened on."""

from collections.abc import Iterator
from typing import Any

import pytest
import reflex as rx

from tests.shell.forms import FORMS
from trustcoach_app.focus.page import focus
from trustcoach_app.planning.page import planning
from trustcoach_app.shell.leaving import closing_states
from trustcoach_app.trustcoach_app import app

PAGES = {form.page.__name__: form.page for form in FORMS} | {"focus": focus, "planning": planning}


def inside(component: rx.Component) -> Iterator[rx.Component]:
    """A component and all that stands in it."""
    yield component
    for child in component.children:
        if isinstance(child, rx.Component):
            yield from inside(child)


def dialogs(page: rx.Component) -> list[Any]:
    return [each for each in inside(page) if each.tag == "Dialog" and "dialog.jsx" in str(each.library)]


def dialogs_with_forms(page: rx.Component) -> list[rx.Component]:
    return [dialog for dialog in dialogs(page) if any(each.tag == "form" for each in inside(dialog))]


@pytest.mark.parametrize("name", PAGES)
def test_each_dialog_with_a_form_opens_again(name: str) -> None:
    """Give `ui.dialog` an `on_reopen`: the event that opens it on the same row."""
    lacking = [each for each in dialogs_with_forms(PAGES[name]()) if "on_reopen" not in each.event_triggers]
    assert [str(each) for each in lacking] == []


def test_they_are_found() -> None:
    assert sum(len(dialogs_with_forms(page())) for page in PAGES.values()) >= 14


def test_no_dialog_outlasts_its_page() -> None:
    """The State whose var opens it is a ClosingState, and puts it away in `_leave`."""
    closing = {kind.get_full_name() for kind in closing_states()}
    opened = [
        (route, dialog.open._get_all_var_data().state)
        for route, page in app._unevaluated_pages.items()
        if not route.startswith("kit")
        for dialog in dialogs(page.component())
    ]
    assert len(opened) >= 30
    assert [(route, state) for route, state in opened if state not in closing] == []
