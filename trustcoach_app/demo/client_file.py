"""What is said and written around the sessions of one client: notes, moments, summaries, goals, actions, messages."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from trustcoach_app.demo.content import ClientText, Exchange, GoalText, MomentText, Theme
from trustcoach_app.demo.practice_writer import SessionSlot
from trustcoach_app.demo.steps import TOLD_AFTER, Step
from trustcoach_app.demo.visits import HAPPENS, Visit
from trustcoach_app.models.actions import ActionOwner
from trustcoach_app.models.sessions import MomentKind

MARKED_AFTER = timedelta(minutes=17)
LAST_MARKED_AFTER = timedelta(minutes=34)
WRITTEN_AFTER = TOLD_AFTER + timedelta(minutes=10)
SIGNED_AFTER = WRITTEN_AFTER + timedelta(minutes=25)
MESSAGE_AFTER = timedelta(days=2)
ANSWERED_AFTER = timedelta(hours=3)
UNREAD_SINCE = timedelta(hours=2, minutes=35)
DONE_AFTER = timedelta(days=3)
TIME_TO_DO = timedelta(days=7)
THE_CLIENT_S = "Noter trois lignes à la fin de chaque journée"
THE_COACH_S = "Envoyer le texte dont nous avons parlé"
JOTTED_AFTER = timedelta(days=1, hours=2)
FOR_THE_COACH = "Plutôt joignable avant 9 h. Pas de séance le mercredi\u202f: c’est le jour des enfants."
FOR_THE_CLIENT = "D’ici là\u202f: une situation par semaine où vous avez répondu plus tard. Trois lignes suffisent."
SECOND_GOAL_AT = 4
"""Which session in a row brings a second goal."""


def file_steps(person: ClientText, visits: Sequence[Visit], now: datetime) -> Iterator[Step]:
    """The steps around one client's sessions, in no order. Sessions that were not held leave nothing."""
    held = [visit for visit in visits if visit.end in HAPPENS and visit.ends_at + SIGNED_AFTER <= now]
    if person.theme is not None and held:
        yield from _written(held, person.theme)
        yield from _marked(held, _moments(person, person.theme))
        yield from _goals(person, held, person.theme)
        yield from _actions(person, held, person.theme)
        yield from _jotted(person, held)
        yield from _exchanges(person, held, person.theme)
    if person.unread:
        yield Step(now - UNREAD_SINCE, lambda writer, at: writer.receive(person, person.unread, now=at))


def spread(count: int, texts: int) -> list[int]:
    """Which of `count` sessions get one of `texts` texts: evenly, the last one always. `(9, 3)` → `[2, 5, 8]`"""
    most = min(count, texts)
    return [(number + 1) * count // most - 1 for number in range(most)]


def _written(held: list[Visit], theme: Theme) -> Iterator[Step]:
    for place, text in zip(spread(len(held), len(theme.summaries)), theme.summaries, strict=False):
        yield _sign(held[place], text)
    for place, text in zip(spread(len(held), len(theme.notes)), theme.notes, strict=False):
        yield _note(held[place], text)


def _sign(visit: Visit, text: str) -> Step:
    slot = visit.slot
    return Step(visit.ends_at + SIGNED_AFTER, lambda writer, now: writer.sign(slot, text, now=now), slot)


def _note(visit: Visit, text: str) -> Step:
    slot = visit.slot
    return Step(visit.ends_at + WRITTEN_AFTER, lambda writer, now: writer.note(slot, text, now=now), slot)


def _moments(person: ClientText, theme: Theme) -> list[MomentText]:
    """The client's moments, kinds mixed, the one to be remembered at the end."""
    mixed = [moment for kind in MomentKind for moment in theme.moments if moment.kind is kind]
    mixed = mixed[::2] + mixed[1::2]
    if not person.last_moment:
        return mixed
    last = MomentText(MomentKind.INSIGHT, person.last_moment)
    return [*(moment for moment in mixed if moment != last), last]


def _marked(held: list[Visit], moments: list[MomentText]) -> Iterator[Step]:
    """One moment in most sessions; the last session has two, the later of which ends the list."""
    *earlier, last = moments
    for place, moment in zip(spread(len(held), len(earlier)), earlier, strict=False):
        yield _mark(held[place], moment, MARKED_AFTER)
    yield _mark(held[-1], last, LAST_MARKED_AFTER)


def _mark(visit: Visit, moment: MomentText, after: timedelta) -> Step:
    """Marked while the session runs, or written down afterwards for the minute at which it was."""
    slot, written_at = visit.slot, visit.ends_at + WRITTEN_AFTER
    seconds = int(after.total_seconds())
    return Step(written_at, lambda writer, _: writer.mark(slot, moment, at_seconds=seconds), slot)


def _goals(person: ClientText, held: list[Visit], theme: Theme) -> Iterator[Step]:
    """The first goal is set in the first session and measured in every second one after; the next one comes later."""
    for number, goal in enumerate(theme.goals):
        since = held[number * SECOND_GOAL_AT :]
        if not since:
            return
        yield _aim(person, goal, since[0])
        for place in range(1, len(since), 2):
            yield _measure(person, goal, since[place], (place + 1) / (len(since) + 2))


def _aim(person: ClientText, goal: GoalText, visit: Visit) -> Step:
    return Step(visit.ends_at + WRITTEN_AFTER, lambda writer, now: writer.aim(person, goal, now=now), visit.slot)


def _measure(person: ClientText, goal: GoalText, visit: Visit, progress: float) -> Step:
    """Progress is between 0 and 1; what is counted stays whole."""
    value = float(round(goal.start + progress * (goal.target - goal.start)))
    slot: SessionSlot = visit.slot
    return Step(visit.ends_at + SIGNED_AFTER, lambda writer, now: writer.measure(person, goal, value, now=now), slot)


def _actions(person: ClientText, held: list[Visit], theme: Theme) -> Iterator[Step]:
    """What was worth doing became the client's, done some days later; of the last session one is open on each side."""
    texts = [moment.text for moment in theme.moments if moment.kind is MomentKind.ACTION]
    for place, text in zip(spread(len(held) - 1, len(texts)), texts, strict=False):
        yield _agree(person, held[place], text, ActionOwner.CLIENT)
        yield _do(person, held[place], text)
    yield _agree(person, held[-1], THE_CLIENT_S, ActionOwner.CLIENT)
    yield _agree(person, held[-1], THE_COACH_S, ActionOwner.COACH)


def _agree(person: ClientText, visit: Visit, text: str, owner: ActionOwner) -> Step:
    slot = visit.slot
    return Step(
        visit.ends_at + WRITTEN_AFTER,
        lambda writer, now: writer.agree(person, slot, text, owner, due=now + TIME_TO_DO, now=now),
        slot,
    )


def _do(person: ClientText, visit: Visit, text: str) -> Step:
    done_at = visit.ends_at + DONE_AFTER
    return Step(done_at, lambda writer, now: writer.complete(person, text, now=now), visit.slot)


def _jotted(person: ClientText, held: list[Visit]) -> Iterator[Step]:
    """The coach notes something for herself after the first session, and something for the client after the last."""
    for visit, text, is_shared in ((held[0], FOR_THE_COACH, False), (held[-1], FOR_THE_CLIENT, True)):
        yield _jot(person, visit, text, is_shared)


def _jot(person: ClientText, visit: Visit, text: str, is_shared: bool) -> Step:
    written_at = visit.ends_at + JOTTED_AFTER
    return Step(written_at, lambda writer, now: writer.jot(person, text, is_shared=is_shared, now=now), visit.slot)


def _exchanges(person: ClientText, held: list[Visit], theme: Theme) -> Iterator[Step]:
    for place, exchange in zip(spread(len(held), len(theme.exchanges)), theme.exchanges, strict=False):
        yield from _exchange(person, held[place], exchange)


def _exchange(person: ClientText, visit: Visit, exchange: Exchange) -> Iterator[Step]:
    asked_at = visit.starts_at + MESSAGE_AFTER
    yield Step(asked_at, lambda writer, now: writer.receive(person, exchange.client, now=now), visit.slot)
    answered_at = asked_at + ANSWERED_AFTER
    yield Step(answered_at, lambda writer, now: writer.answer(person, exchange.coach, now=now), visit.slot)
