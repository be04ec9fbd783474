"""What an import found taken stays listed, with its day, hour and people, until the coach says that it is settled."""

from zoneinfo import ZoneInfo

import pytest

from tests.fixtures.practice import NOW, Practice
from tests.importing.exports import calendar, upload, written
from tests.importing.test_importing import rows, session
from trustcoach_app.errors import NotFound
from trustcoach_app.importing.present import unplaced, written_plan
from trustcoach_app.importing.service import confirm_import, settle_unplaced
from trustcoach_app.models.importing import Import

PARIS = ZoneInfo("Europe/Paris")


async def test_what_overlaps_stays_listed_until_it_is_settled(alice: Practice, bob: Practice) -> None:
    """With its day, its hour, who, and the way to the week where it would stand."""
    await written(alice, calendar(*session("first")))
    again = calendar(*session("second", "20260120T093000Z", "20260120T103000Z"))
    import_id = await upload(alice, again + b"")
    row = await alice.does(confirm_import, import_id=import_id, answers={}, now=NOW)
    (line,) = unplaced([(row, written_plan(row))], PARIS)
    assert (line.what, line.why) == (
        "20 janv. 2026 10:30, sans titre, avec Léa Moreau",
        "Léa Moreau occupe déjà 10:00–11:00.",
    )
    assert line.href == "/dashboard/coach/planning?vue=semaine&date=2026-01-20"
    for is_settled, listed in ((True, []), (False, [line])):
        said = await alice.does(settle_unplaced, import_id=import_id, number=0, is_settled=is_settled)
        assert said == line.what
        (row,) = [one for one in await rows(alice, Import) if one.id == import_id]
        assert unplaced([(row, written_plan(row))], PARIS) == listed
    for practice, number in ((alice, 1), (alice, -1), (bob, 0)):
        with pytest.raises(NotFound):
            await practice.does(settle_unplaced, import_id=import_id, number=number, is_settled=True)
