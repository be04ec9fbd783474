"""What a figure comes to, exactly: whole numbers and fractions, never rounded here."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from trustcoach_app.setter.figures.sums import Exact, RipeningStage, Sums
from trustcoach_app.setter.keys import spelling_key
from trustcoach_app.setter.rollup.metrics import Metric


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
    RETURN = "return"
    """Of 1, of what was spent: a percentage, from ten-fold on a multiple."""
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


class Compared(StrEnum):
    """How a figure stands against the period before."""

    NOT = "not"
    """Descriptions, states of now, lists."""
    PLAINLY = "plainly"
    """The earlier number is said, and nothing of the two."""
    COUNTS = "counts"
    """By how often something happened, and what it came from."""
    AMOUNTS = "amounts"
    """By how often something happened, where that and what it brought go the same way."""
    RATIOS = "ratios"
    SPREADS = "spreads"
    """By how many lie above and below the middle of both."""


@dataclass(frozen=True)
class Measure:
    """An amount, and what stands beside it. `amount` None: the data that it needs is missing."""

    amount: Exact | None
    share: Fraction | None = None
    """A second ratio that the figure carries: see its `share_of`."""
    part: Exact = 0
    whole: Exact = 0
    """The two counts that the ratio, or the share, is of."""
    cases: Exact = 0
    """How many happenings an amount rests on: what chance is judged by. Of a ratio it is the whole."""
    exposure: Exact = 1
    """What they came from, where that is not the time: the costs of clients who were won."""
    buckets: Mapping[str, Exact] = field(default_factory=dict[str, Exact])
    """How many lie in which bucket of a histogram."""
    lacks: str = ""
    """What is missing, where it is not what its figure needs otherwise."""
    beside: Exact | None = None
    """A second amount: leads of unknown gender, the average deal …: see its `beside`."""
    ranks: tuple[Rank, ...] = ()
    slot: str = ""
    origins: Mapping[str, Exact] | None = None
    """Where an amount comes from, or what it is the greater of, in the same unit."""
    left_out: Exact = 0
    """How many are too young to be counted yet: see its `ripens`."""

    @property
    def base(self) -> Exact:
        """What a change of it stands on."""
        return self.cases or self.whole


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
    """What is missing when it is not known, as a sentence."""
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
    of: tuple[str, str] = ("", "")
    """What the whole of its ratio counts: one, and several."""
    ripens: RipeningStage | None = None
    """What is too young to be judged by this is left out: whole days of it."""
    compared: Compared = Compared.NOT
    is_of_now: bool = False
    """A state of now, whatever the period."""
    better: int = 0
    """1: more is better, -1: less is better, 0: neither."""


def ratio(part: Exact, whole: Exact) -> Fraction | None:
    """A part of a whole; None of nothing."""
    return Fraction(part, whole) if whole else None


def count_of(metric: Metric) -> Callable[[Sums], Measure]:
    """What measures how often something happened."""

    def count(sums: Sums) -> Measure:
        return Measure(sums.of(metric), cases=sums.of(metric))

    return count


def rate_of(part: Metric, whole: Metric, dimension: str = "") -> Callable[[Sums], Measure]:
    """What measures a part of a whole, without what is too young to be judged."""

    def rate(sums: Sums) -> Measure:
        some, every = sums.ripe(part, dimension), sums.ripe(whole, dimension)
        return Measure(ratio(some, every), part=some, whole=every, left_out=sums.young(whole, dimension))

    return rate


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
    lower, upper = (_at(means, rank) for rank in ((total - 1) // 2, total // 2))
    return (lower + upper) / 2


def _at(means: Sequence[tuple[Fraction, int]], rank: int) -> Fraction:
    """What stands at a rank, counted from 0, when each mean stands there as often as it counts."""
    passed = 0
    for mean, count in means:
        passed += count
        if rank < passed:
            return mean
    raise IndexError(rank)
