"""Who may import whom: the directions of the house."""

from tests.architecture.source import APP, Source, sources

REFLEX_NAMES = {"page.py", "parts.py", "state.py"}
REFLEX_FOLDERS = {"ui", "shell", "kit"}
REFLEX_FILES = {
    f"{APP}/trustcoach_app.py",
    f"{APP}/auth/guard.py",
    f"{APP}/live.py",
    f"{APP}/web/sockets.py",
    "rxconfig.py",
    "ops/patches.py",
}
"""The one list of where Reflex may be known, besides the tests and the baselines they are measured against."""

BEHIND_THE_PAGE = {"service.py", "queries.py", "views.py", "rules.py", "present.py"}
SEEN = ("page", "parts", "state")


def imports_reflex(source: Source) -> bool:
    """Whether it imports any of Reflex's packages."""
    return any(name.split(".")[0].startswith("reflex") for name in source.imports)


def may_know_reflex(source: Source) -> bool:
    """Whether it is one of those that draw or answer the browser."""
    in_app = source.where.startswith(f"{APP}/") and (source.name in REFLEX_NAMES or source.folder in REFLEX_FOLDERS)
    return in_app or source.where in REFLEX_FILES or source.where.startswith(("tests/", "benchmarks/"))


def test_reflex_is_known_to_pages_parts_and_states_only() -> None:
    """Move what needs Reflex into page.py, parts.py or state.py, and the rest into service.py or queries.py."""
    assert [source.where for source in sources() if imports_reflex(source) and not may_know_reflex(source)] == []


def test_the_design_system_knows_nothing_of_ours() -> None:
    """ui/ takes values and handlers as arguments: pass in what it wants to import."""
    wrong = {source.where: source.imports_any(APP) - source.imports_any(f"{APP}.ui") for source in sources(f"{APP}/ui")}
    assert {where: names - {APP} for where, names in wrong.items() if names - {APP}} == {}


def test_no_capability_reaches_into_the_pages_of_another() -> None:
    """Read another capability through its queries, change it through its service; what has no page lends its parts."""
    owners = {source.folder for source in sources(APP) if source.is_capability and source.name == "page.py"}
    wrong: dict[str, list[str]] = {}
    for source in sources(APP):
        if source.is_capability:
            foreign = source.imports_any(*(f"{APP}.{owner}" for owner in owners - {source.folder}))
            if found := sorted(name for name in foreign if set(name.split(".")[2:]) & set(SEEN)):
                wrong[source.where] = found
    assert wrong == {}


def test_models_know_the_database_only() -> None:
    """A model that needs a rule of a capability is a rule of that capability's service."""
    wrong = {
        source.where: found
        for source in sources(f"{APP}/models")
        if (found := source.imports_any(APP) - source.imports_any(f"{APP}.db", f"{APP}.models") - {APP})
    }
    assert wrong == {}


def test_nothing_behind_the_page_looks_back_at_it() -> None:
    """page → state → service or queries → models: what is below takes arguments, and returns views."""
    wrong: dict[str, set[str]] = {}
    for source in sources(APP, "jobs"):
        if source.name in BEHIND_THE_PAGE or source.where.startswith("jobs/"):
            found = {name for name in source.imports_any(APP) if set(name.split(".")[2:]) & set(SEEN)}
            if found:
                wrong[source.where] = found
    assert wrong == {}


def test_states_do_not_draw() -> None:
    """state.py is what is clicked: it imports neither page.py nor parts.py."""
    wrong = {
        source.where: found
        for source in sources(APP)
        if source.name == "state.py"
        and (found := {name for name in source.imports_any(APP) if set(name.split(".")[2:]) & {"page", "parts"}})
    }
    assert wrong == {}


def test_pages_do_not_ask_the_database() -> None:
    """A page shows the vars of its state; the state asks queries and services."""
    wrong = {
        source.where: found
        for source in sources(APP)
        if source.name in ("page.py", "parts.py")
        and (
            found := source.imports_any("sqlalchemy", "sqlmodel", f"{APP}.db")
            | {name for name in source.imports_any(APP) if set(name.split(".")[2:]) & {"service", "queries"}}
        )
    }
    assert wrong == {}
