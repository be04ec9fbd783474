"""Section 2: response rates of the first four messages."""

from collections.abc import Callable

from trustcoach_app.setter.figures.measure import Figure, Measure, Section, Unit, ratio
from trustcoach_app.setter.figures.sums import RIPENS_IN, Sums, Young
from trustcoach_app.setter.rollup.metrics import Metric


def _rate_of(number: int) -> Callable[[Sums], Measure]:
    place = str(number)

    def rate(sums: Sums) -> Measure:
        sent = sums.of(Metric.SENT_NUMBER, place)
        answered = ratio(sums.of(Metric.REPLIED_NUMBER, place), sent)
        return Measure(answered, beside=sent, left_out=sums.of(Young.SENT_NUMBER, place))

    return rate


def _figure(number: int) -> Figure:
    return Figure(
        key=f"response_rate_msg{number}",
        section=Section.RESPONSES,
        label=f"Taux de réponse, message {number}",
        unit=Unit.RATIO,
        formula=f"Conversations dont le message {number} a reçu une réponse ÷ conversations dont le message {number} "
        "est parti sur la période, il y a plus de 48 h. Plusieurs messages envoyés d’affilée comptent pour un.",
        needs=f"de {'1er' if number == 1 else f'{number}e'} message envoyé sur cette période, il y a plus de 48\u202fh",
        measure=_rate_of(number),
        leads=f"message_{number}",
        beside="envoyés",
        beside_one="envoyé",
        ripens_in=RIPENS_IN,
        better=1,
    )


FIGURES = tuple(_figure(number) for number in range(1, 5))
