"""Section 4: who the leads created in the period are."""

from collections.abc import Callable

from trustcoach_app.setter.figures.measure import Figure, Measure, Section, Unit, ranked, ratio
from trustcoach_app.setter.figures.sums import Sums
from trustcoach_app.setter.rollup.metrics import Metric


def _share_of_gender(gender: str) -> Callable[[Sums], Measure]:
    def share(sums: Sums) -> Measure:
        genders = sums.by_dimension(Metric.LEADS_OF_GENDER)
        unknown = genders.pop("", 0)
        of_it, known = genders.get(gender, 0), sum(genders.values())
        return Measure(ratio(of_it, known), part=of_it, whole=known, beside=unknown)

    return share


def _gender(key: str, label: str, gender: str) -> Figure:
    return Figure(
        key=key,
        section=Section.DEMOGRAPHY,
        label=label,
        unit=Unit.RATIO,
        formula="Part des leads créés sur la période dont le genre est connu ; les inconnus sont indiqués à côté.",
        needs="Pas encore de lead de genre connu sur cette période",
        of=("connu", "connus"),
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
        needs="Pas encore de lead d’âge connu sur cette période",
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
        needs="Pas encore de lead de métier connu sur cette période",
        measure=_top_professions,
        leads="job_known",
        ranked_by="metier",
    ),
)
