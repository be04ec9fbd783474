"""Every CSV that we write: whatever a stranger typed stays words, in whichever spreadsheet."""

import csv
import re

import pytest

from trustcoach_app.spreadsheets import csv_file, inert

HOSTILE = (
    *("=1+1", "+1", "-1+1", "@a", "\ta", "\ra", "＝1+1", ' "=1+1'),
    *("x,=1+1", "x;=1+1", "x\t=1+1", "x\n=1+1", "x|@a", 'x", "=1+1', "=HYPERLINK(A1);=2"),
)
STARTS = re.compile(r"[\s\"]*[=+\-@\t\r＝＋－＠]")


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_no_cell_is_a_formula_whatever_parts_the_cells(words: str, delimiter: str) -> None:
    """A spreadsheet of another country takes commas for the ends of cells, and quotes in the middle for words."""
    body = csv_file([("2", words, "Illisible.")]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(body.splitlines(), delimiter=delimiter) for cell in row]
    assert [cell for cell in cells if STARTS.match(cell)] == []


@pytest.mark.parametrize("words", ["Story 50 %", "-12,5", "1234.50", "a=b", "Jean-Paul, Zoé", "", "▲ +25\u202f%"])
def test_other_words_and_numbers_stay_as_they_are(words: str) -> None:
    assert inert(words) == words


def test_a_french_spreadsheet_reads_it() -> None:
    """Excel takes UTF-8 for such only after its mark, and semicolons for commas."""
    assert csv_file([("é", 1), ('a"b', "c;d")]) == b'\xef\xbb\xbf"\xc3\xa9";"1"\r\n"a""b";"c;d"\r\n'
