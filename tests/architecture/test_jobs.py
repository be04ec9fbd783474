"""What the worker must know of."""

from tests.architecture.source import Source, dotted, sources

DECLARES = {"every", "queue.task"}
CATALOGUE = "jobs/catalogue.py"


def declares_a_job(source: Source) -> bool:
    """Whether a function of it is one that the clock ticks or the queue runs."""
    declared = {dotted(decorator) for function in source.functions for decorator in function.decorator_list}
    return bool(declared & DECLARES)


def test_every_job_is_in_the_catalogue() -> None:
    """Importing jobs/catalogue.py is what declares a job to the worker and the clock: add its module there."""
    [catalogue] = [source for source in sources("jobs") if source.where == CATALOGUE]
    declaring = {
        source.where.removesuffix(".py").replace("/", ".") for source in sources("jobs") if declares_a_job(source)
    }
    assert len(declaring) > 5
    assert declaring - catalogue.imports == set()


def test_a_declaration_is_recognised() -> None:
    """By its decorator, whatever its arguments."""
    text = "@every(timedelta(days=1))\nasync def a() -> None: ...\n"
    assert declares_a_job(Source("jobs/a.py", text))
    assert not declares_a_job(Source("jobs/b.py", "async def b() -> None: ...\n"))
