"""From the catalogue and the models' notes to docs/schema.md. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ops.schema.catalogue import Column, Function, Rule, Schema, Table
from ops.schema.notes import Chapter, Note

HEAD = """\
# The database

Made by `make schema` from a migrated database, with what trustcoach_app/models/ says of each table; never by hand. A
test fails when it differs. Who may touch which rows is declared under each model and applied after every migration
([adr/0002](adr/0002-access-is-declared.md)); tests/db/matrix.py says the same a second time, by hand.

- *me* is the acting person, *my practice* the acting coach's: `unit_of_work(principal)` says both when a transaction
  begins.
- Every table forces row-level security. A role that is not named under a table sees and changes nothing in it. What a
  condition looks up in another table is narrowed by that table's policies too: *my files* are the client rows that I
  may read. « a, then b »: a row must be a before the change, and b after it.
- `bytea` columns hold text that rests encrypted, but for a picture.
- *Live* tables tell the open pages of their coach when they change: all pages, or those of the part that is named.
- `trustcoach_definer` owns the named functions and cannot log in: what it may do is what those functions do.
- The schema `queue` is procrastinate's own: ids and states, no content. Jobs enter it; nobody else does.
"""

VERBS = {"SELECT": "read", "INSERT": "insert", "UPDATE": "update", "DELETE": "delete"}
PREFIX = "trustcoach_"
TYPES = {
    "timestamp with time zone": "timestamptz",
    "time without time zone": "time",
    "character varying": "varchar",
    "double precision": "float8",
}
ROWS = {
    "true": "any",
    "coach_id = my practice": "of my practice",
    "user_id = me": "my own",
    "(coach_id, client_id) IN (SELECT clients.coach_id, clients.id FROM clients)": "of my files",
    "me IS NOT NULL": "any, for who is somebody",
    "my practice IS NOT NULL": "any, from a practice",
}
_SETTING = r"\( SELECT \(NULLIF\(current_setting\('app\.{}_id'::text, true\), ''::text\)\)::uuid(?: AS \"?nullif\"?)?\)"
_ME, _PRACTICE = re.compile(_SETTING.format("user")), re.compile(_SETTING.format("coach"))
_CAST = re.compile(r"::(?:text|character varying|numeric|interval|time without time zone|[a-z_]+)(?:\[\])?")
_FOREIGN = re.compile(r"FOREIGN KEY \((.+?)\) REFERENCES (\w+)\((.+?)\)(?: ON DELETE (.+))?$")
_INDEX = re.compile(r"CREATE UNIQUE INDEX \w+ ON \S+ USING btree (.+)$")


def document(schema: Schema, chapters: Sequence[Chapter]) -> str:
    """The whole file. Raises LookupError for a table that no model notes."""
    tables = {table.name: table for table in schema.tables}
    if unknown := set(tables) - {name for chapter in chapters for name in chapter.tables}:
        raise LookupError(f"No model says what these tables are: {', '.join(sorted(unknown))}")
    lines = [HEAD]
    for chapter in chapters:
        known = {name: note for name, note in chapter.tables.items() if name in tables}
        lines.append(f"## {chapter.file.removesuffix('.py').capitalize()}\n{_cell(chapter.about)}\n")
        for name, note in known.items():
            lines += _table(tables[name], note)
    lines += [*_views(schema.views), *_kinds(schema.kinds), *_functions(schema.functions), *_logins(schema)]
    return "\n".join(lines)


def _table(table: Table, note: Note) -> Iterator[str]:
    yield f"### {table.name}\n{_cell(note.about)}\n"
    yield from _columns(table.columns, note.columns)
    yield from (f"- {rule}" for rule in _constraints(table))
    if live := _live(table):
        yield f"- live: {live}"
    if marks := sorted(name.removeprefix("mark_") for name in table.triggers if name.startswith("mark_")):
        yield f"- marks the days whose figures it changes, on {', '.join(marks)}"
    yield ""
    yield from _access(table.rules)


def _columns(columns: Iterable[Column], notes: dict[str, str]) -> Iterator[str]:
    yield "| column | type | when not said | |\n|---|---|---|---|"
    for column in columns:
        yield f"| {column.name} | {_type(column.type)} | {_extra(column)} | {_cell(notes.get(column.name, ''))} |"
    yield ""


def _type(name: str) -> str:
    for long, short in TYPES.items():
        name = name.replace(long, short)
    return name


def _extra(column: Column) -> str:
    """Whether it may be empty, and what fills it."""
    said = [] if column.is_required else ["may be null"]
    if column.is_identity:
        said.append("counted by the database")
    if column.default:
        value = f"`{_cell(_expression(column.default))}`"
        said.append(f"always {value}" if column.is_generated else f"default {value}")
    return ", ".join(said)


def _constraints(table: Table) -> Iterator[str]:
    """Key first, then what it hangs from, then what is unique or checked."""
    order = "pfuixc"
    for kind, definition in sorted(table.constraints, key=lambda one: order.index(one[0])):
        yield _constraint(kind, definition)


def _constraint(kind: str, definition: str) -> str:
    if kind == "p":
        return f"key: {definition.removeprefix('PRIMARY KEY ')}"
    if kind == "f" and (found := _FOREIGN.match(definition)):
        columns, other, theirs, then = found.groups()
        deleted = {"CASCADE": "; goes with it", "SET NULL": "; is emptied with it"}.get(then or "", "; keeps it")
        return f"({columns}) → {other} ({theirs}){deleted}"
    if kind == "c":
        return f"check: `{_expression(definition.removeprefix('CHECK '))}`"
    if kind == "i" and (found := _INDEX.match(definition)):
        return f"unique: `{_expression(found[1])}`"
    words = {"u": ("UNIQUE ", "unique"), "x": ("EXCLUDE USING gist ", "never two")}
    prefix, name = words[kind]
    return f"{name}: `{_expression(definition.removeprefix(prefix))}`"


def _live(table: Table) -> str:
    if "notify_coach" not in table.triggers:
        return ""
    return table.triggers["notify_coach"] or "all pages"


def _access(rules: Sequence[Rule]) -> Iterator[str]:
    yield "| who | may | which rows | which columns |\n|---|---|---|---|"
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for rule in sorted(rules, key=lambda one: (one.role, list(VERBS).index(one.verb))):
        rows = f"{_rows(rule.rows)}, then {_rows(rule.becomes)}" if rule.becomes else _rows(rule.rows)
        grouped.setdefault((rule.role, rows, rule.columns), []).append(VERBS[rule.verb])
    for (role, rows, columns), verbs in grouped.items():
        unique = ", ".join(dict.fromkeys(verbs))
        yield f"| {role.removeprefix(PREFIX)} | {unique} | {rows} | {columns or 'all'} |"
    yield ""


def _rows(condition: str) -> str:
    said = _expression(condition)
    return ROWS.get(said, f"`{said}`")


def _expression(said: str) -> str:
    """As somebody would write it: no casts, no outer parentheses, one line."""
    said = _PRACTICE.sub("my practice", _ME.sub("me", said))
    said = _CAST.sub("", " ".join(said.split()))
    while said.startswith("(") and _closes_at(said) == len(said) - 1:
        said = said[1:-1]
    return said.replace("( SELECT", "(SELECT")


def _closes_at(said: str) -> int:
    """Where the parenthesis that opens a text is closed."""
    depth = 0
    for index, letter in enumerate(said):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return index
    return -1


def _cell(said: str) -> str:
    return said.replace("|", "\\|")


def _views(views: Iterable[Table]) -> Iterator[str]:
    yield "## Views\nThey ask as their caller, under the same policies.\n"
    for view in views:
        readers = " and ".join(role.removeprefix(PREFIX) for role in view.readers)
        yield f"- **{view.name}**, read by {readers}: {', '.join(column.name for column in view.columns)}"
    yield ""


def _kinds(kinds: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield "## Kinds\nThe values of each enum, in order.\n"
    yield from (f"- **{name}**: {values}" for name, values in kinds)
    yield ""


def _functions(functions: Iterable[Function]) -> Iterator[str]:
    yield "## Named functions\nEach runs with the rights of `trustcoach_definer`, on a pinned search path.\n"
    yield "| function | arguments | returns | who may call it |\n|---|---|---|---|"
    for one in functions:
        arguments, result = _type(one.arguments).replace("p_", ""), _type(one.result)
        yield f"| {one.name} | {arguments} | {result} | {one.callers.replace(PREFIX, '')} |"
    yield ""


def _logins(schema: Schema) -> Iterator[str]:
    yield "## Logins\nThey own nothing and inherit nothing; each may become these principals, one a transaction.\n"
    for login, roles in schema.logins.items():
        principals = ", ".join(role.removeprefix(PREFIX) for role in roles)
        yield f"- **{login}**: {principals}; {schema.limits.get(login, 'no limits')}"
    yield ""
