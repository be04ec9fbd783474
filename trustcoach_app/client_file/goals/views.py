"""What a list of goals shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class MeasureRow:
    """One measure of a goal."""

    id: str
    value: str
    when: str
    note: str


@dataclass(frozen=True)
class Course:
    """Some measures as a line in a box of 100 × 40, the first at its left, what is greater above."""

    points: str = ""
    """`0,36 50,20 100,4`; empty where there is no line to draw."""
    last_x: str = ""
    last_y: str = ""
    target_y: str = ""
    """How high the target is; empty where there is none."""
    words: str = ""
    """`De 3 à 7,5 entre le 2 janv. et le 12 janv., 10 visés`"""


@dataclass(frozen=True)
class GoalLine:
    """A goal, where it stands, and its latest measures, the oldest of them first."""

    id: str
    title: str
    description: str
    status: str
    status_label: str
    category: str
    measure: str
    percent: int
    dates: str
    is_seen: bool
    """The client may read it."""
    course: Course = Course()
    measures: list[MeasureRow] = field(default_factory=list[MeasureRow])
