"""Who may import whom: the directions of the house."""

import ast

from tests.architecture.source import APP, Source, sources

REFLEX_NAMES = {"page.py", "parts.py", "state.py"}
REFLEX_FOLDERS = {"ui", "shell", "kit", "reflex_seams"}
REFLEX_FILES = {
    f"{APP}/trustcoach_app.py",
    f"{APP}/auth/guard.py",
    f"{APP}/web/sockets.py",
    "rxconfig.py",
}
"""The one list of where Reflex may be known, besides the tests and the baselines they are measured against."""

SEAMS = f"{APP}/reflex_seams"
BEHIND_REFLEX = ("reflex_base", "reflex_components_core", "socketio", "engineio")
PRIVATE_NAMES = {
    "event_namespace",
    "event_processor",
    "sid_to_token",
    "_token_manager",
    "_token_queues",
    "_static_router_data",
    "_get_root_state",
    "_states_locks",
    "_purge_token",
}
"""What Reflex does not promise and we lean on."""

PRIVATE_WORDS = ("_reflex_internal_init", "__REFLEX_", "_rx_state_", "on_load_internal", "hydrate_and_load")
"""The same, as it stands in strings and arguments."""

BEHIND_THE_PAGE = {"service.py", "queries.py", "views.py", "rules.py", "present.py"}
BEHIND_THE_PAGE_TOO = {"queries", "present"}
"""Where one file would be too long, a folder has its name."""

SEEN = ("page", "parts", "state")


def is_behind_the_page(source: Source) -> bool:
    """Whether it stands below the State."""
    folder = source.where.split("/")[-2]
    return source.name in BEHIND_THE_PAGE or folder in BEHIND_THE_PAGE_TOO or source.where.startswith("jobs/")


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


def leans_on_reflex(source: Source) -> set[str]:
    """What it names of Reflex's that is not public."""
    imported = {name for name in source.imports if name.split(".")[0] in BEHIND_REFLEX or name.startswith("reflex.")}
    named = {node.attr for node in source.nodes if isinstance(node, ast.Attribute)} & PRIVATE_NAMES
    said = {node.arg or "" for node in source.nodes if isinstance(node, ast.keyword)}
    said |= {str(node.value) for node in source.strings}
    return imported | named | {words for words in PRIVATE_WORDS if any(words in text for text in said)}


def test_reflexs_private_names_stand_behind_one_wall() -> None:
    """Give it a plain function of reflex_seams/, with a name that says what it does and a line in its contract test."""
    outside = [source for source in sources(APP, "jobs", "ops") if source.folder != "reflex_seams"]
    assert {source.where: names for source in outside if (names := leans_on_reflex(source))} == {}


def test_every_name_of_the_rule_stands_behind_the_wall() -> None:
    """The rule above looks for what there is."""
    behind = {name for source in sources(SEAMS) for name in leans_on_reflex(source)}
    assert behind >= PRIVATE_NAMES


def test_the_seams_stand_on_the_ground() -> None:
    """What they need of ours is passed in."""
    wrong = {s.where: s.imports_any(APP) - s.imports_any(f"{APP}.reflex_seams") - {APP} for s in sources(SEAMS)}
    assert {where: names for where, names in wrong.items() if names} == {}


def test_the_design_system_knows_nothing_of_ours() -> None:
    """ui/ takes values and handlers as arguments: pass in what it wants to import."""
    known = (f"{APP}.ui", f"{APP}.reflex_seams")
    wrong = {source.where: source.imports_any(APP) - source.imports_any(*known) for source in sources(f"{APP}/ui")}
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
    """A model that needs a rule of a capability is a rule of that capability's service. Limits stand without tables."""
    known = (f"{APP}.db", f"{APP}.booking_limits", f"{APP}.limits", f"{APP}.models")
    wrong = {
        source.where: found
        for source in sources(f"{APP}/models")
        if (found := source.imports_any(APP) - source.imports_any(*known) - {APP})
    }
    assert wrong == {}


def test_nothing_behind_the_page_looks_back_at_it() -> None:
    """page → state → service or queries → models: what is below takes arguments, and returns views."""
    wrong: dict[str, set[str]] = {}
    for source in sources(APP, "jobs"):
        if is_behind_the_page(source):
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


def of_its_capability(source: Source, name: str) -> set[str]:
    """What it imports of the files, or the folder, of that name in its own capability."""
    inside = ".".join(source.where.split("/")[:2])
    return {each for each in source.imports_any(inside) if name in each.split(".")[2:]}


def test_what_is_read_knows_no_words() -> None:
    """Facts are defined beside the queries, or in facts.py; present.py imports them, never the other way round."""
    reads = [s for s in sources(APP) if s.name in ("queries.py", "facts.py") or s.where.split("/")[-2] == "queries"]
    assert len(reads) > 20
    assert {source.where: found for source in reads if (found := of_its_capability(source, "present"))} == {}


def test_words_are_made_of_facts_that_stand_elsewhere() -> None:
    """What goes into present.py is defined by what reads it, what comes out of it by views.py."""
    assert [
        f"{source.where}:{node.lineno}"
        for source in sources(APP)
        if source.name == "present.py"
        for node in source.nodes
        if isinstance(node, ast.ClassDef) and node.name.endswith("Facts")
    ] == []
