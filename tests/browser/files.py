"""Practices with a history, for windows to look at."""

from datetime import timedelta

from tests.browser.office import HOUR, Office
from trustcoach_app.goals.service import GoalFields, add_goal, measure_goal
from trustcoach_app.messaging.service import post_message
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.messaging import MessageAuthor
from trustcoach_app.models.sessions import MomentKind
from trustcoach_app.sessions.service import mark_moment, sign_summary

DAY = timedelta(days=1)
SUMMARY = "Marie a nommé ce qui la retient de dire non : la peur de décevoir.\n\nNous avons repris la scène de lundi."


async def a_file(office: Office, name: str = "Marie Dupont") -> None:
    """Two held sessions, the last with a signed summary and moments; a goal with measures; two messages."""
    now = office.clock.now()
    await office.held(name, 14 * DAY)
    session_id = await office.held(name, 7 * DAY)
    for kind, words, seconds in (
        (MomentKind.ACTION, "Écrire la phrase avant la réunion", 600),
        (MomentKind.INSIGHT, "Déclic culpabilité", 1900),
    ):
        await office.does(mark_moment, session_id=session_id, kind=kind, note=words, at_seconds=seconds)
    await office.does(sign_summary, session_id=session_id, text=SUMMARY, now=now - 6 * DAY)
    client_id = await office.client(name)
    fields = GoalFields("Oser dire non", (now - 60 * DAY).date(), target_value=10, unit="/10")
    goal = await office.does(add_goal, client_id=client_id, fields=fields, now=now - 60 * DAY)
    await office.does(measure_goal, goal_id=goal.id, value=6, now=now - 7 * DAY)
    talk = {"client_id": client_id}
    await office.does(post_message, author=MessageAuthor.COACH, body="À mardi !", now=now - 5 * HOUR, **talk)
    await office.does(post_message, author=MessageAuthor.CLIENT, body="J’ai dit non ce matin.", now=now - HOUR, **talk)


async def a_full_day(office: Office) -> None:
    """What Focus can show at once: a question, a running hour, every way of meeting, a new client, two days."""
    await a_file(office)
    await office.plans("Sophie Durand", -3 * HOUR, title="Découverte")
    await office.plans("Marie Dupont", timedelta(minutes=20), title="Gestion du stress")
    await office.plans("Jean Martin", 4 * HOUR, title="Leadership", mode=BookingMode.PHONE, phone="0612345678")
    await office.plans(
        "Anne-Charlotte de La Rochefoucauld-Montbéliard",
        25 * HOUR,
        title="Préparer la prise de poste à la direction des opérations internationales, et l’annoncer à l’équipe",
        mode=BookingMode.IN_PERSON,
        address="125 bis, avenue du Général-de-Gaulle, bâtiment C, 92200 Neuilly-sur-Seine",
        price_cents=124050,
    )
    await office.plans("Karim Benali", 47 * HOUR, price_cents=0)


async def thirty_sessions(office: Office) -> None:
    """More than anyone holds in a day."""
    for number in range(30):
        starts_in = timedelta(minutes=25 * number + 5)
        await office.plans(f"Client {number + 1}", starts_in, minutes=20, title="Point rapide")
