"""A year in the life of a journal, and the count of it: twelve weeks, or as many whole years as VISITLOG_YEARS says.

VISITLOG_YEARS=1 python -m pytest -n 0 -s tests/scenarios     a whole year, and what was done in it
"""

import json
import os
from collections import Counter

import pytest
from book_keeper import totals_of_export
from tinydb import TinyDB
from year import Year

from conftest import Vl

YEARS = int(os.environ.get("VISITLOG_YEARS", "0"))
SEEDS, WEEKS = (range(1, YEARS + 1), 52) if YEARS else (range(1, 2), 12)


@pytest.mark.parametrize("seed", SEEDS)
def test_after_a_year_with_mistakes_the_export_adds_up_to_what_was_acknowledged(vl: Vl, seed: int) -> None:
    year = Year(vl, seed)
    year.ok("add", "Shared One", "--door", "shared-door")
    year.ok("add", "Shared Two", "--door", "shared-door")
    for id, name in ((1, "Shared One"), (2, "Shared Two")):
        year.books.now.people[id] = {"name": name, "status": "active"}
    year.weeks(WEEKS)

    exported = json.loads(vl.ok("export", "--format", "json", today=year.today.isoformat()).out)
    assert totals_of_export(exported) == year.books.totals()

    summed = year.ok("summary", "--period", "all")
    counted = year.books.totals()
    assert summed["visits"]["total"] == sum(counted["visits by result"].values())
    assert +Counter(summed["visits"]["by_result"]) == counted["visits by result"]
    assert +Counter(summed["visits"]["by_form"]) == counted["visits by form"]
    assert summed["visits"]["people_met"] == len(counted["meetings by person"])

    word = {name: summed["promises"][name] for name in year.books.our_word("")}
    assert word == year.books.our_word(year.today.isoformat())
    became = Counter(one["status"] for one in year.books.now.appointments.values())
    settled = ("kept", "missed_by_us", "missed_by_them", "cancelled")
    assert {name: summed["appointments"][name] for name in settled} == {
        name: became[name] for name in settled
    }

    assert year.ok("check")["findings"] == []
    with TinyDB(vl.journal, encoding="utf-8", access_mode="r") as stock:
        for name in ("people", "visits", "promises", "appointments", "events", "matters"):
            assert {one.doc_id for one in stock.table(name)} == set(getattr(year.books.now, name)), name
    shown = {
        name: dict(counts) for name, counts in counted.items() if " by status" in name or " result" in name
    }
    print(f"\nseed {seed}: {sum(year.commands.values())} commands, {year.refused} of them refused; {shown}")
