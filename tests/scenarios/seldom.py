"""What a month of the scenario brings beside its visits: slips of the hand, edits of all kinds, leaves, lists."""

import json
import shlex
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from year import Year

CEILING_DAYS = 30
"""A business is visited once in so many days at most, by the usual preset."""


def logged(year: "Year", who: str, *words: str) -> Any:
    """A visit to one person, put into the books as the command told it; they have no appointments."""
    told = year.ok("log", who, *words)
    visit = told["visit"]
    year.books.changes().visits[int(visit["id"][1:])] = {
        "people": [person["id"] for person in visit["people"]],
        "on": visit["on"],
        "result": visit["result"],
        "form": visit["form"],
        "note": visit["note"],
    }
    return told


def unbooked(year: "Year") -> int | None:
    """Somebody who is visited and has never had an appointment, so that a visit settles none."""
    booked = {id for one in year.books.now.appointments.values() for id in one["people"]}
    free = [id for id in year.active() if id not in booked]
    return year.draw.choice(free) if free else None


def slips(year: "Year") -> None:
    """Two letters swapped in a name: whoever is meant beyond doubt is still found, and named back."""
    who = unbooked(year)
    name = "" if who is None else year.books.now.people[who]["name"]
    if (
        who is None
        or not name.replace(" ", "").isalpha()
        or not name.isascii()
        or sum(one["name"] == name for one in year.books.now.people.values()) > 1
    ):
        return
    typed = name[:-2] + name[-1] + name[-2]
    told = logged(year, typed, "slipped")
    assert [person["id"] for person in told["visit"]["people"]] == [who], typed


def wrong_day(year: "Year") -> None:
    """A visit noted on the wrong day, which is put right."""
    who = unbooked(year)
    if who is None:
        return
    told = logged(year, str(who), "wrong day", "--on", "yesterday")
    right = (year.today - timedelta(days=3)).isoformat()
    year.ok("edit", told["visit"]["id"], "--on", right)
    year.books.changes().visits[int(told["visit"]["id"][1:])]["on"] = right
    year.errs(2, "edit", told["visit"]["id"], "--on", "tomorrow")
    year.errs(2, "edit", told["visit"]["id"], "--text", "a visit has none")
    wrong_person(year)


def wrong_person(year: "Year") -> None:
    """A visit noted of somebody else than it was to, which is put right; the promise made on it goes along."""
    who, other = unbooked(year), unbooked(year)
    if who is None or other is None or who == other:
        return
    told = logged(year, str(who), "wrong person", "-p", "bring a form @+3d")
    by = year.today + timedelta(days=3)
    year.promised(told["promises"][0]["id"], who, "bring a form", by, year.today)
    year.ok("edit", told["visit"]["id"], "--who", str(other))
    books = year.books.changes()
    books.visits[int(told["visit"]["id"][1:])]["people"] = [other]
    books.promises[int(told["promises"][0]["id"][1:])]["person"] = other
    year.errs(2, "edit", str(who), "--who", str(other))


def edits_in_the_editor(year: "Year") -> None:
    """A note changed in the editor: first a mistake, and the form comes again; then right."""
    if not year.books.now.visits:
        return
    id = year.draw.choice(list(year.books.now.visits))
    editor = year.vl.home / "editor"
    editor.write_text(
        "#!/bin/sh\n"
        'if grep -q \'!!\' "$1"; then sed -i \'s/^minutes = .*/minutes = "25"/\' "$1"\n'
        'else sed -i \'s/^note = .*/note = "in the editor"/; s/^minutes = .*/minutes = "long"/\' "$1"; fi\n'
    )
    editor.chmod(0o700)
    told = year.ok("edit", f"V{id}", env={"EDITOR": shlex.quote(str(editor))})
    assert told["changed"] == (year.books.now.visits[id]["note"] != "in the editor")
    if told["changed"]:
        year.books.changes().visits[id]["note"] = "in the editor"
    before = year.vl.bytes
    assert not year.ok("edit", f"V{id}", env={"EDITOR": "true"})["changed"]
    assert year.vl.bytes == before


def edits_others(year: "Year") -> None:
    """A person, a promise, an appointment, an event and a matter, each put right by a flag."""
    books = year.books.now
    who = year.someone()
    area = year.draw.choice(("East Lane", "West Lane", "东街"))
    if books.people[who].get("area") != area:
        year.ok("edit", str(who), "--area", area, "--phone", f"555-{year.draw.randint(1000, 9999)}")
        year.books.changes().people[who]["area"] = area
    edits: tuple[tuple[str, str, str, str], ...] = (
        ("promises", "P", "--text", "text"),
        ("events", "E", "--kind", "kind"),
        ("matters", "M", "--title", "title"),
    )
    for table, letter, flag, field in edits:
        records = getattr(year.books.now, table)
        if records:
            id = year.draw.choice(list(records))
            value = "wedding" if table == "events" else f"put right {year.today}"
            if records[id][field] != value:
                year.ok("edit", f"{letter}{id}", flag, value)
                getattr(year.books.changes(), table)[id][field] = value
    booked = [
        id for id, one in books.appointments.items() if one["status"] == "booked" and one["on"] > year.today
    ]
    if booked:
        id = year.draw.choice(booked)
        on: date = books.appointments[id]["on"] + timedelta(days=30)
        year.ok("edit", f"A{id}", "--at", f"{on} 11:00")
        year.books.changes().appointments[id]["on"] = on


def talk_to_many(year: "Year") -> None:
    """A word to many at the gate: nobody's clock is reset."""
    due = [one["person"]["id"] for one in year.ok("due")["visits"]]
    told = year.ok("log", "--area", "East Lane", "--heads", "12", "fire safety")
    visit = told["visit"]
    year.books.changes().visits[int(visit["id"][1:])] = {
        "people": [],
        "on": visit["on"],
        "result": visit["result"],
        "form": visit["form"],
        "note": "fire safety",
    }
    assert [one["person"]["id"] for one in year.ok("due")["visits"]] == due


def ceiling(year: "Year") -> None:
    """A shop visited twice in a week: the second time is too much, a telephone call never is."""
    told = year.ok("add", f"Shop {year.today}", "--door", f"shop {year.today}", "-g", "business")["person"]
    year.books.changes().people[told["id"]] = {"name": told["name"], "status": "active"}
    who = str(told["id"])

    def codes(*words: str) -> list[str]:
        return [warned["code"] for warned in logged(year, who, *words)["warnings"]]

    assert "ceiling" not in codes(
        "first", "-f", "dropin", "--on", (year.today - timedelta(days=5)).isoformat()
    )
    assert "ceiling" not in codes("a call", "-f", "phone")
    assert "ceiling" in codes("second", "-f", "dropin")
    standing = year.ok("show", who)["person"]["standing"]
    free = date.fromisoformat(standing["hold_off_until"])
    assert year.today < free <= year.today + timedelta(days=CEILING_DAYS + 1)
    assert standing["state"] == "hold_off"


def refusals(year: "Year") -> None:
    """The door stays shut twice: the second time it is said that somebody else might go."""
    who = unbooked(year)
    if who is None:
        return
    first = (year.today - timedelta(days=2)).isoformat()
    if any(who in v["people"] and v["on"] >= first for v in year.books.now.visits.values()):
        return
    logged(year, str(who), "not now", "-r", "refused", "--on", first)
    told = logged(year, str(who), "not now either", "-r", "refused")
    assert "refused_twice" in [warned["code"] for warned in told["warnings"]]


def real_leaves(year: "Year") -> None:
    """The worker goes on leave for days, and somebody is left alone for weeks; neither is ended by hand."""
    if year.away_until is None or year.away_until < year.today:
        year.away_until = year.today + timedelta(days=3)
        year.ok("pause", "--me", "--until", year.away_until.isoformat())
        year.books.changes()
        year.errs(1, "pause", "--me", "--until", "+4d")
    who = year.someone()
    year.ok("pause", str(who), "--until", "+20d", "--why", "with her son")
    year.books.changes()
    assert who not in [one["person"]["id"] for one in year.ok("due")["visits"]]


def says_no(year: "Year") -> None:
    """Somebody wants no more visits: they are never due again, and nothing is lost."""
    if len(year.active()) <= 8:
        return
    who = year.someone()
    year.ok("retire", str(who), "declined")
    year.books.changes().people[who]["status"] = "declined"
    assert who not in [one["person"]["id"] for one in year.ok("due", "--days", "366")["visits"]]
    visits = sum(who in visit["people"] for visit in year.books.now.visits.values())
    assert len(year.ok("visits", "--who", str(who))["visits"]) == visits


def merges_and_thinks_again(year: "Year") -> None:
    """Two who were taken for one are merged, parted by undo, and both are whole."""
    one, other = year.draw.sample(year.active(), 2)
    before = year.vl.table("people")
    year.ok("merge", str(one), str(other))
    year.ok("undo")
    assert year.vl.table("people") == before


def list_of_people(year: "Year") -> None:
    """A list of newcomers from the office, two of them without a door; the same list again brings nobody."""
    name = f"newcomers-{year.today}"
    table = year.vl.home / f"{name}.csv"
    rows = [f"{name} {number},{'lodge' if number % 2 else ''},newcomer" for number in range(4)]
    table.write_text("\n".join(("name,household,residence", *rows)) + "\n", "utf-8")
    told = year.ok("import", str(table), "--as", "people")
    assert (told["created"], told["failed"]) == (4, [])
    people = year.books.changes().people
    newest = max(map(int, year.vl.table("people")))
    for number in range(4):
        people[newest - 3 + number] = {"name": f"{name} {number}", "status": "active"}
    again = year.ok("import", str(table), "--as", "people")
    assert (again["created"], again["skipped"]) == (0, 4)


def carries_out(year: "Year") -> None:
    """The journal carried out and into another file: the same again, to the letter."""
    copy, other = year.vl.home / "copy.json", year.vl.home / f"other-{year.today}" / "journal.json"
    day = year.today.isoformat()
    year.vl.ok("export", "--force", str(copy), today=day)
    year.vl.ok("--journal", str(other), "import", str(copy), today=day)
    again = year.vl.ok("--journal", str(other), "export", "--format", "json", today=day)
    assert json.loads(again.out) == json.loads(copy.read_text("utf-8"))
    assert (
        json.loads(year.vl.ok("--journal", str(other), "check", "--json", today=day).out)["data"]["findings"]
        == []
    )


SELDOM: tuple[Callable[["Year"], None], ...] = (
    slips,
    wrong_day,
    edits_in_the_editor,
    edits_others,
    talk_to_many,
    ceiling,
    refusals,
    real_leaves,
    says_no,
    merges_and_thinks_again,
    list_of_people,
    carries_out,
)
"""What a month brings beside that."""
