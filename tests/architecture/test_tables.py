"""Each capability reads and writes its own tables; what others want to know they ask its queries."""

import ast
from collections.abc import Iterator

from tests.architecture.source import APP, Source, sources
from tests.architecture.tables import OWNERS, SHARED


def tables() -> set[str]:
    """The names of the table models."""
    return {
        node.name
        for source in sources(f"{APP}/models")
        for node in source.nodes
        if isinstance(node, ast.ClassDef) and any(keyword.arg == "table" for keyword in node.keywords)
    }


TABLES = tables()
OWNER_OF = {name: folders.split() for names, folders in OWNERS.items() for name in names.split()}


def annotations(source: Source) -> set[int]:
    """The nodes that only say of which type something is: `list[Booking]`, `-> Booking`, `Row[Booking, Client]`."""
    typed: list[ast.AST | None] = []
    for node in source.nodes:
        typed += [getattr(node, "annotation", None), getattr(node, "returns", None)]
        typed += [node.slice] if isinstance(node, ast.Subscript) else []
    return {id(inner) for node in typed if node is not None for inner in ast.walk(node)}


def named(source: Source) -> Iterator[tuple[str, int]]:
    """The tables that a file names in statements, or makes rows of, with the line."""
    imported = {name.rpartition(".")[2] for name in source.imports_any(f"{APP}.models")} & TABLES
    skipped = annotations(source) if imported else set[int]()
    for node in source.nodes:
        if isinstance(node, ast.Name) and node.id in imported and id(node) not in skipped:
            yield node.id, node.lineno


def shared_with(where: str) -> set[str]:
    """The tables of others that a file may name."""
    inside = where.removeprefix(f"{APP}/")
    given = [names for place, names in SHARED.items() if inside == place or inside.startswith(f"{place}/")]
    return {name for names in given for tables in names for name in tables.split()}


def strangers() -> Iterator[tuple[str, str, int]]:
    """(file, table, line) of every table that a file names and does not own."""
    for source in sources(APP, "jobs"):
        folder = source.folder or source.where.removeprefix(f"{APP}/").removesuffix(".py").split("/")[0]
        if folder not in ("models", "db"):
            for table, line in named(source):
                if folder not in OWNER_OF.get(table, []):
                    yield source.where, table, line


def test_every_table_has_an_owner() -> None:
    """Name the capability of a new table in tests/architecture/tables.py."""
    assert set(OWNER_OF) ^ TABLES == set()


def test_nobody_else_selects_from_a_capabilitys_tables() -> None:
    """Add what you need to the owner's queries.py or service.py, and call it."""
    wrong = sorted(
        f"{where}:{line} names {table}, which is {' or '.join(OWNER_OF[table])}'s: ask its queries"
        for where, table, line in strangers()
        if table not in shared_with(where)
    )
    assert wrong == []


def test_what_is_shared_is_used() -> None:
    """Take a table that nobody names there any more out of SHARED."""
    used = [(where.removeprefix(f"{APP}/"), table) for where, table, _ in strangers()]
    idle = [
        (place, table)
        for place, given in SHARED.items()
        for tables in given
        for table in tables.split()
        if not any(table == name and (where == place or where.startswith(f"{place}/")) for where, name in used)
    ]
    assert idle == []


def test_annotations_are_no_statements() -> None:
    """The rule sees what it must, and nothing else."""
    text = f"from {APP}.models.goals import Goal\ndef one(row: Goal) -> list[Goal]:\n    return select(Goal)\n"
    assert [line for _, line in named(Source(f"{APP}/focus/example.py", text))] == [3]
