"""A list or a week of the calendar as a PDF. Pure: what it shows is what the page shows."""

from collections.abc import Iterator
from datetime import datetime, time

from trustcoach_app.days import DAY
from trustcoach_app.planning.export.sheet import ACCENT, FAINT, INK, LINE, MARGIN, PAPER, SOFT, Colour, Sheet
from trustcoach_app.planning.views import CalendarItem, CalendarView, ListDay, SessionRow

HUES: dict[str, Colour] = {
    "blue": (47, 111, 196),
    "indigo": (84, 92, 199),
    "violet": (130, 80, 196),
    "pink": (196, 68, 128),
    "red": (196, 62, 54),
    "orange": (201, 105, 32),
    "amber": (176, 128, 20),
    "green": (38, 138, 84),
    "teal": (23, 128, 132),
    "grey": (128, 138, 140),
}
ROW, AXIS, TOP, BOTTOM = 13.0, 14.0, 46.0, 190.0


def list_pdf(view: CalendarView, coach: str) -> bytes:
    """The sessions of a month, day by day, A4 upright."""
    sheet = Sheet(f"Planning · {view.title}", f"{coach} · {view.subtitle}", landscape=False)
    if not view.days:
        sheet.write_at(MARGIN, 40, "Aucune séance.", size=11, colour=SOFT)
    for day in view.days:
        _day(sheet, day)
    return sheet.done()


def _day(sheet: Sheet, day: ListDay) -> None:
    """A day stays with its first session."""
    if sheet.get_y() + 9 + ROW > sheet.page_break_trigger:
        sheet.add_page()
    y = sheet.get_y() + 2
    sheet.write_at(MARGIN, y, day.name, size=10.5, bold=True, colour=ACCENT)
    sheet.set_y(y + 7)
    for row in day.rows:
        _row(sheet, row)
    sheet.set_y(sheet.get_y() + 2)


def _row(sheet: Sheet, row: SessionRow) -> None:
    if sheet.get_y() + ROW > sheet.page_break_trigger:
        sheet.add_page()
    y, right = sheet.get_y(), sheet.w - MARGIN
    sheet.set_fill_color(*HUES[row.hue])
    sheet.rect(MARGIN, y + 1.2, 1.1, ROW - 3, style="F")
    sheet.write_at(MARGIN + 3, y + 1, row.time, size=10.5, bold=True)
    sheet.write_at(MARGIN + 3, y + 6.2, row.until, size=8.5, colour=FAINT)
    width = right - MARGIN - 52
    sheet.write_at(MARGIN + 20, y + 1, row.client_name, size=10.5, bold=True, width=width)
    sheet.write_at(MARGIN + 20, y + 6.2, f"{row.about} · {row.place}", size=8.5, colour=SOFT, width=width)
    sheet.write_at(right - 32, y + 1.3, row.status, size=8.5, colour=SOFT, width=32, align="R")
    sheet.set_draw_color(*LINE)
    sheet.set_line_width(0.2)
    sheet.line(MARGIN, y + ROW - 0.6, right, y + ROW - 0.6)
    sheet.set_y(y + ROW)


def week_pdf(view: CalendarView, coach: str) -> bytes:
    """A week as a grid of hours, A4 across."""
    sheet = Sheet(f"Semaine du {view.title}", f"{coach} · {view.subtitle}", landscape=True)
    sheet.set_auto_page_break(False)
    first, last = int(view.first_hour[:2]), int(view.last_hour[:2])
    column = (sheet.w - 2 * MARGIN - AXIS) / 7
    hour = (BOTTOM - TOP) / (last - first)
    _grid(sheet, view, first, last, column, hour)
    days = {day.key: number for number, day in enumerate(view.strip)}
    for event in view.events:
        if event.status == "cancelled":
            continue
        for day, start, until in pieces_of(event):
            if day not in days:
                continue
            x = MARGIN + AXIS + days[day] * column
            top = TOP + (start - first) * hour
            height = min(TOP + (until - first) * hour, BOTTOM) - top
            _block(sheet, event, (x + 0.6, top + 0.3, column - 1.2, max(height - 0.6, 3)))
    return sheet.done()


def pieces_of(event: CalendarItem) -> Iterator[tuple[str, float, float]]:
    """The days that it touches, each with the hours from when and until when: across midnight it stands on both."""
    begins, ends = datetime.fromisoformat(event.start), datetime.fromisoformat(event.end)
    while begins < ends:
        midnight = datetime.combine(begins.date() + DAY, time(), begins.tzinfo)
        yield begins.date().isoformat(), _hours(begins), _hours(ends) if ends < midnight else 24.0
        begins = midnight


def _hours(instant: datetime) -> float:
    return instant.hour + instant.minute / 60


def _grid(sheet: Sheet, view: CalendarView, first: int, last: int, column: float, hour: float) -> None:
    right = sheet.w - MARGIN
    sheet.set_draw_color(*LINE)
    sheet.set_line_width(0.2)
    for number, day in enumerate(view.strip):
        x = MARGIN + AXIS + number * column
        words = " ".join(day.label.split()[:2]).capitalize()
        sheet.write_at(x, TOP - 8, words, size=9, bold=True, colour=ACCENT if day.is_today else INK, width=column)
        sheet.line(x, TOP - 2, x, BOTTOM)
    for at in range(first, last + 1):
        y = TOP + (at - first) * hour
        sheet.line(MARGIN + AXIS, y, right, y)
        sheet.write_at(MARGIN, y - 2, f"{at % 24:02}:00", size=7.5, colour=FAINT)


def _block(sheet: Sheet, event: CalendarItem, box: tuple[float, float, float, float]) -> None:
    x, y, width, height = box
    sheet.set_fill_color(*PAPER)
    sheet.rect(x, y, width, height, style="F")
    sheet.set_fill_color(*HUES[event.hue])
    sheet.rect(x, y, 0.9, height, style="F")
    sheet.write_at(x + 1, y + 0.6, event.name, size=7.5, bold=True, width=width - 1)
    if height > 8:
        sheet.write_at(x + 1, y + 4.2, f"{event.time} · {event.about}", size=6.8, colour=SOFT, width=width - 1)
