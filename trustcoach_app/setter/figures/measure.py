"""What a figure comes to, exactly: whole numbers and fractions, never rounded here."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction

from trustcoach_app.setter.figures.sums import Exact, Sums
from trustcoach_app.setter.keys import spelling_key


class Unit(StrEnum):
    """How an amount reads."""

    COUNT = "count"
    MEAN = "mean"
    """One decimal."""
    RATIO = "ratio"
    """Of 1; read as a percentage."""
    MINUTES = "minutes"
    YEARS = "years"
    HOURS = "hours"
    CENTS = "cents"
    RANKS = "ranks"
    """A short list, the greatest first."""
    SLOT = "slot"
    """A weekday with an hour, `1-09` to `7-23`."""


class Section(StrEnum):
    """The six sections of the page, in their order."""

    ACTIVITY = "Activité et volume"
    RESPONSES = "Taux de réponse"
    CONVERSION = "Qualification et conversion"
    DEMOGRAPHY = "Démographie"
    PIPELINE = "Pipeline et relances"
    PERFORMANCE = "Performance et ROI"


@dataclass(frozen=True)
class Rank:
    """One line of a short list: a source, a profession, a loss reason; and its share of the whole."""

    name: str
    count: Exact
    share: Fraction | None


@dataclass(frozen=True)
class Measure:
    """An amount, and what stands beside it. `amount` None: the data that it needs is missing."""

    amount: Exact | None
    share: Fraction | None = None
    """A second ratio that the figure carries: see its `share_of`."""
    beside: Exact | None = None
    """A second amount: leads of unknown gender, the average deal …: see its `beside`."""
    ranks: tuple[Rank, ...] = ()
    slot: str = ""
    origins: Mapping[str, Exact] | None = None
    """Where an amount comes from, or what it is the greater of, in the same unit."""
    left_out: Exact = 0
    """How many are too young to be counted yet: see its `ripens_in`."""


@dataclass(frozen=True)
class Figure:
    """One entry of the catalogue: its one home."""

    key: str
    section: Section
    label: str
    unit: Unit
    formula: str
    """In words, as the page explains it."""
    needs: str
    """What has to be there for it to be known, after « il manque »."""
    measure: Callable[[Sums], Measure]
    leads: str
    """The fact whose leads stand behind it: the `fait` of the list of leads."""
    ranked_by: str = ""
    """The filter of that list for the name of a rank, or for the slot."""
    share_of: str = ""
    """What `share` is a share of."""
    beside: str = ""
    """What `beside` is."""
    beside_one: str = ""
    """The same of one, where that is said otherwise."""
    beside_unit: Unit = Unit.COUNT
    ripens_in: timedelta = timedelta(0)
    """What is younger is left out: whole days of it."""
    is_of_now: bool = False
    """A state of now: no comparison."""
    better: int = 0
    """1: more is better, -1: less is better, 0: neither."""


def ratio(part: Exact, whole: Exact) -> Fraction | None:
    """A part of a whole; None of nothing."""
    return Fraction(part, whole) if whole else None


def ranked(counts: Mapping[str, Exact], whole: Exact, most: int) -> tuple[Rank, ...]:
    """The greatest known ones first, by name where equal; the unknown one (no name) is not ranked.

    What differs in spelling only is one, under the spelling that most have.
    """
    spellings: defaultdict[str, list[tuple[Exact, str]]] = defaultdict(list)
    for name, count in counts.items():
        if name:
            spellings[spelling_key(name)].append((-count, name))
    known = sorted((sum(count for count, _ in those), min(those)[1]) for those in spellings.values())
    return tuple(Rank(name, -count, ratio(-count, whole)) for count, name in known[:most])


def median(counts: Mapping[str, Exact], sums: Mapping[str, Exact]) -> Fraction | None:
    """The middle of what a histogram counts, by buckets whose names are numbers in the order of what they hold; None
    of nothing. Within a bucket everything is as its mean: of one value the median is exact, of many as wide as it is.
    """
    means = [
        (Fraction(sums.get(bucket, 0), count), int(count))
        for bucket, count in sorted(counts.items(), key=lambda each: int(each[0] or 0))
    ]
    total = sum(count for _, count in means)
    if not total:
        return None
    lower, upper = (_at(means, place) for place in ((total - 1) // 2, total // 2))
    return (lower + upper) / 2


def _at(means: Sequence[tuple[Fraction, int]], place: int) -> Fraction:
    """What stands at a place, counted from 0, when each mean stands there as often as it counts."""
    passed = 0
    for mean, count in means:
        passed += count
        if place < passed:
            return mean
    raise IndexError(place)
