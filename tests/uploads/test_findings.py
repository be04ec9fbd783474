"""What a coach is told about a file that is read all the same."""

from trustcoach_app.uploads.findings import MOST_NAMED, of_columns, of_encoding, of_lost_letters
from trustcoach_app.uploads.table import Row


def test_columns_that_hold_something_and_mean_nothing_are_named() -> None:
    found = of_columns(["Nom", "Ville", "Vide", "\ufeffSociété", ""], [Row(2, ["Ada", "Lyon", " ", "", "x"])], {0})
    assert [(one.what, one.why) for one in found] == [("Colonnes non reprises", "Ville, colonne 5.")]
    assert of_columns(["Nom"], [Row(2, ["Ada"])], {0}) == []


def test_names_that_lost_letters_are_listed_and_the_rest_counted() -> None:
    names = [(2, "H?l?ne"), (3, "Zo\ufffd"), (4, "?lodie"), (5, "Ada"), (6, "Qui sait ?")]
    assert [one.what.partition("\u202f: ")[0] for one in of_lost_letters(names)] == ["Ligne 2", "Ligne 3", "Ligne 4"]
    many = of_lost_letters((number, "No?l") for number in range(MOST_NAMED + 5))
    assert (len(many), many[-1].what) == (MOST_NAMED + 1, "et 5 autres lignes")


def test_the_encoding_is_said_where_the_file_does_not() -> None:
    assert of_encoding("") == []
    assert "Windows-1252" in of_encoding("Windows-1252")[0].what
    assert "UTF-8" in of_encoding("UTF-8")[0].what
