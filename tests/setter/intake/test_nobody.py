"""What programs write when they have nothing to write: no id, no name, and no lead of all strangers."""

from typing import Any

import pytest

from tests.setter.intake.test_contract import LEAD, of_lead, read
from trustcoach_app.setter.intake.events import Misunderstood

NOBODY = ["undefined", "null", "NULL", "NaN", "None", "[object Object]", "0", 0, 0.0, "00", "{{user_id}}", " null "]


@pytest.mark.parametrize("nobody", NOBODY)
def test_ids_that_nobody_filled_in_are_nobodys(nobody: Any) -> None:
    """All strangers would be one lead, all events one."""
    for field, changed in (("event_id", {"event_id": nobody}), ("lead.user_id_instagram", {"lead": _named(nobody)})):
        with pytest.raises(Misunderstood, match=f"«\u00a0{field}\u00a0»\u202f: cet identifiant n’en est pas un"):
            read(**changed)
    assert of_lead(contact_id=nobody) == {}


def _named(instagram_id: Any) -> dict[str, Any]:
    return {**LEAD, "user_id_instagram": instagram_id}


@pytest.mark.parametrize("event_id", ["n8n:undefined:3", "manychat:{{user_id}}:received", "42/null", "a|NaN"])
def test_no_part_of_an_event_s_id_is_nobodys(event_id: str) -> None:
    with pytest.raises(Misunderstood, match="event_id"):
        read(event_id=event_id)


@pytest.mark.parametrize("name", ["null.pointer", "undefined_artist", "10", "0612", "nullpart", "zero"])
def test_ids_that_only_look_like_it_are_ids(name: str) -> None:
    event = read(event_id=f"n8n:{name}:0", lead=_named(name))
    assert (event.event_id, event.lead.instagram_id) == (f"n8n:{name}:0", name)


def test_what_programs_write_for_nothing_is_not_said() -> None:
    fields = ("instagram_username", "first_name", "last_name", "email", "age", "gender", "job_title", "source")
    for nothing in ("null", "undefined", "NaN", "[object Object]", "{{first_name}}", "NULL", "None"):
        assert of_lead(**dict.fromkeys(fields, nothing)) == {}
    assert of_lead(first_name="Nan", last_name="Null") == {"first_name": "Nan", "last_name": "Null"}
    assert read("message.received", data={"text": "null"}).data == {"text": "null"}
    assert read("lead.won", data={"deal_value": "undefined"}).data == {}
