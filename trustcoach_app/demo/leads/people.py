"""Who writes to a demo coach on Instagram: people who do not exist, the same for a day whenever it is asked for."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random
from typing import Any

from trustcoach_app.clients.keys import fold
from trustcoach_app.demo.content import MAIL_DOMAIN, read_words
from trustcoach_app.models.leads import Gender

SOURCES = ("story", "post", "keyword", "dm_organique", "story", "keyword")
"""Stories and keywords bring most."""

PEOPLE_PER_DAY = (12, 7, 2, 1)
"""How often a day brings one person, two, three, four."""
UNKNOWN_GENDER, OTHER_GENDER, WOMEN = 0.08, 0.12, 0.62
"""Cumulative: nobody knows, another, a woman; else a man."""


@dataclass(frozen=True)
class Market:
    """What a coach's leads are about."""

    slug: str
    theme: str
    word: str
    deals: tuple[int, ...]
    """In euros."""


@dataclass(frozen=True)
class LeadText:
    """One lead: the number says which story it will be."""

    account: str
    number: int
    first_name: str
    last_name: str
    email: str
    gender: Gender | None
    age: int
    job: str
    source: str

    def profile(self) -> dict[str, Any]:
        """What ManyChat knows of them from the start."""
        said = {"instagram_username": self.account.partition("-")[2], "first_name": self.first_name}
        return {**said, "last_name": self.last_name, "source": self.source}

    def told(self) -> dict[str, Any]:
        """What they say of themselves in the conversation."""
        gender = {"gender": self.gender.value} if self.gender else {}
        return {"age": self.age, "job_title": self.job, **gender}


@lru_cache(maxsize=1)
def _people() -> dict[str, Any]:
    return read_words("people/leads")


def market_of(slug: str) -> Market | None:
    """A demo coach's market; None for one who has no setter yet."""
    said = _people().get(slug)
    return said and Market(slug, said["theme"], said["word"], tuple(said["deals"]))


def leads_of(market: Market, day: date) -> list[LeadText]:
    """Who writes first on a day: one person or more."""
    draw = Random(f"{market.slug} {day}")  # noqa: S311  stable variety, not a secret
    [last] = draw.choices(range(len(PEOPLE_PER_DAY)), PEOPLE_PER_DAY)
    return [_lead(market, day, place) for place in range(last + 1)]


def _lead(market: Market, day: date, place: int) -> LeadText:
    people, draw = _people(), Random(f"{market.slug} {day} {place}")  # noqa: S311  stable variety, not a secret
    drawn = draw.random()
    gender = Gender.OTHER if UNKNOWN_GENDER < drawn < OTHER_GENDER else Gender.FEMALE if drawn < WOMEN else Gender.MALE
    first, last = draw.choice(people[gender.value]), draw.choice(people["family"])
    word = "male" if gender is Gender.MALE else "female"
    handle = f"{fold(first)}.{fold(last).replace(' ', '')[:8]}_demo".replace(" ", "")
    said = people[market.slug]
    return LeadText(
        account=f"demo{day:%y%m%d}{place}-{handle}",
        number=len(PEOPLE_PER_DAY) * day.toordinal() + place + sum(map(ord, market.slug)),
        first_name=first,
        last_name=last,
        email=f"{fold(first)}.{fold(last)}.{day:%m%d}@{MAIL_DOMAIN}".replace(" ", "."),
        gender=None if drawn < UNKNOWN_GENDER else gender,
        age=max(21, min(64, round(draw.gauss(said["mean_age"], 8)))),
        job=draw.choice(said[f"{word}_jobs"]),
        source=draw.choice(SOURCES),
    )
