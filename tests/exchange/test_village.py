"""The demo village holds together on any day, in both languages, and makes a calm and honest morning."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from visitlog.exchange.presets import LANGUAGES, read_data, read_preset
from visitlog.exchange.village import village
from visitlog.model.journal import Journal
from visitlog.model.records import RESIDENCES, Group, Person, Promise, Visit
from visitlog.model.standing import Standing, standings
from visitlog.model.table import Held
from visitlog.store.tally import tally_of, window_days

TODAY = date(2026, 11, 23)
TODAYS = [
    *(TODAY + timedelta(days=days) for days in range(7)),  # every weekday
    date(2027, 1, 1),
    date(2027, 3, 1),
    date(2028, 2, 24),  # a birthday five days later would be on the 29th
    date(2028, 2, 29),
    date(2028, 8, 31),
]
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Told:
    """A village, sorted into its kinds."""

    groups: dict[str, Group]
    people: dict[int, Person]
    visits: dict[int, Visit]
    promises: dict[int, Promise]

    def named(self, name: str) -> Person:
        return next(person for person in self.people.values() if person.name == name)

    def of(self, person: Person) -> list[Visit]:
        return [visit for visit in self.visits.values() if person.id in visit.people]


@cache
def records_of(today: date, language: str) -> tuple[Group | Person | Visit | Promise, ...]:
    """The village as it is made anew; made once a process, as making it costs more than looking at it."""
    return village(today, language)


def told(today: date, language: str = "en") -> Told:
    records = records_of(today, language)
    return Told(
        {record.key: record for record in records if isinstance(record, Group)},
        {record.id: record for record in records if isinstance(record, Person)},
        {record.id: record for record in records if isinstance(record, Visit)},
        {record.id: record for record in records if isinstance(record, Promise)},
    )


def standings_of(it: Told, today: date) -> dict[str, Standing]:
    """Where everybody stands, by name, with the tallies that the store would have computed."""
    window = window_days(it.groups.values())
    people = [replace(person, tally=tally_of(it.of(person), window)) for person in it.people.values()]
    journal = Journal(people=Held(people), group_records=Held(it.groups.values()))
    stands = standings(people, journal, today)
    return {person.name: stands[person.id] for person in people}


@pytest.mark.parametrize("today", TODAYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_village_has_the_size_of_a_real_notebook(today: date, language: str) -> None:
    it = told(today, language)
    assert tuple(it.groups.values()) == read_preset("community").groups
    assert 38 <= len(it.people) <= 44
    assert 220 <= len(it.visits) <= 300
    assert 22 <= len(it.promises) <= 28


@pytest.mark.parametrize("today", TODAYS)
def test_numbers_of_each_kind_run_from_one_in_order_of_time(today: date) -> None:
    records = records_of(today, "en")
    for kind in (Group, Person, Visit, Promise):
        numbers = [record.id for record in records if isinstance(record, kind)]
        assert numbers == list(range(1, len(numbers) + 1))
    it = told(today)
    assert [visit.on for visit in it.visits.values()] == sorted(visit.on for visit in it.visits.values())
    made = [promise.made_on or today for promise in it.promises.values()]
    assert made == sorted(made)
    added = [person.added_on or today for person in it.people.values()]
    assert added == sorted(added)


@pytest.mark.parametrize("today", TODAYS)
def test_nothing_is_in_the_future_nor_before_the_person_was_added(today: date) -> None:
    it = told(today)
    for visit in it.visits.values():
        assert visit.on < today
        for person in visit.people:
            assert it.people[person].added_on is not None
            assert (it.people[person].added_on or today) <= visit.on
            assert visit.on <= (it.people[person].left_on or today)
    for promise in it.promises.values():
        for day in (promise.made_on, promise.closed_on, promise.told_on):
            assert day is None or day <= today


@pytest.mark.parametrize("today", TODAYS)
def test_every_reference_is_to_something_that_is_there(today: date) -> None:
    it = told(today)
    for person in it.people.values():
        assert person.groups
        assert set(person.groups) <= set(it.groups)
        assert person.tally.visits == 0
    for visit in it.visits.values():
        assert set(visit.people) <= set(it.people)
        assert len(set(visit.people)) == len(visit.people)
        assert bool(visit.people) != bool(visit.heads and visit.area)
    for promise in it.promises.values():
        visit = it.visits[promise.visit or 0]
        assert promise.person in visit.people
        assert promise.made_on == visit.on
        assert visit.result == "met"
        assert promise.closed_on is None or promise.closed_on >= visit.on
        assert promise.told_on is None or (promise.closed_on or today) <= promise.told_on


@pytest.mark.parametrize("today", TODAYS)
def test_nobody_is_visited_twice_on_one_day(today: date) -> None:
    days = Counter((person, visit.on) for visit in told(today).visits.values() for person in visit.people)
    assert max(days.values()) == 1


@pytest.mark.parametrize("today", TODAYS)
def test_visits_are_spread_over_the_week_with_fewest_on_sundays(today: date) -> None:
    it = told(today)
    weekdays = Counter(visit.on.weekday() for visit in it.visits.values())
    assert all(weekdays[day] >= 15 for day in range(6))
    assert weekdays[6] <= len(it.visits) // 7


def test_same_day_gives_the_same_village() -> None:
    assert village(TODAY, "zh") == village(TODAY, "zh")


def test_both_languages_tell_the_same_village() -> None:
    english, chinese = village(TODAY, "en"), village(TODAY, "zh")
    assert len(english) == len(chinese)
    for one, other in zip(english, chinese, strict=True):
        assert skeleton(one) == skeleton(other)


def skeleton(record: Group | Person | Visit | Promise) -> dict[str, Any]:
    """The record with each text replaced by whether it is there, and each list of texts by how many."""
    words = {"name", "aliases", "area", "household", "best_times", "notes", "pause_reason", "note", "topics"}
    words |= {
        "companions",
        "hospitality",
        "hospitality_declined",
        "approach",
        "lesson",
        "text",
        "why",
        "moves",
    }
    return {
        field: (len(value) if isinstance(value, tuple) else value is None) if field in words else value
        for field, value in vars(record).items()
    }


def test_every_text_is_in_its_own_language() -> None:
    for language, is_chinese in (("en", False), ("zh", True)):
        it = told(TODAY, language)
        texts = [text for person in it.people.values() for text in (person.name, person.area, person.notes)]
        texts += [text for visit in it.visits.values() for text in (visit.note, visit.lesson, *visit.topics)]
        texts += [text for visit in it.visits.values() for text in (visit.approach, visit.hospitality)]
        texts += [text for promise in it.promises.values() for text in (promise.text, promise.why)]
        for text in filter(None, texts):
            assert bool(HAN.search(text)) == is_chinese, text
            assert text == text.strip()


def test_unknown_language_is_told_in_english() -> None:
    assert village(TODAY, "fr") == village(TODAY, "en")


def test_notes_name_no_season_and_no_weekday() -> None:
    timely = re.compile(
        r"(mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|autumn|winter|snow|christmas|new year"
        r"|周[一二三四五六日]|星期|春|夏|秋|冬|雪|过年|中秋",
        re.IGNORECASE,
    )
    for language in LANGUAGES:
        it = told(TODAY, language)
        texts = [person.notes for person in it.people.values()]
        texts += [text for visit in it.visits.values() for text in (visit.note, visit.lesson)]
        texts += [promise.text for promise in it.promises.values()]
        assert [text for text in filter(None, texts) if timely.search(text)] == []


def test_every_word_in_the_list_is_used() -> None:
    raw = read_data("village")
    plain = repr({"people": raw["people"], "talks": raw["talks"]})
    assert [key for key in raw["words"] if f"'{key}'" not in plain] == []


def test_fields_in_the_data_have_the_types_of_the_records() -> None:
    it = told(TODAY)
    for visit in it.visits.values():
        assert visit.at is not None
        assert visit.minutes is None or 0 < visit.minutes <= 60
        assert {type(flag) for flag in (visit.sensitive, visit.alone, visit.asked)} == {bool}
        assert visit.went is None or visit.approach
        assert visit.result == "met" or not (visit.warmth or visit.hospitality or visit.approach)
    for person in it.people.values():
        assert person.every is None or person.every > 0
        assert person.phone is None or re.fullmatch(r"555 01\d\d", person.phone)  # numbers kept for fiction


def test_names_and_doors_are_distinct_but_for_one_couple() -> None:
    for language in LANGUAGES:
        people = told(TODAY, language).people.values()
        assert len({person.name for person in people}) == len(people)
        shared = Counter(person.household for person in people if person.household).most_common(2)
        assert shared[0] == ("1-201", 2)
        assert shared[1][1] == 1


@pytest.mark.parametrize("today", TODAYS)
def test_birthday_is_a_day_that_exists_and_lies_ahead(today: date) -> None:
    birthday = told(today).named("Wang Suzhen").birthday
    assert birthday is not None
    ahead = [today + timedelta(days=days) for days in range(1, 6)]
    assert (birthday.month, birthday.day) in [(day.month, day.day) for day in ahead]
    date(birthday.year or 0, birthday.month, birthday.day)


def test_village_shows_every_kind_of_person() -> None:
    it = told(TODAY)
    people = it.people.values()
    assert {person.residence for person in people} == set(RESIDENCES)
    assert len({person.area for person in people}) == 4
    assert Counter(person.status for person in people) == {
        "active": len(people) - 2,
        "moved": 1,
        "declined": 1,
    }
    assert all((person.left_on is not None) == (person.status != "active") for person in people)
    assert [person.name for person in people if person.paused_until] == ["Xie Chunmei"]
    assert sum(it.groups[group].sensitive for person in people for group in person.groups) == 3
    unvisited = [person for person in people if not it.of(person)]
    assert [(TODAY - (person.added_on or TODAY)).days for person in unvisited] == [40, 6]


def test_village_shows_every_kind_of_visit() -> None:
    visits = told(TODAY).visits.values()
    assert {visit.form for visit in visits} == {"planned", "dropin", "meeting", "chance", "phone"}
    assert {visit.place for visit in visits} == {"home", "office", "public", "private"}
    assert {visit.result for visit in visits} == {"met", "out", "refused"}
    assert {visit.warmth for visit in visits} == {None, "cold", "plain", "civil", "warm", "close"}
    assert {visit.went for visit in visits} == {None, "well", "ok", "poor"}
    assert sum(len(visit.people) > 1 for visit in visits) >= 5
    assert sum(not visit.people for visit in visits) == 3
    assert any(visit.sensitive for visit in visits)
    assert any(visit.asked for visit in visits)
    assert sum(visit.lesson is not None for visit in visits) >= 5
    assert sum(visit.hospitality_declined is not None for visit in visits) >= 3
    assert sum(visit.note is not None for visit in visits) > len(visits) / 2


def test_promises_are_kept_late_dropped_overdue_due_and_owed_to_us() -> None:
    promises = told(TODAY).promises.values()
    kept = [promise for promise in promises if promise.status == "kept"]
    on_time = [p for p in kept if p.by and p.closed_on and p.closed_on <= p.by]
    assert len(on_time) == 12
    assert len(kept) - len(on_time) == 5
    assert sum(promise.status == "dropped" and bool(promise.why) for promise in promises) == 1
    ours = [promise for promise in promises if promise.status == "open" and promise.owed_by == "us"]
    days = [promise.by and (promise.by - TODAY).days for promise in ours]
    assert sorted(day for day in days if day is not None) == [-3, 0, 2, 6]
    assert days.count(None) == 1
    assert sum(promise.status == "open" and promise.owed_by == "them" for promise in promises) == 1
    assert sum(bool(promise.moves) for promise in promises) == 2


def test_wang_has_one_kept_promise_that_she_has_not_been_told_of() -> None:
    it = told(TODAY)
    untold = [p for p in it.promises.values() if p.status == "kept" and p.owed_by == "us" and not p.told_on]
    assert [it.people[promise.person].name for promise in untold] == ["Wang Suzhen"]


@pytest.mark.parametrize("today", TODAYS)
def test_morning_is_calm_with_eight_to_see_and_one_to_hold_off(today: date) -> None:
    stands = standings_of(told(today), today)
    by_state = {
        state: {name for name, standing in stands.items() if standing.state == state}
        for state in ("overdue", "due", "hold_off", "paused", "inactive")
    }
    assert by_state["overdue"] == {"He Guizhi", "Jiang Dayong"}
    assert by_state["due"] == {
        "Zeng Fuquan",
        "Tan Zhiguo",
        "Qin Xiaohe",
        "Gu Shulan",
        "Ren Xiaochuan",
        "Qian Shouyi",
    }
    assert by_state["hold_off"] == {"Zhu Jinbao", "Hao Shuqin"}
    otherwise_due = {name for name in by_state["hold_off"] if (stands[name].due_on or today) < today}
    assert otherwise_due == {"Zhu Jinbao"}
    assert by_state["paused"] == {"Xie Chunmei"}
    assert by_state["inactive"] == {"Lei Guobin", "Song Peihua"}


@pytest.mark.parametrize("today", TODAYS)
def test_one_retry_is_due_and_one_is_still_waiting(today: date) -> None:
    stands = standings_of(told(today), today)
    zeng, dong = stands["Zeng Fuquan"], stands["Dong Lihua"]
    assert zeng.reason is not None
    assert zeng.reason.kind == "retry"
    assert dong.state == "ok"
    assert dong.days_overdue == 5
    assert dong.retry_on == today + timedelta(days=3)
