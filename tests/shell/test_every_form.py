"""Every form of the application, sent wrongly in every field at once: as many sentences, each beside its field."""

import inspect
from typing import Any, get_origin
from uuid import UUID

import pytest

from tests.auth.handlers import Handler, handlers
from tests.fixtures.practice import Practice
from tests.focus.acting import call
from tests.setter.scenes import given_lead
from tests.shell.forms import FORMS, Form
from trustcoach_app.auth.access import act
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.reflex_seams.gate import new_tree

SEARCHES = {"admin_state.find", "leads_state.find", "clients_state.find"}
NOTHING_TO_REFUSE = SEARCHES | {
    "picked_state.archive_picked",
    "picked_state.bring_back_picked",
    "merge_state.open_picked",
    "kit_state.submit",
}
"""Searches take what they understand, a button sends who is picked; the kit shows invented rows."""

UNDOES = "restore"
"""From a toast: reads what the server itself had put there, as the form would."""


def takes_a_form(handler: Handler) -> bool:
    parameters = inspect.signature(handler.function).parameters.values()
    return handler.is_ours and any(get_origin(parameter.annotation) is dict for parameter in parameters)


def test_every_form_is_tried() -> None:
    """Add a new form to FORMS, with something wrong for each of its fields."""
    known = {form.name for form in FORMS}
    unknown = {
        handler.short
        for handler in handlers()
        if takes_a_form(handler) and handler.name not in known and not handler.name.endswith(f".{UNDOES}")
    }
    assert unknown == NOTHING_TO_REFUSE


@pytest.fixture
async def lead_id(alice: Practice) -> UUID:
    return await given_lead(alice, "in 0")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.state.__name__}.{form.handler.fn.__name__}")
async def test_each_wrong_field_has_its_sentence(alice: Practice, lead_id: UUID, form: Form) -> None:
    acting = alice.principal if form.role is Role.COACH else Principal(form.role, user_id=alice.user_id)
    act(None, acting)
    page: Any = await new_tree().get_state(form.state)
    await form.ready(page, str(lead_id))
    await call(form.handler, page, form.right | form.wrong)
    assert set(page.errors) == {form.named.get(name, name) for name in form.wrong}
    assert all(sentence.endswith((".", "?", "}")) or len(sentence) > 10 for sentence in page.errors.values())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.state.__name__}.{form.handler.fn.__name__}")
def test_each_sentence_has_its_place(form: Form) -> None:
    drawn = str(form.page())
    assert [name for name in form.wrong if form.place_of(name) not in drawn] == []
