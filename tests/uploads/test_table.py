"""Rows of CSV files as people have them."""

import pytest

from trustcoach_app.uploads.table import MOST_COLUMNS, read_table
from trustcoach_app.uploads.text import Unreadable


def rows(content: str) -> list[tuple[int, list[str]]]:
    """Each row with its number."""
    table = read_table(content.encode(), most_rows=100, most_said="cent")
    return [(row.number, row.cells) for row in table.rows]


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;", " sep=; "])
def test_excels_line_about_the_separator_is_no_row(first: str) -> None:
    assert rows(f"{first}\r\nNom;Note\r\nAda;un, deux\r\n") == [(1, ["Nom", "Note"]), (2, ["Ada", "un, deux"])]


def test_the_separator_may_be_anything_that_it_says() -> None:
    assert rows("sep=|\nNom|Ville\nAda|Lyon;Nord\n")[1] == (2, ["Ada", "Lyon;Nord"])


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_what_parts_cells_is_counted_outside_of_quotes(delimiter: str) -> None:
    other = "," if delimiter != "," else ";"
    header = delimiter.join(("Nom", f'"a{other}b{other}c{other}d"', "Ville"))
    assert rows(header)[0][1] == ["Nom", f"a{other}b{other}c{other}d", "Ville"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("inside", ["\u2028", "\u2029", "\v", "\f", "\x85", "\x1d"])
def test_a_row_ends_where_a_spreadsheet_ends_it(end: str, inside: str) -> None:
    found = rows(f"Nom;Ville{end}Ada{inside}Renard;Lyon{end}")
    assert found == [(1, ["Nom", "Ville"]), (2, [f"Ada{inside}Renard", "Lyon"])]


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    """Blank ones too, and one of several lines once."""
    assert [number for number, _ in rows('Nom;Note\n\nAda;"un\ndeux"\n;\nIda;x\n')] == [1, 3, 5]


def test_inches_are_no_open_quote() -> None:
    assert rows('Nom;Note\nAda;"15" de retard\nIda;écran 24"\n')[1:] == [
        (2, ["Ada", "15 de retard"]),
        (3, ["Ida", 'écran 24"']),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Nom;E-mail;Note\nAda;ada@x;"ouvert\nIda;ida@x;ok\nEva;eva@x;ok\n', 2),
        ('Nom;E-mail;Note\nAda;ada@x;ok\nIda;ida@x;"ouvert', 3),
        ('Nom;E-mail;Note\nAda;ada@x;"ouvert\nIda;ida@x;"encore\nEva;eva@x;ok\n', 2),
        ('Nom;E-mail;Note\nAda;ada@x;"ouvert\nIda;ida@x;ok\nEva;eva@x;"fermé"\n', 2),
        ('Nom;E-mail;Note\nAda;ada@x;"ouvert\nIda;ida@x;"\nEva;eva@x;ok\n', 2),
        ('Nom;E-mail\n"Ada;ada@x\nIda;ida@x\n', 2),
    ],
)
def test_a_quote_that_swallows_lines_is_refused_with_its_line(text: str, line: int) -> None:
    """Without a word the people after it would be lost."""
    with pytest.raises(Unreadable, match=f"à partir de la ligne {line}"):
        rows(text)


def test_a_text_of_several_lines_is_taken_whole() -> None:
    """Though it holds commas, as messages do."""
    text = 'id,text,at\n1,"Bonjour, ça va, et vous ?\nOui, bien, merci",now\n'
    assert rows(text)[1] == (2, ["1", "Bonjour, ça va, et vous ?\nOui, bien, merci", "now"])


def test_a_long_cell_costs_nothing() -> None:
    assert len(rows(f"Nom;Note\nAda;{'x' * 300_000}\n")[1][1][1]) == 300_000


@pytest.mark.parametrize("where", [0, 1])
def test_rows_and_columns_have_an_end(where: int) -> None:
    """Empty columns to the right are none."""
    lines = ["Nom;Ville", "Ada;Lyon"]
    lines[where] += ";" * 5000
    assert len(rows("\n".join(lines))) == 2
    lines[where] += "x"
    with pytest.raises(Unreadable, match=f"Ligne {where + 1}.*{MOST_COLUMNS} colonnes"):
        rows("\n".join(lines))
    with pytest.raises(Unreadable, match="plus de cent lignes"):
        rows("Nom\n" + "Ada\n" * 101)
    assert len(rows("Nom\n" + "Ada\n" * 100)) == 101


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="fichier texte"):
        read_table(b"PK\x03\x04\x00\x00", most_rows=9, most_said="9")
