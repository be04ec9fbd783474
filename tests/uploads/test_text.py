"""From bytes to text: what encoding it is most likely written in, and what a broken byte costs."""

import pytest

from trustcoach_app.uploads.text import BROKEN, decoded, file_name

WORDS = "Élodie;Noël\nGaëlle;l’été à Nîmes\nFrançois;où ça\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_says_itself_what_it_is(encoding: str) -> None:
    text = decoded(WORDS.encode(encoding))
    assert (text.words, text.encoding) == (WORDS, "")


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")])
def test_older_encodings_are_told_apart_by_the_letters_of_french(encoding: str, name: str) -> None:
    text = decoded(WORDS.encode(encoding))
    assert (text.words, text.encoding) == (WORDS, name)


def test_msdos_too() -> None:
    words = WORDS.replace("’", "'")
    assert decoded(words.encode("cp850")).words == words


@pytest.mark.parametrize("byte", [b"\xc3", b"\x80", b"\xff\xfe", b"\xe9\xa9"])
def test_a_broken_byte_costs_itself(byte: bytes) -> None:
    """In a line with accents, whose others stay as they are."""
    text = decoded(WORDS.encode() + "Zoé;cass".encode() + byte + "é;là\n".encode())
    assert text.words.startswith(WORDS)
    assert text.words.endswith("é;là\n")
    assert (BROKEN in text.words, text.encoding) == (True, "UTF-8")


def test_a_line_of_another_program_amid_utf8_is_read_as_such() -> None:
    assert decoded(WORDS.encode() + "Régis;forêt\n".encode("cp1252")).words == f"{WORDS}Régis;forêt\n"


def test_a_name_of_a_file_is_no_path() -> None:
    assert file_name("..\\..\\etc/agenda\n.ics") == "agenda .ics"
