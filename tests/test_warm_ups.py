"""What a fresh process has done before it listens. Each question is asked in a process of its own."""

import subprocess
import sys

from ops.folders import child_environment
from trustcoach_app.trustcoach_app import app
from trustcoach_app.warm_ups import warmed_up

FIRST_USES = """
import asyncio, sys
from datetime import date
from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from trustcoach_app.availability.holidays import COUNTRIES, public_holidays
from trustcoach_app.formats import long_day, month_name
from trustcoach_app.models.bookings import Booking
from trustcoach_app.warm_ups import warmed_up

opened = []
watching = []

def look(event, arguments):
    if watching and event in ("open", "import", "listdir"):
        opened.append(f"{event} {arguments[0]}")

async def main():
    async with warmed_up():
        assert Booking.__mapper__.configured
        watching.append(True)
        for country in COUNTRIES:
            assert public_holidays(country, 2026)
        assert long_day(date(2026, 12, 1)) == "mardi 1er décembre"
        assert month_name(date(2026, 12, 1)) == "décembre 2026"
        watching.clear()

sys.addaudithook(look)
asyncio.run(main())
print("\\n".join(opened))
"""
"""Says what the first visitor's page would read from the disk."""


def test_what_is_asked_first_reads_nothing_from_the_disk_any_more():
    asked = subprocess.run(
        [sys.executable, "-c", FIRST_USES], env=child_environment(), capture_output=True, text=True, check=False
    )
    assert (asked.returncode, asked.stdout.strip()) == (0, ""), asked.stderr


COLLECTED = """
import asyncio, gc
from trustcoach_app.trustcoach_app import app
from trustcoach_app.warm_ups import warmed_up

async def main():
    before = len(gc.get_objects())
    async with warmed_up():
        print(before, len(gc.get_objects()))

asyncio.run(main())
"""
"""Says how many objects the collector of cycles goes through, before and after."""


def test_the_collector_leaves_alone_what_the_application_is_made_of():
    asked = subprocess.run(
        [sys.executable, "-c", COLLECTED], env=child_environment(), capture_output=True, text=True, check=True
    )
    before, after = map(int, asked.stdout.splitlines()[-1].split())
    assert before > 100_000
    assert after < before / 20


def test_the_application_begins_with_it():
    assert warmed_up in [getattr(task, "func", task) for task in app.get_lifespan_tasks()]
