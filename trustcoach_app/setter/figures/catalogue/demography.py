"""Section 4: who the leads created in the period are."""

from collections.abc import Callable

from trustcoach_app.setter.figures.measure import Figure, Measure, Section, Unit, ranked, ratio
from trustcoach_app.setter.figures.sums import Sums
from trustcoach_app.setter.rollup.metrics import Metric


def _share_of_gender(gender: str) -> Callable[[Sums], Measure]:
    def share(sums: Sums) -> Measure:
        genders = sums.by_dimension(Metric.LEADS_OF_GENDER)
        unknown = genders.pop("", 0)
        return Measure(ratio(genders.get(gender, 0), sum(genders.values())), beside=unknown)

    return share


def _gender(key: str, label: str, gender: str) -> Figure:
    return Figure(
        key=key,
        section=Section.DEMOGRAPHY,
        label=label,
        unit=Unit.RATIO,
        formula="Part des leads créés sur la période dont le genre est connu ; les inconnus sont indiqués à côté.",
        needs="de lead de genre connu, créé sur la période",
        measure=_share_of_gender(gender),
        leads=f"gender_{gender}",
        beside="de genre inconnu",
    )


def _top_professions(sums: Sums) -> Measure:
    jobs = sums.by_dimension(Metric.LEADS_OF_JOB)
    ranks = ranked(jobs, sum(jobs.values()), 5)
    return Measure(sum(rank.count for rank in ranks) if ranks else None, ranks=ranks)


FIGURES = (
    _gender("male_pct", "Hommes", "male"),
    _gender("female_pct", "Femmes", "female"),
    _gender("other_pct", "Autre", "other"),
    Figure(
        key="avg_age",
        section=Section.DEMOGRAPHY,
        label="Âge moyen",
        unit=Unit.YEARS,
        formula="Âge moyen des leads créés sur la période, où il est connu.",
        needs="de lead d’âge connu, créé sur la période",
        measure=lambda sums: Measure(ratio(sums.of(Metric.AGES), sums.of(Metric.AGED)), beside=sums.of(Metric.AGED)),
        leads="age_known",
        beside="d’âge connu",
    ),
    Figure(
        key="top_professions",
        section=Section.DEMOGRAPHY,
        label="Top 5 professions",
        unit=Unit.RANKS,
        formula="Leads créés sur la période par métier, où il est connu.",
        needs="de lead de métier connu, créé sur la période",
        measure=_top_professions,
        leads="job_known",
        ranked_by="metier",
    ),
)
