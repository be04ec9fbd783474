"""What a form sent, read into values; every refusal of a form at once."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from trustcoach_app.errors import InvalidInput
from trustcoach_app.forms import SentForm, an_instant, reading
from trustcoach_app.models.bookings import BookingMode

AN_ID = "01a228db-f4a3-7573-8740-5508daf23ec2"


def test_each_kind_of_field_gives_its_value() -> None:
    sent = {
        "name": "  Zoé\tMartin ",
        "words": " Deux\r\nlignes \x00",
        "minutes": " 60 ",
        "day": "2026-01-12",
        "hour": "14:00",
        "month": "2026-02",
        "mode": "phone",
        "row": AN_ID,
        "price": "1 240,50 €",
        "zone": "Pacific/Tahiti",
        "email": "Zoe@Exemple.fr",
        "phone": "06 12 34 56 78",
        "ticked": "on",
    }
    with reading(sent) as form:
        assert form.text("name", most=20) == "Zoé Martin"
        assert form.long_text("words", most=20) == "Deux\nlignes"
        assert form.number("minutes", least=5, most=60) == 60
        assert (form.day("day"), form.hour("hour")) == (date(2026, 1, 12), time(14))
        assert form.month("month") == date(2026, 2, 1)
        assert form.choice("mode", BookingMode) is BookingMode.PHONE
        assert (form.chosen_id("row"), form.chosen_id("none")) == (UUID(AN_ID), None)
        assert form.cents("price") == 124_050
        assert form.zone("zone") == ZoneInfo("Pacific/Tahiti")
        assert (form.email("email"), form.phone("phone")) == ("zoe@exemple.fr", "+33612345678")
        assert (form.given("ticked"), form.given("not_ticked")) == (True, False)


def read_all(form: SentForm) -> None:
    form.text("name", most=20, required="Indiquez un nom.")
    form.long_text("words", most=20)
    form.number("minutes", least=5, most=60)
    form.day("day")
    form.hour("hour")
    form.month("month")
    form.choice("mode", BookingMode)
    form.chosen_id("row")
    form.cents("price")
    form.zone("zone")
    form.email("email")
    form.phone("phone")


FIELDS = {"name", "minutes", "day", "hour", "month", "mode", "price", "zone", "email"}


@pytest.mark.parametrize("wrong", ["x" * 20_001, "\ud800", "-1", "9" * 5_000, "9999-99-99", "\u202e", "é" * 300])
def test_every_refusal_is_said_at_once(wrong: str) -> None:
    with (
        pytest.raises(InvalidInput) as refused,
        reading(dict.fromkeys((*FIELDS, "words", "row", "phone"), wrong)) as form,
    ):
        read_all(form)
    assert set(refused.value.fields) >= FIELDS - {"name"} | {"row"}


@pytest.mark.parametrize("wrong", [None, 7, ["a"], {"a": 1}, True])
def test_what_is_no_text_is_nothing(wrong: Any) -> None:
    with (
        pytest.raises(InvalidInput) as refused,
        reading(dict.fromkeys((*FIELDS, "words", "row", "phone"), wrong)) as form,
    ):
        read_all(form)
    assert set(refused.value.fields) == FIELDS


def read_a_price(form: dict[str, str]) -> None:
    """As a form whose service has another name for one of its fields."""
    with reading(form, price_cents="price") as sent:
        sent.text("name", most=5, required="Indiquez un nom.")
        raise InvalidInput(price_cents="Trop cher.", name="Une autre raison.")


def test_a_refusal_of_a_service_joins_the_others_under_the_forms_name() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_a_price({"name": ""})
    assert refused.value.fields == {"name": "Indiquez un nom.", "price": "Trop cher."}


def read_two_days(form: dict[str, str]) -> None:
    with reading(form) as sent:
        first, last = sent.day("first"), sent.day("last")
        sent.add_if(sent.took("first", "last") and last < first, "last", "La fin précède le début.")


@pytest.mark.parametrize(("first", "wrong"), [("", "first"), ("2026-01-13", "last")])
def test_a_rule_of_two_fields_asks_whether_both_were_taken(first: str, wrong: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_two_days({"first": first, "last": "2026-01-12"})
    assert set(refused.value.fields) == {wrong}


@pytest.mark.parametrize("said", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "2026-01-12T10:00", "x", 7, None])
def test_an_instant_is_one_that_every_zone_can_count_with(said: object) -> None:
    with pytest.raises(InvalidInput):
        an_instant(said)
    assert an_instant("2026-01-12T10:00+01:00") == datetime(2026, 1, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize("year", ["0001", "1899", "2200", "9999"])
def test_a_day_is_one_that_can_be_counted_with(year: str) -> None:
    with pytest.raises(InvalidInput, match="1900"), reading({"day": f"{year}-12-31"}) as form:
        form.day("day")
