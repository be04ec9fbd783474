"""Every address that a page leads to is one that the application answers."""

import re

from tests.architecture.source import APP, sources

ANSWERED_OVER_HTTP = {"/dashboard/coach/planning.pdf", "/dashboard/coach/setter.csv"}


def routes() -> set[str]:
    """What trustcoach_app.py adds, with a place for each parameter."""
    [source] = [one for one in sources(APP) if one.where == f"{APP}/trustcoach_app.py"]
    found = re.findall(r'^    \(\w+, (?:f?"([^"]+)"|(\w+)),', source.text, re.M)
    paths = {path or {"COACH": "/dashboard/coach", "ACCOUNT": "/compte"}[name] for path, name in found}
    return {re.sub(r"\[\w+\]", "*", path.replace("{COACH}", "/dashboard/coach")) for path in paths}


def addresses() -> dict[str, set[str]]:
    """Each address of a page that stands in the code, and the files that say it."""
    found: dict[str, set[str]] = {}
    for source in sources(APP):
        if source.where.endswith("trustcoach_app.py"):
            continue
        for match in re.findall(r'(?<![\w`])f?"(/(?:dashboard|admin|espace|entreprise)(?:/[^"\s]*)?)"', source.text):
            path = re.sub(r"\{[^}]*\}", "*", match.partition("?")[0].partition("#")[0])
            found.setdefault(path.rstrip("/."), set()).add(source.where)
    return found


def test_every_address_of_a_page_exists() -> None:
    known = routes() | ANSWERED_OVER_HTTP
    assert len(known) > 12
    nowhere = {path: where for path, where in addresses().items() if path not in known}
    assert nowhere == {}
    assert len(addresses()) > 8


def test_what_leads_nowhere_would_be_found() -> None:
    assert "/dashboard/coach/earnings" not in routes() | ANSWERED_OVER_HTTP
