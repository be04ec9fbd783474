"""Whoever writes in a diary waits at its gate first, without a connection: a crowd must not empty the pool."""

import ast
from collections.abc import Iterator

from tests.architecture.calls import Defined, defined, mentioned, that_reach
from tests.architecture.source import APP, dotted

LOCK = f"{APP}.bookings.lock.lock_diary"
GATES = ("diary_gate", "appointment_gate")
WITHOUT_GATE = {
    f"{APP}.planning.settings.state.SetupState.begin": "writes once in a practice's life: each load would wait",
    f"{APP}.planning.settings.state.SetupState.load": "the same",
    f"{APP}.planning.state.PlanningState.load": "the same",
    f"{APP}.appointments.wizard.state.WizardState._open": "the same",
    f"{APP}.demo.fill._fill": "one practice at a time, at the start",
}
"""Units of work that may lock a diary and do not pass its gate, and why."""


def calls_of(node: ast.AsyncWith) -> list[str]:
    """What its items call, in order: `["bookings.diary_gate", "unit_of_work"]`."""
    return [dotted(item.context_expr) for item in node.items]


def units_of_work(node: ast.AST, gated: bool = False) -> Iterator[tuple[ast.AsyncWith, bool]]:
    """Every `async with unit_of_work(…)` of a function, and whether it comes behind the gate."""
    for child in ast.iter_child_nodes(node):
        behind = gated
        if isinstance(child, ast.AsyncWith):
            for call in calls_of(child):
                behind |= call.split(".")[-1] in GATES
                if call == "unit_of_work":
                    yield child, behind
        yield from units_of_work(child, behind)


def ungated() -> Iterator[str]:
    """The functions that open a unit of work in which the diary is locked, without its gate."""
    locking = that_reach(LOCK)
    for one in defined().values():
        for block, behind in units_of_work(one.node):
            if not behind and any(name in locking for line in block.body for name in mentioned(line, one)):
                yield one.name


def test_who_locks_a_diary_passes_its_gate() -> None:
    """Write `async with diary_gate(who.coach), unit_of_work(who) as db:` (bookings/lock.py says why)."""
    assert sorted(set(ungated()) - set(WITHOUT_GATE)) == []


def test_the_exceptions_are_needed() -> None:
    """Take out what does pass the gate, or is gone."""
    assert set(WITHOUT_GATE) - set(ungated()) == set()


def test_the_gate_is_found_by_every_way() -> None:
    """By a service that hands it on, by a use case above, by a helper of the State's own."""
    locking = that_reach(LOCK)
    for name in (
        "bookings.book.add_booking",
        "bookings.outcome.finish",
        "availability.hours.add_hours",
        "session_page.state",
    ):
        assert any(known.startswith(f"{APP}.{name}") for known in locking), name


def test_a_unit_of_work_before_the_gate_does_not_count() -> None:
    """Whoever waits for the gate with a connection in hand is the crowd."""
    text = "async def one():\n    async with unit_of_work(who) as db, diary_gate(who.coach):\n        pass\n"
    [(_, behind)] = units_of_work(ast.parse(text))
    assert not behind


def test_what_is_defined_is_known() -> None:
    assert isinstance(defined()[LOCK], Defined)
