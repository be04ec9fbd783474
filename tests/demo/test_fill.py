"""A whole demo, as its database holds it after the first start."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.demo.conftest import LEAP_DAY, OF_A_COACH, PARIS, Demo
from trustcoach_app.auth.demo_accounts import ACCOUNTS, CLIENT_EMAIL, has_demo_accounts
from trustcoach_app.auth.passwords import verify_password
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.demo.content import practices
from trustcoach_app.focus.present import focus_view
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.models.sessions import MomentKind


async def test_thomas_reads_the_very_lines_of_the_brief(leap_day: Demo) -> None:
    thomas, facts = (await leap_day.facts(LEAP_DAY))[0]
    assert thomas.practice.coach.name == "Thomas Martin"
    view = focus_view(facts, LEAP_DAY)
    today, tomorrow = view.days[0], view.days[1]
    assert (today.name, tomorrow.name) == ("Aujourd’hui", "Demain")
    lines = {
        (card.time, card.client_name, card.number, card.subject, card.signal_text.replace("\u00a0", " "))
        for day in (today, tomorrow)
        for card in day.cards
    }
    assert lines >= {
        (
            "14:00",
            "Marie Dupont",
            "Séance n°\u00a04",
            "Gestion du stress",
            "Dernier moment marqué\u202f: « Déclic culpabilité »",
        ),
        ("17:00", "Jean Martin", "Séance n°\u00a02", "Leadership", "1 nouveau message non lu"),
        ("10:00", "Sophie Durand", "Séance n°\u00a01", "Première séance", "Nouveau client"),
    }


async def test_every_practice_has_today_tomorrow_somebody_new_and_one_question(leap_day: Demo) -> None:
    for demo, facts in await leap_day.facts(LEAP_DAY):
        zone = facts.coach.zone
        assert zone == ZoneInfo(demo.practice.coach.timezone)
        today = LEAP_DAY.astimezone(zone).date()
        days = {row.Booking.starts_at.astimezone(zone).date() for row in facts.coming}
        assert days >= {today, today + timedelta(days=1)}
        assert 1 in facts.signals.numbers.values()
        assert len(facts.unanswered) == 1


def test_every_state_and_every_kind_of_moment_occurs(leap_day: Demo) -> None:
    statuses = {row["status"] for row in leap_day.rows("SELECT DISTINCT status FROM bookings")}
    kept_for_a_moment = {BookingStatus.PENDING.value, BookingStatus.IN_PROGRESS.value}
    assert statuses | kept_for_a_moment == {status.value for status in BookingStatus}
    ends = leap_day.rows(
        "SELECT DISTINCT cancelled_by, retained_cents > 0 AS late FROM bookings WHERE status = 'cancelled'"
    )
    assert {(row["cancelled_by"], row["late"]) for row in ends} == {
        ("client", True),
        ("client", False),
        ("coach", False),
    }
    kinds = {row["kind"] for row in leap_day.rows("SELECT DISTINCT kind FROM moments")}
    assert kinds == {kind.value for kind in MomentKind}
    modes = {row["mode"] for row in leap_day.rows("SELECT DISTINCT mode FROM bookings")}
    assert modes == {"remote", "phone", "in_person"}


def test_half_a_year_of_work(leap_day: Demo) -> None:
    counted = Counter(row["email"] for row in leap_day.rows(f"SELECT u.email FROM clients t {OF_A_COACH}"))
    assert counted["thomas.martin@coach.fr"] >= 12
    assert counted["marie.dupont@coach.fr"] >= 6
    assert counted["elodie.hoarau@coach.fr"] >= 8
    assert "karim.benali@coach.fr" not in counted
    [span] = leap_day.rows("SELECT min(starts_at) AS first, max(starts_at) AS last FROM bookings")
    assert span["first"] < LEAP_DAY - timedelta(days=175)
    assert span["last"] > LEAP_DAY + timedelta(days=10)
    [prices] = leap_day.rows("SELECT min(price_cents) AS least, max(price_cents) AS most FROM bookings")
    assert (prices["least"], prices["most"]) == (8000, 18000)
    measures = leap_day.rows("SELECT goal_id, count(*) AS n FROM goal_measurements GROUP BY 1")
    assert max(row["n"] for row in measures) >= 3
    agreed = leap_day.rows("SELECT DISTINCT owner, done_at IS NULL AS open FROM actions WHERE session_id IS NOT NULL")
    assert {(row["owner"], row["open"]) for row in agreed} >= {("client", True), ("client", False), ("coach", True)}
    unread = leap_day.rows("SELECT author, read_at IS NULL AS unread, count(*) FROM messages GROUP BY 1, 2")
    assert {(row["author"], row["unread"]) for row in unread} >= {("client", True), ("client", False), ("coach", True)}


def test_the_calendar_is_colourful(leap_day: Demo) -> None:
    """Every session has a type, filed with the words of its reason; how they meet has what it needs."""
    rows = leap_day.rows(
        "SELECT c.slug, b.mode, b.phone, b.address, b.title, b.reason, r.label, t.colour FROM bookings b "
        "JOIN coaches c ON c.id = b.coach_id LEFT JOIN appointment_types t ON t.id = b.type_id "
        "LEFT JOIN appointment_reasons r ON r.id = b.reason_id"
    )
    colours: defaultdict[str, set[str | None]] = defaultdict(set)
    for row in rows:
        colours[row["slug"]].add(row["colour"])
        assert row["reason"] == (row["label"] or "")
        assert bool(row["reason"]) == bool(row["title"])
        assert bool(row["phone"]) == (row["mode"] == "phone")
        assert bool(row["address"]) == (row["mode"] == "in_person")
    assert all(len(seen) >= 3 and None not in seen for seen in colours.values())


def test_every_coach_has_what_coaches_start_with(leap_day: Demo) -> None:
    made = leap_day.rows("SELECT coach_id FROM appointment_types WHERE price_cents = 0")
    assert len(made) == len(leap_day.rows("SELECT id FROM coaches")) == len(practices())


def test_nobody_is_in_two_sessions_at_once(leap_day: Demo) -> None:
    rows = leap_day.rows(
        "SELECT coach_id, starts_at, ends_at FROM bookings WHERE status NOT IN ('cancelled', 'expired') ORDER BY 1, 2"
    )
    for before, after in pairwise(rows):
        assert before["coach_id"] != after["coach_id"] or before["ends_at"] <= after["starts_at"]


def test_nobody_comes_twice_on_one_day(leap_day: Demo) -> None:
    rows = leap_day.rows(
        "SELECT client_id, starts_at::date AS day, count(*) AS n FROM bookings "
        "WHERE status NOT IN ('cancelled', 'expired') GROUP BY 1, 2"
    )
    assert max(row["n"] for row in rows) == 1


def test_nothing_is_told_from_the_future(leap_day: Demo) -> None:
    told = {
        "messages": "sent_at",
        "summaries": "signed_at",
        "goal_measurements": "measured_at",
        "private_notes": "updated_at",
        "actions": "greatest(created_at, done_at)",
        "client_notes": "greatest(created_at, changed_at, shared_at)",
        "bookings": "greatest(updated_at, started_at, finished_at, cancelled_at)",
        "clients": "created_at",
    }
    for table, column in told.items():
        [row] = leap_day.rows(f"SELECT max({column}) AS latest FROM {table}")
        assert row["latest"] <= LEAP_DAY.astimezone(PARIS)
    assert not leap_day.rows("SELECT 1 FROM bookings WHERE status = 'completed' AND ends_at > '2028-02-29 10:05Z'")


def test_each_practice_holds_its_own_people_and_jean_test_is_in_two(leap_day: Demo) -> None:
    rows = leap_day.rows(f"SELECT u.email AS coach, t.email, t.user_id FROM clients t {OF_A_COACH}")
    bought = "SELECT c.email FROM clients c JOIN leads l ON (l.coach_id, l.client_id) = (c.coach_id, c.id)"
    once_leads = {row["email"] for row in leap_day.rows(bought)}
    for practice in practices():
        own = {person.email for person in (*practice.clients, *practice.newcomers())}
        own |= once_leads
        assert {row["email"] for row in rows if row["coach"] == practice.coach.email} <= own
    linked = {(row["coach"], row["email"]) for row in rows if row["user_id"] is not None}
    assert linked == {(coach, CLIENT_EMAIL) for coach in ("thomas.martin@coach.fr", "marie.dupont@coach.fr")}


async def test_the_accounts_of_the_brief_open_and_nothing_was_mailed(leap_day: Demo) -> None:
    rows = leap_day.rows("SELECT u.email, p.hash FROM users u JOIN passwords p ON p.user_id = u.id")
    hashes = {row["email"]: row["hash"] for row in rows}
    assert hashes.keys() == {account.email for account in ACCOUNTS}
    for account in ACCOUNTS:
        assert await verify_password(hashes[account.email], account.password)
    assert leap_day.counts()["outbox"] == 0
    async with unit_of_work(DOOR) as db:
        assert await has_demo_accounts(db)
