"""The catalogue of figures: closed, 35 entries, each once, in the order of the page (docs/kpis.md)."""

from trustcoach_app.setter.figures.catalogue import activity, conversion, demography, performance, pipeline, responses
from trustcoach_app.setter.figures.measure import Figure

FIGURES: tuple[Figure, ...] = (
    *activity.FIGURES,
    *responses.FIGURES,
    *conversion.FIGURES,
    *demography.FIGURES,
    *pipeline.FIGURES,
    *performance.FIGURES,
)

BY_KEY: dict[str, Figure] = {figure.key: figure for figure in FIGURES}
