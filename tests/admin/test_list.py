"""What administrators see of coaches: who, in what state, how much; never content."""

from datetime import UTC, datetime, timedelta

from tests.admin.steps import act
from tests.fixtures.people import Browsers, People
from trustcoach_app.admin import queries
from trustcoach_app.admin.present import coach_list, journal_row
from trustcoach_app.db.principal import Principal
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.people import BadgeLevel


async def test_the_list_finds_sorts_and_turns_pages(admin: Principal, people: People) -> None:
    mark = new_id().hex[-10:]
    for number in range(45):
        people.add("coach", name=f"{'Zoé' if number % 2 else 'Élodie'} {mark} n{number:02}")
    async with unit_of_work(admin) as db:
        first = await queries.coach_page(db, search=f"  {mark.upper()} ", page=1, now=datetime.now(UTC))
        last = await queries.coach_page(db, search=mark, page=99, now=datetime.now(UTC))
        few = await queries.coach_page(db, search=f"elodie {mark} n10", page=1, now=datetime.now(UTC))
        none = await queries.coach_page(db, search="nulle-part%_'", page=1, now=datetime.now(UTC))
    assert (first.total, first.pages, len(first.found)) == (45, 3, 20)
    assert (last.page, len(last.found)) == (3, 5)
    assert all(row.User.name.startswith("Élodie") for row in first.found)
    assert [row.User.name for row in few.found] == [f"Élodie {mark} n10"]
    assert (none.total, none.pages) == (0, 1)


async def test_the_list_counts_and_never_reads(admin: Principal, people: People) -> None:
    """Clients and sessions of this month, by the coach's own clock; nothing of what they say."""
    marie, now = people.add("coach", name=f"Compte {new_id().hex[-10:]}"), datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
    client_id = new_id()
    people.owner.execute(
        "INSERT INTO clients (coach_id, id, name, phone, stage, timezone, search_key, sort_key) "
        "VALUES (%s, %s, 'Secret', '', 'client', 'Europe/Paris', '', '')",
        (marie.coach_id, client_id),
    )
    starts = (datetime(2026, 2, 28, 22, 30, tzinfo=UTC), datetime(2026, 2, 28, 23, 15, tzinfo=UTC))
    for start in starts:  # 23:30 on 28 February in Paris, and 00:15 on 1 March
        people.owner.execute(
            "INSERT INTO bookings (coach_id, id, client_id, title, reason, note, during, timezone, mode, phone, "
            "address, price_cents, currency, billing, status, cancellation_reason, retained_cents) VALUES (%s, %s, %s, "
            "'Secret', '', '', tstzrange(%s, %s), 'Europe/Paris', 'remote', '', '', 0, 'EUR', 'individual', "
            "'completed', '', 0)",
            (marie.coach_id, new_id(), client_id, start, start + timedelta(minutes=30)),
        )
    async with unit_of_work(admin) as db:
        found = await queries.coach_page(db, search=marie.name, page=1, now=now)
        [row] = coach_list(found, search=marie.name, now=now).rows
    assert (row.clients, row.sessions, row.last_seen, row.state) == ("1", "1", "Jamais", "active")


async def test_states_in_words(admin: Principal, people: People) -> None:
    mark = new_id().hex[-10:]
    people.add("coach", name=f"A {mark}", verified=False, password=False)
    people.add("coach", name=f"B {mark}")
    await act(admin, "deactivate_coach", people.add("coach", name=f"C {mark}"))
    async with unit_of_work(admin) as db:
        found = await queries.coach_page(db, search=mark, page=1, now=datetime.now(UTC))
        rows = coach_list(found, search=mark, now=datetime.now(UTC)).rows
    assert [row.state_label for row in rows] == ["Invité", "Actif", "Désactivé"]


async def test_the_journal_tells_who_did_what(admin: Principal, browsers: Browsers, people: People) -> None:
    marie, web = people.add("coach", name=f"Marie {new_id().hex[-10:]}"), browsers.open()
    await web.sign_in(marie, "faux mot de passe")
    await web.sign_in(marie)
    await act(admin, "set_coach_badge", marie, level=BadgeLevel.PREMIUM)
    async with unit_of_work(admin) as db:
        rows = [journal_row(entry) for entry in await queries.journal(db)]
    mine = [(row.who, row.what, row.about) for row in rows if marie.name in (row.who, row.about.partition(" · ")[0])]
    assert mine == [
        ("Ada Ministre", "Badge changé", f"{marie.name} · Premium"),
        (marie.name, "Connexion", "par mot de passe"),
        ("Inconnu", "Connexion refusée", marie.name),
    ]
