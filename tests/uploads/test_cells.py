"""Cells without what nobody sees in them."""

import pytest

from trustcoach_app.uploads.fields import bare, one_line


@pytest.mark.parametrize("break_", ["\u2028", "\u2029", "\v", "\f", "\x85", "\x1c", "\n", "\t", "\r\n"])
def test_a_break_inside_a_name_parts_words_only(break_: str) -> None:
    assert one_line(f"Ada{break_}Renard") == bare(f"Ada{break_}Renard") == "Ada Renard"


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u202a", "\u202c", "\u200e", "\u2060", "\u00ad", "\u2066"])
def test_invisible_signs_go(sign: str) -> None:
    assert one_line(f"{sign}Ada{sign}{sign}") == "Ada"
    assert bare(f"ada@mail.example{sign}") == "ada@mail.example"


def test_joiners_stay_in_names_and_blanks_of_french_in_words() -> None:
    assert one_line("نام\u200cها") == "نام\u200cها"
    assert one_line("Ada\u00a0Renard") == "Ada\u00a0Renard"
    assert bare("\u00a006\u00a012\u202f34 56 78 ") == "06 12 34 56 78"
