"""Who is let in, and that nobody else learns or leaves anything."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from tests.fixtures.people import People
from tests.setter.hook.conftest import NewSender
from tests.setter.hook.sender import PATH, Sender, bearing, event, signed
from trustcoach_app import clock
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict
from trustcoach_app.setter.intake import secrets
from trustcoach_app.setter.intake.secrets import is_proved
from trustcoach_app.webhooks.signature import Proof, read_proof

KEPT = "SELECT (SELECT count(*) FROM inbound_events) + (SELECT count(*) FROM dead_letters)"
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def nothing_kept(people: People) -> Iterator[None]:
    """Whatever happens meanwhile leaves no row."""
    before = people.value(KEPT)
    yield
    assert people.value(KEPT) == before


def bearer(secret: str) -> Proof:
    """What a bearer shows."""
    return read_proof([f"Bearer {secret}"], [], [])


async def proves(sender: Sender, proof: Proof, now: datetime, body: bytes = b"{}") -> bool:
    """Whether a proof is believed at an instant."""
    async with unit_of_work(DOOR) as db:
        return await is_proved(db, coach_id=sender.coach_id, proof=proof, body=body, now=now)


@pytest.mark.parametrize("how", ["bearer", "signature"])
async def test_either_proof_lets_in(sender: Sender, how: str) -> None:
    body = b'{"event_id": "\xc3\xa9'
    headers = bearing(sender.secret) if how == "bearer" else signed(sender.secret, body, clock.now())
    assert (await sender.post(body, headers=headers)).status_code == 400, "proved, then found unreadable"


@pytest.mark.parametrize(("seconds", "lets_in"), [(-301, False), (-300, True), (300, True), (301, False)])
async def test_a_signature_lasts_five_minutes(sender: Sender, seconds: int, lets_in: bool) -> None:
    now = clock.now()
    headers = signed(sender.secret, b"{}", now, seconds=seconds)
    proof = read_proof([], [headers["X-TrustCoach-Signature"]], [headers["X-TrustCoach-Timestamp"]])
    assert await proves(sender, proof, now) is lets_in
    assert not await proves(sender, proof, now, body=b"[]"), "it signs one body"


async def test_a_rotated_secret_lives_on_for_two_days(sender: Sender) -> None:
    now = clock.now()
    fresh = await sender.rotate(now)
    end = now + 48 * HOUR
    assert fresh.startswith("tcs_")
    assert len(fresh) == len("tcs_") + 43
    assert await proves(sender, bearer(fresh), end + SECOND)
    assert [await proves(sender, bearer(sender.secret), at) for at in (now, end - SECOND)] == [True, True]
    assert [await proves(sender, bearer(sender.secret), at) for at in (end, end + SECOND)] == [False, False]


async def test_a_revoked_secret_ends_at_once(sender: Sender) -> None:
    now = clock.now()
    fresh = await sender.rotate(now)
    async with unit_of_work(sender.coach) as db:
        _, earlier = await secrets.standing_secrets(db, coach_id=sender.coach_id, now=now)
        await secrets.withdraw_secret(db, coach_id=sender.coach_id, secret_id=earlier.id, now=now)
    assert (await sender.post({})).status_code == 401
    assert (await sender.post([event()], headers=bearing(fresh))).status_code == 202


async def test_few_secrets_stand_at_once(sender: Sender) -> None:
    now = clock.now()
    with pytest.raises(Conflict):
        await sender.make_secret(now)
    await sender.rotate(now)
    await sender.rotate(now)
    with pytest.raises(Conflict):
        await sender.rotate(now)
    assert await sender.rotate(now + 49 * HOUR)


async def test_secrets_rest_encrypted(sender: Sender, people: People) -> None:
    rows = str(people.values("SELECT s::text FROM setter_secrets s WHERE coach_id = %s", sender.coach_id))
    assert sender.secret[:20] not in rows
    assert sender.secret[:20].encode().hex() not in rows


WRONG: list[list[tuple[str, str | bytes]]] = [
    [],
    [("Authorization", "")],
    [("Authorization", "Bearer")],
    [("Authorization", "Bearer tcs_wrong")],
    [("Authorization", "Basic dGNzOg==")],
    [("Authorization", "Bearer é".encode())],
    [("Authorization", b"Bearer \xff\xfe")],
    [("Authorization", "Bearer " + "x" * 60_000)],
    [("Authorization", "Bearer a"), ("Authorization", "Bearer b")],
    [("X-TrustCoach-Signature", "sha256=" + "0" * 64)],
    [("X-TrustCoach-Timestamp", "1"), ("X-TrustCoach-Signature", "sha256=" + "0" * 64)],
    [("X-TrustCoach-Timestamp", "9" * 5_000), ("X-TrustCoach-Signature", "sha256=" + "0" * 64)],
    [("X-TrustCoach-Timestamp", "-1"), ("X-TrustCoach-Signature", "sha256=é".encode())],
    [("X-TrustCoach-Timestamp", "NaN"), ("X-TrustCoach-Signature", "md5=00")],
]


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("headers", WRONG, ids=lambda headers: str(headers)[:60])
async def test_what_proves_nothing_gets_the_same_401(
    sender: Sender, headers: list[tuple[str, str]], people: People
) -> None:
    """For a coach that is there, one that is not, and what is no coach at all; and the body is not even looked at."""
    asked = [{"coach_id": str(sender.coach_id)}, {"coach_id": str(uuid4())}, {"coach_id": "é\x00" * 90}, {}]
    answers = [await sender.http.post(PATH, params=query, content=b"\xff", headers=headers) for query in asked]
    assert {(answer.status_code, answer.text) for answer in answers} == {
        (401, '{"error":"Secret ou signature non valable."}')
    }


@pytest.mark.usefixtures("nothing_kept")
async def test_another_coachs_secret_opens_nothing(new_sender: NewSender) -> None:
    alice, bob = await new_sender(), await new_sender()
    assert (await alice.post([event()], headers=bearing(bob.secret))).status_code == 401
    body = b"[]"
    assert (await alice.post(body, headers=signed(bob.secret, body, clock.now()))).status_code == 401


@pytest.mark.usefixtures("nothing_kept")
async def test_a_closed_practice_is_not_there(sender: Sender, people: People) -> None:
    people.owner.execute("UPDATE coaches SET deactivated_at = now() WHERE id = %s", (sender.coach_id,))
    assert (await sender.post([event()])).status_code == 401


async def test_unknown_and_known_cost_the_same_work(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    """One question to the database and one comparison, whoever is asked for."""
    compared: list[str] = []
    real = secrets.proves
    monkeypatch.setattr(secrets, "proves", lambda *given: compared.append("one") or real(*given))
    for coach_id in (sender.coach_id, uuid4()):
        compared.clear()
        await sender.http.post(PATH, params={"coach_id": str(coach_id)}, headers=bearing("tcs_wrong"))
        assert compared == ["one"]


async def test_refusals_are_counted_for_health(
    sender: Sender, http: httpx.AsyncClient, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each once; and a burst is no burst of writes."""
    noon = clock.now().replace(minute=30)
    monkeypatch.setattr(clock, "now", lambda: noon)

    async def counted() -> int:
        report = (await http.get("/health/ready")).json()
        return report["webhooks"]["refused_this_hour"]

    before = await counted()
    for _ in range(30):
        await sender.post({}, headers={})
    assert await counted() - before == 30
    written = people.value("SELECT refused FROM refused_hooks WHERE hour = date_trunc('hour', %s::timestamptz)", noon)
    assert written is None or int(str(written)) < before + 30, "what is not written yet is in memory"
