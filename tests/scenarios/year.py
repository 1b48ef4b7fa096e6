"""A year in the life of a journal: a worker who visits, promises, errs, goes on leave, and mends what went wrong.

Everything goes through the real command. What it acknowledged is kept in the books of a BookKeeper, which knows
nothing of visitlog; what it refused must have changed nothing.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from book_keeper import BookKeeper
from seldom import SELDOM as MORE_SELDOM

from conftest import Vl

FIRST_DAY = date(2026, 1, 5)
"""A Monday."""

FIRST_NAMES = [
    "Ada",
    "Ben",
    "Cleo",
    "Dan",
    "Eve",
    "Finn",
    "Gus",
    "Hana",
    "Ivo",
    "Jun",
    "Kit",
    "Lea",
    "Max",
    "Nora",
    "Otto",
    "Pia",
    "Quin",
    "Rosa",
    "Sam",
    "Tess",
]
LAST_NAMES = [
    "Oak",
    "Elm",
    "Ash",
    "Fir",
    "Yew",
    "Birch",
    "Alder",
    "Hazel",
    "Maple",
    "Rowan",
    "Linden",
    "Cedar",
    "Willow",
    "Aspen",
    "Holly",
]
CHINESE = ("王秀英", "陈波", "李桂兰", "赵大明", "孙梅", "周萍", "刘强", "何桂兰", "徐福", "邓丽")
GROUPS = ("elder", "business", "newcomer", "hardship", "notable", "household")
FORMS = ("planned", "dropin", "meeting", "chance", "phone")
RESULTS = ("met", "met", "met", "met", "out", "refused")
BECAME = {"met": "kept", "out": "missed_by_them", "refused": "missed_by_them"}
"""What becomes of a booking by the visit of its day."""

NOTES = (
    "knee better",
    "roof leaks over the bed",
    "屋顶漏雨",
    "about the bins",
    "老伴住院了",
    'he said "later"',
)
EVENTS = ("birth", "wedding", "illness", "accident", "move")


class Year:
    """The worker, week by week; the same seed does the same things."""

    def __init__(self, vl: Vl, seed: int) -> None:
        self.vl = vl
        self.draw = random.Random(seed)
        self.books = BookKeeper()
        self.today = FIRST_DAY
        self.commands: Counter[str] = Counter()
        self.refused = 0
        self.names = self._names()
        self.away_until: date | None = None
        self.seldom: list[Callable[[Year], None]] = []

    def _names(self) -> list[str]:
        names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
        self.draw.shuffle(names)
        for place, name in enumerate(CHINESE):
            names.insert(place * 3, name)
        return names

    # --- typing

    def ok(self, *words: str, env: Mapping[str, str] | None = None) -> Any:
        """A command that is acknowledged; answers the data of its JSON."""
        self.commands[words[0]] += 1
        return self.vl.ok(*words, "--json", today=self.today.isoformat(), env=env).data

    def errs(self, code: int, *words: str) -> None:
        """A mistake: refused with this exit code, and nothing is written."""
        self.commands[words[0]] += 1
        self.refused += 1
        before = self.vl.bytes
        result = self.vl(*words, today=self.today.isoformat())
        assert result.code == code, (words, result)
        assert "Traceback" not in result.err
        assert self.vl.bytes == before, words

    def active(self) -> list[int]:
        """Everybody who is still visited."""
        return [id for id, person in self.books.now.people.items() if person["status"] == "active"]

    def someone(self) -> int:
        """Somebody who is still visited."""
        return self.draw.choice(self.active())

    def an_open(self, table: str, status: str) -> int | None:
        """The number of a record that is still open."""
        records = getattr(self.books.now, table)
        found = [id for id, record in records.items() if record["status"] == status]
        return self.draw.choice(found) if found else None

    # --- the days

    def weeks(self, count: int) -> None:
        """So many weeks of work."""
        for _name in range(12):
            self.add()
        for week in range(count):
            for weekday in range(6):
                self.today = FIRST_DAY + timedelta(weeks=week, days=weekday)
                for _turn in range(self.draw.randint(1, 3)):
                    self.draw.choice(DAILY)(self)
            for _turn in range(2):
                self.next_seldom()(self)
            if week % 4 == 1:
                self.mistakes()
            if week % 13 == 6:
                self.goes_wrong_and_is_restored()
            if week == count // 2:
                self.imports()
            self.looks()

    def next_seldom(self) -> Callable[["Year"], None]:
        """What happens seldom, everything once before anything twice."""
        if not self.seldom:
            self.seldom = [*SELDOM, *MORE_SELDOM]
            self.draw.shuffle(self.seldom)
        return self.seldom.pop()

    def looks(self) -> None:
        """What is read every week must always be answered, and never writes."""
        before = self.vl.bytes
        for words in (
            ("due", "--days", "7"),
            ("plan",),
            ("summary",),
            ("brief", str(self.someone())),
            ("check",),
        ):
            self.ok(*words)
        assert self.vl.bytes == before

    # --- what is recorded

    def add(self) -> None:
        """Somebody new."""
        name = self.names.pop(0)
        words = ["add", name, "--door", f"{self.draw.randint(1, 9)}-{self.draw.randint(100, 999)}"]
        if self.draw.random() < 0.6:
            words += ["-g", self.draw.choice(GROUPS)]
        told = self.ok(*words)["person"]
        self.books.changes().people[told["id"]] = {"name": name, "status": "active"}

    def log(self) -> None:
        """A visit to one or two people, on this day or a little before."""
        people = self.draw.sample(self.active(), 2 if self.draw.random() < 0.15 else 1)
        on = self.today - timedelta(days=self.draw.choice((0, 0, 0, 1, 3)))
        words = ["log", ",".join(map(str, people)), note := self.draw.choice(NOTES)]
        words += ["--on", on.isoformat(), "-r", result] if (result := self.draw.choice(RESULTS)) else []
        words += ["-f", self.draw.choice(FORMS)]
        promised = [f"see to it @{self.today + timedelta(days=5)}"] if self.draw.random() < 0.3 else []
        told = self.ok(*words, *(word for text in promised for word in ("-p", text)))
        books = self.books.changes()
        id = int(told["visit"]["id"][1:])
        assert id not in books.visits
        books.visits[id] = {
            "people": people,
            "on": on.isoformat(),
            "result": result,
            "form": words[-1],
            "note": note,
        }
        for promise in told["promises"]:
            by = self.today + timedelta(days=5)
            self.promised(promise["id"], promise["person"]["id"], "see to it", by, on)
        for one in books.appointments.values():
            if one["status"] == "booked" and one["on"] == on and not set(people).isdisjoint(one["people"]):
                one |= {"status": BECAME[result], "visit": id}

    def promise(self) -> None:
        """Something promised on the telephone, perhaps by them."""
        who, by = self.someone(), self.today + timedelta(days=self.draw.randint(1, 20))
        owed_by = self.draw.choice(("us", "us", "them"))
        told = self.ok("promise", str(who), f"bring the form @{by}", "--owed-by", owed_by)["promise"]
        self.books.changes()
        self.promised(told["id"], who, "bring the form", by, self.today, owed_by)

    def promised(self, id: str, who: int, text: str, by: date, made: date, owed_by: str = "us") -> None:
        """Puts a promise into the books as they stand."""
        self.books.now.promises[int(id[1:])] = {
            "person": who,
            "status": "open",
            "text": text,
            "by": by.isoformat(),
            "made": made.isoformat(),
            "owed_by": owed_by,
            "closed": None,
            "was_late": False,
        }

    def done(self) -> None:
        """A promise kept."""
        id = self.an_open("promises", "open")
        if id is not None:
            self.ok("done", f"P{id}")
            self.books.changes().promises[id] |= {"status": "kept", "closed": self.today.isoformat()}

    def drop(self) -> None:
        """A promise given up."""
        id = self.an_open("promises", "open")
        if id is not None:
            self.ok("drop", f"P{id}", "--why", "not ours to give")
            self.books.changes().promises[id]["status"] = "dropped"

    def move(self) -> None:
        """A promise moved to a fortnight from now; one that is due then already is refused."""
        id, by = self.an_open("promises", "open"), (self.today + timedelta(days=14)).isoformat()
        if id is None:
            return
        words = ("move", f"P{id}", "+2w,", "the clerk is on leave")
        if self.books.now.promises[id]["by"] == by:
            self.errs(1, *words)
        else:
            self.ok(*words)
            promise = self.books.changes().promises[id]
            promise["was_late"] |= promise["by"] < self.today.isoformat()
            promise["by"] = by

    def book(self) -> None:
        """An appointment in the days to come."""
        who, on = self.someone(), self.today + timedelta(days=self.draw.randint(1, 9))
        told = self.ok("book", str(who), f"{on} 10:00", "--for", "a form")["appointment"]
        self.books.changes().appointments[int(told["id"][1:])] = {
            "people": [who],
            "on": on,
            "status": "booked",
        }

    def answer(self) -> None:
        """What became of an appointment whose day has come."""
        booked = self.books.now.appointments.items()
        past = [id for id, one in booked if one["status"] == "booked" and one["on"] < self.today]
        if not past:
            return
        id = self.draw.choice(past)
        command, status = self.draw.choice(
            (
                (["done", f"A{id}"], "kept"),
                (["missed", f"A{id}", "us"], "missed_by_us"),
                (["missed", f"A{id}", "them"], "missed_by_them"),
                (["cancel", f"A{id}", "--why", "they were away"], "cancelled"),
            )
        )
        self.ok(*command)
        self.books.changes().appointments[id]["status"] = status

    def event(self) -> None:
        """News in a home."""
        kind = self.draw.choice(EVENTS)
        told = self.ok("event", str(self.someone()), kind)["events"][0]
        self.books.changes().events[int(told["id"][1:])] = {"kind": kind}

    def matter(self) -> None:
        """A matter opened, or an open one closed."""
        id = self.an_open("matters", "open")
        if id is None or self.draw.random() < 0.5:
            people = self.draw.sample(self.active(), 2)
            told = self.ok("matter", "open", ",".join(map(str, people)), "noise", "--kind", "dispute")[
                "matter"
            ]
            self.books.changes().matters[int(told["id"][1:])] = {
                "status": "open",
                "people": people,
                "title": "noise",
            }
        else:
            self.ok("matter", "close", f"M{id}", "--outcome", "quiet after ten")
            self.books.changes().matters[id]["status"] = "closed"

    # --- what is mended

    def undo(self) -> None:
        """The last changes were a mistake."""
        for _turn in range(self.draw.randint(1, 3)):
            if self.books.can_undo:
                self.ok("undo")
                self.books.undo()

    def edit(self) -> None:
        """A visit was met after all, or was not."""
        if self.books.now.visits:
            id = self.draw.choice(list(self.books.now.visits))
            result = "met" if self.books.now.visits[id]["result"] != "met" else "out"
            self.ok("edit", f"V{id}", "-r", result)
            books = self.books.changes()
            books.visits[id]["result"] = result
            for one in books.appointments.values():
                if one.get("visit") == id:
                    one["status"] = BECAME[result]

    def remove(self) -> None:
        """A visit was entered by mistake."""
        if self.books.now.visits:
            id = self.draw.choice(list(self.books.now.visits))
            self.ok("remove", f"V{id}")
            books = self.books.changes()
            del books.visits[id]
            for one in books.appointments.values():
                if one.get("visit") == id:  # it stays as it was settled, but by no visit any more
                    del one["visit"]

    def mistakes(self) -> None:
        """What a tired hand types; all of it refused, and nothing written."""
        tomorrow = (self.today + timedelta(days=1)).isoformat()
        self.errs(3, "log", "Zzyzx Nobody", "hello")
        self.errs(4, "log", "shared-door", "hello")
        self.errs(2, "log", str(self.someone()), "--on", tomorrow)
        self.errs(2, "log", str(self.someone()), "-p", "the form @someday")
        self.errs(2, "when", "03/04/2026")
        self.errs(3, "done", "P99999")
        self.errs(3, "add", "New One", "-g", "no-such-group")
        self.errs(2, "lgo", "ada")
        self.errs(2, "move", "P1", "friday")

    def leave_and_return(self) -> None:
        """Somebody is left alone for a time and comes back."""
        who = str(self.someone())
        self.ok("pause", who, "--until", "+20d", "--why", "in hospital")
        self.books.changes()
        self.ok("resume", who)
        self.books.changes()

    def own_leave(self) -> None:
        """The worker's own leave, which takes itself back."""
        if self.away_until is not None and self.away_until >= self.today:
            return
        self.ok("pause", "--me", "--until", "+5d")
        self.books.changes()
        self.ok("resume", "--me")
        self.books.changes()

    def retire(self) -> None:
        """Somebody moved away; one of those who did comes back."""
        if len(self.active()) > 8:
            who = self.someone()
            self.ok("retire", str(who), "moved")
            self.books.changes().people[who]["status"] = "moved"
        gone = [id for id, person in self.books.now.people.items() if person["status"] == "moved"]
        if len(gone) > 2:
            who = self.draw.choice(gone)
            self.ok("resume", str(who))
            self.books.changes().people[who]["status"] = "active"

    def merge(self) -> None:
        """Somebody was entered twice."""
        self.add()
        gone = max(self.books.now.people)
        self.ok("log", str(gone), "already known", "--on", "today", "-f", "phone")
        stays = self.draw.choice([id for id in self.active() if id != gone])
        visit = max(map(int, self.vl.table("visits")))
        books = self.books.changes()
        on = self.today.isoformat()
        books.visits[visit] = {
            "people": [gone],
            "on": on,
            "result": "met",
            "form": "phone",
            "note": "already known",
        }
        self.ok("merge", str(gone), str(stays))
        books = self.books.changes()
        del books.people[gone]
        for record in (*books.visits.values(), *books.appointments.values(), *books.matters.values()):
            record["people"] = list(dict.fromkeys(stays if id == gone else id for id in record["people"]))
        for promise in books.promises.values():
            promise["person"] = stays if promise["person"] == gone else promise["person"]

    def review(self) -> None:
        """The open promises gone through."""
        self.ok("review")
        self.books.changes()

    def goes_wrong_and_is_restored(self) -> None:
        """A backup by hand, a few changes that should not have been, and the backup put back."""
        path = Path(self.ok("backup")["backup"]["path"])
        kept = self.books.kept()
        for _turn in range(4):
            self.draw.choice(DAILY)(self)
        self.ok("restore", path.name, "--yes")
        self.books = kept

    def imports(self) -> None:
        """A list from a spreadsheet, twice: the second time nothing is new; one row of it is no good."""
        table = self.vl.home / "visits.csv"
        name, other = (self.books.now.people[id]["name"] for id in self.draw.sample(self.active(), 2))
        rows = [f"{name},{self.today - timedelta(days=day)},phone,met,call {day}" for day in range(1, 9)]
        rows.append(f"{other},no day,phone,met,?")
        table.write_text("\n".join(("who,date,form,result,note", *rows)) + "\n", "utf-8")
        first = self.ok("import", str(table), "--as", "visits")
        assert (first["created"], len(first["failed"])) == (8, 1)
        books = self.books.changes()
        who = next(id for id, person in books.people.items() if person["name"] == name)
        newest = max(map(int, self.vl.table("visits")))
        for number, day in enumerate(range(1, 9)):
            on = (self.today - timedelta(days=day)).isoformat()
            books.visits[newest - 7 + number] = {
                "people": [who],
                "on": on,
                "result": "met",
                "form": "phone",
                "note": f"call {day}",
            }
        again = self.ok("import", str(table), "--as", "visits")
        assert (again["created"], again["skipped"]) == (0, 8)


DAILY: tuple[Callable[[Year], None], ...] = (
    *[Year.log] * 8,
    *[Year.promise] * 2,
    *[Year.done] * 2,
    *[Year.book] * 2,
    Year.answer,
    Year.move,
    Year.drop,
    Year.event,
    Year.matter,
    Year.add,
    Year.undo,
    Year.edit,
    Year.remove,
)
"""What a day brings, the usual more often."""

SELDOM: tuple[Callable[[Year], None], ...] = (
    Year.leave_and_return,
    Year.own_leave,
    Year.retire,
    Year.merge,
    Year.review,
)
"""What a month brings."""
