"""Who may be named on a handler, and whom it acts as then."""

import re
from uuid import UUID

import pytest

from tests.auth.handlers import handlers
from tests.fixtures.people import People
from trustcoach_app.auth.access import ANYONE, SIGNED_IN, Caller, access, access_of
from trustcoach_app.auth.acting import acting_principal
from trustcoach_app.auth.identity import SignedIn
from trustcoach_app.db.principal import Principal, Role, public_page
from trustcoach_app.db.types import new_id

PUBLIC = frozenset({Role.PUBLIC})


def handler() -> None:
    """Stands for a State's."""


@pytest.mark.parametrize(
    "callers", [(), (ANYONE, Role.COACH), (Role.PUBLIC, Role.CLIENT), (Role.JOBS,), (Role.DOOR,), (Role.HOOK,)]
)
def test_what_cannot_be_meant_is_an_error_at_import(callers: tuple[Caller, ...]) -> None:
    said = re.escape(f"@access({', '.join(map(str, callers))})")
    with pytest.raises(TypeError, match=said):
        access(*callers)


@pytest.mark.parametrize("callers", [(ANYONE,), (Role.PUBLIC,), (Role.COACH,), tuple(SIGNED_IN)])
def test_who_is_named_is_who_is_answered(callers: tuple[Caller, ...]) -> None:
    assert access_of(access(*callers)(lambda: None)) == frozenset(callers)


def test_a_handler_without_a_mark_answers_nobody() -> None:
    assert access_of(handler) is None


async def acts(callers: frozenset[Caller] | None, path: str, person: SignedIn | None = None) -> Principal | None:
    """Who acts, or nobody."""
    return await acting_principal(callers, signed_in=person, path=path)


async def test_a_public_page_acts_for_its_own_practice(people: People, application: str) -> None:
    marie = people.add("coach")
    slug = people.value("SELECT slug FROM coaches WHERE id = %s", marie.coach_id)
    assert isinstance(marie.coach_id, UUID)
    for path in (f"/c/{slug}", f"/c/{slug}/", f"/c/{slug}/reserver"):
        assert await acts(PUBLIC, path) == public_page(marie.coach_id)


async def test_who_is_signed_in_looks_at_a_public_page_like_everybody(people: People, application: str) -> None:
    marie, paul = people.add("coach"), people.add("coach")
    slug = people.value("SELECT slug FROM coaches WHERE id = %s", marie.coach_id)
    visitor = SignedIn(new_id(), paul.id, frozenset({Role.COACH}), paul.coach_id)
    acting = await acts(PUBLIC, f"/c/{slug}", visitor)
    assert acting == Principal(Role.PUBLIC, coach_id=marie.coach_id)


@pytest.mark.parametrize("path", ["/c", "/c/", "/c/personne", "/c/É", "/c/a'--", "/dashboard/coach", f"/c/{'a' * 90}"])
async def test_elsewhere_a_public_handler_answers_nobody(application: str, path: str) -> None:
    assert await acts(PUBLIC, path) is None


async def test_a_closed_practice_has_no_public_page(people: People, application: str) -> None:
    marie = people.add("coach")
    people.owner.execute("UPDATE coaches SET deactivated_at = now() WHERE id = %s", (marie.coach_id,))
    slug = people.value("SELECT slug FROM coaches WHERE id = %s", marie.coach_id)
    assert await acts(PUBLIC, f"/c/{slug}") is None


async def test_nobody_acts_without_a_mark_or_a_session(people: People) -> None:
    marie = people.add("coach")
    signed_in = SignedIn(new_id(), marie.id, frozenset({Role.COACH}), marie.coach_id)
    coaches: frozenset[Caller] = frozenset({Role.COACH})
    assert await acts(None, "/dashboard/coach", signed_in) is None
    assert await acts(coaches, "/dashboard/coach") is None
    assert await acts(frozenset({Role.ADMIN}), "/admin", signed_in) is None
    assert await acts(coaches, "/admin", signed_in) == signed_in.acting_as(Role.COACH)


def test_handlers_that_answer_anyone_are_those_of_the_door_and_the_frame() -> None:
    """Each reads nothing that is not its caller's own: look at a new one twice."""
    where = {entry.function.__module__ for entry in handlers() if entry.answers_anyone}
    assert where == {
        "trustcoach_app.auth.guard",
        "trustcoach_app.kit.state",
        "trustcoach_app.shell.state",
        "trustcoach_app.signin.state",
    }
