"""A dialog with a form can be opened again as it is, when the server forgot the page that it stands on."""

from collections.abc import Iterator

import pytest
import reflex as rx

from tests.shell.forms import FORMS
from trustcoach_app.focus.page import focus
from trustcoach_app.planning.page import planning

PAGES = {form.page.__name__: form.page for form in FORMS} | {"focus": focus, "planning": planning}


def inside(component: rx.Component) -> Iterator[rx.Component]:
    """A component and all that stands in it."""
    yield component
    for child in component.children:
        if isinstance(child, rx.Component):
            yield from inside(child)


def dialogs_with_forms(page: rx.Component) -> list[rx.Component]:
    dialogs = [each for each in inside(page) if each.tag == "Dialog" and "dialog.jsx" in str(each.library)]
    return [dialog for dialog in dialogs if any(each.tag == "form" for each in inside(dialog))]


@pytest.mark.parametrize("name", PAGES)
def test_each_dialog_with_a_form_opens_again(name: str) -> None:
    """Give `ui.dialog` an `on_reopen`: the event that opens it on the same row."""
    lacking = [each for each in dialogs_with_forms(PAGES[name]()) if "on_reopen" not in each.event_triggers]
    assert [str(each) for each in lacking] == []


def test_they_are_found() -> None:
    assert sum(len(dialogs_with_forms(page())) for page in PAGES.values()) >= 14
