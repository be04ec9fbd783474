"""Section 2: response rates of the first four messages of a lead."""

from trustcoach_app.setter.figures.measure import Compared, Figure, Section, Unit, rate_of
from trustcoach_app.setter.figures.sums import RipeningStage
from trustcoach_app.setter.rollup.metrics import Metric


def _figure(number: int) -> Figure:
    return Figure(
        key=f"response_rate_msg{number}",
        section=Section.RESPONSES,
        label=f"Taux de réponse, message {number}",
        unit=Unit.RATIO,
        formula=f"Conversations dont le message {number} a reçu une réponse ÷ conversations dont le message {number} "
        "est parti sur la période, il y a plus de 48 h. Plusieurs messages envoyés d’affilée comptent pour un.",
        needs=f"Pas encore de {number}{'er' if number == 1 else 'e'} message envoyé sur cette période",
        measure=rate_of(Metric.REPLIED_NUMBER, Metric.SENT_NUMBER, str(number)),
        leads=f"message_{number}",
        of=("envoyé", "envoyés"),
        ripens=RipeningStage.ANSWER,
        compared=Compared.RATIOS,
        better=1,
    )


FIGURES = tuple(_figure(number) for number in range(1, 5))
