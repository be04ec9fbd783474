"""What several pages say of a client's file."""

from trustcoach_app.client_file.present import excerpt


def test_a_long_text_is_begun() -> None:
    words = "mot " * 200
    assert len(excerpt(words, 280)) <= 281
    assert excerpt(words, 280).endswith("mot…")
    assert excerpt("court", 280) == "court"
    assert excerpt("x" * 300, 280) == "x" * 280 + "…"
