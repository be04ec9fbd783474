"""The floors of the house, the ground first: each imports only what is below it (docs/adr/0014-floors.md).

A folder of the application, or one of its files at the top, stands on one floor. Folders of one floor do not know one
another, unless SIDEWAYS names the pair and says why; on the ground everything may import everything.
"""

FLOORS: tuple[tuple[str, str], ...] = (
    (
        "ground",
        "booking_limits choices clock coaches config cursors days db errors formats forms inputs limits live logs "
        "models money names normal_form origins outage queues refresh_pace spreadsheets timelines "
        "zones",
    ),
    ("what calls others", "outgoing reflex_seams"),
    ("what speaks to others", "integrations"),
    ("people and looks", "auth ui"),
    ("what comes in", "files uploads webhooks"),
    ("the frame", "shell"),
    ("clients", "clients"),
    ("the diary", "bookings"),
    ("what hangs from it", "actions availability earnings goals messaging sessions"),
    ("what composes it", "appointments importing"),
    ("a client's file", "client_file"),
    (
        "pages",
        "account admin calls client_list client_page focus organizations planning portal privacy profile public "
        "session_page setter signin",
    ),
    ("what stands beside", "client_timeline demo first_steps jobs kit ops palette_entries warm_ups web"),
    ("the application", "trustcoach_app"),
)
"""Name and folders of each floor. Some of design's capabilities are still to come: their place is known."""

CAPABILITIES = {
    name
    for floor, names in FLOORS
    if floor in ("clients", "the diary", "what hangs from it", "what composes it", "a client's file", "pages")
    for name in names.split()
}

SIDEWAYS: dict[tuple[str, str], str] = {
    ("admin", "setter"): "an administrator mends a dead letter and replays it through the parser that refused it",
}
"""Who imports whom on the same floor, and why."""


def floor_of(name: str) -> int | None:
    """The number of the floor on which a folder or top-level file stands; None if nobody said."""
    return next((number for number, (_, names) in enumerate(FLOORS) if name in names.split()), None)


def refusal(importer: str, imported: str) -> str | None:
    """Why one folder may not import another, in a sentence; None where it may."""
    here, there = floor_of(importer), floor_of(imported)
    if here is None or there is None:
        unknown = importer if here is None else imported
        return f"{unknown}/ has no floor: give it one in tests/architecture/floors.py"
    if there < here or importer == imported or here == there == 0 or (importer, imported) in SIDEWAYS:
        return None
    to = "its own floor" if here == there else "a floor above it"
    return (
        f"{importer}/ ({here}, {FLOORS[here][0]}) imports {imported}/ ({there}, {FLOORS[there][0]}), which is on {to}: "
        "move what both need below them, take it as an argument, or compose the two one floor up"
    )
