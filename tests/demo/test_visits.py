"""The calendar of regular sessions, and how what is written is spread over them."""

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from trustcoach_app.demo.client_file import spread
from trustcoach_app.demo.content import practices
from trustcoach_app.demo.steps import MOVED_BY
from trustcoach_app.demo.visits import DAYS_AHEAD, Visit, VisitEnd, first_day, last_day, visits

PRACTICES = [practice for practice in practices() if practice.clients]
TODAYS = [date(2026, 1, 1) + timedelta(days=17 * step) for step in range(50)]


def planned(today: date, since: date | None = None) -> list[list[Visit]]:
    """The visits of each practice: of the first run, or of one that goes on."""
    return [
        visits(
            practice,
            since=since or first_day(today),
            today=today,
            zone=ZoneInfo(practice.coach.timezone),
            is_first=since is None,
        )
        for practice in PRACTICES
    ]


@pytest.mark.parametrize("today", TODAYS)
def test_no_coach_is_in_two_sessions_at_once_also_where_one_was_moved_from(today: date) -> None:
    for found in planned(today):
        stays = [(visit.starts_at, visit.ends_at, visit.slot) for visit in found]
        moves = [visit for visit in found if visit.end is VisitEnd.MOVED]
        left = [(visit.starts_at + MOVED_BY, visit.ends_at + MOVED_BY, visit.slot) for visit in moves]
        for (_, ends_at, slot), (starts_at, _, other) in pairwise(sorted(stays + left)):
            assert ends_at <= starts_at or slot == other


@pytest.mark.parametrize("today", TODAYS)
def test_every_end_occurs_in_the_first_practice_and_most_sessions_are_held(today: date) -> None:
    ends = [visit.end for visit in planned(today)[0]]
    assert set(ends) == set(VisitEnd)
    assert ends.count(VisitEnd.HELD) > len(ends) / 2


@pytest.mark.parametrize("today", TODAYS[:10])
def test_a_later_run_goes_on_where_the_last_one_ended(today: date) -> None:
    later = today + timedelta(days=9)
    for first, more, whole in zip(
        planned(today), planned(later, since=last_day(today) + timedelta(days=1)), planned(later), strict=True
    ):
        assert not {visit.slot for visit in first} & {visit.slot for visit in more}
        last = last_day(today)
        expected = {visit.slot for visit in whole if visit.starts_at.date() > last and visit.person.every}
        assert {visit.slot for visit in more} == expected


def test_sessions_are_on_working_days_at_local_hours_two_weeks_ahead() -> None:
    today = date(2026, 3, 20)
    for practice, found in zip(PRACTICES, planned(today), strict=True):
        zone = ZoneInfo(practice.coach.timezone)
        for visit in found:
            local = visit.starts_at.astimezone(zone)
            assert local.isoweekday() <= 5
            assert 9 <= local.hour <= 18
            assert local.time() == visit.person.hour
        assert max(visit.starts_at for visit in found).date() > today + timedelta(days=DAYS_AHEAD - 4)


def test_texts_are_spread_evenly_and_the_last_session_has_one() -> None:
    assert spread(9, 3) == [2, 5, 8]
    assert spread(2, 3) == [0, 1]
    assert spread(1, 3) == [0]


def test_texts_read_like_summaries_and_no_two_clients_of_a_coach_share_one() -> None:
    for practice in PRACTICES:
        texts = [text for person in practice.clients if person.theme for text in person.theme.summaries]
        assert len(texts) == len(set(texts))
        for text in texts:
            assert 60 <= len(text.split()) <= 120
            assert "'" not in text
            assert "« " not in text.replace("«\u00a0", "")
