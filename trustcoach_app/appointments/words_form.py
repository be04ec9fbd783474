"""What the forms of a new and of a changed appointment share. Pure."""

from collections.abc import Mapping
from typing import Any

from trustcoach_app.appointments.fields import Words
from trustcoach_app.appointments.price.form import read_price
from trustcoach_app.forms import SentForm
from trustcoach_app.limits import LONGEST_ADDRESS, LONGEST_TITLE
from trustcoach_app.models.bookings import LONGEST_NOTE, LONGEST_PHONE, BookingMode


def read_words(form: SentForm, sent: Mapping[str, Any]) -> Words:
    """Title, note, how they meet and the price, of a session that is made or changed; an empty price is none yet."""
    return Words(
        title=form.text("title", most=LONGEST_TITLE),
        note=form.long_text("note", most=LONGEST_NOTE),
        mode=form.choice("mode", BookingMode),
        phone=form.text("phone", most=LONGEST_PHONE),
        address=form.text("address", most=LONGEST_ADDRESS),
        **form.read(lambda: read_price(sent), {}),
    )
