"""What the page of imports shows, already in words."""

from dataclasses import dataclass, field

from trustcoach_app.choices import Option


@dataclass(frozen=True)
class ImportCount:
    """One count of the dry run."""

    label: str
    value: str


@dataclass(frozen=True)
class Line:
    """Something left out, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class Question:
    """Who is this? `field` is the name of its control in the form."""

    field: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class PersonLine:
    """Somebody of the file, and what becomes of them."""

    name: str
    detail: str
    timing: str
    is_new: bool


@dataclass(frozen=True)
class SessionLine:
    """One session that would be booked."""

    when: str
    who: str
    detail: str


@dataclass(frozen=True)
class WithdrawnLine:
    """What stands here and no more in its calendar. `action` is the word on its button."""

    id: str
    what: str
    why: str
    action: str


@dataclass(frozen=True)
class DryRunView:
    """The dry run. `status` is "", draft, refused, written or undone."""

    id: str = ""
    filename: str = ""
    status: str = ""
    problem: str = ""
    can_confirm: bool = False
    figures: list[ImportCount] = field(default_factory=list[ImportCount])
    questions: list[Question] = field(default_factory=list[Question])
    people: list[PersonLine] = field(default_factory=list[PersonLine])
    sessions: list[SessionLine] = field(default_factory=list[SessionLine])
    more_sessions: str = ""
    more_people: str = ""
    moves: list[str] = field(default_factory=list[str])
    more_moves: str = ""
    withdrawn: list[WithdrawnLine] = field(default_factory=list[WithdrawnLine])
    overlaps: list[Line] = field(default_factory=list[Line])
    more_overlaps: str = ""
    notes: list[Line] = field(default_factory=list[Line])
    skipped: list[Line] = field(default_factory=list[Line])
    more_skipped: str = ""


@dataclass(frozen=True)
class UnplacedLine:
    """What an import could not place: where it would stand is at `href`, "" where it has no hour."""

    import_id: str
    number: int
    what: str
    why: str
    href: str


@dataclass(frozen=True)
class ImportRow:
    """One import of before."""

    id: str
    filename: str
    when: str
    outcome: str
    can_undo: bool
    kept: list[str]


@dataclass(frozen=True)
class FeedLine:
    """One calendar that is read again and again; its address is not shown again."""

    id: str
    name: str
    where: str
    news: str
    problem: str
    left_out: list[Line] = field(default_factory=list[Line])
    left_out_title: str = ""
